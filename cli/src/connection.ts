// Which server a command talks to, and with which credential: flags, then the environment, then the profile.
import { Evently, isProblem } from '@evently/sdk'
import type { EventlyOptions, OperationId, SessionTokens } from '@evently/sdk'
import type { Dispatcher } from 'undici'
import { keepSession, sessionOf } from './credentials.ts'
import { profileNotFound } from './failures.ts'
import { proxyDispatcher } from './network.ts'
import { changeProfiles, isSignedIn, oneAtATime, profileOf, readProfiles, withProfile } from './profiles.ts'
import type { Profile, Profiles } from './profiles.ts'
import { tracing } from './tracing.ts'

export interface ConnectionInput {
  readonly profile?: string | undefined
  readonly baseUrl?: string | undefined
  readonly language?: string | undefined
  readonly apiKey?: string | undefined
  /** The command sends no access token, so there is none to renew. */
  readonly anonymous?: boolean
  /** A signed-in user alone may do it: a session goes before an API key. */
  readonly sessionOnly?: boolean
  /** The profile may be one that there is none of yet. */
  readonly makesProfile?: boolean
  /** Nothing that writes is sent: the command's own operation, or that it stands for none. */
  readonly recordingFor?: OperationId | 'any' | undefined
  /** Told a line for each request and its answer. */
  readonly tell?: ((line: string) => void) | undefined
}

export interface Connection {
  readonly evently: Evently
  readonly profileName: string
  readonly profile: Profile | undefined
  /** What the requests carry. An API key that was given goes before the profile's session, where it may. */
  readonly credential: 'api_key' | 'session' | undefined
  close(): Promise<void>
}

/** The SDK renews 30 s before the end: whoever begins with less than this left renews first, and under a lock. */
const renewMsBefore = 60_000

/** Throws UsageError for a profile that there is none of, and for a proxy that can't be one. */
export async function connect(input: ConnectionInput, version: string): Promise<Connection> {
  const all = await readProfiles()
  const profileName = profileOf(input.profile, all)
  const profile = all.profiles[profileName]
  if (input.profile !== undefined && !input.makesProfile) mustBeKnown(input.profile, all)
  const named = {
    baseUrl: input.baseUrl ?? profile?.baseUrl,
    userAgent: `evently-cli/${version}`,
    acceptLanguage: input.language,
  }
  const { baseUrl } = new Evently(named)
  const way = await wayTo(baseUrl, input)
  const options = { ...named, ...(way && { dispatcher: way }), ...(input.tell && tracing(input.tell)) }
  const keep = async (session: SessionTokens | undefined) => keepSession(profileName, baseUrl, session)

  // A session belongs to the server it was begun at: no other one gets to see it.
  const kept = profile?.baseUrl === baseUrl ? profile : undefined
  const isByKey = input.apiKey !== undefined && !(input.sessionOnly && isSignedIn(kept))
  const isSent = isSignedIn(kept) && !isByKey && !input.anonymous
  const session = isSent ? await freshSession(profileName, kept, options) : kept?.session
  const evently = new Evently({ ...options, ...(isByKey ? { apiKey: input.apiKey } : { session }), onSession: keep })
  return {
    evently,
    profileName,
    profile,
    credential: isByKey ? 'api_key' : session && 'session',
    async close() {
      await evently.close()
      await way?.close()
    },
  }
}

function mustBeKnown(name: string, { profiles }: Profiles): void {
  if (!Object.hasOwn(profiles, name)) throw profileNotFound(name, Object.keys(profiles))
}

/** Undefined: the SDK's own connections. */
async function wayTo(baseUrl: string, { recordingFor }: ConnectionInput): Promise<Dispatcher | undefined> {
  const proxy = await proxyDispatcher(baseUrl)
  if (recordingFor === undefined) return proxy
  const { recordingDispatcher } = await import('./recording.ts')
  const operation = recordingFor === 'any' ? undefined : recordingFor
  return recordingDispatcher({ baseUrl, dispatcher: proxy, operation })
}

/** Notes whose session it is, so that `profiles list` can say. */
export async function noteEmail(profileName: string, email: string): Promise<void> {
  await changeProfiles(all => {
    const profile = all.profiles[profileName]
    return profile ? withProfile(all, profileName, { ...profile, email }) : all
  })
}

/** Renews the profile's session now, and answers when it ends; `undefined` if there is none. */
export async function renewSession({ evently, profileName }: Connection): Promise<string | undefined> {
  return oneAtATime(async () => {
    const profile = (await readProfiles()).profiles[profileName]
    const session = profile?.baseUrl === evently.baseUrl ? await sessionOf(profile) : undefined
    if (session === undefined) return undefined
    await evently.auth.refresh({ refreshToken: session.refreshToken })
    return evently.session?.expiresAt
  })
}

/** The session of the profile, renewed if it is about to end, by one process for all of them. */
async function freshSession(
  name: string,
  profile: Profile,
  options: EventlyOptions,
): Promise<SessionTokens | undefined> {
  const known = await sessionOf(profile)
  if (!endsSoon(known)) return known
  return oneAtATime(async () => {
    const session = await sessionOf((await readProfiles()).profiles[name])
    if (session === undefined || !endsSoon(session)) return session
    const client = new Evently({
      ...options,
      session,
      onSession: renewed => keepSession(name, profile.baseUrl, renewed),
    })
    try {
      await client.auth.refresh({ refreshToken: session.refreshToken })
    } catch (error) {
      if (!isProblem(error, 'refresh_token_invalid', 'account_disabled')) throw error
      await keepSession(name, profile.baseUrl, undefined) // it has ended: a command that needs it says so
      return undefined
    } finally {
      await client.close()
    }
    return client.session
  })
}

const endsSoon = (session: SessionTokens | undefined) =>
  session?.expiresAt !== undefined && Date.parse(session.expiresAt) - Date.now() < renewMsBefore
