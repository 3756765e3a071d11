// Faults of a request by the names that were typed: flags and arguments instead of places in the body.

/** One fault, as a problem lists it. */
export interface RequestFault {
  readonly pointer: string
  readonly message: string
}

/** What a command was given by: the names of its flags, and of its arguments as the usage line has them. */
export interface TypedNames {
  readonly flags: readonly string[]
  readonly args: readonly string[]
}

/** `--price must be 0 or more, not -1`: a fault as the person who has typed the command can read it. */
export function faultText({ pointer, message }: RequestFault, typed: TypedNames): string {
  const { name, within } = typedName(pointer, typed)
  const words = message.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, word => flagOf([word], typed.flags) ?? word)
  if (name === undefined) return `The request ${words}`
  return within === '' ? `${name} ${words}` : `${name}: ${within} ${words}`
}

/** Places whose flags are called otherwise. */
const otherFlags: Readonly<Record<string, string>> = {
  advanceSeconds: 'seconds',
  disabled: 'disable',
  kind: 'access',
  payment: 'token',
  q: 'query',
  ticketIds: 'ticket',
  untilMinutesBefore: 'cancel-until-minutes',
  ticketTypeIds: 'ticket-type',
}
/** What no one flag stands for: it was asked for, or came from a file or from the profile. */
const spoken: Readonly<Record<string, string>> = {
  currentPassword: 'The current password',
  newPassword: 'The new password',
  refreshToken: "The session's refresh token",
}
/** Only a file can say them; the flag of the part that they are in is for something else. */
const onlyInFiles: ReadonlySet<string> = new Set(['venue.location', 'venue.location.lat', 'venue.location.lon'])

/** The flag or the argument that stands for a place, and what within it is meant; without either, the place itself. */
function typedName(pointer: string, { flags, args }: TypedNames): { name: string | undefined; within: string } {
  const [first = '', ...rest] = pointer.split('/').slice(1).map(unescaped)
  if (first === 'header') {
    const header = rest.join('/')
    return { name: flagOf([header.toLowerCase()], flags) ?? `The ${header} header`, within: '' }
  }
  if (first === 'path') return { name: argOf(rest[0] ?? '', { flags, args }), within: '' }
  const parts = first === 'query' ? rest : [first, ...rest]
  const [list = '', index = '', ...inner] = parts
  if (/^\d+$/.test(index)) {
    const within = [`the ${ordinal(Number(index) + 1)}`, ...inner.map(wordsOf)].join(', ')
    return { name: flagOf([list.replace(/(?:Id)?s$/, ''), list.replace(/s$/, ''), list], flags) ?? list, within }
  }
  const place = parts.join('.')
  const flag = onlyInFiles.has(place) ? undefined : flagOf(candidates(parts), flags)
  return { name: flag ?? spoken[place] ?? (place || undefined), within: '' }
}

/** `webhookEndpointId` is the argument ENDPOINT, or the flag of that name; a command with one argument means that. */
function argOf(name: string, { flags, args }: TypedNames): string {
  const words = kebab(name.replace(/Id$/, '')).split('-')
  const names = words.map((_, n) => words.slice(n).join('-'))
  const found = names.find(one => args.includes(one))
  if (found !== undefined) return found.toUpperCase()
  const [only, ...others] = args
  const other = flagOf(names, flags)
  return other ?? (only !== undefined && others.length === 0 ? only.toUpperCase() : name)
}

/** `venue/name` may be `--venue-name`, `--name` or `--venue`. */
const candidates = (parts: readonly string[]) =>
  [parts.join('-'), parts.at(-1) ?? '', parts[0] ?? ''].flatMap(name => [name, otherFlags[name] ?? name])

function flagOf(names: readonly string[], flags: readonly string[]): string | undefined {
  const spellings = names.map(kebab).flatMap(name => [name, name.replace(/-(id|minor)$/, ''), name.replace(/s$/, '')])
  const found = spellings.find(name => flags.includes(name))
  return found === undefined ? undefined : `--${found}`
}

/** As a person would say it: `priceMinor` is the price. */
const wordsOf = (name: string) =>
  kebab(name)
    .replace(/-(id|minor)$/, '')
    .replaceAll('-', ' ')
const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')
const ordinal = (n: number) => `${n}${['st', 'nd', 'rd'][n - 1] ?? 'th'}`
