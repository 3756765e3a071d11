// The only place that connects to PostgreSQL: every connection has an `error` listener for as long as it is in use.
//
// A connection that breaks between two statements tells it by an `error` event alone, and an `error` event that nobody
// listens to ends the process. So nobody calls `connect()` but this file.
import pg from 'pg'

/** Says that the connection must not be used by anybody else: it is closed instead of given back. */
export type Discard = (why: Error) => void

/** Runs `work` on one connection of the pool. One that broke meanwhile, or that `work` discards, doesn't go back into the pool. */
export async function withClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient, discard: Discard) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  const discard = (why: Error) => { broken ??= why }
  client.on('error', discard)
  try {
    return await work(client, discard)
  } finally {
    client.off('error', discard)
    client.release(broken)
  }
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export function withTransaction<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
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

/** Runs `work` on one snapshot that it can't change: all of its statements see the same moment. */
export function withSnapshot<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  return withClient(pool, async (client, discard) => {
    try {
      await client.query('begin transaction isolation level repeatable read read only')
      return await work(client)
    } finally {
      await client.query('rollback').catch(discard)
    }
  })
}

/** A connection outside of any pool, not made yet. Breaking, it tells `onBroken` and ends nothing else. */
export function createSession(config: pg.ClientConfig, onBroken: (error: Error) => void = () => {}): pg.Client {
  const session = new pg.Client(config)
  session.on('error', onBroken)
  return session
}

/** Connects it; throws what keeps it from being connected. */
export async function connectSession(session: pg.Client): Promise<void> {
  await session.connect()
}

/** Runs `work` on a connection of its own, which is closed afterwards. */
export async function withSession<Result>(config: pg.ClientConfig, work: (session: pg.Client) => Promise<Result>): Promise<Result> {
  const session = createSession(config)
  await session.connect()
  try {
    return await work(session)
  } finally {
    await session.end()
  }
}
