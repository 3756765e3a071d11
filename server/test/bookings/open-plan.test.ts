// Bookings are opened by a statement that PostgreSQL plans once a connection: the plan that is made on empty tables
// must be good for full ones.
import { expect } from 'chai'
import { openSql } from '../../src/domains/bookings/statements.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('the plan by which bookings are opened', () => {
  let databases: TestDatabases
  before(async function () {
    databases = await cloneDatabases()
    const { rows } = await databases.bookings.pool.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    )
    if (rows[0]!.version < 160_000) this.skip() // an older PostgreSQL doesn't tell a generic plan
  })
  after(() => databases.close())

  it('looks each key up by itself and joins nothing, whether it was made on empty or on full tables', async () => {
    for (const fill of [async () => {}, fillKeys]) {
      await fill()
      expect(faultsOf(await planOf(openSql))).to.deep.equal([])
    }
  })

  it('would be found out if it looked up otherwise (the control)', async () => {
    const byPartOfKey = openSql.replace('used.caller = given.user_id and ', '')
    const joined = openSql.replaceAll('(id in (select id from booked)) is true', 'id in (select id from booked)')
    expect([faultsOf(await planOf(byPartOfKey)), faultsOf(await planOf(joined))]).to.deep.equal([['keys'], ['a join']])
  })

  function faultsOf(plan: string): readonly string[] {
    const wanted = /idempotency_keys_pkey on idempotency_keys used\n\s+Index Cond: .*caller = .*key = /
    return [
      ...(wanted.test(plan) ? [] : ['keys']),
      ...(/Join|Nested Loop/.test(plan) ? ['a join'] : []),
      ...(/Seq Scan/.test(plan) ? ['a whole table'] : []),
    ]
  }

  async function planOf(text: string): Promise<string> {
    const { rows } = await databases.bookings.plannedOncePool.query<{ 'QUERY PLAN': string }>(
      `explain (generic_plan, costs off) ${text}`,
    )
    return rows.map(row => row['QUERY PLAN']).join('\n')
  }

  async function fillKeys() {
    await databases.bookings.pool.query(`
      insert into idempotency_keys (caller, key, fingerprint, booking_id)
      select 'usr_' || n % 5, 'key-' || n, 'f', 'bkg_' || n from generate_series(1, 50000) as n`)
    await databases.bookings.pool.query('vacuum analyze idempotency_keys')
  }
})
