import { readFile } from 'node:fs/promises'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { isAlive } from '../../src/platform/postgres/embedded-postgres-initialise.ts'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { databaseNames, withDatabase } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { sendBuyers } from '../support/buyers.ts'

/** How long nobody may be kept waiting while the databases are away. */
const answeredMsMax = 6_000
const servingAgainMsMax = 5_000
const buyerCount = 24

describe('PostgreSQL, killed and started again under load', function () {
  this.timeout(120_000)
  let dataDir: string
  let postgres: EmbeddedPostgres
  let server: ServerProcess | undefined

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-restart-'))
    await chmod(dataDir, 0o711)
    // Durable, as PostgreSQL is by default: what it has acknowledged must be there after the crash.
    postgres = await start()
  })
  afterEach(async () => {
    await server?.kill()
    await postgres.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = () =>
    startEmbeddedPostgres({
      dataDir,
      log: pino({ level: 'silent' }),
      databases: databaseNames.map(name => `evently_${name}`),
    })
  const urls = () =>
    Object.fromEntries(
      databaseNames.map(name => [name, withDatabase(postgres.urlOf('postgres'), `evently_${name}`)]),
    ) as Record<(typeof databaseNames)[number], string>

  /** SIGKILL to the postmaster alone: its backends notice and end by themselves. */
  async function killPostmaster() {
    const pid = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
    process.kill(pid, 'SIGKILL')
    await eventually(
      async () => isAlive(pid),
      alive => !alive,
      { withinMs: 5_000 },
    )
  }

  it('costs 503s while it is away and nothing else: no other answer, no acknowledged booking, no seat', async () => {
    server = await spawnServer({ urls: urls() })
    const call = callOn(server.url)
    const event = await anEvent(
      { call },
      { organizer: await anAccount({ call }, { role: 'organizer' }), capacity: 100_000 },
    )
    const buyers = sendBuyers({ call, event, many: buyerCount, retry: true })
    const booked = () => buyers.bought().booked.size
    await eventually(
      async () => booked(),
      seen => seen > 100,
      { withinMs: 20_000 },
    )

    await killPostmaster()
    const killedAtMs = performance.now()
    await eventually(
      async () => call('GET', '/readyz'),
      ({ status }) => status === 503,
      { withinMs: 5_000 },
    )
    expectStatus(await call('GET', '/livez'), 200)
    await eventually(
      async () => buyers.bought().failures.length,
      seen => seen > 2 * buyerCount,
      { withinMs: 10_000 },
    )

    postgres = await start()
    const backAtMs = performance.now()
    const before = booked()
    await eventually(
      async () => booked(),
      seen => seen > before + 100,
      { withinMs: 20_000 },
    )
    const { failures, reserved, booked: bookings, slowestMs, wellAtMs } = await buyers.stop()

    const firstMs = Math.min(...wellAtMs.filter(atMs => atMs > backAtMs))
    const lastFailureMs = Math.max(...failures.map(({ atMs }) => atMs))
    console.log(
      `      away for ${Math.round(backAtMs - killedAtMs)} ms: ${failures.length} refusals, the slowest answer ` +
        `after ${Math.round(slowestMs)} ms; served again ${Math.round(firstMs - backAtMs)} ms after its return, ` +
        `the last refusal ${Math.round(lastFailureMs - backAtMs)} ms after it; ${bookings.size} booked`,
    )
    expect(failures.filter(({ status, retryAfter }) => status !== 503 || retryAfter === undefined)).to.deep.equal([])
    expect(slowestMs).to.be.at.most(answeredMsMax)
    expect(firstMs - backAtMs).to.be.at.most(servingAgainMsMax)
    expect(lastFailureMs - backAtMs).to.be.at.most(servingAgainMsMax)

    // Every retry had the key of its first try: each buyer has one reservation for each they were told of, and one
    // booking for it.
    const rows = await stored()
    expect([...reserved].filter(id => !rows.holds.has(id))).to.deep.equal([])
    expect([...bookings].filter(id => rows.bookings.get(id) !== 'confirmed')).to.deep.equal([])
    expect(rows.holds.size).to.equal(reserved.size)
    const { token } = await theAdmin({ call })
    const audit = await eventually(
      async () => expectStatus(await call('GET', '/admin/audit', { token }), 200).body,
      ({ clean }) => clean,
      { withinMs: 30_000 },
    )
    expect(audit.clean).to.equal(true)
  })

  async function stored() {
    const read = async <Row extends pg.QueryResultRow>(database: 'events' | 'bookings', text: string) => {
      const client = new pg.Client({ connectionString: urls()[database] })
      await client.connect()
      try {
        return (await client.query<Row>(text)).rows
      } finally {
        await client.end()
      }
    }
    const holds = await read<{ id: string }>('events', 'select id from holds')
    const bookings = await read<{ id: string; status: string }>('bookings', 'select id, status from bookings')
    return {
      holds: new Set(holds.map(({ id }) => id)),
      bookings: new Map(bookings.map(({ id, status }) => [id, status])),
    }
  }
})
