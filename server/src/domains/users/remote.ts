// The users over /internal/*, for a process that doesn't run them: whose a token is, remembered for as long as the
// users' own processes may be late.
import { LRUCache } from 'lru-cache'
import type { Caller } from '../../contract/types.ts'
import type { InternalClient } from '../../platform/http/internal-client.ts'
import { problem, Problem } from '../../platform/problems.ts'
import type { UsersPort, Verification } from './port.ts'

export interface RemoteUsers extends UsersPort {
  /** Whose access token or API key this is. Problems: token_invalid, token_expired, service_unavailable. */
  authenticate(token: string): Caller | Promise<Caller>
}

interface Known {
  readonly verification: Verification
  readonly freshUntilMs: number
  readonly usableUntilMs: number
}

/** As late as a process of the users' own may learn of a revoked session (users/jobs.ts). */
const freshMs = 2_000
/** How long what is known of a token counts while the users don't answer: an access token's whole life. */
const usableMs = 15 * 60_000
/**
 * How long nobody is kept waiting whose token is known, after the users have not answered; then one request at a time
 * probes them.
 */
const awayMs = 1_000
const verifyMsMax = 2_000
const knownMax = 50_000

export function createRemoteUsers(
  { call }: InternalClient,
  { clock = Date.now }: { clock?: () => number } = {},
): RemoteUsers {
  const known = new LRUCache<string, Known>({ max: knownMax })
  const asking = new Map<string, Promise<Verification>>()
  /** 0: they answer. */
  let awayUntilMs = 0
  let probing = false

  async function verify(token: string): Promise<Verification> {
    const answer = await call('users.verify', { body: { token } }, { timeoutMs: verifyMsMax })
    const { active, kind, userId, role, credentialId, scopes, expiresAt, leftMs, reason = 'token_invalid' } = answer
    if (!active || userId === undefined || role === undefined || credentialId === undefined)
      return { active: false, kind, reason }
    return {
      active,
      kind,
      userId,
      role,
      credentialId,
      ...(scopes && { scopes }),
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
      ...(leftMs !== undefined && { leftMs }),
    }
  }

  /** One question per token, however many requests wait for its answer. */
  function askOnce(token: string): Promise<Verification> {
    const asked =
      asking.get(token) ??
      verify(token)
        .then(verification => {
          awayUntilMs = 0
          const nowMs = clock()
          const endsMs = nowMs + leftMsOf(verification, nowMs)
          known.set(token, {
            verification,
            freshUntilMs: Math.min(nowMs + freshMs, endsMs),
            usableUntilMs: Math.min(nowMs + usableMs, endsMs),
          })
          return verification
        })
        .finally(() => asking.delete(token))
    asking.set(token, asked)
    return asked
  }

  async function askAgain(token: string, { verification, usableUntilMs }: Known): Promise<Caller> {
    const fallBack = clock() < usableUntilMs
    const isAway = awayUntilMs > 0
    if (fallBack && isAway && (probing || clock() < awayUntilMs)) return callerOf(verification)
    probing = isAway
    try {
      return callerOf(await askOnce(token))
    } catch (error) {
      if (!fallBack || !(error instanceof Problem && error.status === 503)) throw error
      awayUntilMs = clock() + awayMs
      return callerOf(verification)
    } finally {
      probing = false
    }
  }

  return {
    verify,
    authenticate(token) {
      const remembered = known.get(token)
      if (!remembered) return askOnce(token).then(callerOf)
      return clock() < remembered.freshUntilMs ? callerOf(remembered.verification) : askAgain(token, remembered)
    },
  }
}

/**
 * What is left of a token, as the users say it whose clock it is by; a server of the release before says only when it
 * ends.
 */
function leftMsOf(verification: Verification, nowMs: number): number {
  if (!verification.active || verification.expiresAt === undefined) return Infinity
  return verification.leftMs ?? verification.expiresAt.getTime() - nowMs
}

function callerOf(verification: Verification): Caller {
  if (verification.active) {
    const { kind, userId, role, credentialId, scopes } = verification
    return { kind, userId, role, credentialId, ...(scopes && { scopes }) }
  }
  // As the users' own process tells it: disabling an account ends its sessions.
  if (verification.reason === 'token_expired') throw problem('token_expired')
  throw problem('token_invalid')
}
