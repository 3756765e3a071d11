// Cancelling some tickets and giving money back: who, when, by which policy, and what the provider says.
import { expect } from 'chai'
import type { Caller } from '../../src/contract/types.ts'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import { createBookingsAudit } from '../../src/domains/bookings/audit.ts'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import type { BookingsStore } from '../../src/domains/bookings/store.ts'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { parseFailpoints } from '../../src/recovery-steps.ts'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

const policy = { untilMinutesBefore: 60, refundPercent: 33 }
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

describe('money that goes back', function () {
  this.timeout(60_000)
  let office: BoxOffice
  beforeEach(() => {
    armFailpoints([])
  })
  before(async () => {
    office = await openBoxOffice()
  })
  after(async () => {
    armFailpoints([])
    await office.close()
  })

  type Event = Awaited<ReturnType<BoxOffice['anEvent']>>
  /** Two tickets at 15.05. */
  async function bought(event: Event, { token = 'tok_ok', seats = 2, of = office } = {}) {
    const { caller, hold } = await of.aHold(event, aCaller(), seats)
    const { booking } = await of.service.confirm(caller, paying(hold.id, token), undefined)
    return { caller, booking, organizer: aCaller({ userId: event.organizerId, role: 'organizer' }) }
  }
  const anEvent = (over: Parameters<BoxOffice['anEvent']>[0] = {}) => office.anEvent({ priceMinor: 1_505, ...over })
  const ticketIds = ({ tickets }: Booking) => tickets.map(({ id }) => id)
  const statuses = ({ tickets }: Booking) => tickets.map(({ status }) => status)
  const fail = (points: string) => {
    const plans = parseFailpoints(points)
    if (typeof plans === 'string') throw new Error(plans)
    armFailpoints(plans)
  }
  /** What the bookings' own audit finds wrong with an event. */
  async function faultsOf({ id: eventId }: { id: string }, of = office) {
    const { checks } = await createBookingsAudit(of.databases.bookings).auditPage({ part: 'bookings', eventId })
    return checks.flatMap(({ violations }) => violations.map(({ detail }) => detail))
  }
  /** As the job does, until nothing is due. */
  async function recovered() {
    await office.laterOn()
    while (await office.service.recover()) {
      /* the next ones */
    }
  }
  const rowOf = (id: string) =>
    office.databases.bookings
      .knex('payments')
      .where({ booking_id: id })
      .first<{ status: string; refunded_minor: number }>('status', 'refunded_minor')

  type How = 'one ticket' | 'all tickets' | 'the booking' | 'money' | 'money and a ticket'
  type Who = 'its buyer' | 'the organizer'
  type When = 'before the event' | 'in its last hour' | 'after its beginning'
  const asks = (who: Caller, how: How, booking: Booking): Promise<unknown> => {
    const [first] = ticketIds(booking) as [string]
    switch (how) {
      case 'one ticket':
        return office.service.cancelTickets(who, booking.id, [first])
      case 'all tickets':
        return office.service.cancelTickets(who, booking.id, ticketIds(booking))
      case 'the booking':
        return office.service.cancel(who, booking.id)
      case 'money':
        return office.service.refund(who, booking.id, { amountMinor: 700, reason: 'r', returnSeats: false }, undefined)
      case 'money and a ticket': {
        const request = { amountMinor: 700, reason: 'r', ticketIds: [first], returnSeats: true }
        return office.service.refund(who, booking.id, request, undefined)
      }
    }
  }
  /** What goes back in minor units, or how it is refused: without a policy, and by one of 33 % until an hour before. */
  const table: [How, Who, When, without: number | string, by: number | string][] = [
    ['one ticket', 'its buyer', 'before the event', 1_505, 497],
    ['all tickets', 'its buyer', 'before the event', 3_010, 994],
    ['the booking', 'its buyer', 'before the event', 3_010, 994],
    ['one ticket', 'its buyer', 'in its last hour', 1_505, 'cancellation_deadline_passed'],
    ['all tickets', 'its buyer', 'in its last hour', 3_010, 'cancellation_deadline_passed'],
    ['the booking', 'its buyer', 'in its last hour', 3_010, 'cancellation_deadline_passed'],
    ['one ticket', 'its buyer', 'after its beginning', 'booking_not_cancellable', 'booking_not_cancellable'],
    ['the booking', 'its buyer', 'after its beginning', 'booking_not_cancellable', 'booking_not_cancellable'],
    ['money', 'its buyer', 'before the event', 'booking_not_found', 'booking_not_found'],
    ['one ticket', 'the organizer', 'before the event', 1_505, 1_505],
    ['the booking', 'the organizer', 'in its last hour', 3_010, 3_010],
    ['one ticket', 'the organizer', 'after its beginning', 'booking_not_cancellable', 'booking_not_cancellable'],
    ['money', 'the organizer', 'before the event', 700, 700],
    ['money', 'the organizer', 'after its beginning', 700, 700],
    ['money and a ticket', 'the organizer', 'before the event', 700, 700],
    ['money and a ticket', 'the organizer', 'after its beginning', 700, 700],
  ]
  const providers = { 'says yes': 'tok_ok', 'says no': 'tok_refund_fails', 'says nothing': 'tok_ok' } as const
  const statusAfter = { 'says yes': 'succeeded', 'says no': 'failed', 'says nothing': 'pending' } as const
  for (const [how, who, when, ...expected] of table)
    for (const [n, cancellationPolicy] of [null, policy].entries())
      for (const [says, token] of Object.entries(providers) as [keyof typeof providers, string][]) {
        const goesBack = expected[n]!
        if (typeof goesBack === 'string' && says !== 'says yes') continue
        it(`of ${how}, for ${who}, ${when}, ${cancellationPolicy ? 'by' : 'without'} a policy: ${goesBack} ${
          typeof goesBack === 'number' ? `where the provider ${says}` : ''
        }`, async () => {
          const startsAt = when === 'in its last hour' ? inHours(0.5) : inHours(24)
          const event = await anEvent({ cancellationPolicy, startsAt })
          const { caller, organizer, booking } = await bought(event, { token })
          if (when === 'after its beginning') event.begin()
          if (says === 'says nothing') fail('saga.refund.before=error@1')
          const asked = asks(who === 'its buyer' ? caller : organizer, how, booking)
          if (typeof goesBack === 'string') {
            expect((await problemOf(asked)).code).to.equal(goesBack)
            expect(await rowOf(booking.id)).to.deep.equal({ status: 'captured', refunded_minor: 0 })
            return
          }
          await asked
          const now = (await office.store.find(booking.id))!
          expect(now.refunds.map(({ status, amountMinor }) => ({ status, amountMinor }))).to.deep.equal([
            { status: statusAfter[says], amountMinor: goesBack },
          ])
          expect((await rowOf(booking.id)).refunded_minor).to.equal(goesBack)
          const isWhole = how === 'all tickets' || how === 'the booking'
          expect(now.status).to.equal(isWhole ? 'cancelled' : 'confirmed')
          const left = isWhole ? 0 : how === 'money' ? 2 : 1
          expect(statuses(now).filter(status => status === 'valid')).to.have.length(left)
          expect(await office.seats(event)).to.deep.equal({ available: 10 - left, held: 0, sold: left })
          expect(await faultsOf(event)).to.deep.equal([])
          if (says !== 'says nothing') return
          await recovered()
          expect((await office.store.find(booking.id))!.refund!.status).to.equal('succeeded')
          expect(await faultsOf(event)).to.deep.equal([])
        })
      }

  it('of one ticket after the other is what goes back of all, and with the last the booking is cancelled', async () => {
    const event = await anEvent({ cancellationPolicy: policy })
    const { caller, booking } = await bought(event, { seats: 3 })
    const [one, two, three] = ticketIds(booking) as [string, string, string]
    const after = await office.service.cancelTickets(caller, booking.id, [one])
    expect([after.status, ...statuses(after)]).to.deep.equal(['confirmed', 'cancelled', 'valid', 'valid'])
    expect(await office.service.cancelTickets(caller, booking.id, [one])).to.have.property('status', 'confirmed')
    await office.service.cancelTickets(caller, booking.id, [one, two])
    const last = await office.service.cancelTickets(caller, booking.id, [three])
    expect(last.status).to.equal('cancelled')
    expect(last.refunds.map(({ amountMinor }) => amountMinor)).to.deep.equal([497, 497, 497])
    expect(last.payment!.status).to.equal('captured')
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
    expect(await office.messages(booking.id)).to.deep.equal([
      'booking.confirmed',
      'booking.tickets_cancelled',
      'booking.refunded',
      'booking.tickets_cancelled',
      'booking.refunded',
      'booking.cancelled',
      'booking.refunded',
    ])
    expect(await faultsOf(event)).to.deep.equal([])
  })

  it('is all that is left when the event is cancelled, whatever the policy and whatever has gone back', async () => {
    const event = await anEvent({ cancellationPolicy: { untilMinutesBefore: 0, refundPercent: 10 } })
    const { caller, booking, organizer } = await bought(event, { seats: 3 })
    const other = await bought(event)
    await office.service.cancelTickets(caller, booking.id, [ticketIds(booking)[0]!])
    await office.service.refund(organizer, booking.id, { amountMinor: 100, reason: 'r', returnSeats: false }, undefined)
    while (await office.service.cancelBookingsOf(event.id, 10)) {
      /* the next page */
    }
    const [now, otherNow] = [await office.store.find(booking.id), await office.store.find(other.booking.id)]
    expect(now!.refunds.map(({ amountMinor }) => amountMinor)).to.deep.equal([151, 100, 4_264])
    expect([now!.status, now!.payment!.status]).to.deep.equal(['cancelled', 'refunded'])
    expect(otherNow!.refunds.map(({ amountMinor }) => amountMinor)).to.deep.equal([3_010])
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
    expect(await faultsOf(event)).to.deep.equal([])
  })

  it('goes back once under a key, also when it is asked for ten times at once', async () => {
    const event = await anEvent()
    const { booking, organizer } = await bought(event)
    const key = { key: 'once', fingerprint: 'f' }
    const ask = () =>
      office.service.refund(organizer, booking.id, { amountMinor: 500, reason: 'r', returnSeats: false }, key)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask().catch((error: { code: string }) => error.code)),
    )
    expect(answers.filter(answer => typeof answer === 'string' && answer !== 'idempotency_in_flight')).to.deep.equal([])
    expect(await ask()).to.have.property('replayed', true)
    const now = (await office.store.find(booking.id))!
    expect(now.refunds.map(({ amountMinor, status }) => `${amountMinor} ${status}`)).to.deep.equal(['500 succeeded'])
    const reused = office.service.refund(
      organizer,
      booking.id,
      { amountMinor: 600, reason: 'r', returnSeats: false },
      { ...key, fingerprint: 'g' },
    )
    expect((await problemOf(reused)).code).to.equal('idempotency_key_reused')
  })

  const refused: [string, object, (id: string) => object][] = [
    ['refund_exceeds_payment', { amountMinor: 3_011 }, () => ({ refundableMinor: 3_010 })],
    ['refund_exceeds_payment', { amountMinor: 1_506, first: true }, () => ({ refundableMinor: 1_505 })],
    ['ticket_not_found', { amountMinor: 1, ticketIds: ['tic_of_another'] }, () => ({ ticketId: 'tic_of_another' })],
  ]
  for (const [code, { first, ...request }, extra] of refused as [string, { first?: boolean }, () => object][])
    it(`is refused with ${code} for ${JSON.stringify({ first, ...request })}`, async () => {
      const { booking, organizer } = await bought(await anEvent())
      const asked = office.service.refund(
        organizer,
        booking.id,
        {
          amountMinor: 1,
          reason: 'r',
          returnSeats: false,
          ...(first && { ticketIds: [ticketIds(booking)[0]!] }),
          ...request,
        },
        undefined,
      )
      const { code: got, extra: figures } = await problemOf(asked)
      expect([got, figures]).to.deep.equal([code, extra()])
    })

  it('is nothing where nothing was paid', async () => {
    const event = await anEvent({ priceMinor: 0 })
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, { reservationId: hold.id, payment: undefined }, undefined)
    const organizer = aCaller({ userId: event.organizerId, role: 'organizer' })
    const asked = office.service.refund(
      organizer,
      booking.id,
      { amountMinor: 1, reason: 'r', returnSeats: false },
      undefined,
    )
    expect((await problemOf(asked)).code).to.equal('booking_not_refundable')
    const one = await office.service.cancelTickets(caller, booking.id, [ticketIds(booking)[0]!])
    expect([one.status, one.refunds]).to.deep.equal(['confirmed', []])
    expect(await faultsOf(event)).to.deep.equal([])
  })

  describe('for a ticket that was used at the door', () => {
    const admit = (booking: Booking, n = 0) =>
      office.databases.bookings
        .knex('tickets')
        .where({ id: ticketIds(booking)[n] })
        .update({ admitted_scan: 'scan', admitted_at: new Date() })

    it('is refused to its buyer, and the rest is as before', async () => {
      const { caller, booking } = await bought(await anEvent())
      await admit(booking)
      for (const ask of [
        () => office.service.cancelTickets(caller, booking.id, ticketIds(booking)),
        () => office.service.cancel(caller, booking.id),
      ])
        expect((await problemOf(ask())).code).to.equal('ticket_not_cancellable')
      const now = (await office.store.find(booking.id))!
      expect([now.status, ...statuses(now)]).to.deep.equal(['confirmed', 'valid', 'valid'])
      expect(await rowOf(booking.id)).to.deep.equal({ status: 'captured', refunded_minor: 0 })
      const other = await office.service.cancelTickets(caller, booking.id, [ticketIds(booking)[1]!])
      expect(statuses(other)).to.deep.equal(['valid', 'cancelled'])
    })

    it('goes back if the organizer says so', async () => {
      const { organizer, booking } = await bought(await anEvent())
      await admit(booking)
      const now = await office.service.cancelTickets(organizer, booking.id, [ticketIds(booking)[0]!])
      expect(statuses(now)).to.deep.equal(['cancelled', 'valid'])
    })
  })

  describe('after a crash', () => {
    const points = ['undo.begin', 'saga.return-part', 'saga.refund', 'saga.end-cancel', 'sandbox.refund']
    for (const point of points)
      for (const side of ['before', 'after'] as const)
        it(`${side} ${point} is paid once, and seats and tickets are where they belong`, async () => {
          const event = await anEvent()
          const { caller, booking } = await bought(event)
          const [first] = ticketIds(booking) as [string]
          fail(`${point}.${side}=error@1`)
          await office.service.cancelTickets(caller, booking.id, [first]).catch(() => {})
          armFailpoints([])
          await recovered()
          await office.service.cancelTickets(caller, booking.id, [first])
          const now = (await office.store.find(booking.id))!
          expect([now.status, ...statuses(now)]).to.deep.equal(['confirmed', 'cancelled', 'valid'])
          expect(now.refunds.map(({ status, amountMinor }) => `${amountMinor} ${status}`)).to.deep.equal([
            '1505 succeeded',
          ])
          const [{ refunded_minor: atProvider }] = (await office.databases.bookings
            .knex('sandbox_charges')
            .where({ key: booking.payment!.key })
            .select('refunded_minor')) as [{ refunded_minor: number }]
          expect(Number(atProvider)).to.equal(1_505)
          expect(await office.seats(event)).to.deep.equal({ available: 9, held: 0, sold: 1 })
          expect(await faultsOf(event)).to.deep.equal([])
        })
  })

  describe('many times at once', () => {
    const asksMany = async (service: BoxOffice['service'], organizer: Caller, { id }: Booking) =>
      Promise.all(
        Array.from({ length: 20 }, () =>
          service
            .refund(organizer, id, { amountMinor: 1_000, reason: 'r', returnSeats: false }, undefined)
            .then(() => 'paid')
            .catch((error: { code?: string }) => error.code ?? 'error'),
        ),
      )
    const withStore = (of: BoxOffice, over: Partial<BookingsStore>) =>
      createBookingsService({
        store: { ...of.store, ...over },
        saga: of.saga,
        inventory: of.inventory,
        events: () => ({ find: async () => undefined }),
        access: of.access,
        providers: of.providers,
      })
    /** As if nobody looked whether somebody else had worked on the booking since. */
    const unfenced = (of: BoxOffice): Partial<BookingsStore> => ({
      async beginUndoing(booking, undoing) {
        for (;;) {
          const { fence } = (await of.store.find(booking.id))!
          const begun = await of.store.beginUndoing({ ...booking, fence }, undoing)
          if (begun !== 'raced') return begun
        }
      },
    })
    const owedOf = async (of: BoxOffice, { id }: Booking) =>
      (await of.store.find(id))!.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

    it('is never more than what was paid', async () => {
      const event = await anEvent()
      const { booking, organizer } = await bought(event)
      const answers = await asksMany(office.service, organizer, booking)
      expect(answers.filter(answer => answer === 'paid')).to.have.length(3)
      expect(new Set(answers)).to.deep.equal(new Set(['paid', 'refund_exceeds_payment']))
      expect(await owedOf(office, booking)).to.equal(3_000)
      await recovered()
      expect(await faultsOf(event)).to.deep.equal([])
    })

    it('would be more without the fence, were it not for the database (the first control)', async () => {
      const { booking, organizer } = await bought(await anEvent())
      const answers = await asksMany(withStore(office, unfenced(office)), organizer, booking)
      expect(answers).to.include('23514')
      expect(await owedOf(office, booking)).to.be.at.most(3_010)
    })

    it('is more without the fence and the check, and the audit finds it (the second control)', async () => {
      const careless = await openBoxOffice()
      try {
        await careless.databases.bookings.knex.raw('alter table payments drop constraint payments_never_repaid_twice')
        const event = await careless.anEvent({ priceMinor: 1_505 })
        const { booking, organizer } = await bought(event, { of: careless })
        await asksMany(withStore(careless, unfenced(careless)), organizer, booking)
        expect(await owedOf(careless, booking)).to.be.above(3_010)
        expect(await faultsOf(event, careless)).to.not.deep.equal([])
      } finally {
        await careless.close()
      }
    })
  })
})
