// How much goes back: a policy's shares, and what bounds them.
import { expect } from 'chai'
import { asSold, type Booking, type Refund, type Ticket } from '../../src/domains/bookings/booking.ts'
import {
  allotted,
  cancellationOf,
  isTooLate,
  refundableMinorOf,
  shareOf,
  sharesOf,
  sumOf,
} from '../../src/domains/bookings/refunds/rules.ts'
import { aBooking } from '../webhooks/mail-room.ts'

const types = ['tkt_a', 'tkt_a', 'tkt_b']
const tickets: readonly Ticket[] = types.map((ticketTypeId, n) =>
  asSold({ id: `tic_${n}`, ticketTypeId, code: `code ${n}` }),
)
const paid = { id: 'pay', provider: 'sandbox', key: 'pay', token: null, status: 'captured' } as const
const booking = (over: Partial<Booking> = {}): Booking =>
  aBooking({
    items: [
      { ticketTypeId: 'tkt_a', quantity: 2, unitPriceMinor: 1_505 },
      { ticketTypeId: 'tkt_b', quantity: 1, unitPriceMinor: 99 },
    ],
    quantity: 3,
    totalMinor: 3_109,
    payment: paid,
    tickets,
    ...over,
  })
const aRefund = (over: Partial<Refund>): Refund => ({
  id: 'ref',
  key: 'ref',
  status: 'succeeded',
  amountMinor: 500,
  askedMinor: null,
  origin: 'organizer',
  note: null,
  tickets: null,
  createdAt: new Date(),
  reason: null,
  attempts: 1,
  nextAttemptAt: null,
  ...over,
})
const amounts = (shares: readonly { amountMinor: number }[]) => shares.map(({ amountMinor }) => amountMinor)

describe("a policy's share of a price", () => {
  const table: [price: number, percent: number, share: number][] = [
    [0, 80, 0],
    [1_505, 0, 0],
    [1_505, 100, 1_505],
    [1_505, 33, 497],
    [1_500, 33, 495],
    [1, 50, 1],
    [1, 49, 0],
    [99, 50, 50],
    [101, 50, 51],
    [9_007_199_254_740_991, 100, 9_007_199_254_740_991],
    [9_007_199_254_740_991, 1, 90_071_992_547_410],
  ]
  for (const [price, percent, share] of table)
    it(`is ${share} of ${price} at ${percent} %, rounded half up`, () => {
      expect(shareOf(price, percent)).to.equal(share)
    })

  const inSteps: [price: number, percent: number, step: number, share: number][] = [
    [4_510, 33, 10, 1_490],
    [4_510, 50, 10, 2_260],
    [4_500, 100, 10, 4_500],
    [10, 49, 10, 0],
    [10, 50, 10, 10],
    [1_500, 33, 100, 500],
    [0, 50, 100, 0],
    [9_007_199_254_740_900, 100, 100, 9_007_199_254_740_900],
  ]
  for (const [price, percent, step, share] of inSteps)
    it(`is ${share} of ${price} at ${percent} %, where money goes back in steps of ${step}`, () => {
      expect(shareOf(price, percent, step)).to.equal(share)
    })

  it('adds up, whatever is cancelled first', () => {
    for (const percent of [1, 33, 50, 67, 99, 100]) {
      const all = sumOf(sharesOf(booking(), tickets, percent))
      for (const first of tickets) {
        const [share] = sharesOf(booking(), [first], percent)
        const after = booking({ refunds: [aRefund({ amountMinor: share!.amountMinor, tickets: [share!] })] })
        const rest = sharesOf(
          after,
          tickets.filter(ticket => ticket !== first),
          percent,
        )
        expect(share!.amountMinor + sumOf(rest), `${percent} %`).to.equal(all)
      }
    }
  })
})

describe('what goes back for tickets', () => {
  it('is never more than what is left of the payment', () => {
    const after = booking({ refunds: [aRefund({ amountMinor: 2_000 })] })
    expect(refundableMinorOf(after)).to.equal(1_109)
    expect(amounts(sharesOf(after, tickets, 100))).to.deep.equal([1_109, 0, 0])
  })

  it('is less by what has gone back for the same ticket', () => {
    const some = aRefund({ amountMinor: 500, tickets: [{ id: 'tic_0', amountMinor: 500 }] })
    expect(amounts(sharesOf(booking({ refunds: [some] }), tickets, 100))).to.deep.equal([1_005, 1_505, 99])
    expect(amounts(sharesOf(booking({ refunds: [some] }), tickets, 33))).to.deep.equal([0, 497, 33])
  })

  it('counts refunds that have failed: they are still owed', () => {
    for (const [over, left] of [
      [{ status: 'failed' }, 2_609],
      [{ status: 'needs_attention' }, 2_609],
      [{ status: 'succeeded' }, 2_609],
    ] as const)
      expect(refundableMinorOf(booking({ refunds: [aRefund(over)] })), JSON.stringify(over)).to.equal(left)
  })

  it('is nothing where nothing was captured', () => {
    for (const payment of [null, { ...paid, status: 'declined' }, { ...paid, status: 'voided' }] as const)
      expect(sumOf(sharesOf(booking({ payment }), tickets, 100))).to.equal(0)
  })

  it('of a named amount is taken from one ticket after the other', () => {
    expect(amounts(allotted(booking(), tickets, 1_600))).to.deep.equal([1_505, 95, 0])
  })

  it('is asked of the inventory once for each type', () => {
    expect(cancellationOf('can', tickets)).to.deep.equal({
      id: 'can',
      ticketIds: ['tic_0', 'tic_1', 'tic_2'],
      items: [
        { ticketTypeId: 'tkt_a', quantity: 2 },
        { ticketTypeId: 'tkt_b', quantity: 1 },
      ],
    })
  })
})

describe('the last moment to cancel', () => {
  const policy = { untilMinutesBefore: 60, refundPercent: 80 }
  for (const [startsInMs, isOver] of [
    [3_600_001, false],
    [3_600_000, true],
    [0, true],
    [-1, true],
  ] as const)
    it(`${isOver ? 'has passed' : 'is to come'} ${startsInMs} ms before the event, an hour before it`, () => {
      expect(isTooLate(policy, { startsInMs })).to.equal(isOver)
    })
})
