// The API keys' use cases: making, listing and deleting them, and whose a key is.
import { LRUCache } from 'lru-cache'
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import type { Verification } from '../port.ts'
import type { Revocations } from '../revocations.ts'
import { toApiKey } from './present.ts'
import { apiKeyHash, isWellFormed, newApiKey, prefixOf } from './rules.ts'
import type { Sealing } from '../../../platform/sealing.ts'
import { createApiKeysStore, type FoundKey } from './store.ts'

export type ApiKeysService = ReturnType<typeof createApiKeysService>

export interface ApiKeysServiceOptions {
  readonly database: Database
  readonly revocations: Revocations
  readonly cursors: Cursors
  readonly sealing: Sealing
  /** How long a key counts as it was found, unless it is known to be revoked. */
  readonly rememberSeconds: number
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

const keysMax = 50
const knownMax = 10_000
const noteEveryMs = 60_000

export function createApiKeysService({
  database,
  revocations,
  cursors,
  sealing,
  rememberSeconds,
  clock = Date.now,
}: ApiKeysServiceOptions) {
  const store = createApiKeysStore(database.knex)
  const known = new LRUCache<string, FoundKey>({
    max: knownMax,
    ttl: rememberSeconds * 1_000,
    perf: { now: clock },
    ttlResolution: 0,
    ignoreFetchAbort: true,
    fetchMethod: async (key, _stale, { options }) => {
      const found = workingOrThrow(await store.find(apiKeyHash(key)))
      if (found.leftMs !== null) options.ttl = Math.max(1, Math.min(rememberSeconds * 1_000, found.leftMs))
      return found
    },
  })
  /** When a use of a key was last noted, and which uses are still to be. */
  const notedAtMs = new LRUCache<string, number>({ max: knownMax })
  const toNote = new Set<string>()

  return { create, list, remove, authenticate, verify, noteUse, flushUses }

  /**
   * Makes a key for the caller's account; the one answer that has the key itself. Problems: validation_failed for an
   * end that has passed, api_key_limit_reached, token_invalid, idempotency_in_flight, idempotency_key_reused.
   */
  async function create(
    caller: Caller,
    { name, scopes, expiresAt }: Shape<'CreateApiKeyBody'>,
    idempotency: Idempotency | undefined,
  ): Promise<{ body: Shape<'CreatedApiKey'>; replayed: boolean }> {
    const { body, replayed } = await inTransaction(
      database,
      sql => ({ keys: createApiKeysStore(sql), sql }),
      ({ keys, sql }) =>
        answerOnce(sql, { caller: caller.userId, idempotency }, async () => {
          const end = expiresAt === undefined ? undefined : new Date(expiresAt)
          if (end && !(await keys.isToCome(end))) throw endHasPassed()
          if (!(await keys.lockOwner(caller.userId))) throw problem('token_invalid', 'The account is gone.')
          if ((await keys.countWorking(caller.userId)) >= keysMax) throw problem('api_key_limit_reached')
          const key = newApiKey()
          const made = await keys.insert({
            userId: caller.userId,
            id: newId('key'),
            name,
            hash: apiKeyHash(key),
            prefix: prefixOf(key),
            scopes,
            expiresAt: end,
          })
          return { status: 201, body: { ...toApiKey(made), sealedKey: sealing.seal(key) } }
        }),
    )
    const { sealedKey, ...apiKey } = body
    const key = sealing.open(sealedKey)
    if (key === undefined)
      throw problem(
        'idempotency_key_reused',
        'This made a key once, but the secret of the server has changed since and the key can’t be told again. ' +
          'Delete it and make another under another Idempotency-Key.',
      )
    return { body: { ...apiKey, key }, replayed }
  }

  /** Newest first. Problem: invalid_cursor. */
  async function list(caller: Caller, { limit, cursor }: { limit: number; cursor?: string }) {
    const name = `api keys of ${caller.userId}`
    const beforeId = cursor === undefined ? undefined : cursors.decode<string>(name, cursor)
    const keys = await store.list({ userId: caller.userId, beforeId, limit: limit + 1 })
    return pageOf(keys, limit, last => cursors.encode(name, last.id))
  }

  /** Deletes a key of the caller's account, for good. Problem: api_key_not_found. */
  async function remove(caller: Caller, id: string): Promise<void> {
    if (!(await store.revoke(caller.userId, id))) throw problem('api_key_not_found')
    revocations.revoke([id])
  }

  /** Whose key this is: at once where it is known. Problems: token_invalid, token_expired. */
  function authenticate(key: string): Caller | Promise<Caller> {
    const found = known.get(key)
    if (found) return callerOf(found)
    if (!isWellFormed(key)) throw malformed()
    return known.forceFetch(key).then(callerOf)
  }

  function callerOf({ id, userId, role, scopes }: FoundKey): Caller {
    if (revocations.isRevoked(id)) throw revoked()
    noteUse(id)
    return revocations.current({ kind: 'api_key', userId, role, credentialId: id, scopes })
  }

  /** The same for other services; asks the database, so that what another process has revoked counts at once. */
  async function verify(key: string): Promise<Verification> {
    const found = isWellFormed(key) ? await store.find(apiKeyHash(key)) : undefined
    if (found?.state !== 'working') return { active: false, kind: 'api_key', reason: reasonOf(found) }
    noteUse(found.id)
    const { id, userId, role, scopes, leftMs, expiresAt } = found
    return {
      active: true,
      kind: 'api_key',
      userId,
      role,
      credentialId: id,
      scopes,
      ...(leftMs !== null && { leftMs: Math.max(0, Math.round(leftMs)) }),
      ...(expiresAt && { expiresAt }),
    }
  }

  /** Of a key that this or another process has let through. */
  function noteUse(id: string) {
    const nowMs = clock()
    if (nowMs - (notedAtMs.get(id) ?? -Infinity) < noteEveryMs) return
    notedAtMs.set(id, nowMs)
    toNote.add(id)
  }

  /** Writes down when keys were last used; what could not be written is tried the next time. */
  async function flushUses(): Promise<void> {
    if (toNote.size === 0) return
    const ids = [...toNote]
    toNote.clear()
    try {
      await store.noteUses(ids)
    } catch (error) {
      for (const id of ids) toNote.add(id)
      throw error
    }
  }
}

function workingOrThrow(found: FoundKey | undefined): FoundKey {
  if (found?.state === 'working') return found
  if (reasonOf(found) === 'token_expired') throw problem('token_expired', 'The API key has ended: make another.')
  throw revoked()
}

const reasonOf = (found: FoundKey | undefined) =>
  found?.state === 'ended'
    ? 'token_expired'
    : found?.state === 'account_disabled'
      ? 'account_disabled'
      : 'token_invalid'

const malformed = () =>
  problem('token_invalid', 'This is no API key: a character is missing or mistyped. Copy the whole key again.')
const revoked = () =>
  problem('token_invalid', 'No API key of this server is like this, or it was deleted, or its account was disabled.')
const endHasPassed = () =>
  problem('validation_failed', 'The key would have ended already.', {
    errors: [{ pointer: '/expiresAt', keyword: 'future', message: 'must be in the future' }],
  })
