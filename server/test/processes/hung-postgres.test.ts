import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { databaseNames, withDatabase, type DatabaseName } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { sendBuyers } from '../support/buyers.ts'

/** What a statement may take is 9 s; a machine that is busy with other tests adds to it. */
const answeredMsMax = 12_000
const readyAnsweredMsMax = 4_000
const buyerCount = 12
const hungMs = 12_000

describe('PostgreSQL, all of whose processes hang', function () {
  this.timeout(60_000)
  let dataDir: string
  let postgres: EmbeddedPostgres
  let hung: readonly number[] = []
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-hung-'))
    await chmod(dataDir, 0o711)
    postgres = await startEmbeddedPostgres({
      dataDir,
      log: pino({ level: 'silent' }),
      databases: databaseNames.map(name => `evently_${name}`),
      settings: { fsync: 'off', synchronous_commit: 'off' },
    })
  })
  afterEach(() => {
    resume()
  })
  after(async () => {
    await postgres?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const urls = () =>
    Object.fromEntries(
      databaseNames.map(name => [name, withDatabase(postgres.urlOf('postgres'), `evently_${name}`)]),
    ) as Record<DatabaseName, string>

  /** The postmaster first, so that nobody new is let in, then all that it has made. */
  async function hang() {
    const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
    process.kill(postmaster, 'SIGSTOP')
    const children = execFileSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
    for (const pid of children) process.kill(pid, 'SIGSTOP')
    hung = [...children, postmaster]
  }

  function resume() {
    for (const pid of hung)
      try {
        process.kill(pid, 'SIGCONT')
      } catch {
        /* it has ended meanwhile */
      }
    hung = []
  }

  describe('under a server', () => {
    let server: ServerProcess
    before(async () => {
      server = await spawnServer({ urls: urls() })
    })
    after(async () => {
      await server?.kill()
    })

    it('makes nobody wait longer than a statement may take, is named by /readyz, and mends by itself', async () => {
      const call = callOn(server.url)
      const event = await anEvent(
        { call },
        { organizer: await anAccount({ call }, { role: 'organizer' }), capacity: 1_000_000 },
      )
      const buyers = sendBuyers({ call, event, many: buyerCount, retry: true })
      const booked = () => buyers.bought().booked.size
      await eventually(
        async () => booked(),
        seen => seen > 50,
        { withinMs: 20_000 },
      )

      await hang()
      const hungAtMs = performance.now()
      let readySlowestMs = 0
      const named = new Set<string>()
      while (performance.now() < hungAtMs + hungMs) {
        const askedAtMs = performance.now()
        const { status, body } = await call('GET', '/readyz')
        readySlowestMs = Math.max(readySlowestMs, performance.now() - askedAtMs)
        expect(status).to.equal(503)
        for (const { name, detail } of body.checks) named.add(`${name} ${detail}`)
        await new Promise(resolve => {
          setTimeout(resolve, 100)
        })
      }
      const refusedMeanwhile = buyers.bought().failures.length
      expectStatus(await call('GET', '/livez'), 200)

      resume()
      const backAtMs = performance.now()
      const before = booked()
      await eventually(
        async () => booked(),
        seen => seen > before + 20,
        { withinMs: 10_000 },
      )
      const { failures, reserved, booked: bookings, slowestMs, wellAtMs } = await buyers.stop()
      const firstMs = Math.min(...wellAtMs.filter(atMs => atMs > backAtMs)) - backAtMs
      console.log(
        `      hung for ${Math.round(backAtMs - hungAtMs)} ms: ${failures.length} refusals, the slowest answer ` +
          `after ${Math.round(slowestMs)} ms, of /readyz after ${Math.round(readySlowestMs)} ms; ` +
          `served again ${Math.round(firstMs)} ms after its return; ${bookings.size} booked`,
      )

      expect(refusedMeanwhile).to.be.greaterThan(buyerCount) // of those who had waited, and of those who came after
      const unexpected = failures.filter(
        ({ status, retryAfter, detail }) =>
          retryAfter === undefined ||
          !(status === 503 || (status === 409 && detail.includes('confirmation_in_progress'))),
      )
      expect(unexpected).to.deep.equal([])
      expect([...named]).to.have.members(databaseNames.map(name => `${name}_database does not answer`))
      expect(slowestMs).to.be.at.most(answeredMsMax)
      expect(readySlowestMs).to.be.at.most(readyAnsweredMsMax)
      expect(firstMs).to.be.at.most(3_000)

      // What was under way when it hung is finished late or not at all, and is done once for each key.
      const { token } = await theAdmin({ call })
      const audit = await eventually(
        async () => (await call('GET', '/admin/audit', { token })).body,
        seen => seen?.clean === true,
        { withinMs: 15_000 },
      )
      expect(audit.clean).to.equal(true)
      const holds = await stored('events', 'select id from holds')
      expect([...reserved].filter(id => !holds.has(id))).to.deep.equal([])
      expect(holds.size).to.equal(reserved.size)
    })

    async function stored(database: DatabaseName, text: string) {
      const client = new pg.Client({ connectionString: urls()[database] })
      await client.connect()
      try {
        const { rows } = await client.query<{ id: string }>(text)
        return new Set(rows.map(({ id }) => id))
      } finally {
        await client.end()
      }
    }
  })

  describe('under connections of ours', () => {
    let database: Database
    beforeEach(() => {
      database = openDatabase({
        name: 'events',
        url: urls().events,
        bounds: { answerMsMax: 1_500, connectMsMax: 1_000 },
      })
    })
    afterEach(() => database.close())

    const ways: Readonly<Record<string, (text: string) => Promise<{ rows: { n: number }[] }>>> = {
      'the plain pool': text => database.pool.query(text),
      'knex': text => database.knex.raw(text),
      'a transaction of knex': text => database.knex.transaction(transaction => transaction.raw(text)),
    }
    for (const [name, ask] of Object.entries(ways)) {
      it(`never takes a late result of ${name} for that of the next statement`, async () => {
        expect((await ask('select 1 as n')).rows).to.deep.equal([{ n: 1 }])
        await hang()
        const askedAtMs = performance.now()
        const failed = await ask('select 2 as n').catch((error: { code?: string }) => error.code)
        expect(failed).to.equal('ETIMEDOUT')
        expect(performance.now() - askedAtMs).to.be.lessThan(4_000)
        // Known to be silent, it is not waited for.
        await eventually(
          () => database.trouble(),
          seen => seen === 'does not answer',
          { withinMs: 4_000 },
        )
        const againAtMs = performance.now()
        expect(await ask('select 3 as n').catch((error: { code?: string }) => error.code)).to.equal('ETIMEDOUT')
        expect(performance.now() - againAtMs).to.be.lessThan(500)
        resume()
        await eventually(
          () => database.trouble(),
          seen => seen === undefined,
          { withinMs: 5_000 },
        )
        const answers = await Promise.all(
          Array.from({ length: 8 }, async (_, n) => (await ask(`select ${n} as n`)).rows[0]!.n),
        )
        expect(answers).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7])
      })
    }

    it('has one question of readiness at a time, however often it is asked', async () => {
      await database.pool.query('select 1')
      await hang()
      const found = await Promise.all(Array.from({ length: 50 }, () => database.trouble()))
      expect(new Set(found)).to.deep.equal(new Set(['does not answer']))
      expect(database.load().every(({ waiting }) => waiting === 0)).to.equal(true)
      expect(database.load().find(({ pool }) => pool === 'prepared')!.used).to.be.at.most(1)
    })
  })
})
