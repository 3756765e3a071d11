// A database as the domains see it: knex for everyday statements, a small plain pool for the hot prepared ones.
import knexPackage, { type Knex } from 'knex'
import pg from 'pg'

/** Something that runs statements: a whole database, or one transaction of it. */
export type Sql = Knex

export interface Database {
  readonly name: string
  readonly knex: Knex
  /** For named prepared statements on the hot paths, which knex can't make. Few connections: a hot row is slower with more. */
  readonly pool: pg.Pool
  /** How busy its connections are; knex's pool first. */
  load(): readonly PoolLoad[]
  close(): Promise<void>
}

/** `waiting`: statements that no connection is free for. */
export interface PoolLoad { readonly pool: 'knex' | 'prepared'; readonly used: number; readonly idle: number; readonly waiting: number }

export interface DatabaseOptions {
  readonly name: string
  readonly url: string
  /** How many connections knex may open; the plain pool has its own four. */
  readonly connectionsMax?: number
}

/** What every connection of ours calls itself; the embedded PostgreSQL stops when the last session of this name has gone. */
export const applicationName = 'evently'

const preparedConnectionsMax = 4
/**
 * A plan that is kept was made for the table as it was: a hot table grows from nothing to 100,000 rows in seconds, before
 * anything has analyzed it, and a scan that was right at first makes a batch ten times slower. So statements are parsed
 * once and planned each time, and what they look for by its key is looked up in the index.
 */
const preparedOptions = '-c plan_cache_mode=force_custom_plan -c random_page_cost=1.1 -c enable_seqscan=off'
/** Nobody waits longer for a connection: by then the client has better things to hear. */
const acquireTimeoutMs = 5_000

/** Opens nothing yet: the first statement connects. Sessions stay in PostgreSQL's default isolation, READ COMMITTED. */
export function openDatabase({ name, url, connectionsMax = 10 }: DatabaseOptions): Database {
  const connection = {
    connectionString: url,
    application_name: applicationName,
    lock_timeout: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    types: columnTypes,
  }
  const knex = knexPackage({
    client: 'pg',
    connection: connection as Knex.PgConnectionConfig, // its types don't know lock_timeout; pg does
    pool: { min: 0, max: connectionsMax },
    acquireConnectionTimeout: acquireTimeoutMs,
    compileSqlOnError: false, // or what was bound, passwords' hashes and all, would stand in the error's message
    log: { warn() {} }, // what knex warns of also reaches the caller as an error, and is logged there
  })
  const pool = new pg.Pool({ ...connection, options: preparedOptions, max: preparedConnectionsMax, connectionTimeoutMillis: acquireTimeoutMs })
  pool.on('error', () => {}) // an idle connection broke: the pool has dropped it, and the next statement opens another

  return {
    name,
    knex,
    pool,
    load() {
      const { pool: tarn } = knex.client as { pool: TarnPool }
      return [
        { pool: 'knex', used: tarn.numUsed(), idle: tarn.numFree(), waiting: tarn.numPendingAcquires() },
        { pool: 'prepared', used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount },
      ]
    },
    async close() {
      await Promise.all([knex.destroy(), pool.end()])
    },
  }
}

/** What knex keeps its connections in (https://github.com/vincit/tarn.js); its types don't name it. */
interface TarnPool { numUsed(): number; numFree(): number; numPendingAcquires(): number }

/** Runs `work` with a store bound to one transaction: committed when it resolves, rolled back when it throws. */
export function inTransaction<Store, Result>(
  db: Database,
  storeOn: (sql: Sql) => Store,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  return db.knex.transaction(transaction => work(storeOn(transaction)))
}

/** The connection of a running transaction, for statements with PostgreSQL's own placeholders: one after the other, as all of a transaction. */
export async function connectionOf(transaction: Sql): Promise<Pick<pg.ClientBase, 'query'>> {
  if (!('isTransaction' in transaction)) throw new Error('only a transaction has a connection of its own')
  return (transaction.client as { acquireConnection(): Promise<pg.ClientBase> }).acquireConnection()
}

const int8 = 20
const int8Array = 1016

/** int8 becomes a number, so that money and counters can be reckoned with; everything else stays as pg reads it. */
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
