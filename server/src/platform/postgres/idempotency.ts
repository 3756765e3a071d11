// One effect per caller and Idempotency-Key: the key, the effect and its answer commit together or not at all.
import { problem } from '../problems.ts'
import type { Sql } from './sql.ts'

/** What is kept under a key and comes back, as it was, to whoever repeats the request. The body must survive JSON. */
export interface KeptAnswer<Body> {
  readonly status: number
  readonly body: Body
  readonly etag?: string
}

export interface KeyedRequest {
  /** Whose key it is: the account, whichever of its credentials was used. */
  readonly caller: string
  /** Undefined when the request came without a key: the work is done and nothing kept. */
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | undefined
}

/** How long an answer is kept at least. */
export const keptHours = 72
const forgottenPerTurnMax = 1_000
const retryAfterSeconds = 1

/**
 * Does the work, or repeats the answer that this key got before. Must be the first statement of the transaction in
 * which the work has its effect. Problems: idempotency_in_flight, idempotency_key_reused, and those of the work, which
 * keep nothing.
 */
export async function answerOnce<Body>(
  sql: Sql,
  { caller, idempotency }: KeyedRequest,
  work: () => Promise<KeptAnswer<Body>>,
): Promise<KeptAnswer<Body> & { readonly replayed: boolean }> {
  if (!idempotency) return { ...(await work()), replayed: false }
  const earlier = await claim(sql, caller, idempotency)
  if (earlier) return { ...(earlier as KeptAnswer<Body>), replayed: true }

  const answer = await work()
  const { status, body, etag } = answer
  await sql('idempotency_keys')
    .where({ caller, key: idempotency.key })
    .update({ status, answer: JSON.stringify({ body, etag }) })
  return { ...answer, replayed: false }
}

interface KeyRow {
  fingerprint: string
  status: number
  answer: Omit<KeptAnswer<unknown>, 'status'>
}

/** Takes the key for this transaction; the answer it stands for already, if it does. */
async function claim(
  sql: Sql,
  caller: string,
  { key, fingerprint }: { key: string; fingerprint: string },
): Promise<KeptAnswer<unknown> | undefined> {
  // The insert alone would wait for a duplicate that is still running, and keep a connection for it. The lock says so
  // at once; two keys that share a hash see each other as running at worst.
  const {
    rows: [lock],
  } = await sql.raw<{ rows: { taken: boolean }[] }>(
    'select pg_try_advisory_xact_lock(hashtextextended(?::text, 0)) as taken',
    [`idempotency\n${caller}\n${key}`],
  )
  if (!lock?.taken) throw problem('idempotency_in_flight', undefined, { retryAfterSeconds })

  const inserted = await sql('idempotency_keys')
    .insert({ caller, key, fingerprint })
    .onConflict(['caller', 'key'])
    .ignore()
    .returning('key')
  if (inserted.length > 0) return undefined
  const earlier = (await sql('idempotency_keys').where({ caller, key }).first('fingerprint', 'status', 'answer')) as
    | KeyRow
    | undefined
  // Forgotten between the two statements: as good as still running, and free the next time.
  if (!earlier) throw problem('idempotency_in_flight', undefined, { retryAfterSeconds })
  if (earlier.fingerprint !== fingerprint) throw problem('idempotency_key_reused')
  return { status: earlier.status, ...earlier.answer }
}

/** Forgets a batch of answers older than `keptHours`; true when there may be more. */
export async function forgetOldAnswers(sql: Sql): Promise<boolean> {
  const { rowCount } = await sql.raw<{ rowCount: number }>(
    `
    delete from idempotency_keys where (caller, key) in (
      select caller, key from idempotency_keys where created_at < now() - make_interval(hours => ?::int)
      order by created_at limit ?::int)`,
    [keptHours, forgottenPerTurnMax],
  )
  return rowCount === forgottenPerTurnMax
}
