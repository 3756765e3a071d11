import { expect } from 'chai'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import * as rules from '../../src/domains/inventory/rules/decide.ts'
import type { HoldState, InventoryState } from '../../src/domains/inventory/rules/inventory-state.ts'
import {
  aHold,
  aReserve,
  anInventoryState,
  aTicketType,
  now,
  outcomeOf,
  secondsFromNow,
  testTerms,
} from './builders.ts'

const decide = (inventory: InventoryState, command: Command, terms = testTerms) =>
  rules.decide(inventory, command, terms)
const decideAll = (inventory: InventoryState, commands: readonly Command[]) =>
  rules.decideAll(inventory, commands, testTerms)

const seats = (available: number) => ({ available, pooled: 0, held: 0, sold: 0 })

describe('the rules of the inventory', () => {
  describe('a reservation', () => {
    for (const [left, asked, outcome] of [
      [2, 1, 'granted'],
      [2, 2, 'granted'],
      [1, 2, 'sold_out'],
      [0, 1, 'sold_out'],
    ] as const) {
      it(`is ${outcome} when ${asked} are asked and ${left} are left`, () => {
        const inventory = anInventoryState({ seats: seats(left), ticketTypes: [aTicketType({ seats: seats(left) })] })
        expect(outcomeOf(decide(inventory, aReserve({ selection: { quantity: asked } })))).to.equal(outcome)
      })
    }

    const windows: [string, Parameters<typeof aTicketType>[0], string][] = [
      ['before sales begin', { salesStartAt: secondsFromNow(1) }, 'sales_closed'],
      ['at the instant sales begin', { salesStartAt: now }, 'granted'],
      ['a moment before sales end', { salesEndAt: secondsFromNow(0.001) }, 'granted'],
      ['at the instant sales end', { salesEndAt: now }, 'sales_closed'],
    ]
    for (const [when, type, outcome] of windows)
      it(`is ${outcome} ${when}`, () =>
        expect(outcomeOf(decide(anInventoryState({ ticketTypes: [aTicketType(type)] }), aReserve()))).to.equal(outcome))

    const events: [string, Partial<InventoryState>, string][] = [
      ['of a draft', { sales: 'draft' }, 'event_not_found'],
      ['of a cancelled event', { sales: 'closed' }, 'sales_closed'],
      ['of an event at its end', { endsAt: now }, 'sales_closed'],
    ]
    for (const [what, inventory, outcome] of events)
      it(`${what} is refused with ${outcome}`, () =>
        expect(
          outcomeOf(decide(anInventoryState(inventory as Parameters<typeof anInventoryState>[0]), aReserve())),
        ).to.equal(outcome))

    it("is bound by the event's capacity as well as by the types'", () => {
      const inventory = anInventoryState({
        seats: seats(3),
        ticketTypes: [aTicketType({ id: 'a', seats: seats(2) }), aTicketType({ id: 'b', seats: seats(2) })],
      })
      const asking = (a: number, b: number) =>
        aReserve({
          selection: {
            items: [
              { ticketTypeId: 'a', quantity: a },
              { ticketTypeId: 'b', quantity: b },
            ],
          },
        })
      expect(outcomeOf(decide(inventory, asking(2, 2)))).to.equal('sold_out')
      expect(outcomeOf(decide(inventory, asking(1, 2)))).to.equal('granted')
      expect(outcomeOf(decide(inventory, asking(3, 1)))).to.equal('sold_out')
    })

    it('adds up a type that stands twice in it before it looks at the stock', () => {
      const twice = aReserve({
        selection: {
          items: [
            { ticketTypeId: 'ga', quantity: 6 },
            { ticketTypeId: 'ga', quantity: 6 },
          ],
        },
      })
      expect(decide(anInventoryState(), twice)).to.deep.include({
        refusal: { code: 'sold_out', ticketTypeId: 'ga', available: 10, kept: 0 },
      })
    })

    it('must name types when there are several', () => {
      const inventory = anInventoryState({ ticketTypes: [aTicketType({ id: 'a' }), aTicketType({ id: 'b' })] })
      expect(outcomeOf(decide(inventory, aReserve({ selection: { quantity: 1 } })))).to.equal('ticket_type_required')
    })

    it('counts what the buyer has already against the limit, and names the limit', () => {
      const buyer = { userId: 'usr' }
      const inventory = anInventoryState({
        ticketTypes: [aTicketType({ maxPerUser: 4 })],
        takenByBuyer: new Map([['usr', new Map([['ga', 3]])]]),
      })
      expect(outcomeOf(decide(inventory, aReserve({ buyer })))).to.equal('granted')
      expect(decide(inventory, aReserve({ buyer, selection: { quantity: 2 } }))).to.deep.include({
        refusal: { code: 'limit_exceeded', ticketTypeId: 'ga', limit: 4 },
      })
      expect(
        outcomeOf(
          decide(
            inventory,
            aReserve({ buyer: { userId: 'usr', named: { reference: 'other' } }, selection: { quantity: 4 } }),
          ),
        ),
      ).to.equal('granted')
    })

    it('counts within a batch too: limits, stock and repeated keys', () => {
      const buyer = { userId: 'usr' }
      const inventory = anInventoryState({ ticketTypes: [aTicketType({ maxPerUser: 2 })] })
      const keyed = aReserve({ buyer, idempotency: { key: 'k', fingerprint: 'f' } })
      const { decisions, after } = decideAll(inventory, [
        keyed,
        { ...keyed, holdId: 'again' },
        { ...keyed, holdId: 'other', idempotency: { key: 'k', fingerprint: 'g' } },
        aReserve({ buyer }),
        aReserve({ buyer }),
      ])
      expect(decisions.map(outcomeOf)).to.deep.equal([
        'granted',
        'replayed',
        'idempotency_key_reused',
        'granted',
        'limit_exceeded',
      ])
      expect(after.seats).to.deep.equal({ available: 8, pooled: 0, held: 2, sold: 0 })
    })

    it('is held at the price of its moment, for its seconds', () => {
      const decision = decide(anInventoryState(), aReserve({ selection: { quantity: 3 } }), {
        holdSeconds: 90,
        offerSeconds: 600,
      })
      expect(decision).to.have.property('kind', 'granted')
      expect(decision.kind === 'granted' && decision.result.hold).to.deep.include({
        totalMinor: 3_000,
        quantity: 3,
        expiresAt: secondsFromNow(90),
        state: 'held',
      })
    })
  })

  describe('a hold', () => {
    const saga = 'bkg',
      other = 'bkg-other'
    const commands: Record<string, Command> = {
      release: { kind: 'release', holdId: 'rsv', cause: 'release' },
      expire: { kind: 'expire', holdId: 'rsv' },
      'begin confirm': { kind: 'begin_confirm', holdId: 'rsv', bookingId: saga },
      commit: { kind: 'commit', holdId: 'rsv', bookingId: saga },
      decline: { kind: 'decline', holdId: 'rsv', bookingId: saga },
      cancel: { kind: 'cancel', holdId: 'rsv', bookingId: saga },
      'begin confirm by another': { kind: 'begin_confirm', holdId: 'rsv', bookingId: other },
      'commit by another': { kind: 'commit', holdId: 'rsv', bookingId: other },
      'cancel by another': { kind: 'cancel', holdId: 'rsv', bookingId: other },
      reacquire: {
        kind: 'reacquire',
        holdId: 'rsv-reacquired',
        expiredId: 'rsv',
        buyer: { userId: 'usr' },
        bookingId: saga,
      },
    }
    const names = Object.keys(commands)
    // Rows: the state it is in (× time left or not); columns as `names`. "→ state" is granted, "=" repeats without
    // effect.
    const table: [HoldState, 'in time' | 'past its end', ...string[]][] = [
      [
        'held',
        'in time',
        '→ released',
        '=',
        '→ confirming',
        'reservation_not_held',
        '=',
        'reservation_not_held',
        '→ confirming',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'held',
        'past its end',
        '→ released',
        '→ expired',
        'reservation_expired',
        'reservation_not_held',
        '=',
        'reservation_not_held',
        'reservation_expired',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'confirming',
        'in time',
        'confirmation_in_progress',
        '=',
        '=',
        '→ sold',
        '→ held',
        'reservation_not_held',
        'confirmation_in_progress',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'confirming',
        'past its end',
        'confirmation_in_progress',
        '=',
        '=',
        '→ sold',
        '→ released',
        'reservation_not_held',
        'confirmation_in_progress',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'sold',
        'past its end',
        'reservation_not_held',
        '=',
        '=',
        '=',
        '=',
        '→ returned',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'expired',
        'past its end',
        'reservation_expired',
        '=',
        'reservation_expired',
        'reservation_not_held',
        '=',
        'reservation_not_held',
        'reservation_expired',
        'reservation_not_held',
        'reservation_not_held',
        '→ confirming',
      ],
      [
        'released',
        'in time',
        '=',
        '=',
        'reservation_not_held',
        'reservation_not_held',
        '=',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
      [
        'returned',
        'past its end',
        'reservation_not_held',
        '=',
        'reservation_not_held',
        '=',
        '=',
        '=',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
        'reservation_not_held',
      ],
    ]
    for (const [state, when, ...outcomes] of table) {
      names.forEach((name, column) => {
        const expected = outcomes[column]!
        it(`${state}, ${when}: ${name} ${expected}`, () => {
          const hasSaga = state === 'confirming' || state === 'sold' || state === 'returned'
          const hold = aHold({
            state,
            expiresAt: secondsFromNow(when === 'in time' ? 1 : 0),
            bookingId: hasSaga ? saga : null,
          })
          const decision = decide(anInventoryState({ holds: new Map([['rsv', hold]]) }), commands[name]!)
          const got =
            decision.kind === 'granted'
              ? `→ ${decision.result.hold?.state}`
              : decision.kind === 'replayed'
                ? '='
                : decision.refusal.code
          expect(got).to.equal(expected)
        })
      })
    }

    it('that is not there is not found', () => {
      for (const name of names)
        expect(outcomeOf(decide(anInventoryState(), commands[name]!)), name).to.equal('reservation_not_found')
    })

    for (const [waitlistOpen, bucket] of [
      [false, 'available'],
      [true, 'pooled'],
    ] as const) {
      it(`gives its seats to ${bucket} when ${waitlistOpen ? 'somebody waits' : 'nobody waits'}`, () => {
        const inventory = (state: HoldState) =>
          anInventoryState({
            waitlist: { ...anInventoryState().waitlist, open: waitlistOpen },
            holds: new Map([['rsv', aHold({ state, expiresAt: now, bookingId: state === 'held' ? null : saga })]]),
          })
        const freed: [HoldState, string][] = [
          ['held', 'release'],
          ['held', 'expire'],
          ['confirming', 'decline'],
          ['sold', 'cancel'],
        ]
        for (const [state, name] of freed) {
          const decision = decide(inventory(state), commands[name]!)
          expect(decision.kind === 'granted' && decision.movements.map(({ to }) => to), name).to.deep.equal([bucket])
        }
      })
    }
  })
})
