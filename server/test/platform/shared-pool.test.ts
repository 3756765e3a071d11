// The connections of a process to one database: never more than it may have, and who gets one next.
import { expect } from 'chai'
import { createPermits, NoneFree } from '../../src/platform/postgres/permits.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { isUnreachable } from '../../src/platform/unreachable.ts'
import { countConnections } from '../support/connection-count.ts'
import { createEmptyDatabase } from '../support/databases.ts'

const planSql = `select current_setting('plan_cache_mode') as plan, current_setting('enable_seqscan') as scans`

describe('the connections to a database', () => {
  let empty: { url: string; close(): Promise<void> }
  const opened: Database[] = []
  before(async () => {
    empty = await createEmptyDatabase()
  })
  afterEach(() => Promise.all(opened.splice(0).map(db => db.close())))
  after(() => empty.close())

  const open = (connectionsMax: number, keptFromKnex = 1) => {
    const db = openDatabase({ name: 'test', url: empty.url, connectionsMax, keptFromKnex })
    opened.push(db)
    return db
  }
  type Row = { plan: string; scans: string }
  const asked = {
    knex: async (db: Database) => (await db.knex.raw<{ rows: Row[] }>(planSql)).rows,
    prepared: async (db: Database) => (await db.pool.query<Row>({ name: 'plan', text: planSql })).rows,
    planned_once: async (db: Database) => (await db.plannedOncePool.query<Row>({ name: 'plan', text: planSql })).rows,
  }
  const expected = {
    knex: { plan: 'auto', scans: 'on' },
    prepared: { plan: 'force_custom_plan', scans: 'off' },
    planned_once: { plan: 'force_generic_plan', scans: 'off' },
  }
  const uses = Object.keys(asked) as (keyof typeof asked)[]

  for (const connectionsMax of [1, 2, 3, 5])
    it(`are never more than ${connectionsMax}, and each is set up for what it is used for`, async () => {
      const db = open(connectionsMax)
      const count = await countConnections([empty.url])
      await Promise.all(
        Array.from({ length: 120 }, async (_, n) => {
          const use = uses[(n * 7 + (n >> 3)) % uses.length]!
          expect(await asked[use](db), use).to.deep.equal([expected[use]])
        }),
      )
      await count.stop()
      expect(count.maxInAll()).to.be.within(1, connectionsMax)
    })

  it('are no more when statements break them or fail', async () => {
    const db = open(2)
    const count = await countConnections([empty.url])
    const failing = [
      'select 1 / 0',
      'select pg_terminate_backend(pg_backend_pid())',
      'select 1',
      'begin; select 1 / 0',
    ] as const
    await Promise.allSettled(
      Array.from({ length: 120 }, (_, n) => {
        const text = failing[n % failing.length]!
        return n % 2 === 0 ? db.knex.raw(text) : db.pool.query(text)
      }),
    )
    expect((await db.pool.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }])
    await count.stop()
    expect(count.maxInAll()).to.be.within(1, 2)
    expect(db.load().map(({ used, waiting }) => used + waiting)).to.deep.equal([0, 0, 0])
  })

  it('are never all taken by everyday statements', async () => {
    const db = open(3)
    const busy = [await db.knex.transaction(), await db.knex.transaction()]
    const waiting = db.knex.raw('select 1').then(() => 'done')
    expect((await db.pool.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }])
    expect(db.load().find(({ pool }) => pool === 'knex')).to.include({ used: 2, waiting: 1 })
    await Promise.all(busy.map(each => each.rollback()))
    expect(await waiting).to.equal('done')
  })

  it('are all for everyday statements where there are no others', async () => {
    const db = open(2, 0)
    const busy = [await db.knex.transaction(), await db.knex.transaction()]
    expect(db.load().find(({ pool }) => pool === 'knex')).to.include({ used: 2, waiting: 0 })
    await Promise.all(busy.map(each => each.rollback()))
  })

  it('are asked whether they answer before all who wait', async () => {
    const db = open(1)
    const order: string[] = []
    const client = await db.pool.connect()
    const waiting = Array.from({ length: 20 }, () => db.pool.query('select 1').then(() => order.push('statement')))
    const asking = db.trouble().then(trouble => order.push(`trouble: ${trouble}`))
    client.release()
    await Promise.all([...waiting, asking])
    expect(order[0]).to.equal('trouble: undefined')
    expect(order).to.have.length(21)
  })

  it('are waited for so long and no longer', async () => {
    const permits = createPermits({ max: 1, keptFromKnex: 1, waitMsMax: 20 })
    await permits.take('knex')
    const refusal = await permits.take('prepared').catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(NoneFree)
    expect(isUnreachable(refusal), 'its client may come back').to.equal(true)
    expect(permits.waiting('prepared')).to.equal(0)
    permits.give('knex')
    await permits.take('prepared')
  })
})
