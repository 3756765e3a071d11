// Work that one process at a time may do: who holds a lock of PostgreSQL's does it, and whoever dies lets go of it.
import { withClient } from './connections.ts'
import type { Database } from './sql.ts'

/**
 * Runs `work` while holding the lock of this name; undefined, at once, when another session of this database holds it.
 */
export function exclusively<Result>(
  { pool }: Database,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  // The lock is the session's, not a transaction's: the work may take minutes.
  return withClient(pool, async (session, discard) => {
    const {
      rows: [row],
    } = await session.query<{ taken: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [name])
    if (!row?.taken) return undefined
    try {
      return await work()
    } finally {
      await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(discard)
    }
  })
}
