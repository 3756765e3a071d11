// --wait: until what goes on after the answer has ended, and no longer than was said.
import type { Booking } from '@evently/sdk'
import { expect } from 'chai'
import { waited } from '../src/waiting.ts'
import type { WaitClock } from '../src/waiting.ts'
import { anEvent, aPage, aReservation, aWaitlistEntry } from './support/factories.ts'
import { here } from './support/in-process.ts'
import { aProblem } from './support/scripted-server.ts'
import type { Reply } from './support/scripted-server.ts'

function aClock(): WaitClock & { readonly pauses: number[] } {
  let now = 0
  const pauses: number[] = []
  return {
    pauses,
    nowMs: () => now,
    random: () => 1,
    sleep: async ms => {
      pauses.push(ms)
      now += ms
    },
  }
}

describe('waiting', () => {
  it('tells of whatever it has read', async () => {
    const told: number[] = []
    let reads = 0
    const read = async () => (reads += 1)
    await waited({}, { read, isOver: n => n === 3, onRead: n => told.push(n), clock: aClock() })
    expect(told).to.deep.equal([1, 2, 3])
  })

  it('asks at once, then less and less often, and ends with what it waits for', async () => {
    const clock = aClock()
    let reads = 0
    const outcome = await waited({}, { read: async () => (reads += 1), isOver: n => n === 10, clock })
    expect(outcome).to.deep.equal({ data: 10, isOver: true })
    expect(clock.pauses.map(Math.round)).to.deep.equal([500, 750, 1125, 1688, 2531, 3797, 5695, 8543, 10000])
  })

  it('ends when the time is up, with what it saw last', async () => {
    const clock = aClock()
    const outcome = await waited({ 'wait-seconds': 7 }, { read: async () => 'open', isOver: () => false, clock })
    expect(outcome).to.deep.equal({ data: 'open', isOver: false })
    expect(clock.pauses.reduce((sum, ms) => sum + ms, 0)).to.equal(7_000)
  })
})

const event = anEvent().id
const id = 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh'
const aBooking = (own: object): Booking =>
  ({
    id,
    eventId: event,
    status: 'cancelled',
    quantity: 1,
    totalMinor: 4500,
    currency: 'EUR',
    tickets: [],
    items: [],
    buyer: {},
    createdAt: '2030-01-01T12:00:00.000Z',
    ...own,
  }) as unknown as Booking
const refund = (status: string) => ({ refund: { status, amountMinor: 4500, attempts: 1 } })
const stats = (cancellation: object) => ({
  json: {
    ...{ eventId: event, capacity: 1, availableSeats: 0, pooledSeats: 0, heldSeats: 0, soldSeats: 0, waiting: 0 },
    ...{ revenueMinor: 0, currency: 'EUR', ticketTypes: [], cancellation },
  },
})
const startedAt = '2030-01-01T12:00:00.000Z'
const entry = aWaitlistEntry()
const delivery = (status: string) => ({
  id: 'whd_1',
  messageId: 'msg_1',
  type: 'booking.confirmed',
  status,
  attempts: 1,
})

/** One answer after the other; the last one stays. */
function inTurn(...replies: Reply[]): () => Reply {
  let n = 0
  return () => replies[Math.min(n++, replies.length - 1)]!
}
const json = (value: unknown): Reply => ({ json: value })
const bookings = (...all: Booking[]) => ({ [`GET /api/v1/bookings/${id}`]: inTurn(...all.map(json)) })

interface Case {
  readonly args: readonly string[]
  readonly script: Parameters<typeof here>[0]
  readonly code: number
  /** In the JSON that is shown, and on stderr. */
  readonly shows?: object
  readonly says?: string
}
const cancelled = { [`POST /api/v1/admin/events/${event}/cancel`]: json(anEvent({ status: 'cancelled' })) }
const cancelBooking = { [`DELETE /api/v1/bookings/${id}`]: json(aBooking(refund('pending'))) }
const confirm = ['bookings', 'confirm', '--reservation', aReservation().id, '--token', 'tok_ok']
const unknown = {
  'POST /api/v1/bookings/confirm': aProblem('payment_outcome_unknown', { bookingId: id, retryAfterSeconds: 300 }),
}
const join = { 'POST /api/v1/waitlist/join': { status: 201, json: entry } }
const test = { 'POST /api/v1/webhook-endpoints/whe_1/test': { status: 202, json: delivery('pending') } }

