// Where the session of a profile is: in the system's keyring where there is one that answers, else in the profiles'
// file, which only its owner can read. EVENTLY_CREDENTIALS says `keyring` or `file` where that is to be certain.
import type { SessionTokens } from '@evently/sdk'
import { CommandError, exit, UsageError } from './failures.ts'
import { systemKeyring } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { changeProfiles, isSignedIn, withProfile } from './profiles.ts'
import type { Profile, Profiles } from './profiles.ts'

/** A keyring that could not be used is tried again after a day: each try may take as long as it may be waited for. */
const retryMs = 24 * 60 * 60 * 1000

type Place = 'keyring' | 'file' | 'either'

export function credentialsPlace(): Place {
  const { EVENTLY_CREDENTIALS: place } = process.env
  if (!place) return 'either'
  if (place === 'keyring' || place === 'file') return place
  throw new UsageError(`EVENTLY_CREDENTIALS must be keyring or file, not ${JSON.stringify(place)}.`)
}

/** The session of a profile, wherever it is. CommandError where it is in a keyring that can't be read now. */
export async function sessionOf(
  profile: Profile | undefined,
  keyring: Keyring = systemKeyring(),
): Promise<SessionTokens | undefined> {
  if (profile?.keyring === undefined) return profile?.session
  const answer = await keyring.read(profile.keyring)
  if (answer.isUsable) return answer.secret === undefined ? undefined : (JSON.parse(answer.secret) as SessionTokens)
  throw new CommandError(
    'keyring_unavailable',
    `The session is in the keyring of this system, which can't be read now: ${answer.why}. Unlock it, or sign in ` +
      'again with EVENTLY_CREDENTIALS=file.',
    exit.notSignedIn,
  )
}

/** Keeps a session, or that there is none any more. What is in the file goes into the keyring with it. */
export async function keepSession(
  name: string,
  baseUrl: string,
  session: SessionTokens | undefined,
  keyring: Keyring = systemKeyring(),
): Promise<void> {
  await changeProfiles(async all => {
    const { session: _before, keyring: account, ...profile } = all.profiles[name] ?? {}
    const { keyringFailedAt, ...kept } = await placed(session, { account, all, keyring })
    return { ...withProfile(all, name, { ...profile, baseUrl, ...kept }), ...(keyringFailedAt && { keyringFailedAt }) }
  })
}

/** Forgets a session, if the profile still has it: another command may have begun a new one. */
export async function forgetSession(
  name: string,
  session: SessionTokens | undefined,
  keyring: Keyring = systemKeyring(),
): Promise<void> {
  await changeProfiles(async all => {
    const profile = all.profiles[name]
    if (!isSignedIn(profile)) return all
    const { session: _before, keyring: account, ...rest } = profile
    const isOther = session !== undefined && (await sessionOf(profile, keyring))?.refreshToken !== session.refreshToken
    if (isOther) return all
    if (account !== undefined) await keyring.remove(account)
    return withProfile(all, name, rest)
  })
}

interface Situation {
  /** The one in the keyring that the profile has already. */
  readonly account: string | undefined
  readonly all: Profiles
  readonly keyring: Keyring
}

async function placed(
  session: SessionTokens | undefined,
  { account, all, keyring }: Situation,
): Promise<Pick<Profile, 'session' | 'keyring'> & { keyringFailedAt?: string }> {
  const place = credentialsPlace()
  const isTried = place === 'keyring' || (place === 'either' && !hasFailedLately(all))
  if (session !== undefined && isTried) {
    const { randomUUID } = await import('node:crypto')
    const own = account ?? randomUUID()
    const answer = await keyring.write(own, JSON.stringify(session))
    if (answer.isUsable) return { keyring: own }
    if (place === 'keyring')
      throw new CommandError(
        'keyring_unavailable',
        `The session can't be kept in the keyring of this system: ${answer.why}.`,
      )
  }
  if (account !== undefined) await keyring.remove(account)
  if (session === undefined) return {}
  return { session, ...(isTried && { keyringFailedAt: new Date().toISOString() }) }
}

const hasFailedLately = ({ keyringFailedAt }: Profiles) =>
  keyringFailedAt !== undefined && Date.now() - Date.parse(keyringFailedAt) < retryMs
