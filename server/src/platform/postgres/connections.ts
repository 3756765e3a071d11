// The only place that connects to PostgreSQL: no connection can end the process, and none is waited for without an end.
//
// A connection that breaks between two statements tells it by an `error` event alone, and an `error` event that nobody
// listens to ends the process. So every connection listens from its making to its end, and nobody but this file calls
// `connect()`. A PostgreSQL that hangs answers nothing, not even that a statement has timed out. So we keep the time
// too: a connection without an answer in time is destroyed, as its late answer would be taken for that of the next
// statement.
import pg from 'pg'
import { beginStatementSpan } from './statement-span.ts'
import { readOnlyTransaction, sqlstateOf } from './sqlstates.ts'
import { connectionTo } from './tls.ts'

/** PostgreSQL has not answered in time. Nobody knows whether what was asked for has happened. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT'
}

export interface Bounds {
  readonly connectMsMax: number
  /**
   * From the sending of a statement to its whole answer; longer than PostgreSQL's own `statement_timeout`, whose answer
   * tells more.
   */
  readonly answerMsMax: number
  /** Called each time there was no answer in time. */
  readonly onSilence?: () => void
  /** Called with whatever a statement failed with. */
  readonly onFailure?: (error: unknown) => void
}

/** What PostgreSQL is to do for a connection, by the names of its settings; times are in milliseconds. */
export type Settings = Readonly<Record<string, string | number>>

/** What the settings of a role must be where none can be made for a connection. */
export interface RoleSettings {
  /** What its time settings may be at most, in milliseconds; 0, which is without an end, is too long. */
  readonly limitsMs: Readonly<Record<string, number>>
  /** What the others must be. */
  readonly exactly: Settings
}

export const usualBounds: Bounds = { connectMsMax: 4_000, answerMsMax: 9_000 }
/** How long a connection that is closed may take to say goodbye. */
const endMsMax = 2_000

type Callback = (...result: unknown[]) => void
type Send = (...args: unknown[]) => unknown

/**
 * A connection as all of ours are. Its overrides return `never` because pg's overloads can't be written down once more.
 */
export class BoundedClient extends pg.Client {
  /** How long the statements that are sent from now on may take. */
  answerMsMax: number
  /** It is on a server that takes no writes any more: another one may stand at its address by now. */
  isReadOnly = false
  readonly #bounds: Bounds
  readonly #settings: Settings

  constructor(config: pg.ClientConfig, bounds: Bounds = usualBounds, settings: Settings = {}) {
    super(config)
    this.#bounds = bounds
    this.#settings = settings
    this.answerMsMax = bounds.answerMsMax
    this.on('error', () => {}) // its statements fail with the same error, and whoever else must know listens too
  }

  override connect(...args: unknown[]): never {
    const connected = this.#bounded(() => this.#connect(), [], this.#bounds.connectMsMax) as Promise<void>
    const [callback] = args
    if (typeof callback !== 'function') return connected as never
    return connected.then(
      () => (callback as Callback)(null, this),
      (error: unknown) => (callback as Callback)(error),
    ) as never
  }

  override query(...args: unknown[]): never {
    return this.#bounded(super.query as Send, args, this.answerMsMax, beginStatementSpan(this.database, args[0]))
  }

  /** Settings are made afterwards: PgBouncer lets no connection begin with most of them. */
  async #connect(): Promise<void> {
    await super.connect()
    const settings = Object.entries(this.#settings)
    if (settings.length === 0) return
    const text = settings.map(([name, value]) => `set_config('${name}', '${value}', false)`).join(', ')
    try {
      await super.query(`select ${text}`)
    } catch (error) {
      this.#destroy()
      throw error
    }
  }

  override end(...args: unknown[]): never {
    const timer = setTimeout(() => this.#destroy(), endMsMax).unref()
    this.once('end', () => clearTimeout(timer))
    return (super.end as (...args: unknown[]) => never).apply(this, args)
  }

  /**
   * Calls pg's own method, and destroys the connection when it has not called back, or settled, within `msMax`. `end`
   * is told what it failed with, if anything.
   */
  #bounded(send: Send, args: unknown[], msMax: number, end?: (error?: unknown) => void): never {
    let answered = false
    // A process that was busy or paused finds its time over before it has read the answers that have arrived: it reads
    // first.
    const timer = setTimeout(
      () =>
        setImmediate(() => {
          if (!answered) this.#giveUp(msMax)
        }),
      msMax,
    )
    const settled = (error?: unknown) => {
      answered = true
      clearTimeout(timer)
      end?.(error)
      if (!error) return
      this.isReadOnly ||= sqlstateOf(error) === readOnlyTransaction
      this.#bounds.onFailure?.(error)
    }
    const callback = args.at(-1)
    if (typeof callback !== 'function') {
      const answer = send.apply(this, args) as Promise<unknown>
      answer.then(() => settled(), settled)
      return answer as never
    }
    return send.apply(this, [
      ...args.slice(0, -1),
      (...result: unknown[]) => {
        settled(result[0])
        ;(callback as Callback)(...result)
      },
    ]) as never
  }

