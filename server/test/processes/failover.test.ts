// PostgreSQL fails over under load: the primary is gone, and its standby answers at the same address.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { isAlive } from '../../src/platform/postgres/embedded-postgres-initialise.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { sendBuyers } from '../support/buyers.ts'
import { databaseNames, withDatabase, type DatabaseName } from '../support/databases.ts'
import { startMovingAddress, type MovingAddress } from '../support/moving-address.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { portOf, postmasterIn, promote, startSynchronousStandby } from '../support/standby.ts'

/** How long nobody may be kept waiting while no PostgreSQL takes writes. */
const answeredMsMax = 6_000
const servingAgainMsMax = 5_000
const buyerCount = 24

describe('PostgreSQL, failing over to its standby under load', function () {
  this.timeout(180_000)
  const folders: string[] = []
  let primary: EmbeddedPostgres
  let standby: EmbeddedPostgres | undefined
  let address: MovingAddress
  let server: ServerProcess | undefined

  before(async () => {
    address = await startMovingAddress()
    primary = await startEmbeddedPostgres({
      dataDir: await aFolder(),
      log: pino({ level: 'silent' }),
      databases: databaseNames.map(name => `evently_${name}`),
    })
    address.standFor(portOf(primary))
    standby = await startSynchronousStandby(primary, { from: folders[0]!, to: await aFolder() })
  })
  after(async () => {
    await server?.kill()
    await address.close()
    await primary.close()
    await standby?.close()
    await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true })))
  })

  async function aFolder() {
    const folder = await mkdtemp(join(tmpdir(), 'evently-failover-'))
    await chmod(folder, 0o711)
    folders.push(folder)
    return folder
  }

  const urls = () =>
    Object.fromEntries(
      databaseNames.map(name => {
        const url = new URL(withDatabase(primary.urlOf('postgres'), `evently_${name}`))
        url.port = String(address.port)
        return [name, url.href]
      }),
    ) as Record<DatabaseName, string>

  it('costs 503s until it takes writes and nothing else; the server goes on by itself', async () => {
    server = await spawnServer({ urls: urls() })
    const call = callOn(server.url)
    const organizer = await anAccount({ call }, { role: 'organizer' })
    const event = await anEvent({ call }, { organizer, capacity: 100_000 })
    const buyers = sendBuyers({ call, event, many: buyerCount, retry: true })
    const booked = () => buyers.bought().booked.size
    const refused = () => buyers.bought().failures.length
    await eventually(
      async () => booked(),
      seen => seen > 100,
      { withinMs: 30_000 },
    )

    // The machine of the primary is gone. At first the standby stands there as it is, and takes no writes.
    const pid = await postmasterIn(folders[0]!)
    process.kill(pid, 'SIGKILL')
    await eventually(
      async () => isAlive(pid),
      alive => !alive,
      { withinMs: 5_000 },
    )
    address.standFor(undefined)
    const killedAtMs = performance.now()
    const slowestBeforeMs = buyers.bought().slowestMs
    await eventually(
      async () => refused(),
      seen => seen > buyerCount,
      { withinMs: 10_000 },
    )
    const refusedBefore = refused()
    address.standFor(portOf(standby!))
    await eventually(
      async () => refused(),
      seen => seen > refusedBefore + buyerCount,
      { withinMs: 10_000 },
    )
    expectStatus(await call('GET', '/livez'), 200)
    expectStatus(await call('GET', '/readyz'), 503)

    await promote(standby!)
    const backAtMs = performance.now()
    const before = booked()
    await eventually(
      async () => booked(),
      seen => seen > before + 100,
      { withinMs: 30_000 },
    )
    await eventually(
      async () => (await call('GET', '/readyz')).status,
      status => status === 200,
      { withinMs: servingAgainMsMax },
    )
    const { failures, reserved, booked: bookings, slowestMs, wellAtMs } = await buyers.stop()

    const firstMs = Math.min(...wellAtMs.filter(atMs => atMs > backAtMs))
    const lastFailureMs = Math.max(...failures.map(({ atMs }) => atMs))
    console.log(
      `      away for ${Math.round(backAtMs - killedAtMs)} ms: ${failures.length} refusals, the slowest answer ` +
        `after ${Math.round(slowestMs)} ms (${Math.round(slowestBeforeMs)} ms before); served again ` +
        `${Math.round(firstMs - backAtMs)} ms after the promotion, the last refusal ` +
        `${Math.round(lastFailureMs - backAtMs)} ms after it; ${bookings.size} booked`,
    )
    expect(failures.filter(({ status, retryAfter }) => status !== 503 || retryAfter === undefined)).to.deep.equal([])
    expect(slowestMs).to.be.at.most(answeredMsMax)
    expect(firstMs - backAtMs).to.be.at.most(servingAgainMsMax)
    expect(lastFailureMs - backAtMs).to.be.at.most(servingAgainMsMax)

    // Every retry had the key of its first try: nothing that was acknowledged is lost, and nothing is there twice.
    const holds = new Set((await read<{ id: string }>('events', 'select id from holds')).map(({ id }) => id))
    const rows = await read<{ id: string; status: string }>('bookings', 'select id, status from bookings')
    const statuses = new Map(rows.map(({ id, status }) => [id, status]))
    expect([...reserved].filter(id => !holds.has(id))).to.deep.equal([])
    expect([...bookings].filter(id => statuses.get(id) !== 'confirmed')).to.deep.equal([])
    expect(holds.size).to.equal(reserved.size)
    const { token } = await theAdmin({ call })
    const audit = await eventually(
      async () => expectStatus(await call('GET', '/admin/audit', { token }), 200).body,
      ({ clean }) => clean,
      { withinMs: 30_000 },
    )
    expect(audit.clean).to.equal(true)
  })

  async function read<Row extends pg.QueryResultRow>(name: DatabaseName, text: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: withDatabase(standby!.urlOf('postgres'), `evently_${name}`) })
    await client.connect()
    try {
      return (await client.query<Row>(text)).rows
    } finally {
      await client.end()
    }
  }
})
