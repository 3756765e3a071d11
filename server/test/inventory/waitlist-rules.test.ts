import { expect } from 'chai'
import type { Command, Join } from '../../src/domains/inventory/rules/commands.ts'
import * as rules from '../../src/domains/inventory/rules/decide.ts'
import type { InventoryState, Waitlist, WaitlistEntry } from '../../src/domains/inventory/rules/inventory-state.ts'
import { aHold, anInventoryState, aTicketType, now, outcomeOf, secondsFromNow, testTerms } from './builders.ts'

const decideAll = (state: InventoryState, ...commands: Command[]) => rules.decideAll(state, commands, testTerms)
const counts = (available: number, pooled = 0, held = 0) => ({ available, pooled, held, sold: 0 })

const aJoin = (over: Partial<Join> = {}): Join => ({
  kind: 'join',
  entryId: 'wle_1',
  buyer: { userId: 'usr' },
  quantity: 1,
  ticketTypeId: null,
  acceptFewer: false,
  idempotency: null,
  ...over,
})
const anEntry = (seq: number, over: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  id: `wle_${seq}`,
  eventId: 'evt',
  seq,
  buyer: { userId: `usr${seq}` },
  ticketTypeId: null,
  quantity: 1,
  acceptFewer: false,
  state: 'waiting',
  expiredReason: null,
  skipped: 0,
  idempotency: null,
  createdAt: now,
  ...over,
})

/** A state with a waitlist, as a read of it would give it. */
function aStateWithWaitlist(
  entries: readonly WaitlistEntry[],
  {
    unseen = new Map(),
    fitting = new Map(),
    order = 'strict',
    ...over
  }: Parameters<typeof anInventoryState>[0] & Partial<Pick<Waitlist, 'unseen' | 'fitting' | 'order'>> = {},
) {
  return anInventoryState({
    ...over,
    entries: new Map(entries.map(entry => [entry.id, entry])),
    waitlist: {
      open: true,
      seq: Math.max(0, ...entries.map(({ seq }) => seq)),
      order,
      skipMax: order === 'skip' ? 2 : 0,
      claimSecondsMax: 600,
      entries,
      unseen,
      fitting,
    },
  })
}
const offered = (state: InventoryState, ...commands: Command[]) =>
  decideAll(state, ...commands)
    .holds.filter(({ isNew }) => isNew)
    .map(({ thing }) => thing.waitlistEntryId)

