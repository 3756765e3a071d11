import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { expiredSql } from '../../src/domains/inventory/lane/statements.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { isAlive } from '../../src/platform/postgres/embedded-postgres-initialise.ts'
import { anAccount, anEvent, expectStatus, password, theAdmin } from '../support/builders.ts'
import { databaseNames, withDatabase, type DatabaseName } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'
import { sendBuyers, type Failure } from '../support/buyers.ts'

/**
 * What a client may be told while a connection is lost, beside what it has asked for: 409 while its first try, of which
 * it heard nothing, is still being finished, and 402 once that has been undone because the provider's answer was lost
 * (the sandbox's is in the database).
 */
const comeBack = 503
const isComeBack = ({ status, detail, retryAfter }: Failure) =>
  (retryAfter !== undefined &&
    (status === comeBack || (status === 409 && detail.includes('confirmation_in_progress')))) ||
  (status === 402 && detail.includes('the provider gave no answer'))
const buyerCount = 8
const awayMs = 800

/**
 * Where a connection is lost: what its statement says and, where it would be over too soon, the table that is kept from
 * it until it is caught.
 */
interface Moment {
  readonly database: DatabaseName
  readonly statement: RegExp
  readonly locked?: string
}
const moments: Readonly<Record<string, Moment>> = {
  'a lane that writes without the lock': { database: 'events', statement: /^\s*with moved as/, locked: 'movements' },
  'a lane that has the lock': {
    database: 'events',
    statement: /^select from inventory where event_id = \$1 for update/,
  },
  'the audit of the seats': { database: 'events', statement: /violation|transaction isolation level repeatable read/ },
  'the audit of the bookings': {
    database: 'bookings',
    statement: /violation|transaction isolation level repeatable read/,
  },
  'the sweep': {
    database: 'events',
    statement: new RegExp(`^${expiredSql.slice(0, 60).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    locked: 'holds',
  },
  'the saga': { database: 'bookings', statement: /payments/, locked: 'payments' },
  'a search': { database: 'search', statement: /documents/, locked: 'documents' },
  'a sign-in': { database: 'users', statement: /sessions/, locked: 'sessions' },
}

describe('two servers on one hot event, whose connections to PostgreSQL are ended', function () {
  this.timeout(60_000)
  let dataDir: string
  let postgres: EmbeddedPostgres
  let servers: readonly [ServerProcess, ServerProcess]
  let load: ReturnType<typeof startLoad>
  let call: Call
  let event: Awaited<ReturnType<typeof anEvent>>

  // Not on the disk, but for the restart, which is an orderly one.
  const start = () =>
    startEmbeddedPostgres({
      dataDir,
      log: pino({ level: 'silent' }),
      databases: databaseNames.map(name => `evently_${name}`),
      settings: { fsync: 'off', synchronous_commit: 'off' },
    })
  const urlOf = (name: string) => withDatabase(postgres.urlOf('postgres'), name)
  const urls = (of = (name: DatabaseName) => `evently_${name}`) =>
    Object.fromEntries(databaseNames.map(name => [name, urlOf(of(name))])) as Record<DatabaseName, string>

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-lost-'))
    await chmod(dataDir, 0o711)
    postgres = await start()
    servers = [await spawnServer({ urls: urls() }), await spawnServer({ urls: urls() })]
    const calls = servers.map(({ url }) => callOn(url))
    let turn = 0
    call = (...request) => calls[turn++ % 2]!(...request)
    event = await anEvent(
      { call },
      { organizer: await anAccount({ call }, { role: 'organizer' }), capacity: 1_000_000 },
    )
    load = startLoad(call, event, (await theAdmin({ call })).token)
  })
  after(async () => {
    await Promise.all((servers ?? []).map(server => server.kill()))
    await postgres?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterEach(() => {
    expect(
      servers.map(({ pid }) => isAlive(pid)),
      servers.map(server => server.errors().slice(-2_000)).join('\n'),
    ).to.deep.equal([true, true])
  })

  /** Runs `work` on a connection of the tests' own. */
  async function asAdmin<Result>(database: string, work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
    const admin = new pg.Client({ connectionString: urlOf(database), application_name: 'the tests' })
    admin.on('error', () => {})
    await admin.connect()
    try {
      return await work(admin)
    } finally {
      await admin.end()
    }
  }

  for (const [name, { database, statement, locked }] of Object.entries(moments)) {
    it(`outlive the loss of a connection of ${name}`, () =>
      asAdmin(`evently_${database}`, admin =>
        asAdmin(`evently_${database}`, async keeper => {
          for (let times = 0; times < 2; times++) {
            if (locked) await keeper.query(`begin; lock table ${locked} in access exclusive mode`)
            await caught(admin, statement)
            if (locked) await keeper.query('rollback')
          }
          await load.goesOn()
        }),
      ))
  }

  /** Ends the first backend that is seen at such a statement, or idle in a transaction after it. */
  async function caught(admin: pg.Client, statement: RegExp) {
    const untilMs = performance.now() + 8_000
    while (performance.now() < untilMs) {
      const { rows } = await admin.query<{ pid: number; query: string }>(
        `select pid, query from pg_stat_activity
        where datname = current_database() and application_name = 'evently' and state <> 'idle'`,
      )
      const found = rows.find(({ query }) => statement.test(query))
      if (!found) continue
      await admin.query('select pg_terminate_backend($1)', [found.pid])
      return
    }
    throw new Error(`no backend was seen at ${String(statement)}`)
  }

  it('outlive the loss of each connection to every database, one after the other', () =>
    asAdmin('postgres', async admin => {
      for (const database of databaseNames) {
        const { rows } = await admin.query<{ pid: number }>(`select pid from pg_stat_activity where datname = $1`, [
          `evently_${database}`,
        ])
        expect(rows.length, database).to.be.greaterThan(0)
        for (const { pid } of rows) await admin.query('select pg_terminate_backend($1)', [pid])
      }
      await load.goesOn()
    }))

  it('outlive the loss of all connections at once, again and again', () =>
    asAdmin('postgres', async admin => {
      for (let times = 0; times < 5; times++) {
        const { rowCount } = await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname like 'evently_%'`,
        )
        expect(rowCount).to.be.greaterThan(0)
        await load.goesOn({ requests: 5 })
      }
    }))

  it('are joined by a third whose migrations lose their connections', async () => {
    await asAdmin('postgres', async admin => {
      for (const name of databaseNames) await admin.query(`create database evently_${name}_new`)
      const starting = spawnServer({ urls: urls(name => `evently_${name}_new`) })
      let ended = 0
      let started = false
      void starting
        .finally(() => {
          started = true
        })
        .catch(() => {})
      const isAtWork =
        `datname like 'evently_%_new' and application_name = 'evently' and state <> 'idle' and ` +
        'xact_start is not ' +
        `null and query not ilike 'select%'`
      while (ended < 3 && !started)
        ended +=
          (await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${isAtWork}`)).rowCount ?? 0
      expect(ended).to.be.at.least(3)
      const third = await starting
      expectStatus(await callOn(third.url)('GET', '/readyz'), 200)
      await third.kill()
    })
  })

  it(`outlive a PostgreSQL that is restarted, and away for ${awayMs} ms`, async () => {
    const pid = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
    process.kill(pid, 'SIGINT')
    await eventually(
      async () => isAlive(pid),
      alive => !alive,
      { withinMs: 10_000 },
    )
    await new Promise(resolve => {
      setTimeout(resolve, awayMs)
    })
    postgres = await start()
    await load.goesOn()
  })

  it('told nobody anything but what they had asked for or to come back, and kept every promise', async () => {
    const { failures, reserved, booked, answers } = await load.stop()
    console.log(
      `      ${booked.size} booked, ${failures.length} answers to buyers to come back; the others': ` +
        `${JSON.stringify(Object.fromEntries(answers))}`,
    )
    expect(failures.filter(failure => !isComeBack(failure))).to.deep.equal([])
    expect([...answers.keys()].filter(seen => !seen.endsWith(' 200') && !seen.endsWith(` ${comeBack}`))).to.deep.equal(
      [],
    )
    const { token } = await theAdmin({ call })
    const audit = await eventually(
      async () => (await call('GET', '/admin/audit', { token })).body,
      seen => seen?.clean === true,
      { withinMs: 20_000 },
    )
    expect(audit.clean).to.equal(true)
    const ids = async (database: DatabaseName, text: string) =>
      new Set(
        (await asAdmin(`evently_${database}`, admin => admin.query<{ id: string }>(text))).rows.map(({ id }) => id),
      )
    // A request was sent again with its key until it was answered: one effect each.
    const holds = await ids('events', 'select id from holds')
    expect([...reserved].filter(id => !holds.has(id))).to.deep.equal([])
    expect(holds.size).to.equal(reserved.size)
    const confirmed = await ids('bookings', `select id from bookings where status = 'confirmed'`)
    expect([...booked].filter(id => !confirmed.has(id))).to.deep.equal([])
  })
})