const cases: Readonly<Record<string, Case>> = {
  'a cancelled event until its bookings are cancelled': {
    args: ['events', 'cancel', event, '--yes'],
    script: {
      ...cancelled,
      [`GET /api/v1/admin/events/${event}/stats`]: inTurn(
        stats({ startedAt }),
        stats({ startedAt, finishedAt: startedAt }),
      ),
      [`GET /api/v1/admin/events/${event}/bookings`]: json(aPage([])),
    },
    code: 0,
    shows: { id: event },
  },
  'a cancelled event with a refund that needs somebody': {
    args: ['events', 'cancel', event, '--yes'],
    script: {
      ...cancelled,
      [`GET /api/v1/admin/events/${event}/stats`]: stats({ startedAt, finishedAt: startedAt }),
      [`GET /api/v1/admin/events/${event}/bookings`]: json(aPage([aBooking(refund('needs_attention'))])),
    },
    code: 9,
    shows: { id: event },
    says: `evently events bookings ${event} --refund needs_attention`,
  },
  'a cancelled event as long as it was told to': {
    args: ['events', 'cancel', event, '--yes', '--wait-seconds', '1'],
    script: {
      ...cancelled,
      [`GET /api/v1/admin/events/${event}/stats`]: stats({ startedAt, seatsTotal: 50_000, seatsReturned: 31_999 }),
    },
    code: 9,
    shows: { id: event },
    says: `31,999 of 50,000 seats given back (63 %)) in time. See later: evently events stats ${event}`,
  },
  'a cancelled booking until its refund is there': {
    args: ['bookings', 'cancel', id, '--yes'],
    script: { ...cancelBooking, ...bookings(aBooking(refund('pending')), aBooking(refund('succeeded'))) },
    code: 0,
    shows: refund('succeeded'),
  },
  'a refund that is tried again until it needs somebody': {
    args: ['bookings', 'cancel', id, '--yes'],
    script: { ...cancelBooking, ...bookings(aBooking(refund('failed')), aBooking(refund('needs_attention'))) },
    code: 9,
    says: `evently bookings retry-refund ${id}`,
  },
  'a payment whose outcome is not known until it is': {
    args: confirm,
    script: { ...unknown, ...bookings(aBooking({ status: 'pending' }), aBooking({ status: 'confirmed' })) },
    code: 0,
    shows: { status: 'confirmed' },
  },
  'a payment that has failed in the end': {
    args: confirm,
    script: { ...unknown, ...bookings(aBooking({ status: 'failed' })) },
    code: 6,
    shows: { status: 'failed' },
    says: `The booking ${id} has failed.`,
  },
  'an entry of the waitlist until it has an offer': {
    args: ['waitlist', 'join', '--event', event, '--quantity', '2'],
    script: {
      ...join,
      [`GET /api/v1/waitlist/${entry.id}`]: inTurn(json(entry), json({ ...entry, status: 'offered' })),
    },
    code: 0,
    shows: { status: 'offered' },
  },
  'an entry that ends without an offer': {
    args: ['waitlist', 'join', '--event', event, '--quantity', '2'],
    script: { ...join, [`GET /api/v1/waitlist/${entry.id}`]: json({ ...entry, status: 'expired' }) },
    code: 6,
    shows: { status: 'expired' },
  },
  'a test message until it is delivered': {
    args: ['webhooks', 'test', 'whe_1', '--type', 'booking.confirmed'],
    script: { ...test, 'GET /api/v1/webhook-endpoints/whe_1/deliveries/whd_1': json(delivery('delivered')) },
    code: 0,
    shows: { status: 'delivered' },
  },
  'a test message that is not delivered': {
    args: ['webhooks', 'test', 'whe_1', '--type', 'booking.confirmed'],
    script: { ...test, 'GET /api/v1/webhook-endpoints/whe_1/deliveries/whd_1': json(delivery('abandoned')) },
    code: 9,
    says: 'evently webhooks delivery whd_1 --endpoint whe_1',
  },
}

describe('--wait waits for', () => {
  for (const [what, { args, script, code: wanted, shows, says }] of Object.entries(cases))
    it(what, () =>
      here(script, async ({ run }) => {
        const { code, stdout, stderr } = await run([...args, '--wait', '--json'])
        expect(code, stderr).to.equal(wanted)
        expect(JSON.parse(stdout)).to.deep.include(shows ?? {})
        if (says === undefined) expect(stderr).to.match(wanted === 0 ? /^$/ : /./)
        else expect(stderr).to.contain(says)
      }),
    )

  it('nothing without the flag', () =>
    here(cancelBooking, async ({ run, asked }) => {
      expect((await run(['bookings', 'cancel', id, '--yes', '--json'])).code).to.equal(0)
      expect(asked).to.have.length(1)
    }))
})
