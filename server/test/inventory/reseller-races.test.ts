// The bound of a reseller in lanes of three servers, with a control: it is worth as much as it is read with each batch.
import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Join } from '../../src/domains/inventory/rules/commands.ts'
import type { InventoryState } from '../../src/domains/inventory/rules/inventory-state.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve, outcomeOf, race } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

const shop = 'usr-shop'

describe('the bound of a reseller, in lanes', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const lanesOn = (eventId: string, wrap: (store: InventoryStore) => InventoryStore = store => store) =>
    servers.map(({ pool }) => aLane(eventId, wrap(createInventoryStore(pool)), { batchMax: 20 }))
  async function resold(seatsMax: number, { capacity = 500 } = {}) {
    const { eventId } = await anInventory(databases.events, { capacity })
    await databases.events.knex('resellers').insert({ event_id: eventId, account_id: shop, seats_max: seatsMax })
    return eventId
  }
  const naming = () => ({
    buyer: { userId: shop, named: { reference: newId('usr') } },
    asReseller: true,
  })
  const aJoin = (): Join => ({
    kind: 'join',
    entryId: newId('wle'),
    quantity: 2,
    ticketTypeId: null,
    acceptFewer: false,
    idempotency: null,
    ...naming(),
  })
  const held = async (eventId: string) =>
    Number(
      (await databases.events.knex('holds').where({ event_id: eventId, user_id: shop }).sum('quantity as seats'))[0]![
        'seats'
      ],
    )

  it('holds against one account at three servers, at once', async () => {
    const eventId = await resold(25)
    const commands = Array.from({ length: 300 }, () => aReserve({ ...naming(), selection: { quantity: 2 } }))
    const others = Array.from({ length: 100 }, () => aReserve())
    const counts = await race(
      lanesOn(eventId),
      commands.flatMap((command, n) => (n % 3 === 0 ? [command, others[n / 3]!] : [command])),
    )
    expect(counts).to.deep.equal({ granted: 112, outstanding_seats_exceeded: 288 })
    expect(await held(eventId)).to.equal(24)
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(true)
  })

  it('holds for places in the waitlist too', async () => {
    const eventId = await resold(9, { capacity: 2 })
    const [sure] = lanesOn(eventId)
    expect(outcomeOf(await sure!.submit(aReserve({ selection: { quantity: 2 } })))).to.equal('granted')
    expect(await race(lanesOn(eventId), Array.from({ length: 60 }, aJoin))).to.deep.equal({
      granted: 4,
      outstanding_seats_exceeded: 56,
    })
  })

  it('does not hold if what others have just given is not read (the control)', async () => {
    const forgetful = (store: InventoryStore): InventoryStore => {
      const nothingOutstanding = (state: InventoryState | undefined) =>
        state && {
          ...state,
          resellers: new Map([...state.resellers].map(([id, each]) => [id, { ...each, outstandingSeats: 0 }])),
        }
      return {
        ...store,
        read: async (...asked) => nothingOutstanding(await store.read(...asked)),
        withLock: (id, work) =>
          store.withLock(id, locked =>
            work({ ...locked, read: async (...asked) => nothingOutstanding(await locked.read(...asked)) }),
          ),
      }
    }
    const eventId = await resold(25)
    await race(
      lanesOn(eventId, forgetful),
      Array.from({ length: 300 }, () => aReserve({ ...naming(), selection: { quantity: 2 } })),
    )
    expect(await held(eventId)).to.be.greaterThan(25)
  })

  it('is gone with the grant, for the next batch of every server', async () => {
    const eventId = await resold(25)
    const lanes = lanesOn(eventId)
    const ask = async () => Promise.all(lanes.map(async lane => outcomeOf(await lane.submit(aReserve(naming())))))
    expect(await ask()).to.deep.equal(['granted', 'granted', 'granted'])
    await databases.events.knex('resellers').where({ event_id: eventId }).delete()
    expect(await ask()).to.deep.equal(Array(3).fill('buyer_not_allowed'))
  })

  it("is looked up in an index, however much the event's others hold", async () => {
    const eventId = await resold(25)
    await databases.events.pool.query(
      `
      insert into holds (id, event_id, user_id, buyer_reference, kind, state, items, quantity, total_minor, currency,
        created_at, expires_at, changed_at)
      select 'rsv_resold' || n, $1, 'usr-' || n % 100, 'person-' || n, 'reservation', 'held', '[]', 1, 0, 'EUR', now(),
        now() + interval '1 hour', now() from generate_series(1, 20000) as n`,
      [eventId],
    )
    await databases.events.pool.query('analyze holds')
    const { rows } = await databases.events.pool.query<{ 'QUERY PLAN': string }>(
      `explain select sum(quantity) from holds where event_id = $1 and user_id = $2
        and coalesce(buyer_reference, '') > '' and state in ('held', 'confirming')`,
      [eventId, shop],
    )
    expect(rows.map(row => row['QUERY PLAN']).join('\n'))
      .to.include('holds_open_of_buyer')
      .and.not.include('Seq Scan on holds')
  })
})
