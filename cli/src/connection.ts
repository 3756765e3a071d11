// Which server a command talks to, and as whom: flags, then the environment, then the profile.
import { Evently } from '@evently/sdk'
import type { SessionTokens } from '@evently/sdk'
import { changeProfiles, oneAtATime, readProfiles, withProfile } from './profiles.ts'
import type { Profile } from './profiles.ts'

export interface ConnectionWish {
  readonly profile?: string
  readonly baseUrl?: string
  readonly apiKey?: string
}

export interface Connection {
  readonly evently: Evently
  readonly profileName: string
  readonly profile: Profile | undefined
  /** What the requests carry. An API key that was given goes before the profile's session. */
  readonly credential: 'api_key' | 'session' | undefined
}

const DEFAULT_PROFILE = 'default'
/** The SDK renews 30 s before the end: whoever begins with less than this left renews first, and under a lock. */
const RENEW_MS_BEFORE = 60_000

/** `email` is kept along with a session that begins now. */
export async function connect(wish: ConnectionWish, version: string): Promise<Connection> {
  const { current, profiles } = await readProfiles()
  const profileName = wish.profile ?? current ?? DEFAULT_PROFILE
  const profile = Object.hasOwn(profiles, profileName) ? profiles[profileName] : undefined
  const options = { baseUrl: wish.baseUrl ?? profile?.baseUrl, userAgent: `evently-cli/${version}` }
  const { baseUrl } = new Evently(options)
  const keep = async (session: SessionTokens | undefined) => keepSession(profileName, baseUrl, session)

  if (wish.apiKey !== undefined) {
    return { evently: new Evently({ ...options, apiKey: wish.apiKey, onSession: keep }), profileName, profile, credential: 'api_key' }
  }
  // A session belongs to the server it was begun at: no other one gets to see it.
  const session = profile?.baseUrl === baseUrl ? await freshSession(profileName, profile, options) : undefined
  return { evently: new Evently({ ...options, session, onSession: keep }), profileName, profile, credential: session && 'session' }
}

/** Notes whose session it is, so that `profiles list` can say. */
export async function noteEmail(profileName: string, email: string): Promise<void> {
  await changeProfiles(all => {
    const profile = all.profiles[profileName]
    return profile ? withProfile(all, profileName, { ...profile, email }) : all
  })
}

async function keepSession(name: string, baseUrl: string, session: SessionTokens | undefined): Promise<void> {
  await changeProfiles(all => withProfile(all, name, { ...all.profiles[name], baseUrl, session }))
}

/** The session of the profile, renewed if it is about to end, by one process for all of them. */
async function freshSession(name: string, profile: Profile, options: { baseUrl?: string; userAgent: string }): Promise<SessionTokens | undefined> {
  if (!endsSoon(profile.session)) return profile.session
  return oneAtATime(async () => {
    const session = (await readProfiles()).profiles[name]?.session
    if (session === undefined || !endsSoon(session)) return session
    const client = new Evently({ ...options, session, onSession: renewed => keepSession(name, profile.baseUrl, renewed) })
    await client.auth.refresh({ refreshToken: session.refreshToken })
    await client.close()
    return client.session
  })
}

const endsSoon = (session: SessionTokens | undefined) =>
  session?.expiresAt !== undefined && Date.parse(session.expiresAt) - Date.now() < RENEW_MS_BEFORE
