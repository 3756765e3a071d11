// What an endpoint may be: pure decisions.

export const endpointsMax = 20
/** So long messages are signed with the secret before, too. */
export const previousSecretHours = 24
/** The shapes that messages have today; an endpoint keeps the version of the day on which it was made. */
export const payloadVersion = '2026-11-01'

interface Fault {
  readonly pointer: string
  readonly keyword: string
  readonly message: string
}

export interface UrlRules {
  /** Whether whoever runs the server vouches for its host: it may be private, and be asked without TLS. */
  readonly isAllowed: (url: URL) => boolean
  /** Whether its host is an address, written in whatever way, that is not public. */
  readonly isPrivate: (url: URL) => boolean
}

/**
 * What is wrong with the URL of an endpoint. Names are not looked up here: what they stand for is looked at whenever a
 * message is sent.
 */
export function faultsOfUrl(text: string, { isAllowed, isPrivate }: UrlRules): readonly Fault[] {
  const fault = (message: string) => [{ pointer: '/url', keyword: 'url', message }]
  if (!URL.canParse(text)) return fault('must be a whole URL, such as https://shop.example.com/evently')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return fault('must have no user and no password in it: messages are signed, so the secret shows who sends them')
  if (url.hash !== '') return fault('must have no part after #: it is not sent')
  if (isAllowed(url)) return []
  if (url.protocol !== 'https:') return fault('must begin with https://')
  return isPrivate(url) ? fault('must have a public host, not an address of a private network') : []
}

/** The reason that disabled an endpoint. */
export type DisabledReason = 'owner' | 'gone' | 'failing'

/**
 * The ETag of an endpoint: its version and, as nobody changes it by failing, since when it fails. Conditions compare
 * the version alone.
 */
export const etagOf = ({ version, failingSince }: { readonly version: number; readonly failingSince: Date | null }) =>
  failingSince === null ? String(version) : `${version}.${failingSince.getTime().toString(36)}`

export const matchesVersion = (ifMatch: readonly string[] | '*', version: number) =>
  ifMatch === '*' || ifMatch.some(one => one.split('.')[0] === String(version))
