// The tokens of a signed-in user: kept, renewed before they expire, and never renewed twice at once.
//
// A refresh token is good for one refresh, so everybody who needs new tokens waits for the same refresh. Who failed
// with an access token that is no longer the current one just tries again with the current one.
import type { Session as SessionShape } from '../generated/shapes.ts'
import { abortable } from './abort.ts'
import type { Clock } from './clock.ts'
import { isProblem } from './errors.ts'

/** A session that can be kept and handed to another client. */
export interface SessionTokens {
  readonly accessToken: string
  readonly refreshToken: string
  /**
   * When the access token ends, by this machine's clock (RFC 3339). Without it the token is used until the server
   * refuses it.
   */
  readonly expiresAt?: string
}

/**
 * Called whenever the session is another: after signing in, after every refresh, and with `undefined` once it has
 * ended.
 */
export type OnSession = (session: SessionTokens | undefined) => void | Promise<void>

type Tokens = SessionShape['tokens']

/** The access token is renewed this long before it expires, or a tenth of its life if that is less. */
const renewMsBefore = 30_000

export interface SessionKeeper {
  readonly tokens: SessionTokens | undefined
  /** The access token to send; renewed if it is about to expire. */
  accessToken(signal?: AbortSignal): Promise<string | undefined>
  /** The server says this access token has expired: the one to try again with. */
  renew(expired: string, signal?: AbortSignal): Promise<string | undefined>
  adopt(tokens: Tokens): Promise<void>
  /** Forgets the session that this refresh token belongs to. */
  end(refreshToken: string): Promise<void>
}

export function keepSession(options: {
  session: SessionTokens | undefined
  onSession: OnSession | undefined
  clock: Clock
  refresh: (refreshToken: string) => Promise<Tokens>
}): SessionKeeper {
  const { onSession, clock, refresh } = options
  let current = options.session
  let renewAtMs = current?.expiresAt === undefined ? Infinity : Date.parse(current.expiresAt) - renewMsBefore
  let refreshing: { readonly of: string; readonly done: Promise<void> } | undefined

  async function adopt({ accessToken, refreshToken, expiresInSeconds }: Tokens) {
    const lifeMs = expiresInSeconds * 1_000
    const expiresAtMs = clock.nowMs() + lifeMs
    current = { accessToken, refreshToken, expiresAt: new Date(expiresAtMs).toISOString() }
    renewAtMs = expiresAtMs - Math.min(renewMsBefore, lifeMs / 10)
    await onSession?.(current)
  }

  async function end(refreshToken: string) {
    if (current?.refreshToken !== refreshToken) return
    current = undefined
    renewAtMs = Infinity
    await onSession?.(undefined)
  }

  const isRefreshing = () => refreshing !== undefined && refreshing.of === current?.refreshToken

  /**
   * What comes back belongs to the session that was refreshed; if somebody has signed in or out meanwhile, it is
   * dropped.
   */
  async function refreshNow({ refreshToken }: SessionTokens) {
    try {
      const tokens = await refresh(refreshToken)
      if (current?.refreshToken === refreshToken) await adopt(tokens)
    } catch (error) {
      if (isProblem(error, 'refresh_token_invalid', 'account_disabled')) await end(refreshToken)
      throw error
    }
  }

  async function refreshed(signal: AbortSignal | undefined) {
    if (current === undefined) return undefined
    const own = isRefreshing() && refreshing ? refreshing : { of: current.refreshToken, done: refreshNow(current) }
    refreshing = own
    try {
      // One who gives up must not end the refresh that others wait for.
      await abortable(signal, (resolve, reject) => void own.done.then(resolve, reject))
    } finally {
      if (refreshing === own) refreshing = undefined
    }
    return current?.accessToken
  }

  return {
    get tokens() {
      return current
    },
    accessToken: async signal =>
      isRefreshing() || clock.nowMs() >= renewAtMs ? refreshed(signal) : current?.accessToken,
    renew: async (expired, signal) => (current?.accessToken === expired ? refreshed(signal) : current?.accessToken),
    adopt,
    end,
  }
}
