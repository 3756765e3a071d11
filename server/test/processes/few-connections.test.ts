// Servers with few connections to their databases: they never have more, and nobody waits for himself.
import { randomBytes, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import pg from 'pg'
import { aBooking, anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { countConnections } from '../support/connection-count.ts'
import { cloneDatabases, databaseNames, serverUrl, type TestDatabases } from '../support/databases.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const serverCount = 20
/** The default, for each of them. */
const connectionsEach = 9

describe('a server with few connections', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  const roles: Awaited<ReturnType<typeof aRoleFor>>[] = []
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await databases.close()
    await Promise.all(roles.splice(0).map(role => role.drop())) // some of the tables are theirs
  })

  it('does everything with the fewest, many at once, and opens no more', async () => {
    const count = await countConnections(Object.values(databases.urls))
    const server = await startOneProcess({ databases, env: { EVENTLY_DATABASE_CONNECTIONS: '8' } })
    try {
      await Promise.all(Array.from({ length: 8 }, () => everything(server)))
      const { token } = await theAdmin(server)
      const audits = Array.from({ length: 3 }, () => server.call('GET', '/admin/audit', { token }))
      for (const audit of await Promise.all(audits)) expectStatus(audit, 200)
      expectStatus(await server.call('POST', '/admin/search/reindex', { token }), 200)
      expectStatus(await server.call('GET', '/readyz'), 200)
    } finally {
      await server.close()
      await count.stop()
    }
    expect(count.max.size).to.equal(databaseNames.length)
    for (const [name, most] of count.max) expect(most, name).to.be.at.most(2)
    expect(count.maxInAll()).to.be.at.most(8)
  })

  it(`and ${serverCount - 1} others with as many as they have by default share a PostgreSQL of 200`, async () => {
    const role = await aRoleFor(serverCount * connectionsEach)
    roles.push(role)
    const urls = Object.fromEntries(
      Object.entries(databases.urls).map(([name, url]) => [name, role.on(url)]),
    ) as TestDatabases['urls']
    const servers: TestServer[] = []
    const count = await countConnections(Object.values(urls))
    try {
      for (let n = 0; n < serverCount; n++) servers.push(await startOneProcess({ databases: { ...databases, urls } }))
      const event = await anEvent(servers[0]!, { capacity: 10_000 })
      await Promise.all(servers.flatMap(server => Array.from({ length: 4 }, () => shop(server, event))))
      const { token } = await theAdmin(servers[0]!)
      const audit = expectStatus(await servers[0]!.call('GET', `/admin/events/${event.id}/audit`, { token }), 200).body
      expect(audit).to.include({ clean: true })
    } finally {
      await Promise.all(servers.map(server => server.close()))
      await count.stop()
    }
    expect(count.maxInAll(), 'they were used').to.be.greaterThan(serverCount * 4)
    expect(count.maxInAll()).to.be.at.most(serverCount * connectionsEach)
  })

  /** What takes transactions, keys, locks and several databases. */
  async function everything(server: TestServer) {
    const organizer = await anAccount(server, { role: 'organizer' })
    const { token } = organizer
    const key = () => ({ 'idempotency-key': randomUUID() })
    const event = await anEvent(server, { organizer, capacity: 3, publish: true })
    const buyer = await anAccount(server)
    const booked = await aBooking(server, event, { buyer })
    await aBooking(server, event, { quantity: 2 })
    const waiting = { token: (await anAccount(server)).token, headers: key(), body: { eventId: event.id, quantity: 1 } }
    expectStatus(await server.call('POST', '/waitlist/join', waiting), 201)
    expectStatus(await server.call('DELETE', `/bookings/${booked.id}`, { token: buyer.token }), 200)
    const path = `/admin/events/${event.id}`
    const change = { token, headers: { 'if-match': event.etag }, body: { title: 'Another title' } }
    expectStatus(await server.call('PATCH', path, change), 200)
    expectStatus(await server.call('GET', '/admin/events', { token }), 200)
    expectStatus(await server.call('GET', '/bookings', { token: buyer.token }), 200)
    expectStatus(await server.call('GET', '/search', { query: { q: 'title' } }), 200)
  }

  async function shop(server: TestServer, event: { readonly id: string }) {
    const buyer = await anAccount(server)
    for (let n = 0; n < 3; n++) await aBooking(server, event, { buyer })
    expectStatus(await server.call('GET', '/bookings', { token: buyer.token }), 200)
    expectStatus(await server.call('GET', '/events', { query: { limit: 5 } }), 200)
  }
})

/** One that PostgreSQL gives only so many connections: unlike the tests' own it is no superuser. */
async function aRoleFor(connectionsMax: number) {
  const name = `evently_few_${randomBytes(4).toString('hex')}`
  const asAdmin = async (...texts: string[]) => {
    const admin = new pg.Client({ connectionString: await serverUrl() })
    await admin.connect()
    try {
      for (const text of texts) await admin.query(text)
    } finally {
      await admin.end()
    }
  }
  const { username } = new URL(await serverUrl())
  await asAdmin(
    `create role ${name} login password 'of-the-few' connection limit ${connectionsMax}`,
    `grant ${username} to ${name}`, // whose the tables are
  )
  return {
    on: (url: string) => {
      const its = new URL(url)
      its.username = name
      its.password = 'of-the-few'
      return its.href
    },
    drop: () => asAdmin(`drop role ${name}`),
  }
}
