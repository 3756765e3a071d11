// Every way in which money goes back, read as a stranger would try it: whose booking, which amounts, which keys.
import { expect } from 'chai'
import { aBooking, anAccount, anEvent, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'

describe('a refund or a cancellation that is tried', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  type Booked = Awaited<ReturnType<typeof booked>>
  /** One ticket for 25.00. */
  async function booked(over: Record<string, unknown> = {}) {
    const event = await anEvent(server, over)
    // Seats of a test event are its organizer's alone.
    const booking = await aBooking(server, event, over['test'] ? { buyer: event.organizer } : {})
    const [ticket] = booking['tickets'] as { id: string }[]
    return { event, id: String(booking.id), buyer: booking.buyer, ticketId: ticket!.id }
  }
  const refund = ({ id }: Pick<Booked, 'id'>, token: string, body: object, key?: string): Promise<Answer> =>
    server.call('POST', `/admin/bookings/${id}/refunds`, {
      token,
      body: { reason: 'by hand', ...body },
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    })
  const paths: Readonly<Record<string, (of: Booked, token: string) => Promise<Answer>>> = {
    'the booking': ({ id }, token) => server.call('DELETE', `/bookings/${id}`, { token }),
    'a ticket': ({ id, ticketId }, token) =>
      server.call('POST', `/bookings/${id}/cancel-tickets`, { token, body: { ticketIds: [ticketId] } }),
    'money': (of, token) => refund(of, token, { amountMinor: 1 }),
    'money with the seat': (of, token) => refund(of, token, { amountMinor: 1, returnSeats: true }),
    'the refunds': ({ id }, token) => server.call('GET', `/admin/bookings/${id}/refunds`, { token }),
    'one more try': ({ id }, token) => server.call('POST', `/admin/bookings/${id}/retry-refund`, { token }),
  }
  const paid = async ({ id }: Pick<Booked, 'id'>) =>
    server.databases.bookings.knex('payments').where({ booking_id: id }).first('status', 'refunded_minor')
  const untouched = { status: 'captured', refunded_minor: 0 }

  for (const [what, ask] of Object.entries(paths))
    for (const [of, over] of [
      ['an event', {}],
      ['a test event', { test: true }],
    ] as const)
      it(`by an organizer whose event it is not: ${what} of ${of}`, async () => {
        const booking = await booked({ ...over })
        const stranger = await anAccount(server, { role: 'organizer' })
        expectProblem(await ask(booking, stranger.token), 'booking_not_found')
        expect(await paid(booking)).to.deep.equal(untouched)
      })

  for (const what of ['money', 'money with the seat', 'the refunds', 'one more try'])
    it(`by its buyer, who may not: ${what}`, async () => {
      const booking = await booked()
      const { status } = await paths[what]!(booking, booking.buyer.token)
      expect(status).to.equal(403)
      expect(await paid(booking)).to.deep.equal(untouched)
    })

  it('with the ticket of another booking does nothing to either', async () => {
    const [one, other] = [await booked(), await booked()]
    const body = { ticketIds: [one.ticketId, other.ticketId] }
    const cancelled = await server.call('POST', `/bookings/${one.id}/cancel-tickets`, { token: one.buyer.token, body })
    expectProblem(cancelled, 'ticket_not_found')
    const ticketIds = [other.ticketId]
    for (const returnSeats of [false, true])
      expectProblem(
        await refund(one, one.event.organizer.token, { amountMinor: 1, ticketIds, returnSeats }),
        'ticket_not_found',
      )
    for (const of of [one, other]) expect(await paid(of)).to.deep.equal(untouched)
  })

  const amounts: readonly [amountMinor: unknown, code: 'validation_failed' | 'refund_exceeds_payment'][] = [
    [0, 'validation_failed'],
    [-1, 'validation_failed'],
    [0.5, 'validation_failed'],
    ['5', 'validation_failed'],
    [null, 'validation_failed'],
    [[5], 'validation_failed'],
    [9_007_199_254_740_992, 'validation_failed'],
    [2_501, 'refund_exceeds_payment'],
    [9_007_199_254_740_991, 'refund_exceeds_payment'],
  ]
  for (const [amountMinor, code] of amounts)
    it(`over ${JSON.stringify(amountMinor)} of 2500 is ${code}`, async () => {
      const booking = await booked()
      expectProblem(await refund(booking, booking.event.organizer.token, { amountMinor }), code)
      expect(await paid(booking)).to.deep.equal(untouched)
    })

  describe('with a key', () => {
    it('is answered as before, and made once', async () => {
      const booking = await booked()
      const ask = () => refund(booking, booking.event.organizer.token, { amountMinor: 5 }, 'one')
      const [first, second] = [expectStatus(await ask(), 201), expectStatus(await ask(), 201)]
      expect(second.body).to.deep.equal(first.body)
      expect((await paid(booking)).refunded_minor).to.equal(5)
    })

    it('that was used for another amount, another ticket or another booking is refused', async () => {
      const [booking, { organizer }] = await booked().then(of => [of, of.event] as const)
      const other = await aBooking(server, booking.event)
      expectStatus(await refund(booking, organizer.token, { amountMinor: 5 }, 'two'), 201)
      for (const [of, body] of [
        [booking, { amountMinor: 6 }],
        [booking, { amountMinor: 5, ticketIds: [booking.ticketId] }],
        [booking, { amountMinor: 5, returnSeats: true }],
        [{ id: String(other.id) }, { amountMinor: 5 }],
      ] as const)
        expectProblem(await refund(of, organizer.token, body, 'two'), 'idempotency_key_reused')
      expect((await paid(booking)).refunded_minor).to.equal(5)
    })

    it("is the admin's own, and another refund than the organizer's under the same one", async () => {
      const booking = await booked()
      const admin = await theAdmin(server)
      for (const { token } of [booking.event.organizer, admin])
        expectStatus(await refund(booking, token, { amountMinor: 5 }, 'three'), 201)
      expect((await paid(booking)).refunded_minor).to.equal(10)
    })

    it('that was forgotten makes another refund, which is paid too', async () => {
      const booking = await booked()
      const other = await aBooking(server, booking.event)
      const { token } = booking.event.organizer
      for (const id of [booking.id, booking.id, String(other.id)]) {
        expectStatus(await refund({ id }, token, { amountMinor: 5 }, 'four'), 201)
        await server.databases.bookings.knex('idempotency_keys').where({ key: 'four' }).delete()
      }
      const atTheSandbox = await server.databases.bookings
        .knex('payments')
        .join('sandbox_charges', 'sandbox_charges.key', 'payments.provider_key')
        .whereIn('booking_id', [booking.id, String(other.id)])
        .orderBy('payments.id')
        .pluck('sandbox_charges.refunded_minor')
      expect(atTheSandbox).to.deep.equal([10, 5])
    })
  })
})