  #giveUp(afterMs: number) {
    this.#destroy(new NoAnswer(`PostgreSQL has not answered within ${afterMs} ms.`))
    this.#bounds.onSilence?.()
  }

  /** With an error, everything that waits for this connection fails with it. */
  #destroy(error?: Error) {
    const { connection } = this as unknown as { readonly connection: pg.Connection }
    connection.stream.destroy(error)
  }
}

/** Gives out connections; one that was taken is given back by its own `release`, with `true` where it is broken. */
export interface Pool {
  connect(): Promise<pg.PoolClient>
  readonly query: pg.Pool['query']
}

/** Says that the connection must not be used by anybody else: it is closed instead of given back. */
export type Discard = (why: Error) => void

/**
 * Runs `work` on one connection of the pool. One that broke meanwhile, or that `work` discards, doesn't go back into
 * the pool.
 */
export async function withClient<Result>(
  pool: Pick<Pool, 'connect'>,
  work: (client: pg.PoolClient, discard: Discard) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  const discard = (why: Error) => {
    broken ??= why
  }
  client.on('error', discard)
  try {
    return await work(client, discard)
  } finally {
    client.off('error', discard)
    client.release(broken)
  }
}

/** Lets the statements of `work` take longer than usual; PostgreSQL's own bound is another's matter. */
export async function withPatience<Result>(
  client: pg.ClientBase,
  answerMsMax: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(client instanceof BoundedClient)) throw new TypeError('The connection was made elsewhere.')
  const usualMsMax = client.answerMsMax
  client.answerMsMax = answerMsMax
  try {
    return await work()
  } finally {
    client.answerMsMax = usualMsMax
  }
}

/**
 * While `work` runs, a statement is sent without waiting for the answers to those before it; PostgreSQL carries them
 * out in their order all the same. All of them must be answered when it ends.
 */
export async function withPipeline<Result>(client: pg.ClientBase, work: () => Promise<Result>): Promise<Result> {
  // pg looks at it with every statement, though its types only read it.
  const sending = client as unknown as { pipeline: boolean }
  sending.pipeline = true
  try {
    return await work()
  } finally {
    sending.pipeline = false
  }
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export function withTransaction<Result>(
  pool: Pick<Pool, 'connect'>,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return withClient(pool, async (client, discard) => {
    try {
      await client.query('begin')
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(discard) // the first error tells more
      throw error
    }
  })
}

/** A connection outside of any pool, not made yet. */
export const createSession = (
  config: pg.ClientConfig,
  bounds: Partial<Bounds> = {},
  settings: Settings = {},
): pg.Client => {
  const url = config.connectionString
  const byUrl = url === undefined ? config : { ...config, ...connectionTo(url) }
  return new BoundedClient(byUrl, { ...usualBounds, ...bounds }, settings)
}

/** False: it must not be used again. */
export const isUsable = (session: pg.ClientBase): boolean =>
  (session as unknown as { readonly _queryable: boolean })._queryable && // pg says so nowhere else
  !(session instanceof BoundedClient && session.isReadOnly)

/** Connects it; throws what keeps it from being connected. */
export async function connectSession(session: pg.Client): Promise<void> {
  await session.connect()
}

/** Resolves when it is closed, or has been hung up on because it didn't say goodbye in time. Never fails. */
export function closeSession(session: pg.Client): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, endMsMax * 2).unref() // pg waits for ever for some that broke early
    const closed = () => {
      clearTimeout(timer)
      resolve()
    }
    session.end().then(closed, closed)
  })
}

/** Runs `work` on a connection of its own, which is closed afterwards. */
export async function withSession<Result>(
  config: pg.ClientConfig,
  work: (session: pg.Client) => Promise<Result>,
  bounds: Partial<Bounds> = {},
): Promise<Result> {
  const session = createSession(config, bounds)
  try {
    await session.connect()
    return await work(session)
  } finally {
    session.end().catch(() => {}) // not waited for: PostgreSQL may not answer
  }
}
