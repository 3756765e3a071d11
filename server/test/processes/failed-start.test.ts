// A start that fails, at whatever stage: it leaves no PostgreSQL and nothing half-made behind, and the next start
// works.
import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { eventually } from '../support/processes.ts'
import { aDataFolder, aListener, endStarts, processesIn, start, startToEnd, stopped } from '../support/starts.ts'

interface Stage {
  readonly what: string
  readonly plant: () => Promise<unknown>
  readonly mend: () => Promise<unknown>
  readonly withDemo?: true
  readonly says: RegExp
}

const fault = `process.on('SIGUSR2', () => { throw new Error('planted') })`
const planted = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(fault)}"` }

describe('a start with the embedded PostgreSQL that fails', function () {
  this.timeout(240_000)
  let folder: Awaited<ReturnType<typeof aDataFolder>>
  let taken: Awaited<ReturnType<typeof aListener>>
  before(async () => {
    folder = await aDataFolder()
    taken = await aListener()
    await expectToWork()
  })
  afterEach(endStarts)
  after(async () => {
    taken.close()
    await folder.close()
  })

  const env = (more: Readonly<Record<string, string>> = {}) => ({ EVENTLY_DATA_DIR: folder.path, ...more })
  const inside = (...names: string[]) => join(folder.path, ...names)
  const expectNothingLeft = async () => {
    await eventually(
      () => processesIn(folder.path),
      pids => pids.length === 0,
      { withinMs: 10_000 },
    )
    expect((await readdir(folder.path)).filter(name => name.includes('.new'))).to.deep.equal([])
    if (await exists('postgres')) expect(await readdir(inside('postgres'))).not.to.include('postmaster.pid')
  }
  const exists = (...names: string[]) =>
    access(inside(...names)).then(
      () => true,
      () => false,
    )
  const expectToWork = async (more: Readonly<Record<string, string>> = {}) => {
    const started = start({ env: env(more), args: ['--empty'] })
    expect((await fetch(`${await started.up}/readyz`)).status).to.equal(200)
    expect(await stopped(started)).to.equal(0)
    await expectNothingLeft()
  }
  /** In the stopped folder's databases. */
  const tell = async (database: string, statement: string) => {
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: pino({ level: 'silent' }) })
    const client = new pg.Client({ connectionString: postgres.urlOf(database) })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
    await postgres.close()
  }

  const stages: readonly Stage[] = [
    {
      what: 'its secrets',
      plant: () => writeFile(inside('secrets.json'), '{"jwtSecret":"short"}'),
      mend: () => rm(inside('secrets.json')),
      says: /The secrets file \S+secrets\.json holds a jwtSecret that must be set/,
    },
    {
      what: 'a setting of its PostgreSQL',
      plant: () => writeFile(inside('postgres', 'postgresql.auto.conf'), 'nonsense = 1\n'),
      mend: () => writeFile(inside('postgres', 'postgresql.auto.conf'), ''),
      says: /The embedded PostgreSQL didn't start: .*nonsense/,
    },
    {
      what: 'what a newer release has migrated',
      says: /The database evently_bookings is of a newer release of Evently: it has 9999_later\.sql, which this release doesn't know/,
      plant: () =>
        tell(
          'evently_bookings',
          `insert into bookings_migrations (name, batch, migration_time) values ('9999_later.sql', 99, now())`,
        ),
      mend: () => tell('evently_bookings', `delete from bookings_migrations where name = '9999_later.sql'`),
    },
    {
      what: "a migration that can't run",
      says: /migrations\/users\/0001\S+ failed: /,
      plant: () => tell('evently_users', 'alter table users_migrations rename to users_migrations_away'),
      mend: () =>
        tell(
          'evently_users',
          'drop table users_migrations, users_migrations_lock; alter table users_migrations_away rename to ' +
            'users_migrations',
        ),
    },
    {
      what: 'its demo',
      withDemo: true,
      says: /Evently could not start: /,
      plant: () =>
        tell('evently_users', `alter table users add constraint nobody check (email not like 'organizer%') not valid`),
      mend: () => tell('evently_users', 'alter table users drop constraint nobody'),
    },
  ]
  for (const { what, plant, mend, withDemo, says } of stages) {
    it(`for ${what} says so and leaves nothing running`, async () => {
      await plant()
      const { code, said } = await startToEnd({ env: env(), args: withDemo ? [] : ['--empty'] })
      expect(said)
        .to.match(says)
        .and.not.match(/^ +at /m)
      expect(code).to.equal(1)
      await expectNothingLeft()
      await mend()
      await expectToWork()
    })
  }

  it('for the password of its PostgreSQL names the refusal, and stops what it has started itself', async () => {
    const password = await readFile(inside('postgres-password'), 'utf8')
    await writeFile(inside('postgres-password'), 'of another cluster\n')
    const { code, said } = await startToEnd({ env: env(), args: ['--empty'] })
    expect(said).to.match(/refuses its own password/)
    expect(code).to.equal(1)
    await expectNothingLeft()
    await writeFile(inside('postgres-password'), password)
    await expectToWork()
  })

  for (const setting of ['PORT', 'EVENTLY_INTERNAL_PORT']) {
    it(`for a ${setting} that is taken ends before it has made anything`, async () => {
      const fresh = await aDataFolder()
      try {
        const { code, said } = await startToEnd({
          env: { EVENTLY_DATA_DIR: join(fresh.path, 'data'), [setting]: String(taken.port) },
        })
        expect(said).to.equal(
          `Evently could not start: Port ${taken.port} on 127.0.0.1 is in use. ` +
            `Stop what listens there or choose another port with PORT or EVENTLY_INTERNAL_PORT.\n`,
        )
        expect(code).to.equal(1)
        expect(await readdir(fresh.path)).to.deep.equal([])
      } finally {
        await fresh.close()
      }
    })
  }

  it("doesn't for a Redis or an Elasticsearch that is away: they are helpers", () =>
    expectToWork({ REDIS_URL: 'redis://127.0.0.1:1', ELASTICSEARCH_URL: 'http://127.0.0.1:1' }))

  /** When a signal comes: as soon as this is there. */
  const moments: readonly (readonly [string, string])[] = [
    ['while initdb runs', 'postgres-password'],
    ['while PostgreSQL starts', 'postgres/server.log'],
    ['while the databases are made', 'postgres/postmaster.pid'],
  ]
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR2'] as const) {
    const cause = signal === 'SIGUSR2' ? 'a fault that nobody caught' : signal
    it(`by ${cause} stops what it has begun, at whatever moment that comes`, async () => {
      for (const [when, sign] of moments) {
        await rm(folder.path, { recursive: true })
        const started = start({ env: env(signal === 'SIGUSR2' ? planted : {}) })
        await eventually(
          () => exists(sign),
          there => there,
          { withinMs: 30_000, everyMs: 2 },
        )
        started.child.kill(signal)
        const { code, said } = await started.ended
        expect(said, when).not.to.include('Evently is up at').and.not.include('Did not stop within')
        if (signal === 'SIGUSR2') expect(said, when).to.include('a fault that nobody caught').and.include('planted')
        expect(code, when).to.equal(signal === 'SIGUSR2' ? 1 : 0)
        await expectNothingLeft()
      }
      await expectToWork()
    })
  }
})