describe('money that goes back in a currency that Stripe counts in steps', function () {
  this.timeout(60_000)
  let house: StripeServer
  before(async () => {
    house = await startStripeServer()
  })
  after(() => house.close())

  const cancellationPolicy = { untilMinutesBefore: 0, refundPercent: 33 }
  for (const [currency, stepMinor, share, asked] of [
    ['KWD', 10, 1_490, 1_490],
    ['MGA', 100, 1_500, 15],
    ['ISK', 1, 1_485, 148_500],
    ['EUR', 1, 1_485, 1_485],
  ] as const)
    it(`is what ${currency} can be given back in`, async () => {
      const event = await anEvent(house.server, { currency, priceMinor: 4_500, cancellationPolicy })
      const booking = await house.confirm(event)
      const [ticket] = expectStatus(booking.answer, 201).body.tickets as { id: string }[]
      const body = { ticketIds: [ticket!.id] }
      const path = `/bookings/${booking.id}/cancel-tickets`
      const cancelled = expectStatus(await house.call('POST', path, { token: booking.buyer.token, body }), 200).body
      expect(cancelled['refund']).to.include({ status: 'succeeded', amountMinor: share })
      expect([...house.stripe.bank.refunds.values()].at(-1)).to.include({ amount: asked })
      const refund = (amountMinor: number) =>
        house.call('POST', `/admin/bookings/${booking.id}/refunds`, {
          token: event.organizer.token,
          body: { amountMinor, reason: 'by hand' },
        })
      if (stepMinor > 1) {
        const { body: refused } = expectProblem(await refund(stepMinor + 1), 'validation_failed')
        expect(refused['errors']).to.have.nested.property('[0].pointer', '/amountMinor')
      }
      expect(expectStatus(await refund(stepMinor), 201).body).to.include({ status: 'succeeded' })
      // What a person gives back at Stripe is counted in our units.
      const { id: intent } = await house.intentOf(booking)
      house.stripe.bank.createRefund({ payment_intent: intent, amount: String(asked) })
      expect(await house.send(house.stripe.bank.messages.at(-1)!)).to.equal(204)
      await house.becomes(booking, ({ refundedMinor }) => refundedMinor === 2 * share + stepMinor)
    })
})
