// The users over /internal/*, for a process that doesn't run them: whose a token is, asked once, and what has ended
// since, asked all the time; and who users are, asked each time.
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Caller } from '../../contract/types.ts'
import type { InternalClient } from '../../platform/http/internal-client.ts'
import { startJob, type Job } from '../../platform/jobs.ts'
import { problem, Problem } from '../../platform/problems.ts'
import { learnEveryMs, noteEveryMs } from './jobs.ts'
import type { RecentChanges, UsersPort, Verification } from './port.ts'
import { createRevocations } from './revocations.ts'

export interface RemoteUsers extends UsersPort {
  /** Whose access token or API key this is. Problems: token_invalid, token_expired, service_unavailable. */
  authenticate(token: string): Caller | Promise<Caller>
  /** Hears what has ended or changed. Without it tokens are asked about again and again. */
  learn(): Promise<void>
  startJobs(log: Logger): readonly Job[]
}

interface Known {
  readonly verification: Verification
  readonly askedAtMs: number
  readonly usableUntilMs: number
}

/** How long a token counts as it was found, unless it is heard to have ended: an access token's whole life. */
const usableMs = 15 * 60_000
/** Longer ago nothing was heard: then tokens are asked about again, as those are that are as old. */
const unheardMsMax = 2_000
/** After nothing could be heard. A users service of an earlier release has nothing to say at all. */
const hearAgainMs = 5_000
/**
 * How long nobody is kept waiting whose token is known, after the users have not answered; then one request at a time
 * probes them.
 */
const awayMs = 1_000
const verifyMsMax = 2_000
const hearMsMax = 2_000
const profilesMsMax = 2_000
const knownMax = 50_000
const usesPerCallMax = 10_000

export function createRemoteUsers(
  { call }: InternalClient,
  { clock = Date.now }: { clock?: () => number } = {},
): RemoteUsers {
  const known = new LRUCache<string, Known>({
    max: knownMax,
    noDeleteOnFetchRejection: true, // it still counts while the users don't answer
    ignoreFetchAbort: true, // one that is pushed out while it is asked for is still answered
    fetchMethod: async token => {
      const askedAtMs = clock()
      return knownBy(await verify(token), askedAtMs)
    },
  })
  const revocations = createRevocations({ rememberSeconds: usableMs / 1_000, readChanges: changesWithin, clock })
  const usedKeys = new Set<string>()
  let heardAtMs = -Infinity
  let hearAgainAtMs = -Infinity
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

  function knownBy(verification: Verification, askedAtMs: number): Known {
    awayUntilMs = 0
    const nowMs = clock()
    return { verification, askedAtMs, usableUntilMs: nowMs + Math.min(usableMs, leftMsOf(verification, nowMs)) }
  }

  /** One question per token, however many requests wait for its answer. */
  const askOnce = async (token: string): Promise<Caller> =>
    callerOf((await known.forceFetch(token, { forceRefresh: true })).verification)

  async function askAgain(token: string, { verification, usableUntilMs }: Known): Promise<Caller> {
    const fallBack = clock() < usableUntilMs
    const isAway = awayUntilMs > 0
    if (fallBack && isAway && (probing || clock() < awayUntilMs)) return callerOf(verification)
    probing = isAway
    try {
      return await askOnce(token)
    } catch (error) {
      if (!fallBack || !(error instanceof Problem && error.status === 503)) throw error
      awayUntilMs = clock() + awayMs
      return callerOf(verification)
    } finally {
      probing = false
    }
  }

  /** What has ended since it was asked about would have been heard of. */
  const isFresh = ({ askedAtMs, usableUntilMs }: Known, nowMs: number) =>
    nowMs < usableUntilMs && nowMs < Math.max(askedAtMs, heardAtMs) + unheardMsMax

  function callerOf(verification: Verification): Caller {
    if (!verification.active) {
      // As the users' own process tells it: disabling an account ends its sessions.
      if (verification.reason === 'token_expired') throw problem('token_expired')
      throw ended()
    }
    const { kind, userId, role, credentialId, scopes } = verification
    if (revocations.isRevoked(credentialId)) throw ended()
    if (kind === 'api_key') usedKeys.add(credentialId)
    return revocations.current({ kind, userId, role, credentialId, ...(scopes && { scopes }) })
  }

  function changesWithin(lastSeconds: number): Promise<RecentChanges> {
    return call('users.listChanges', { query: { lastSeconds } }, { timeoutMs: hearMsMax })
  }

  async function noteApiKeyUses(apiKeyIds: readonly string[]): Promise<void> {
    for (let from = 0; from < apiKeyIds.length; from += usesPerCallMax)
      await call('users.noteApiKeyUses', { body: { apiKeyIds: apiKeyIds.slice(from, from + usesPerCallMax) } })
  }

  async function learn() {
    const startedMs = clock()
    if (startedMs < hearAgainAtMs) return
    try {
      await revocations.read()
      heardAtMs = startedMs
    } catch (error) {
      // The client has said so in the log.
      if (!(error instanceof Problem && error.status === 503)) throw error
      hearAgainAtMs = clock() + hearAgainMs
    }
  }

  async function tellUses() {
    const ids = [...usedKeys]
    usedKeys.clear()
    if (ids.length === 0) return
    await noteApiKeyUses(ids).catch((error: unknown) => {
      for (const id of ids) usedKeys.add(id)
      if (!(error instanceof Problem && error.status === 503)) throw error
    })
  }

  return {
    verify,
    changesWithin,
    noteApiKeyUses,
    learn,
    startJobs: log => [
      startJob({ name: 'users.learn-standings', everyMs: learnEveryMs, log }, learn),
      startJob({ name: 'users.tell-key-uses', everyMs: noteEveryMs, log }, tellUses),
    ],
    profilesOf: async ids =>
      (await call('users.profilesOf', { body: { ids: [...ids] } }, { timeoutMs: profilesMsMax })).data,
    profileOfEmail: async email =>
      (await call('users.profileOfEmail', { body: { email } }, { timeoutMs: profilesMsMax })).data[0],
    authenticate(token) {
      const remembered = known.get(token)
      if (!remembered) return askOnce(token)
      return isFresh(remembered, clock()) ? callerOf(remembered.verification) : askAgain(token, remembered)
    },
  }
}

/** In the words of the users' own process. */
const ended = () => problem('token_invalid')

/**
 * What is left of a token, as the users say it whose clock it is by; a server of the release before says only when it
 * ends.
 */
function leftMsOf(verification: Verification, nowMs: number): number {
  if (!verification.active || verification.expiresAt === undefined) return Infinity
  return verification.leftMs ?? verification.expiresAt.getTime() - nowMs
}