/** Buyers who insist with their keys, and others who search, sign in, audit and ask whether the servers are ready. */
function startLoad(call: Call, event: Awaited<ReturnType<typeof anEvent>>, adminToken: string) {
  const buyers = sendBuyers({ call, event, many: buyerCount, retry: true })
  const answers = new Map<string, number>()
  let stopping = false
  let well = 0

  const always = async (what: string, ask: () => ReturnType<Call>, pauseMs = 10) => {
    while (!stopping) {
      const status = await ask().then(
        answer => String(answer.status),
        (error: { code?: string }) => error.code ?? String(error),
      )
      if (status === '200') well++
      answers.set(`${what} ${status}`, (answers.get(`${what} ${status}`) ?? 0) + 1)
      await new Promise(resolve => {
        setTimeout(resolve, pauseMs)
      })
    }
  }
  const { email } = event.organizer
  const others = Promise.all([
    always('search', () => call('GET', '/search', { query: { q: 'evening' } })),
    always('audit', () => call('GET', '/admin/audit', { token: adminToken }), 100),
    always('sign-in', () => call('POST', '/auth/login', { body: { email, password } })),
    always('ready', () => call('GET', '/readyz')),
    always('events', () => call('GET', '/events')),
  ])

  return {
    /** Resolves when buyers have booked and others were served since. */
    async goesOn({ requests = 20 } = {}) {
      const [booked, served] = [buyers.bought().booked.size, well]
      await eventually(
        async () => [buyers.bought().booked.size - booked, well - served],
        seen => seen.every(count => count >= requests),
        { withinMs: 15_000 },
      )
    },
    async stop() {
      stopping = true
      await others
      let timer: NodeJS.Timeout | undefined
      const stuck = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`buyers still get no answer: ${JSON.stringify(buyers.bought().failures.slice(-5))}`)),
          30_000,
        )
      })
      return { ...(await Promise.race([buyers.stop(), stuck]).finally(() => clearTimeout(timer))), answers }
    },
  }
}
