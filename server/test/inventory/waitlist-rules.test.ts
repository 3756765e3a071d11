import { expect } from 'chai'
import type { Command, Join } from '../../src/domains/inventory/rules/commands.ts'
import * as rules from '../../src/domains/inventory/rules/decide.ts'
import type {
  InventoryState,
  TicketTypeState,
  Waitlist,
  WaitlistEntry,
} from '../../src/domains/inventory/rules/inventory-state.ts'
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

  describe('for any type where a type has a limit per buyer', () => {
    const vip = (free: Partial<TicketTypeState['seats']>, over: Partial<TicketTypeState> = {}) =>
      aTicketType({ id: 'vip', capacityIsOwn: true, maxPerUser: 2, ...over, seats: { ...counts(0), ...free } })
    const ga = (free: Partial<TicketTypeState['seats']>) =>
      aTicketType({ id: 'ga', capacityIsOwn: true, seats: { ...counts(0), ...free } })
    const heldSeats = (state: InventoryState, ...commands: Command[]) =>
      decideAll(state, ...commands).holds.map(({ thing }) =>
        thing.items.map(item => [item.ticketTypeId, item.quantity]),
      )

    const takes: readonly [what: string, vip: TicketTypeState, ga: TicketTypeState, entry: object, items: unknown][] = [
      ['the limit of what is pooled', vip({ pooled: 4 }), ga({ pooled: 4 }), { quantity: 4 }, { vip: 2, ga: 2 }],
      [
        'the limit of what is pooled and public together',
        vip({ pooled: 1, available: 3 }),
        ga({ pooled: 3 }),
        { quantity: 5 },
        { vip: 2, ga: 3 },
      ],
      [
        'no more than the limit of seats without claimants',
        vip({ pooled: 4 }, { pooledSince: secondsFromNow(-600) }),
        ga({ pooled: 2 }),
        { quantity: 4 },
        { vip: 2, ga: 2 },
      ],
      [
        'fewer where the limit leaves fewer',
        vip({ pooled: 4 }),
        ga({}),
        { quantity: 3, acceptFewer: true },
        { vip: 2 },
      ],
      ['nothing where the limit leaves too few', vip({ pooled: 4 }), ga({ held: 2 }), { quantity: 3 }, undefined],
      [
        'all of it who waits for the type',
        vip({ pooled: 2 }),
        ga({}),
        { quantity: 2, ticketTypeId: 'vip' },
        { vip: 2 },
      ],
    ]
    for (const [what, limited, unlimited, entry, items] of takes) {
      it(`offer ${what}`, () => {
        const pooled = limited.seats.pooled + unlimited.seats.pooled
        const available = limited.seats.available + unlimited.seats.available
        const state = aStateWithWaitlist([anEntry(1, entry)], {
          seats: counts(available, pooled, 10),
          ticketTypes: [limited, unlimited],
        })
        expect(heldSeats(state, { kind: 'advance' })).to.deep.equal(items ? [Object.entries(items)] : [])
      })
    }

    const full = { seats: counts(0, 0, 20), ticketTypes: [vip({ held: 10 }), ga({ held: 10 })] }
    it('take in who asks for more than the limit, and count the limit of it', () => {
      const commands = (quantity: number): Command[] => [
        aJoin({ quantity: 4 }),
        { kind: 'change_entry', entryId: 'wle_1', quantity, acceptFewer: undefined },
      ]
      const takenAfter = (...given: Command[]) => {
        const { decisions, after } = decideAll(anInventoryState(full), ...given)
        expect(decisions.map(outcomeOf)).to.deep.equal(given.map(() => 'granted'))
        return Object.fromEntries([...after.takenByBuyer.values()][0]!)
      }
      expect(takenAfter(aJoin({ quantity: 4 }))).to.deep.equal({ vip: 2, ga: 4 })
      expect(takenAfter(...commands(3))).to.deep.equal({ vip: 2, ga: 3 })
      expect(takenAfter(...commands(1))).to.deep.equal({ vip: 1, ga: 1 })
      expect(takenAfter(aJoin({ quantity: 4 }), { kind: 'leave', entryId: 'wle_1' })).to.deep.equal({ vip: 0, ga: 0 })
    })

    it('take nobody in who has seats of the type already and would come above its limit', () => {
      const state = anInventoryState({ ...full, takenByBuyer: new Map([['usr', new Map([['vip', 1]])]]) })
      expect(decideAll(state, aJoin({ quantity: 2 })).decisions[0]).to.deep.equal({
        kind: 'refused',
        refusal: { code: 'limit_exceeded', ticketTypeId: 'vip', limit: 2 },
      })
      expect(outcomeOf(decideAll(state, aJoin({ quantity: 1 })).decisions[0]!)).to.equal('granted')
    })

    it('take nobody in who asks for more than all limits together, of the types that are still sold', () => {
      const limited = aTicketType({ id: 'ga', capacityIsOwn: true, maxPerUser: 3, seats: counts(0, 0, 10) })
      const answerTo = (quantity: number, ...ticketTypes: TicketTypeState[]) =>
        decideAll(anInventoryState({ ...full, ticketTypes }), aJoin({ quantity })).decisions[0]
      const sum = (limit: number) => ({ kind: 'refused', refusal: { code: 'limit_exceeded', limit } })
      expect(answerTo(6, vip({ held: 10 }), limited)).to.deep.equal(sum(5))
      expect(answerTo(5, vip({ held: 10 }), limited)).to.include({ kind: 'granted' })
      expect(answerTo(3, vip({ held: 10 }), { ...ga({ held: 10 }), salesEndAt: now })).to.deep.equal(sum(2))
    })

    it('count no more than the limit as seats that can be had at once, or ever', () => {
      const state = (free: number) =>
        anInventoryState({ seats: counts(free, 0, 10), ticketTypes: [vip({ available: free }), ga({ held: 3 })] })
      expect(decideAll(state(6), aJoin({ quantity: 2 })).decisions[0]).to.deep.equal({
        kind: 'refused',
        refusal: { code: 'seats_available', available: 2 },
      })
      expect(outcomeOf(decideAll(state(6), aJoin({ quantity: 3 })).decisions[0]!)).to.equal('granted')
      expect(outcomeOf(decideAll(state(6), aJoin({ quantity: 6 })).decisions[0]!)).to.equal('quantity_above_capacity')
    })

    it('let nobody stop the waitlist whom the limits leave too few for ever', () => {
      const state = aStateWithWaitlist([anEntry(1, { quantity: 6 }), anEntry(2, { quantity: 2 })], {
        seats: counts(0, 4, 10),
        ticketTypes: [vip({ pooled: 4 }), ga({ held: 3 })],
      })
      expect(offered(state, { kind: 'advance' })).to.deep.equal(['wle_2'])
    })
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
