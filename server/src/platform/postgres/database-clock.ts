// The time as a database has it, for what is decided without asking it: a process's own clock may be wrong by hours.
import type { Logger } from 'pino'
import { startJob, type Job } from '../jobs.ts'
import { withClient } from './connections.ts'
import type { Database } from './sql.ts'

export type DatabaseClock = ReturnType<typeof createDatabaseClock>

const readEveryMs = 10_000

export function createDatabaseClock({ pool }: Pick<Database, 'pool'>) {
  /** The database's time when our monotonic clock stood at zero. */
  let zeroMs: number | undefined

  /** Asks the database; its answer is taken for the middle of the time that it took, without that of connecting. */
  async function read(): Promise<void> {
    await withClient(pool, async client => {
      const askedMs = performance.now()
      const {
        rows: [row],
      } = await client.query<{ now: Date }>('select clock_timestamp() as now')
      zeroMs = row!.now.getTime() - (askedMs + performance.now()) / 2
    })
  }

  return {
    read,
    /** What it said last, and the time since; until it has been read once, this process's own clock. */
    now: (): Date => new Date(zeroMs === undefined ? Date.now() : zeroMs + performance.now()),
    /** Reads it again and again: it may be set, and this process may have been put to sleep. */
    startReading: (database: string, log: Logger): Job =>
      startJob({ name: `read-clock-of-${database}`, everyMs: readEveryMs, log }, read),
  }
}
