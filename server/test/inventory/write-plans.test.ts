// Writes, and the look at holds, that PostgreSQL plans once a connection: the plan that is made on empty tables must be
// good for full ones.
import { expect } from 'chai'
import { createInventoryStore, type LaneStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { holdsSql } from '../../src/domains/inventory/lane/statements.ts'
import { writeStatement, type WriteStatement } from '../../src/domains/inventory/lane/write-statement.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve } from './builders.ts'

describe('a write that is planned once', () => {
  let databases: TestDatabases
  before(async function () {
    databases = await cloneDatabases()
    const {
      rows: [row],
    } = await databases.events.pool.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    )
    if (row!.version < 160_000) this.skip() // an older PostgreSQL doesn't tell a generic plan
  })
  after(() => databases.close())

  it('looks up by whole keys or within one event, whether it was planned on empty or on full tables', async () => {
    const statements = await statementsOfReserves()
    for (const fill of [async () => {}, fillTables]) {
      await fill()
      for (const { name, text } of statements) expect(wrongLookUps(await planOf(text), name), name).to.deep.equal([])
      expect(await planOf(holdsSql)).to.match(/holds_pkey on holds\n\s+Index Cond: .*id = given\.id/)
    }
  })

  it('would be found out if it looked up otherwise (the control)', async () => {
    const [, known] = await statementsOfReserves()
    const byPartOfKey = known!.text.replace('made.user_id = used.user_id and ', '')
    const byTypeAlone = known!.text.replace('ticket_types.event_id = $1 and ', '')
    expect([
      wrongLookUps(await planOf(byPartOfKey), known!.name),
      wrongLookUps(await planOf(byTypeAlone), known!.name),
    ]).to.deep.equal([['keys'], ['ticket types']])
  })

  it('only adds rows: one that changes holds is planned each time', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 10 })
    const written: WriteStatement[] = []
    const lane = aLane(eventId, capturing(written))
    const made = aReserve()
    await lane.submit(made)
    await lane.submit({ kind: 'release', holdId: made.holdId, cause: 'release' })
    expect(written.map(({ isPlannedOnce }) => isPlannedOnce)).to.deep.equal([true, false])
  })

  const lookUps = {
    keys: /holds_key_of_event on holds made\n\s+Index Cond: .*user_id = .*idempotency_key = .*event_id = /,
    'ticket types': /ticket_types_pkey.*\n\s+Index Cond: .*event_id = \$1/,
    bounds: /holds_open_of_buyer on holds\n\s+Index Cond: .*event_id = .*user_id = .*buyer_reference/,
  }

  function wrongLookUps(plan: string, name: string): readonly string[] {
    const wrong = Object.entries(lookUps)
      .filter(([of, asIs]) => (of !== 'bounds' || name.includes('bounds')) && !asIs.test(plan))
      .map(([of]) => of)
    return /Seq Scan/.test(plan) ? [...wrong, 'a whole table'] : wrong
  }

  /** A batch whose buyers are to be looked up, and one whose buyers this process knows. */
  async function statementsOfReserves(): Promise<readonly WriteStatement[]> {
    const { eventId } = await anInventory(databases.events, { capacity: 10 })
    const written: WriteStatement[] = []
    const lane = aLane(eventId, capturing(written))
    const twice = aReserve()
    for (const command of [aReserve(), twice, { ...aReserve(), buyer: twice.buyer }]) await lane.submit(command)
    expect(written.map(({ name, isPlannedOnce }) => [name, isPlannedOnce])).to.deep.equal([
      ['inventory-write-made-typed-written', true],
      ['inventory-write-keys-bounds-made-typed-written', true],
      ['inventory-write-keys-made-typed-written', true],
    ])
    return written.slice(1)
  }

  function capturing(written: WriteStatement[]): LaneStore {
    const store = createInventoryStore(databases.events.pool, { plannedOncePool: databases.events.plannedOncePool })
    return {
      ...store,
      write(outcome) {
        written.push(writeStatement(outcome, 1))
        return store.write(outcome)
      },
    }
  }

  async function planOf(text: string): Promise<string> {
    const { rows } = await databases.events.plannedOncePool.query<{ 'QUERY PLAN': string }>(
      `explain (generic_plan, costs off) ${text}`,
    )
    return rows.map(row => row['QUERY PLAN']).join('\n')
  }

  async function fillTables() {
    await databases.events.pool.query(`
      insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, created_at,
        expires_at, changed_at, idempotency_key, idempotency_fingerprint)
      select 'rsv_' || n, 'evt_' || n % 10, 'usr_' || n % 5, 'reservation', 'held', '[]', 1, 1, 'EUR', now(),
        now() + interval '1 hour', now(), 'key-' || n, 'f' from generate_series(1, 50000) as n`)
    await databases.events.pool.query(`
      insert into ticket_types (event_id, id, position, name, price_minor, capacity, capacity_is_own, available_seats)
      select 'evt_' || n % 500, 'tkt_' || n, n, 'Seat', 1, 10, true, 10 from generate_series(1, 5000) as n`)
    await databases.events.pool.query('vacuum analyze holds, ticket_types')
  }
})
