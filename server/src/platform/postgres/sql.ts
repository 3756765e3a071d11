// A database as the domains see it: knex for everyday statements, plain pools for the hot prepared ones, and a number
// of connections that all of them share.
import knexPackage, { type Knex } from 'knex'
import pg from 'pg'
import type { Logger } from 'pino'
import { oneAtATime } from '../single-flight.ts'
import { within } from '../time-out.ts'
import { lackOf } from '../unreachable.ts'
import { usualBounds, withPatience, type Bounds, type Pool, type RoleSettings, type Settings } from './connections.ts'
import { createReachability, doesNotAnswer, type Reachability } from './reachability.ts'
import { createSharedPool, type PoolLoad, type SharedPool } from './shared-pool.ts'

export type { PoolLoad } from './shared-pool.ts'

/** Something that runs statements: a whole database, or one transaction of it. */
export type Sql = Knex

export interface Database {
  readonly name: string
  readonly knex: Knex
  /** For named prepared statements on the hot paths, which knex can't make. */
  readonly pool: Pool
  /**
   * As `pool`, for statements of which one plan is the best for tables of any size: each connection plans them once.
   */
  readonly plannedOncePool: Pool
  /** How busy its connections are, by what they are used for; knex first. */
  load(): readonly PoolLoad[]
  /**
   * Whether somebody may wait for a connection that is kept from one statement to the next. By the transaction the
   * pooler alone knows who waits, and such a connection is one of its few: then always.
   */
  isCrowded(): boolean
  /** Tells of each connection that is opened from now on. */
  onOpened(listener: (client: pg.ClientBase) => void): void
  /**
   * What keeps it from being worked with, as "does not answer"; undefined: nothing. Answers within two seconds, and
   * asks one question at a time.
   */
  trouble(): Promise<string | undefined>
  close(): Promise<void>
}

export type Pooling = 'session' | 'transaction'

export interface DatabaseOptions {
  readonly name: string
  readonly url: string
  /** How many connections it may have open, whatever they are used for; two or more. */
  readonly connectionsMax?: number
  /** How many of them are never knex's, so that what is hot need not wait for reports. */
  readonly keptFromKnex?: number
  /** `transaction`: a pooler gives out connections by the transaction, and nothing is set for one. */
  readonly pooling?: Pooling
  /** Told when it can't be worked with, and when it can again. */
  readonly log?: Logger
  /** How long it is waited for. */
  readonly bounds?: Partial<Bounds>
}

/**
 * What every connection of ours calls itself; the embedded PostgreSQL stops when the last session of this name has
 * gone.
 */
export const applicationName = 'evently'

/**
 * A plan that is kept was made for the table as it was: a hot table grows from nothing to 100,000 rows in seconds,
 * before anything has analyzed it, and a scan that was right at first makes a batch ten times slower. So statements are
 * parsed once and planned each time, and what they look for by its key is looked up in the index.
 */
const preparedSettings: Settings = {
  plan_cache_mode: 'force_custom_plan',
  random_page_cost: 1.1,
  enable_seqscan: 'off',
}
/**
 * To plan the write of a batch of reservations takes as long as a sixth of the batch, and there is only one way to do
 * it.
 */
const plannedOnceSettings: Settings = { ...preparedSettings, plan_cache_mode: 'force_generic_plan' }
const oldestPostgres = '15.0'
/** Nobody waits longer for a connection: by then the client has better things to hear. */
const acquireTimeoutMs = 5_000
const lockTimeoutMs = 5_000
/**
 * A statement that takes too long is ended by PostgreSQL, which says so. Where even that isn't said, we hang up this
 * much later.
 */
const disconnectAfterMs = 1_000
const idleInTransactionTimeoutMs = 30_000

/** By the transaction all statements share one setting: a plan that is kept too long costs more than planning anew. */
export const roleSettings: RoleSettings = {
  limitsMs: {
    lock_timeout: lockTimeoutMs,
    statement_timeout: usualBounds.answerMsMax - disconnectAfterMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  },
  exactly: { plan_cache_mode: 'force_custom_plan' },
}

