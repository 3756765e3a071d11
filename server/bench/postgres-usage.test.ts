// What the benches say PostgreSQL has used.
import { expect } from 'chai'
import pg from 'pg'
import { serverUrl } from '../test/support/databases.ts'
import { postgresUsageOf } from './postgres-usage.ts'

describe("PostgreSQL's usage", () => {
  it('has the time of connections that have ended', async function () {
    const admin = new pg.Pool({ connectionString: await serverUrl(), max: 1 })
    try {
      const before = (await postgresUsageOf(admin)).cpuMs
      if (before === null) return this.skip() // no /proc
      const other = new pg.Client({ connectionString: await serverUrl() })
      await other.connect()
      await other.query(
        `do $$ begin
          while clock_timestamp() < statement_timestamp() + interval '500 milliseconds' loop end loop;
        end $$`,
      )
      const meanwhile = (await postgresUsageOf(admin)).cpuMs!
      await other.end()
      const afterwards = (await postgresUsageOf(admin)).cpuMs!
      expect(meanwhile).to.be.greaterThan(before)
      expect(afterwards).to.be.at.least(meanwhile)
    } finally {
      await admin.end()
    }
  })
})
