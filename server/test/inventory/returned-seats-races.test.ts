// Tickets are cancelled one by one at several servers while the public asks for seats without end: what comes free goes
// to those who wait, in the write that frees it. The control doesn't know that somebody waits, and the same check sees
// what the public gets.
import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { aLane, anInventory, aReserve, outcomeOf } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

/** Bookings of four tickets each, of which all but one go back. */
const bookings = 8
const returned = bookings * 3

describe('seats that come back while the public asks for them', function () {
  this.timeout(60_000)
  let servers: Awaited<ReturnType<typeof openThreeServers>>
  before(async () => {
    servers = await openThreeServers()
  })
  after(() => servers.close())

  type Lane = ReturnType<typeof aLane>
  const rows = async <Row extends object>(text: string, eventId: string) =>
    (await servers.databases.events.pool.query<Row>(text, [eventId])).rows

  /** A sold-out event with as many who wait for one seat as come back. */
  async function aSoldOutEvent() {
    const { eventId, ticketTypeIds } = await anInventory(servers.databases.events, { capacity: bookings * 4 })
    const [ticketTypeId] = ticketTypeIds as [string]
    const lane = aLane(eventId, createInventoryStore(servers.databases.events.pool))
    const sold = Array.from({ length: bookings }, () => ({ holdId: newId('rsv'), bookingId: newId('bkg') }))
    for (const { holdId, bookingId } of sold) {
      await lane.submit(aReserve({ holdId, selection: { items: [{ ticketTypeId, quantity: 4 }] } }))
      await lane.submit({ kind: 'begin_confirm', holdId, bookingId })
      await lane.submit({ kind: 'commit', holdId, bookingId })
    }
    for (let n = 0; n < returned; n++)
      await lane.submit({
        kind: 'join',
        entryId: newId('wle'),
        buyer: { userId: newId('usr') },
        quantity: 1,
        ticketTypeId: n % 2 === 0 ? null : ticketTypeId,
        acceptFewer: false,
        idempotency: null,
      })
    const returns = sold.flatMap(hold =>
      Array.from(
        { length: 3 },
        (): Command => ({
          kind: 'return_seats',
          ...hold,
          returnId: newId('can'),
          items: [{ ticketTypeId, quantity: 1 }],
        }),
      ),
    )
    return { eventId, returns }
  }

  /** All go back at once, at one server after the other; before and after each somebody of the public asks. */
  async function race({ eventId, returns }: Awaited<ReturnType<typeof aSoldOutEvent>>, stores: InventoryStore[]) {
    const lanes = stores.map(store => aLane(eventId, store))
    const any = (n: number): Lane => lanes[n % lanes.length]!
    const asked = returns.flatMap((command, n) => [
      any(n).submit(aReserve()),
      any(n + 1).submit(command),
      any(n + 2).submit(aReserve()),
    ])
    const outcomes = (await Promise.all(asked)).map(outcomeOf)
    return {
      back: outcomes.filter((outcome, n) => n % 3 === 1 && outcome === 'granted').length,
      public: outcomes.filter((_, n) => n % 3 !== 1),
    }
  }
  const stores = () =>
    servers.servers.map(({ pool, plannedOncePool }) => createInventoryStore(pool, { plannedOncePool }))

  it('go to those who wait, in their order and in the writes that free them', async () => {
    const event = await aSoldOutEvent()
    const outcomes = await race(event, stores())
    expect(outcomes.back).to.equal(returned)
    expect(new Set(outcomes.public)).to.deep.equal(new Set(['sold_out']))
    const written = await rows<{ back: number; offered: number; to_public: number }>(
      `select sum(quantity) filter (where cause = 'return_seats')::int as back,
        sum(quantity) filter (where cause = 'offer')::int as offered,
        count(*) filter (where target = 'available')::int as to_public
      from movements where event_id = $1 and scope = 'seat' and version in (
        select version from movements where event_id = $1 and cause = 'return_seats')
      group by version`,
      event.eventId,
    )
    expect(written.reduce((sum, { back }) => sum + back, 0)).to.equal(returned)
    expect(written.filter(({ back, offered, to_public }) => back !== offered || to_public > 0)).to.deep.equal([])
    const offered = await rows<{ state: string }>(
      'select state from waitlist_entries where event_id = $1 order by seq',
      event.eventId,
    )
    expect(new Set(offered.map(({ state }) => state))).to.deep.equal(new Set(['offered']))
    expect(await faultsOf(event.eventId)).to.deep.equal([])
  })

  it('would go to the public if it was not known that somebody waits (the control)', async () => {
    const unknowing = stores().map(
      (store): InventoryStore => ({
        ...store,
        async read(...asked) {
          const state = await store.read(...asked)
          return state && { ...state, waitlist: { ...state.waitlist, open: false, entries: [], unseen: new Map() } }
        },
      }),
    )
    const outcomes = await race(await aSoldOutEvent(), unknowing)
    expect(outcomes.public).to.include('granted')
  })

  const faultsOf = async (eventId: string) =>
    (await auditInventory(servers.databases.events, eventId)).checks.flatMap(({ violations }) => violations)
})
