// How many connections PostgreSQL has from our servers, as it says itself.
import pg from 'pg'
import { serverUrl } from './databases.ts'

export interface ConnectionCount {
  /** The most that were seen at once, for each of the databases and in all. */
  readonly max: ReadonlyMap<string, number>
  /** Of all these databases at once. */
  readonly maxInAll: () => number
  stop(): Promise<void>
}

/** Counts again and again, as fast as PostgreSQL answers, until it is stopped. */
export async function countConnections(urls: readonly string[]): Promise<ConnectionCount> {
  const names = urls.map(url => new URL(url).pathname.slice(1))
  const admin = new pg.Client({ connectionString: await serverUrl(), application_name: 'count' })
  await admin.connect()
  const max = new Map<string, number>()
  let maxInAll = 0
  let isStopped = false
  const counting = (async () => {
    // Once more when it is stopped: what has been opened is open still.
    for (let isLast = false; !isLast; ) {
      isLast = isStopped
      const { rows } = await admin.query<{ name: string; count: number }>(
        `select datname as name, count(*)::int as count from pg_stat_activity
        where datname = any($1) and application_name = 'evently' group by datname`,
        [names],
      )
      for (const { name, count } of rows) max.set(name, Math.max(max.get(name) ?? 0, count))
      maxInAll = Math.max(
        maxInAll,
        rows.reduce((sum, { count }) => sum + count, 0),
      )
    }
  })()
  return {
    max,
    maxInAll: () => maxInAll,
    async stop() {
      isStopped = true
      await counting
      await admin.end()
    },
  }
}
