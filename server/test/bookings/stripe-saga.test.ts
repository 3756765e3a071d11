import { expect } from 'chai'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { parseFailpoints } from '../../src/recovery-steps.ts'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'
import type { Trouble } from './stripe-stand-in.ts'

describe('a server that is paid through Stripe', function () {
  this.timeout(30_000)
  let house: StripeServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    house = await startStripeServer()
    event = await anEvent(house.server, { capacity: 1_000 })
  })
  after(() => house.close())
  afterEach(() => armFailpoints([]))

  it('captures a payment and confirms', async () => {
    const confirmed = await house.confirm(event)
    expect(expectStatus(confirmed.answer, 201).body.payment).to.include({ provider: 'stripe', status: 'captured' })
    expect(await house.intentOf(confirmed)).to.include({
      status: 'succeeded',
      amount: 5_000,
      currency: 'eur',
      confirmations: 1,
    })
  })

  it('says why a card is declined, and takes another for the same reservation', async () => {
    const { answer, reservation, buyer } = await house.confirm(event, 'pm_card_chargeDeclinedInsufficientFunds')
    expect(expectProblem(answer, 'payment_declined').body).to.include({ reason: 'insufficient funds', status: 402 })
    const again = await house.call('POST', '/bookings/confirm', {
      token: buyer.token,
      body: { reservationId: reservation.id, payment: { token: 'pm_card_visa' } },
    })
    expectStatus(again, 201)
  })

  // A call that nothing came of is never made again by the same booking: its buyer gets the failure, and tries again.
  const troubles: readonly [
    what: 'create' | 'confirm' | 'capture',
    trouble: Trouble,
    status: 'confirmed' | 'failed',
  ][] = [
    ['create', 'request-lost', 'failed'],
    ['create', 'answer-lost', 'failed'],
    ['create', 'silence', 'failed'],
    ['create', 'fault', 'failed'],
    ['confirm', 'request-lost', 'failed'],
    ['confirm', 'answer-lost', 'confirmed'],
    ['confirm', 'silence', 'failed'],
    ['confirm', 'answer-withheld', 'confirmed'],
    ['confirm', 'fault', 'failed'],
    ['confirm', 'fault-after', 'confirmed'],
    ['capture', 'request-lost', 'confirmed'],
    ['capture', 'answer-lost', 'confirmed'],
    ['capture', 'silence', 'confirmed'],
    ['capture', 'fault', 'confirmed'],
    ['capture', 'fault-after', 'confirmed'],
  ]
  for (const [what, trouble, status] of troubles) {
    it(`ends ${status} when ${trouble} befalls the ${what} call, with the money where it belongs`, async () => {
      house.stripe.plan(what, trouble)
      const booking = await house.confirm(event)
      await house.laterOn(booking.id)
      await house.becomes(booking, seen => seen['status'] === status)
      const intent = what === 'create' && trouble !== 'answer-lost' ? undefined : await house.intentOf(booking)
      expect(intent?.status ?? 'none').to.be.oneOf(
        status === 'confirmed' ? ['succeeded'] : ['none', 'canceled', 'requires_payment_method'],
      )
      expect(intent?.confirmations ?? 0).to.equal(status === 'confirmed' ? 1 : 0)
    })
  }

  it('confirms when the bank answers after everybody has given up waiting, as soon as Stripe says so', async () => {
    house.stripe.plan('confirm', 'done-late')
    const booking = await house.confirm(event)
    expectProblem(booking.answer, 'payment_outcome_unknown')
    house.stripe.doLate()
    const intent = await house.intentOf(booking)
    expect(await house.send(house.messagesOf(intent.id).at(-1)!)).to.equal(204)
    await house.becomes(booking, ({ status }) => status === 'confirmed')
  })

  it('takes no money that comes after the booking has been given up', async () => {
    house.stripe.plan('confirm', 'done-late')
    const booking = await house.confirm(event)
    await house.laterOn(booking.id)
    await house.becomes(booking, ({ status }) => status === 'failed')
    house.stripe.doLate()
    expect(await house.intentOf(booking)).to.include({ status: 'canceled', confirmations: 0 })
  })

  for (const [point, status] of [
    ['stripe.create-intent.after', 'failed'],
    ['stripe.confirm-intent.before', 'failed'],
    ['stripe.confirm-intent.after', 'confirmed'],
  ] as const) {
    it(`ends ${status} when ${point} fails`, async () => {
      const plans = parseFailpoints(`${point}=error@1`)
      if (typeof plans === 'string') throw new Error(plans)
      armFailpoints(plans)
      const booking = await house.confirm(event)
      await house.laterOn(booking.id)
      await house.becomes(booking, seen => seen['status'] === status)
      expect((await house.intentOf(booking)).confirmations).to.equal(status === 'confirmed' ? 1 : 0)
    })
  }

  it('undoes the sale of what expired before it was captured, and logs that as an error with its booking', async () => {
    house.stripe.plan('capture', 'silence')
    const booking = await house.confirm(event)
    expectProblem(booking.answer, 'payment_outcome_unknown')
    house.stripe.bank.expire((await house.intentOf(booking)).id)
    await house.send(house.messagesOf((await house.intentOf(booking)).id).at(-1)!)
    await house.allHandled()
    await house.becomes(booking, ({ status }) => status === 'failed')
    expect(
      house.logged.filter(({ level, booking: id }) => level === 50 && id === booking.id),
    ).to.have.length.greaterThan(0)
  })

  it('keeps a book that agrees with the bookings, and shows when it does not', async () => {
    for (const { name, violations } of await house.audit()) expect(violations, name).to.deep.equal([])
    const [{ key }] = (await house.databases.bookings
      .knex('stripe_payments')
      .where({ status: 'succeeded' })
      .limit(1)
      .select('key')) as [{ key: string }]
    const plant = async (status: string) => {
      await house.databases.bookings.knex('stripe_payments').where({ key }).update({ status })
    }
    await plant('canceled')
    const found = (await house.audit()).find(({ name }) => name === 'journal-matches-payments')!
    expect(found.violations.map(({ detail }) => detail)).to.deep.equal([
      'our payment is captured over 5000, the journal says voided over 5000',
    ])
    await plant('succeeded')
  })

  describe('gives a part back', () => {
    const refunds = async (booking: { id: string }) => {
      const { token } = event.organizer
      return expectStatus(await house.call('GET', `/admin/bookings/${booking.id}/refunds`, { token }), 200).body.data
    }
    const refund = (booking: { id: string }, amountMinor: number, by = event.organizer) => {
      const body = { amountMinor, reason: 'The view was blocked' }
      return house.call('POST', `/admin/bookings/${booking.id}/refunds`, { token: by.token, body })
    }
    const cancelTicket = async ({ id, buyer }: Awaited<ReturnType<StripeServer['confirm']>>) => {
      const { tickets } = await house.look({ id, buyer })
      const body = { ticketIds: [tickets[0].id] }
      return expectStatus(await house.call('POST', `/bookings/${id}/cancel-tickets`, { token: buyer.token, body }), 200)
        .body
    }

    for (const trouble of ['answer-lost', 'fault-after', 'request-lost', 'fault', 'busy'] as const)
      it(`once when ${trouble} befalls the refund of a ticket and money follows`, async () => {
        const booking = await house.confirm(event)
        house.stripe.plan('refund', trouble)
        expect((await cancelTicket(booking)).refund).to.include({ status: 'pending', amountMinor: 2_500 })
        expectStatus(await refund(booking, 700), 201)
        await house.laterOn(booking.id)
        await house.becomes(booking, ({ refunds: all }) =>
          all.every(({ status }: { status: string }) => status === 'succeeded'),
        )
        expect(await house.intentOf(booking)).to.include({ refunded: 3_200 })
        expect(await house.look(booking)).to.include({ status: 'confirmed', refundedMinor: 3_200 })
      })

    it('in steps that Stripe takes, whatever the share, and refuses amounts between them', async () => {
      const policy = { untilMinutesBefore: 0, refundPercent: 33 }
      const inDinars = await anEvent(house.server, {
        currency: 'KWD',
        cancellationPolicy: policy,
        priceMinor: 4_510,
      })
      const booking = await house.confirm(inDinars)
      expect((await cancelTicket(booking)).refund).to.include({ status: 'succeeded', amountMinor: 1_490 })
      expectProblem(await refund(booking, 1_001, inDinars.organizer), 'validation_failed', ['/amountMinor'])
      expectStatus(await refund(booking, 1_010, inDinars.organizer), 201)
      expect(await house.intentOf(booking)).to.include({ refunded: 2_500 })
    })

    it('is owed again once it has come back, and the other part is not', async () => {
      const booking = await house.confirm(event, 'pm_card_refundFail')
      await cancelTicket(booking)
      expectStatus(await refund(booking, 700), 201)
      const { id: intent } = await house.intentOf(booking)
      const [first] = [...house.stripe.bank.refunds.values()].filter(each => each.intent === intent)
      house.stripe.bank.settleRefund(first!.id, 'failed')
      await house.send(house.messagesOf(first!.id).at(-1)!)
      await house.becomes(booking, ({ refunds: all }) => all[0].status === 'failed')
      expect((await refunds(booking)).map(({ status }: { status: string }) => status)).to.deep.equal([
        'failed',
        'succeeded',
      ])
      await house.allHandled()
      await house.laterOn(booking.id)
      await house.becomes(booking, ({ refunds: all }) => all[0].status === 'succeeded')
      expect(await house.intentOf(booking)).to.include({ refunded: 3_200 })
      for (const { name, violations } of await house.audit()) expect(violations, name).to.deep.equal([])
    })
  })
})
