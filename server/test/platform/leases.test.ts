// Leases: one process at a time does the work of a name, and one that was too slow does no harm.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { exclusively, inTurn, LeaseLost, type Lease } from '../../src/platform/postgres/leases.ts'
import { inTransaction, openDatabase, type Database, type Sql } from '../../src/platform/postgres/sql.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

/** Renewed so seldom that no test sees it. */
const never = { leaseMs: 600_000, renewEveryMs: 300_000 }
const soon = { leaseMs: 600_000, renewEveryMs: 5 }

describe('a lease', () => {
  let databases: TestDatabases
  let db: Database
  let other: Database
  before(async () => {
    databases = await cloneDatabases()
    db = databases.search
    other = openDatabase({ name: 'search', url: databases.urls.search })
    await db.knex.raw('create table written (fence bigint not null)')
  })
  afterEach(() => db.knex.raw('truncate leases, written'))
  after(async () => {
    await other.close()
    await databases.close()
  })

  /** As if so much time had passed that nobody has renewed it. */
  const runOut = (name: string) =>
    db.knex.raw(`update leases set expires_at = clock_timestamp() - interval '1 ms' where name = ?`, [name])
  const fences = (): Promise<number[]> => db.knex('written').orderBy('fence').pluck('fence')
  const write = (on: Database, { fence, guard }: Lease, isGuarded = true) =>
    inTransaction(
      on,
      sql => sql,
      async sql => {
        if (isGuarded) await guard(sql)
        await sql('written').insert({ fence })
      },
    )

  it('is waited for where work has to be done: by turns, and after one who has died', async () => {
    await db.knex.raw(
      `insert into leases (name, fence, holder, expires_at)
      values ('seed', 7, 'somebody who is dead', clock_timestamp() + interval '300 ms')`,
    )
    let underWay = 0
    const work = async ({ fence }: Lease) => {
      expect(++underWay).to.equal(1)
      await db.knex.raw('select 1')
      underWay--
      return fence
    }
    const done = await Promise.all([inTurn(db, 'seed', work), inTurn(other, 'seed', work), inTurn(db, 'seed', work)])
    expect(done.sort((one, two) => one - two)).to.deep.equal([8, 9, 10])
  })

  it('lets one do the work; others go away at once, and may when it is done', async () => {
    const seen = await exclusively(db, 'work', async () => [
      await exclusively(other, 'work', async () => 'both'),
      await exclusively(other, 'other work', async () => 'of another name'),
    ])
    expect(seen).to.deep.equal([undefined, 'of another name'])
    expect(await exclusively(other, 'work', async () => 'afterwards')).to.equal('afterwards')
  })

  it('is given to one of many who ask at the same moment', async () => {
    let working = 0
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        exclusively(n % 2 === 0 ? db : other, 'work', async ({ fence }) => {
          expect(++working).to.equal(1)
          await db.knex.raw('select 1')
          working--
          return fence
        }),
      ),
    )
    const done = outcomes.filter(fence => fence !== undefined)
    expect(done.length).to.be.greaterThan(0)
    expect(new Set(done).size, 'each holder has a fence of its own').to.equal(done.length)
  })

  it('is given back by work that throws, and what it throws is passed on', async () => {
    const failure = new Error('no')
    const caught = await exclusively(db, 'work', () => Promise.reject(failure)).catch((error: unknown) => error)
    expect(caught).to.equal(failure)
    expect(await exclusively(other, 'work', async ({ fence }) => fence)).to.equal(2)
  })

  it('is renewed while the work goes on', async () => {
    await exclusively(
      db,
      'work',
      async ({ signal }) => {
        await runOut('work')
        for (;;) {
          const { expired } = (await db.knex('leases').first(db.knex.raw('expires_at < clock_timestamp() as expired')))!
          if (!expired) break
        }
        expect(await exclusively(other, 'work', async () => 'both')).to.equal(undefined)
        expect(signal.aborted).to.equal(false)
      },
      soon,
    )
  })

  it('tells work that it is lost, once another process has it', async () => {
    await exclusively(
      db,
      'work',
      async ({ signal }) => {
        await runOut('work')
        // It may have been renewed in between: then it runs out once more.
        while (!(await exclusively(other, 'work', async () => (await aborted(signal), true), never)))
          await runOut('work')
        expect(signal.reason).to.be.instanceOf(LeaseLost)
      },
      soon,
    )
  })

  it('tells work that it is lost when the database is away for longer than it lasts', async () => {
    const cut = openDatabase({ name: 'search', url: databases.urls.search })
    await exclusively(
      cut,
      'work',
      async ({ signal }) => {
        await cut.close()
        await aborted(signal)
      },
      { leaseMs: 50, renewEveryMs: 5 },
    )
  })

  /** A holder that was paused: another has begun, and it knows nothing of that yet. */
  const paused = async (work: (paused: Lease, next: Lease) => Promise<void>) => {
    await exclusively(
      db,
      'work',
      async holder => {
        await runOut('work')
        await exclusively(other, 'work', next => work(holder, next), never)
      },
      never,
    )
  }

  it('keeps a holder that was paused from writing, while its successor writes', async () => {
    await paused(async (holder, next) => {
      await write(other, next)
      const refusal = await write(db, holder).catch((error: unknown) => error)
      expect(refusal).to.be.instanceOf(LeaseLost)
      expect(holder.signal.aborted).to.equal(true)
      expect(await fences()).to.deep.equal([2])
    })
  })

  it('would not keep it from writing unguarded (the control)', async () => {
    await paused(async (holder, next) => {
      await write(other, next)
      await write(db, holder, false)
      expect(await fences()).to.deep.equal([1, 2])
    })
  })

  it('is taken by nobody between a guard and the end of its transaction', async () => {
    await exclusively(
      db,
      'work',
      async ({ fence, guard }) => {
        await runOut('work')
        let next: Promise<number | undefined> | undefined
        await inTransaction(
          db,
          (sql: Sql) => sql,
          async sql => {
            await guard(sql)
            next = exclusively(other, 'work', async lease => {
              expect(await fences(), 'what the holder wrote is there').to.deep.equal([fence])
              return lease.fence
            })
            await blocked(db)
            await sql('written').insert({ fence })
          },
        )
        expect(await next).to.equal(fence + 1)
      },
      never,
    )
  })

  it('of a killed process is had by the next one when its time has passed', async () => {
    const holder = spawn(process.execPath, [fileURLToPath(new URL('./lease-holder.js', import.meta.url))], {
      env: { ...process.env, HOLDER_DATABASE_URL: databases.urls.search },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = (await once(holder.stdout, 'data')) as [Buffer]
    expect(said.toString()).to.equal('holding 1\n')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await exclusively(db, 'work', async () => 'too soon')).to.equal(undefined)
    await runOut('work')
    expect(await exclusively(db, 'work', async ({ fence }) => fence)).to.equal(2)
  })
})

const aborted = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, 'abort')
}

/** Resolves when a statement of this database waits for a lock. */
async function blocked({ knex }: Database): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw<{ rows: object[] }>(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
  }
}
