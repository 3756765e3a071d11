import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { createDatabaseClock } from '../../src/platform/postgres/database-clock.ts'
import { createEmptyDatabase } from '../support/databases.ts'

describe("a database's clock", () => {
  const connectingMs = 2_000
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>
  before(async () => {
    database = await createEmptyDatabase()
  })
  after(() => database.close())

  it('is right although connecting has taken long', async () => {
    class SlowPool extends pg.Pool {
      override connect(...args: unknown[]): never {
        return delay(connectingMs).then(() => (super.connect as (...all: unknown[]) => unknown)(...args)) as never
      }
    }
    const pool = new SlowPool({ connectionString: database.url, max: 1 })
    try {
      const clock = createDatabaseClock({ pool })
      await clock.read()
      // One machine, one clock: with half of the connecting in it, it would be behind by a second.
      expect(Math.abs(clock.now().getTime() - Date.now())).to.be.below(connectingMs / 4)
    } finally {
      await pool.end()
    }
  })
})
