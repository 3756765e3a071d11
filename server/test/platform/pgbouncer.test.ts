// A server whose databases are behind PgBouncer, each connection with a session of its own.
import { expect } from 'chai'
import pg from 'pg'
import { openDatabase } from '../../src/platform/postgres/sql.ts'
import { aBooking, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { needsPgBouncer, startPgBouncer, type TestPgBouncer } from '../support/pgbouncer.ts'
import { startTestServer } from '../support/server.ts'

describe('behind PgBouncer', () => {
  let bouncer: TestPgBouncer | undefined
  let databases: TestDatabases | undefined
  before(async function () {
    needsPgBouncer(this)
    bouncer = await startPgBouncer()
    databases = await cloneDatabases()
  })
  after(async () => {
    await databases?.close()
    await bouncer?.close()
  })

  it('a server starts, sells, and keeps its books', async () => {
    const urls = Object.fromEntries(Object.entries(databases!.urls).map(([name, url]) => [name, bouncer!.through(url)]))
    const server = await startTestServer({ databases: { ...databases!, urls: urls as TestDatabases['urls'] } })
    try {
      const event = await anEvent(server, { capacity: 3 })
      await Promise.all([aBooking(server, event), aBooking(server, event)])
      const { token } = await theAdmin(server)
      const audit = expectStatus(await server.call('GET', `/admin/events/${event.id}/audit`, { token }), 200).body
      expect(audit).to.include({ clean: true })
      expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    } finally {
      await server.close()
    }
  })

  it('connections have their limits, and plans of their own', async () => {
    const db = openDatabase({ name: 'test', url: bouncer!.through(databases!.urls.events) })
    const ask = `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
      current_setting('plan_cache_mode') as plan, current_setting('application_name') as name`
    const limits = { lock: '5s', statement: '8s', name: 'evently' }
    try {
      const { rows: everyday } = await db.knex.raw<{ rows: object[] }>(ask)
      expect(everyday).to.deep.equal([{ ...limits, plan: 'auto' }])
      expect((await db.pool.query(ask)).rows).to.deep.equal([{ ...limits, plan: 'force_custom_plan' }])
      expect((await db.plannedOncePool.query(ask)).rows).to.deep.equal([{ ...limits, plan: 'force_generic_plan' }])
    } finally {
      await db.close()
    }
  })

  it('a connection that began with its limits would be refused (the control)', async () => {
    const connectionString = bouncer!.through(databases!.urls.events)
    const client = new pg.Client({ connectionString, lock_timeout: 5_000 })
    const refusal = await client.connect().catch((error: unknown) => error)
    expect(String(refusal)).to.match(/unsupported startup parameter: lock_timeout/)
  })
})