describe('the rules of the waitlist', () => {
  it('keep every seat for a head that takes any type where its types, not the event, leave too few', () => {
    const state = aStateWithWaitlist([anEntry(1, { quantity: 3 }), anEntry(2, { ticketTypeId: 'a', quantity: 2 })], {
      seats: counts(8, 2),
      ticketTypes: [
        aTicketType({ id: 'a', capacityIsOwn: true, seats: counts(0, 2) }),
        aTicketType({ id: 'b', capacityIsOwn: true, seats: counts(0, 0, 3) }),
      ],
    })
    expect(offered(state, { kind: 'advance' })).to.deep.equal([])
  })

  it('take nobody in who asks for more seats of any type than all types together have', () => {
    const state = anInventoryState({
      ticketTypes: [
        aTicketType({ id: 'a', capacityIsOwn: true, seats: counts(2) }),
        aTicketType({ id: 'b', capacityIsOwn: true, seats: counts(3) }),
      ],
    })
    expect(outcomeOf(decideAll(state, aJoin({ quantity: 6 })).decisions[0]!)).to.equal('quantity_above_capacity')
    expect(outcomeOf(decideAll(state, aJoin({ quantity: 5 })).decisions[0]!)).to.equal('seats_available')
  })

  it('let nobody stop the waitlist who asks for more than the types together have left of a lowered capacity', () => {
    const state = aStateWithWaitlist([anEntry(1, { quantity: 6 }), anEntry(2, { quantity: 2 })], {
      ticketTypes: [aTicketType({ capacityIsOwn: true, seats: counts(0, 5) })],
    })
    expect(offered(state, { kind: 'advance' })).to.deep.equal(['wle_2'])
  })

  it('let nobody stop the waitlist, nor keep seats from the public, who waits for what is never sold again', () => {
    const over = { salesEndAt: now }
    const types = [
      aTicketType({ id: 'a', capacityIsOwn: true, seats: counts(0, 2, 5) }),
      aTicketType({ id: 'b', seats: counts(5, 2, 3), ...over }),
    ]
    const behind = aStateWithWaitlist(
      [anEntry(1, { ticketTypeId: 'b', quantity: 1 }), anEntry(2, { quantity: 8 }), anEntry(3, { quantity: 2 })],
      { seats: counts(0, 2, 8), ticketTypes: types },
    )
    expect(offered(behind, { kind: 'advance' })).to.deep.equal(['wle_3'])
    const alone = decideAll(
      aStateWithWaitlist([anEntry(1, { ticketTypeId: 'b' })], { seats: counts(0, 2, 8), ticketTypes: types }),
      { kind: 'advance' },
    )
    expect(alone.after.seats).to.deep.equal(counts(2, 0, 8))
  })

  it('take nobody in when everything has been sold for the last time', () => {
    const state = anInventoryState({
      seats: counts(0, 0, 10),
      ticketTypes: [aTicketType({ salesEndAt: now, seats: counts(0, 0, 10) })],
    })
    expect(outcomeOf(decideAll(state, aJoin()).decisions[0]!)).to.equal('sales_closed')
    expect(outcomeOf(decideAll({ ...state, now: secondsFromNow(-1) }, aJoin()).decisions[0]!)).to.equal('granted')
  })

  it('close the waitlist when a look at all of it finds nobody, and give the pool back', () => {
    const state = aStateWithWaitlist([], {
      seats: counts(0, 3, 7),
      ticketTypes: [aTicketType({ seats: counts(0, 3, 7) })],
    })
    const { after, isEmpty } = decideAll(state, { kind: 'advance' })
    expect(after.waitlist.open).to.equal(false)
    expect(after.seats).to.deep.equal(counts(3, 0, 7))
    expect(isEmpty).to.equal(false)
    const nothingPooled = decideAll(aStateWithWaitlist([]), { kind: 'advance' })
    expect([nothingPooled.after.waitlist.open, nothingPooled.isEmpty], 'with nothing pooled').to.deep.equal([
      false,
      false,
    ])
  })

  it('keep the waitlist open while more of it may stand where nobody has looked', () => {
    const hold = aHold({ id: 'rsv', quantity: 1, items: [{ ticketTypeId: 'ga', quantity: 1, unitPriceMinor: 1_000 }] })
    const state = aStateWithWaitlist([anEntry(1)], {
      unseen: new Map([['', 1]]),
      seats: counts(0, 0, 10),
      ticketTypes: [aTicketType({ seats: counts(0, 0, 10) })],
      holds: new Map([['rsv', hold]]),
    })
    const { after } = decideAll(
      state,
      { kind: 'leave', entryId: 'wle_1' },
      { kind: 'release', holdId: 'rsv', cause: 'release' },
    )
    expect([after.waitlist.open, after.seats.pooled]).to.deep.equal([true, 1])
  })

  it('offer who takes any type no seat that somebody before has a claim to', () => {
    const types = [
      aTicketType({ id: 'a', capacityIsOwn: true, seats: counts(0, 2, 2) }),
      aTicketType({ id: 'b', seats: counts(3, 0, 7) }),
    ]
    const state = aStateWithWaitlist([anEntry(1, { ticketTypeId: 'a', quantity: 3 }), anEntry(2)], {
      seats: counts(1, 2, 7),
      ticketTypes: types,
    })
    const [hold] = decideAll(state, { kind: 'advance' }).holds.map(({ thing }) => thing)
    expect(hold).to.deep.include({
      waitlistEntryId: 'wle_2',
      items: [{ ticketTypeId: 'b', quantity: 1, unitPriceMinor: 1_000 }],
    })
  })

  it('give back what only a type has pooled, when the last who waited leaves', () => {
    const state = aStateWithWaitlist([anEntry(1)], {
      seats: counts(0, 0, 10),
      ticketTypes: [aTicketType({ id: 'a', seats: counts(0, 0, 10) }), aTicketType({ id: 'b', seats: counts(2, 3) })],
    })
    expect(decideAll(state, { kind: 'leave', entryId: 'wle_1' }).after.ticketTypes.get('b')!.seats).to.deep.equal(
      counts(5),
    )
  })

  describe('in a waitlist longer than a read, with a seat that can be claimed and one without claims', () => {
    const seats = {
      seats: counts(0, 2, 8),
      ticketTypes: [
        aTicketType({ id: 'a', capacityIsOwn: true, seats: counts(0, 1, 4), pooledSince: secondsFromNow(-600) }),
        aTicketType({ id: 'b', capacityIsOwn: true, seats: counts(0, 1, 4), pooledSince: now }),
      ],
    }
    const headOfAny = new Map([['', 1]])
    /** The first behind the head at that place, and all whom one seat fits. */
    const found = (next: number) => new Map([['', { next, seats: 1, seenTo: Infinity }]])

    it('offer the first behind the head the seats of both', () => {
      const behind = [anEntry(2, { quantity: 2 }), anEntry(5, { quantity: 2, acceptFewer: true })]
      const state = aStateWithWaitlist([anEntry(1, { quantity: 4 }), ...behind], {
        ...seats,
        order: 'skip',
        unseen: headOfAny,
        fitting: found(2),
      })
      expect(offered(state, { kind: 'advance' })).to.deep.equal(['wle_2'])
    })

    it('skip nobody behind the head, and offer those behind who has a claim what nobody has a claim to', () => {
      const behind = [anEntry(2, { quantity: 3 }), anEntry(7, { ticketTypeId: 'b' }), anEntry(9, { ticketTypeId: 'a' })]
      const state = aStateWithWaitlist([anEntry(1, { quantity: 4 }), ...behind], {
        ...seats,
        order: 'skip',
        unseen: headOfAny,
        fitting: found(2),
      })
      const { entries } = decideAll(state, { kind: 'advance' })
      expect(entries.map(({ thing: { id, state: now, skipped } }) => [id, now, skipped])).to.deep.equal([
        ['wle_9', 'offered', 0],
        ['wle_1', 'waiting', 1],
        ['wle_7', 'waiting', 1],
        ['wle_2', 'waiting', 1],
      ])
    })

    it('look again before anybody is served whom those behind the head may stand before', () => {
      const state = aStateWithWaitlist([anEntry(1, { quantity: 4 }), anEntry(9, { ticketTypeId: 'a' })], {
        ...seats,
        order: 'skip',
        unseen: headOfAny,
      })
      const { holds, needsAdvance } = decideAll(state, { kind: 'advance' })
      expect([holds.length, needsAdvance]).to.deep.equal([0, true])
    })

    it('serve who joins behind all who can ever be served', () => {
      const state = aStateWithWaitlist([anEntry(1, { quantity: 40 })], {
        ...seats,
        unseen: headOfAny,
        fitting: found(Infinity),
      })
      expect(offered(state, aJoin({ entryId: 'wle_new', quantity: 2 }))).to.deep.equal(['wle_new'])
    })

    it('forget what was found when a capacity changes: others may be served then', () => {
      const state = aStateWithWaitlist([anEntry(1, { quantity: 40 }), anEntry(9, { ticketTypeId: 'a' })], {
        ...seats,
        unseen: headOfAny,
        fitting: found(Infinity),
      })
      const { holds, needsAdvance } = decideAll(state, { kind: 'change_capacity', ticketTypeId: null, capacity: 50 })
      expect([holds.length, needsAdvance]).to.deep.equal([0, true])
      expect(offered(state, { kind: 'advance' }), 'the control').to.deep.equal(['wle_9'])
    })
  })
})
