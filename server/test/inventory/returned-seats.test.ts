// Some of a bought hold's seats go back: the rule, and the lane that writes it.
import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { Hold, Item } from '../../src/domains/inventory/rules/inventory-state.ts'
import { decide } from '../../src/domains/inventory/rules/decide.ts'
import { newId } from '../../src/platform/ids.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { aHold, aLane, anInventory, anInventoryState, aReserve, aTicketType, outcomeOf } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

const terms = { holdSeconds: 300, offerSeconds: 600 }
const returning = (items: readonly Item[], over: { returnId?: string; bookingId?: string } = {}): Command => ({
  kind: 'return_seats',
  holdId: 'rsv',
  bookingId: 'bkg',
  returnId: 'can',
  items,
  ...over,
})

describe('a return of seats', () => {
  const items = [
    { ticketTypeId: 'ga', quantity: 3, unitPriceMinor: 1_000 },
    { ticketTypeId: 'vip', quantity: 2, unitPriceMinor: 5_000 },
  ]
  const inventory = (hold: Partial<Hold> = {}, { isOpen = false, made = [] as [string, string][] } = {}) => {
    const state = anInventoryState()
    return anInventoryState({
      seats: { available: 5, pooled: 0, held: 0, sold: 5 },
      ticketTypes: [aTicketType({ id: 'ga' }), aTicketType({ id: 'vip' })],
      holds: new Map([['rsv', aHold({ state: 'sold', bookingId: 'bkg', items, quantity: 5, ...hold })]]),
      returns: new Map(made),
      waitlist: { ...state.waitlist, open: isOpen },
    })
  }
  const some = [{ ticketTypeId: 'ga', quantity: 2 }]
  const all = [
    { ticketTypeId: 'ga', quantity: 3 },
    { ticketTypeId: 'vip', quantity: 2 },
  ]
  const twoBack = [{ ...items[0]!, returned: 2 }, items[1]!]

  const table: [string, string, ReturnType<typeof inventory>, Command][] = [
    ['of some of the seats', '→ sold', inventory(), returning(some)],
    ['of all of them', '→ returned', inventory(), returning(all)],
    ['of what was left of a type', '→ sold', inventory({ items: twoBack }), returning([{ ...some[0]!, quantity: 1 }])],
    ['of more than is left of a type', 'reservation_not_held', inventory({ items: twoBack }), returning(some)],
    ['of another type', 'reservation_not_held', inventory(), returning([{ ticketTypeId: 'box', quantity: 1 }])],
    ['for another booking', 'reservation_not_held', inventory(), returning(some, { bookingId: 'other' })],
    ['that was made before', '=', inventory({ items: twoBack }, { made: [['can', 'rsv']] }), returning(some)],
    ["that was another hold's", 'reservation_not_held', inventory({}, { made: [['can', 'x']] }), returning(some)],
    [
      'made before, of a hold that is over',
      '=',
      inventory({ state: 'returned' }, { made: [['can', 'rsv']] }),
      returning(some),
    ],
    ...(['held', 'confirming', 'expired', 'released', 'returned'] as const).map((state): (typeof table)[number] => [
      `of a hold that is ${state}`,
      'reservation_not_held',
      inventory({ state }),
      returning(some),
    ]),
  ]
  for (const [what, expected, state, command] of table) {
    it(`${what}: ${expected}`, () => {
      const decision = decide(state, command, terms)
      const got =
        decision.kind === 'granted' ? `→ ${decision.result.hold?.state}` : decision.kind === 'replayed' ? '=' : ''
      expect(got || outcomeOf(decision)).to.equal(expected)
    })
  }

  it('of a hold that is not there is not found', () => {
    expect(outcomeOf(decide(anInventoryState(), returning(some), terms))).to.equal('reservation_not_found')
  })

  it('frees what it names, for those who wait if there are any', () => {
    for (const [isOpen, bucket] of [
      [false, 'available'],
      [true, 'pooled'],
    ] as const) {
      const decision = decide(inventory({}, { isOpen }), returning(some), terms)
      expect(decision.kind === 'granted' && decision.movements).to.deep.equal([
        {
          scope: 'seat',
          ticketTypeId: 'ga',
          quantity: 2,
          from: 'sold',
          to: bucket,
          cause: 'return_seats',
          holdId: 'rsv',
        },
      ])
    }
  })

  it('leaves the rest for a cancellation', () => {
    const cancel: Command = { kind: 'cancel', holdId: 'rsv', bookingId: 'bkg' }
    const decision = decide(inventory({ items: twoBack }), cancel, terms)
    expect(decision.kind === 'granted' && decision.movements.map(({ quantity }) => quantity)).to.deep.equal([1, 2])
  })
})

