// Servers whose databases are behind a PgBouncer that gives out connections by the transaction.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import pg from 'pg'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { aLane, anInventory, aReserve, race } from '../inventory/builders.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { aBooking, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { cloneDatabases, serverUrl, type TestDatabases } from '../support/databases.ts'
import { needsNewPgBouncer, startPgBouncer, type PgBouncerOptions, type TestPgBouncer } from '../support/pgbouncer.ts'
import { startOneProcess } from '../support/server.ts'

const settings = {
  lock_timeout: '5s',
  statement_timeout: '8s',
  idle_in_transaction_session_timeout: '30s',
  plan_cache_mode: 'force_custom_plan',
}

describe('behind a PgBouncer that pools by the transaction', function () {
  this.timeout(60_000)
  const name = `evently_pooled_${randomBytes(4).toString('hex')}`
  const role = { name, password: 'of-the-pooled' }
  const bouncers: TestPgBouncer[] = []
  let databases: TestDatabases | undefined

  before(async function () {
    needsNewPgBouncer(this)
    databases = await cloneDatabases()
    await asAdmin(`create role ${name} superuser login password '${role.password}'`)
  })
  beforeEach(() => alterRole(settings))
  afterEach(() => Promise.all(bouncers.splice(0).map(bouncer => bouncer.close())))
  after(async () => {
    await databases?.close()
    await asAdmin(`drop role if exists ${name}`)
  })

  const alterRole = (wanted: Partial<typeof settings>) =>
    asAdmin(
      `alter role ${name} reset all; ` +
        Object.entries(wanted)
          .map(([setting, value]) => `alter role ${name} set ${setting} = '${value}'`)
          .join('; '),
    )

  const startServer = async (options: PgBouncerOptions = {}) => {
    const bouncer = await startPgBouncer({ poolMode: 'transaction', preparedStatementsMax: 200, role, ...options })
    bouncers.push(bouncer)
    return startBehind(bouncer)
  }
  const startBehind = (bouncer: TestPgBouncer) => {
    const urls = Object.fromEntries(Object.entries(databases!.urls).map(([each, url]) => [each, bouncer.through(url)]))
    return startOneProcess({
      env: { EVENTLY_DATABASE_POOLING: 'transaction' },
      databases: { ...databases!, urls: urls as TestDatabases['urls'] },
    })
  }

  it('two servers share two connections to each database, sell, and keep their books', async () => {
    const one = await startServer({ poolSize: 2 })
    const other = await startBehind(bouncers[0]!)
    try {
      const event = await anEvent(one, { capacity: 40 })
      await Promise.all(Array.from({ length: 20 }, (_, n) => aBooking(n % 2 === 0 ? one : other, event)))
      const { token } = await theAdmin(one)
      const audit = expectStatus(await other.call('GET', `/admin/events/${event.id}/audit`, { token }), 200).body
      expect(audit).to.include({ clean: true })
      expectStatus(await one.call('GET', '/admin/audit', { token }), 200)
    } finally {
      await one.close()
      await other.close()
    }
  })

  /** Three servers over two connections, each with an event of its own and one that they share; all sell out. */
  async function sellOut(asCrowded: (server: Database) => () => boolean) {
    const bouncer = await startPgBouncer({ poolMode: 'transaction', preparedStatementsMax: 200, role, poolSize: 2 })
    bouncers.push(bouncer)
    const url = bouncer.through(databases!.urls.events)
    const servers = [0, 1, 2].map(n => openDatabase({ name: `pooled-${n}`, url, pooling: 'transaction' }))
    let following = 0
    const laneOn = (server: Database, eventId: string) => {
      const { pool, plannedOncePool } = server
      const store = createInventoryStore(pool, { plannedOncePool, isCrowded: asCrowded(server) })
      const write: typeof store.write = outcome => {
        if (outcome.before.follows !== undefined) following++
        return store.write(outcome)
      }
      return aLane(eventId, { ...store, write }, { batchMax: 5 })
    }
    const inventory = async () => (await anInventory(databases!.events, { capacity: 200 })).eventId
    try {
      const shared = await inventory()
      const own = await Promise.all(servers.map(inventory))
      const races = [
        { eventId: shared, lanes: servers.map(server => laneOn(server, shared)) },
        ...own.map((eventId, n) => ({ eventId, lanes: [laneOn(servers[n]!, eventId)] })),
      ]
      const buyers = () => Array.from({ length: 300 }, () => aReserve())
      const counts = await Promise.all(races.map(({ lanes }) => race(lanes, buyers())))
      expect(counts).to.deep.equal(races.map(() => ({ granted: 200, sold_out: 100 })))
      for (const { eventId } of races)
        expect((await auditInventory(databases!.events, eventId)).clean, eventId).to.equal(true)
      return following
    } finally {
      await Promise.all(servers.map(server => server.close()))
    }
  }

  it('no write is sent behind another, which would keep a connection from everybody else', async () => {
    expect(await sellOut(({ isCrowded }) => isCrowded)).to.equal(0)
  })

  it('a write that is sent behind another all the same is made once (the control)', async () => {
    expect(await sellOut(() => () => false)).to.be.greaterThan(30)
  })

  for (const [lacking, altered] of [
    ['lock_timeout', { lock_timeout: '0' }],
    ['statement_timeout', { statement_timeout: '60s' }],
    ['idle_in_transaction_session_timeout', { idle_in_transaction_session_timeout: '31s' }],
    ['plan_cache_mode', { plan_cache_mode: 'auto' }],
  ] as const)
    it(`a server does not start while its role lacks ${lacking}, and says how to set it`, async () => {
      await alterRole({ ...settings, ...altered })
      const refusal = await startServer().catch((error: unknown) => error)
      expect(String(refusal)).to.match(
        new RegExp(`its role lacks settings .* Run alter role ${name} set ${lacking} = '[^']+' on PostgreSQL itself`),
      )
    })

  it('a server does not start where the pooler knows no prepared statements', async () => {
    const refusal = await startServer({ preparedStatementsMax: 0 }).catch((error: unknown) => error)
    expect(String(refusal)).to.match(/doesn't know prepared statements\. Take PgBouncer 1\.21 or newer/)
  })
})

async function asAdmin(text: string): Promise<void> {
  const admin = new pg.Client({ connectionString: await serverUrl() })
  await admin.connect()
  try {
    await admin.query(text)
  } finally {
    await admin.end()
  }
}
