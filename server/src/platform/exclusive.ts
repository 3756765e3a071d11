// Work that one process at a time may do: who holds a lock of PostgreSQL's does it, and whoever dies lets go of it.
import type { Database } from './sql.ts'

/** Runs `work` while holding the lock of this name; undefined, at once, when another session of this database holds it. */
export async function exclusively<Result>({ pool }: Database, name: string, work: () => Promise<Result>): Promise<Result | undefined> {
  const session = await pool.connect() // the lock is the session's, not a transaction's: the work may take minutes
  let broken: Error | undefined
  const onError = (error: Error) => { broken = error }
  session.on('error', onError)
  try {
    const { rows: [row] } = await session.query<{ taken: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [name])
    if (!row?.taken) return undefined
    try {
      return await work()
    } finally {
      await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(onError)
    }
  } finally {
    session.off('error', onError)
    session.release(broken)
  }
}