describe('a lane that returns seats', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  const storesOf = () => servers.map(({ pool, plannedOncePool }) => createInventoryStore(pool, { plannedOncePool }))
  const lanesOn = (eventId: string, stores: readonly InventoryStore[] = storesOf()) =>
    stores.map(store => aLane(eventId, store))
  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  /** A sold-out event with one bought hold of all its four seats. */
  async function aSoldOutEvent() {
    const { eventId, ticketTypeIds } = await anInventory(databases.events, { capacity: 4 })
    const [ticketTypeId] = ticketTypeIds as [string]
    const holdId = newId('rsv'),
      bookingId = newId('bkg')
    const lanes = lanesOn(eventId)
    const [lane] = lanes as [(typeof lanes)[number]]
    await lane.submit(aReserve({ holdId, selection: { items: [{ ticketTypeId, quantity: 4 }] } }))
    await lane.submit({ kind: 'begin_confirm', holdId, bookingId })
    await lane.submit({ kind: 'commit', holdId, bookingId })
    const giveBack = (returnId: string, quantity: number): Command => ({
      kind: 'return_seats',
      holdId,
      bookingId,
      returnId,
      items: [{ ticketTypeId, quantity }],
    })
    return { eventId, holdId, lanes, lane, giveBack }
  }
  const rows = async (text: string, values: unknown[]) => (await databases.events.pool.query(text, values)).rows
  const faultsOf = async (eventId: string) =>
    (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations)

  it('gives each of them back once, whichever servers are asked for it and how often', async () => {
    const { eventId, lanes, giveBack } = await aSoldOutEvent()
    const asked = Array.from({ length: 30 }, (_, n) => lanes[n % 3]!.submit(giveBack(`can-${n % 3}`, 1)))
    const outcomes = (await Promise.all(asked)).map(outcomeOf)
    expect(outcomes.filter(outcome => outcome === 'granted')).to.have.length(3)
    expect(outcomes.filter(outcome => outcome === 'replayed')).to.have.length(27)
    const [inventory] = await rows('select available_seats, sold_seats from inventory where event_id = $1', [eventId])
    expect(inventory).to.deep.equal({ available_seats: 3, sold_seats: 1 })
    expect(await faultsOf(eventId)).to.deep.equal([])
  })

  it('would give one back twice if it did not read what was returned, but for the database (the control)', async () => {
    const { eventId, giveBack } = await aSoldOutEvent()
    const forgetful = storesOf().map(
      (store): InventoryStore => ({
        ...store,
        async read(...asked) {
          const state = await store.read(...asked)
          return state && { ...state, returns: new Map() }
        },
      }),
    )
    const [lane] = lanesOn(eventId, forgetful) as [ReturnType<typeof aLane>]
    expect(outcomeOf(await lane.submit(giveBack('can', 1)))).to.equal('granted')
    const again = await lane.submit(giveBack('can', 1)).catch((error: { constraint?: string }) => error.constraint)
    expect(again).to.equal('hold_returns_pkey')
  })

  it('offers a seat to who waits in the write that frees it', async () => {
    const { eventId, holdId, lane, giveBack } = await aSoldOutEvent()
    const entryId = newId('wle')
    const joining = {
      kind: 'join',
      entryId,
      buyer: { userId: newId('usr') },
      quantity: 2,
      ticketTypeId: null,
      acceptFewer: false,
      idempotency: null,
    } as const
    await lane.submit(joining)
    await lane.submit(giveBack('can', 2))
    const moved = await rows(
      `select version, source, target, cause from movements
      where event_id = $1 and cause in ('return_seats', 'offer') order by version, line`,
      [eventId],
    )
    expect(moved.map(({ source, target, cause }) => `${cause}: ${source} → ${target}`)).to.deep.equal([
      'return_seats: sold → pooled',
      'offer: pooled → held',
    ])
    expect(moved[0].version).to.equal(moved[1].version)
    const [hold] = await rows('select state, items from holds where id = $1', [holdId])
    expect(hold).to.have.property('state', 'sold')
    expect(hold.items[0]).to.include({ quantity: 4, returned: 2 })
    expect(await faultsOf(eventId)).to.deep.equal([])
  })

  it('no longer counts them for the limit of their buyer', async () => {
    const { eventId, ticketTypeIds } = await anInventory(databases.events, {
      capacity: 9,
      ticketTypes: [{ maxPerUser: 2 }],
    })
    const [ticketTypeId] = ticketTypeIds as [string]
    const [lane] = lanesOn(eventId) as [ReturnType<typeof aLane>]
    const buyer = { userId: newId('usr') }
    const holdId = newId('rsv'),
      bookingId = newId('bkg')
    const two = { items: [{ ticketTypeId, quantity: 2 }] }
    const one = { items: [{ ticketTypeId, quantity: 1 }] }
    await lane.submit(aReserve({ holdId, buyer, selection: two }))
    await lane.submit({ kind: 'begin_confirm', holdId, bookingId })
    await lane.submit({ kind: 'commit', holdId, bookingId })
    expect(outcomeOf(await lane.submit(aReserve({ buyer, selection: one })))).to.equal('limit_exceeded')
    await lane.submit({ kind: 'return_seats', holdId, bookingId, returnId: 'can', ...one })
    expect(outcomeOf(await lane.submit(aReserve({ buyer, selection: one })))).to.equal('granted')
    expect(outcomeOf(await lane.submit(aReserve({ buyer, selection: one })))).to.equal('limit_exceeded')
  })

  it('leaves an event to servers that know of it', async () => {
    const { eventId, lane, giveBack } = await aSoldOutEvent()
    await lane.submit(giveBack('can', 1))
    const older = aLane(eventId, createInventoryStore(servers[0]!.pool, { level: 3 }))
    const refused = await older.submit(aReserve()).catch((error: { code?: string }) => error.code)
    expect(refused).to.equal('service_unavailable')
  })
})
