// A database as the domains see it: knex for everyday statements, a small plain pool for the hot prepared ones.
import knexPackage, { type Knex } from 'knex'
import pg from 'pg'
import type { Logger } from 'pino'
import { oneAtATime } from '../single-flight.ts'
import { within } from '../time-out.ts'
import { lackOf } from '../unreachable.ts'
import { BoundedClient, createPool, usualBounds, withPatience, type Bounds, type Settings } from './connections.ts'
import { createReachability, doesNotAnswer, type Reachability } from './reachability.ts'

/** Something that runs statements: a whole database, or one transaction of it. */
export type Sql = Knex

export interface Database {
  readonly name: string
  readonly knex: Knex
  /**
   * For named prepared statements on the hot paths, which knex can't make. Few connections: a hot row is slower with
   * more.
   */
  readonly pool: pg.Pool
  /**
   * As `pool`, for statements of which one plan is the best for tables of any size: each connection plans them once.
   */
  readonly plannedOncePool: pg.Pool
  /** How busy its connections are; knex's pool first. */
  load(): readonly PoolLoad[]
  /**
   * What keeps it from being worked with, as "does not answer"; undefined: nothing. Answers within two seconds, and
   * asks one question at a time.
   */
  trouble(): Promise<string | undefined>
  close(): Promise<void>
}

/** `waiting`: statements that no connection is free for. */
export interface PoolLoad {
  readonly pool: 'knex' | 'prepared' | 'planned_once'
  readonly used: number
  readonly idle: number
  readonly waiting: number
}

export interface DatabaseOptions {
  readonly name: string
  readonly url: string
  /** How many connections knex may open; each plain pool has its own four. */
  readonly connectionsMax?: number
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

const preparedConnectionsMax = 4
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
/** Nobody waits longer for a connection: by then the client has better things to hear. */
const acquireTimeoutMs = 5_000
const lockTimeoutMs = 5_000
/**
 * A statement that takes too long is ended by PostgreSQL, which says so. Where even that isn't said, we hang up this
 * much later.
 */
const disconnectAfterMs = 1_000
const idleInTransactionTimeoutMs = 30_000

/** Opens nothing yet: the first statement connects. Sessions stay in PostgreSQL's default isolation, READ COMMITTED. */
export function openDatabase({ name, url, connectionsMax = 10, log, bounds: given }: DatabaseOptions): Database {
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
  const knex = knexPackage({
    client: 'pg',
    connection: connection as Knex.PgConnectionConfig, // its types know fewer formats than pg does
    pool: { min: 0, max: connectionsMax },
    acquireConnectionTimeout: acquireTimeoutMs,
    compileSqlOnError: false, // or what was bound, passwords' hashes and all, would stand in the error's message
    log: { warn() {} }, // what knex warns of also reaches the caller as an error, and is logged there
  })
  const { tarn } = bindConnections(knex, { bounds, settings, admit: reachability.admit })
  const poolWith = (planning: Settings) =>
    createPool({
      ...connection,
      settings: { ...settings, ...planning },
      max: preparedConnectionsMax,
      connectionTimeoutMillis: acquireTimeoutMs,
      bounds,
      admit: reachability.admit,
    })
  const pool = poolWith(preparedSettings)
  const plannedOncePool = poolWith(plannedOnceSettings)

  return {
    name,
    knex,
    pool,
    plannedOncePool,
    load: () => [
      { pool: 'knex', used: tarn.numUsed(), idle: tarn.numFree(), waiting: tarn.numPendingAcquires() },
      loadOf('prepared', pool),
      loadOf('planned_once', plannedOncePool),
    ],
    trouble: troubleOf(pool, reachability),
    async close() {
      reachability.close()
      await Promise.all([knex.destroy(), pool.end(), plannedOncePool.end()])
    },
  }
}

const loadOf = (name: PoolLoad['pool'], { totalCount, idleCount, waitingCount }: pg.Pool): PoolLoad => ({
  pool: name,
  used: totalCount - idleCount,
  idle: idleCount,
  waiting: waitingCount,
})

interface Connecting {
  readonly bounds: Bounds
  readonly settings: Settings
  readonly admit: () => void
}

/** Lets knex make its connections as ours are made, and hand out none while nobody is to wait for one. */
function bindConnections(knex: Knex, { bounds, settings, admit }: Connecting) {
  const client = knex.client as { driver: unknown; acquireConnection(): Promise<unknown>; readonly pool: TarnPool }
  client.driver = {
    Client: class extends BoundedClient {
      constructor(config: pg.ClientConfig) {
        super(config, bounds, settings)
      }
    },
  }
  const acquire = client.acquireConnection
  client.acquireConnection = async () => {
    admit()
    return acquire.call(client)
  }
  return { tarn: client.pool }
}

const askMsMax = 2_000

/** Callers share one query; a fault that is already known is returned without a query. */
function troubleOf(pool: pg.Pool, reachability: Reachability): () => Promise<string | undefined> {
  const ask = oneAtATime(
    (): Promise<string | undefined> =>
      pool.query('select 1').then(
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

/** What knex keeps its connections in (https://github.com/vincit/tarn.js); its types don't name it. */
interface TarnPool {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
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