/** Opens nothing yet: the first statement connects. Sessions stay in PostgreSQL's default isolation, READ COMMITTED. */
export function openDatabase({
  name,
  url,
  connectionsMax = 18,
  keptFromKnex = 1,
  pooling = 'session',
  log,
  bounds: given,
}: DatabaseOptions): Database {
  const reachability = createReachability({ name, url, applicationName, log })
  const bounds: Bounds = { ...usualBounds, onSilence: reachability.suspect, onFailure: reachability.failed, ...given }
  const connection = {
    connectionString: url,
    application_name: applicationName,
    keepAlive: true,
    types: columnTypes,
  }
  const settings: Settings = {
    lock_timeout: lockTimeoutMs,
    statement_timeout: bounds.answerMsMax - disconnectAfterMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  }
  const shared = createSharedPool({
    config: connection,
    bounds,
    ...(pooling === 'session'
      ? { settings, setups: { prepared: preparedSettings, planned_once: plannedOnceSettings } }
      : { settings: {}, setups: { prepared: {}, planned_once: {} } }),
    connectionsMax,
    keptFromKnex,
    waitMsMax: acquireTimeoutMs,
    admit: reachability.admit,
  })
  const knex = knexPackage({
    client: 'pg',
    version: oldestPostgres, // it would ask each time before a first statement
    connectionPool: shared.for('knex') as unknown as pg.Pool, // of which knex uses `connect` alone
    compileSqlOnError: false, // or what was bound, passwords' hashes and all, would stand in the error's message
    log: { warn() {} }, // what knex warns of also reaches the caller as an error, and is logged there
  })

  return {
    name,
    knex,
    pool: shared.for('prepared'),
    plannedOncePool: shared.for('planned_once'),
    load: shared.load,
    isCrowded: () => pooling === 'transaction' || shared.load().some(({ waiting }) => waiting > 0),
    onOpened: shared.onOpened,
    trouble: troubleOf(shared, reachability),
    async close() {
      reachability.close()
      await shared.close() // first: knex couldn't give back what it still uses
      await knex.destroy()
    },
  }
}

const askMsMax = 2_000

/** Callers share one query; a fault that is already known is returned without a query. */
function troubleOf({ ask: answer }: SharedPool, reachability: Reachability): () => Promise<string | undefined> {
  const ask = oneAtATime(
    (): Promise<string | undefined> =>
      answer().then(
        () => undefined,
        (error: unknown) => lackOf(error) ?? doesNotAnswer,
      ),
  )
  return async () => {
    const known = reachability.trouble()
    if (known) return known
    const found = await within(askMsMax, ask).catch(() => doesNotAnswer)
    if (found === doesNotAnswer) reachability.suspect()
    return found
  }
}

/** Runs `work` with a store bound to one transaction: committed when it resolves, rolled back when it throws. */
export function inTransaction<Store, Result>(
  db: Database,
  storeOn: (sql: Sql) => Store,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  let first: { readonly error: unknown } | undefined
  return db.knex
    .transaction(transaction =>
      work(storeOn(transaction)).catch((error: unknown) => {
        first = { error }
        throw error
      }),
    )
    .catch((error: unknown) => {
      throw first ? first.error : error
    }) // a rollback that failed too tells less
}

/**
 * The connection of a running transaction, for statements with PostgreSQL's own placeholders: one after the other, as
 * all of a transaction.
 */
export async function connectionOf(transaction: Sql): Promise<pg.ClientBase> {
  if (!('isTransaction' in transaction)) throw new Error('only a transaction has a connection of its own')
  return (transaction.client as { acquireConnection(): Promise<pg.ClientBase> }).acquireConnection()
}

/**
 * Runs `work` on one snapshot that it can't change: all of its statements see the same moment. Each may take up to
 * `statementMsMax`: what reads much, and nobody's seat waits for, may take longer than other statements.
 */
export function inSnapshot<Result>(
  sql: Sql,
  statementMsMax: number,
  work: (snapshot: Sql) => Promise<Result>,
): Promise<Result> {
  return sql.transaction(
    async snapshot => {
      await snapshot.raw(`set local statement_timeout = ${statementMsMax}`)
      return withPatience(await connectionOf(snapshot), statementMsMax + disconnectAfterMs, () => work(snapshot))
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}

const int8 = 20
const int8Array = 1016

/** int8 becomes a number, so that one can calculate with money and counters; everything else stays as pg reads it. */
const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(type: number, format?: 'text' | 'binary') {
    if (type === int8) return toSafeNumber
    const parse = pg.types.getTypeParser(type, format as 'text')
    if (type !== int8Array) return parse
    return (text: string) => (parse(text) as (string | null)[]).map(each => (each === null ? null : toSafeNumber(each)))
  },
}

function toSafeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The bigint ${text} doesn't fit a JavaScript number.`)
  return number
}
