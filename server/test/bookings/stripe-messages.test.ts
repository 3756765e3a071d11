import { expect } from 'chai'
import { createStripeStore } from '../../src/domains/bookings/payments/stripe/store.ts'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { toldOf } from '../support/messages.ts'
import { startTestServer } from '../support/server.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'

describe('messages from Stripe', function () {
  this.timeout(30_000)
  let house: StripeServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    house = await startStripeServer()
    event = await anEvent(house.server, { capacity: 1_000 })
  })
  after(() => house.close())

  const taken = async () =>
    (await house.databases.bookings.knex('stripe_messages').count('* as n'))[0]!['n'] as unknown as number

  async function cancelled(token: string) {
    const booking = await house.confirm(event, token)
    expectStatus(booking.answer, 201)
    const seen = await house.cancel(booking)
    const refund = [...house.stripe.bank.refunds.values()].at(-1)!
    return { booking, seen, refund }
  }

  const messagesOf = (bookingId: string) => toldOf(house.databases.bookings, bookingId)

  it('say that a refund has arrived', async () => {
    const { booking, seen, refund } = await cancelled('pm_card_pendingRefund')
    expect(seen).to.include({ status: 'cancelled' })
    expect(seen.refund).to.include({ status: 'pending' })
    house.stripe.bank.settleRefund(refund.id, 'succeeded')
    expect(await house.send(house.messagesOf(refund.id).at(-1)!)).to.equal(204)
    const after = await house.becomes(booking, ({ refund: { status } }) => status === 'succeeded')
    expect(after['payment']).to.include({ status: 'refunded' })
    expect(await messagesOf(booking.id)).to.deep.equal(['booking.confirmed', 'booking.cancelled', 'booking.refunded'])
  })

  it('say that a refund has failed on its way: it is visible, and tried again later as a new one', async () => {
    const { booking, refund } = await cancelled('pm_card_pendingRefund')
    house.stripe.bank.settleRefund(refund.id, 'failed')
    await house.send(house.messagesOf(refund.id).at(-1)!)
    await house.becomes(booking, ({ refund: { status } }) => status === 'failed')
    await house.laterOn(booking.id)
    await house.becomes(booking, ({ refund: { status } }) => status === 'pending')
    const second = [...house.stripe.bank.refunds.values()].at(-1)!
    expect(second.id).not.to.equal(refund.id)
    house.stripe.bank.settleRefund(second.id, 'succeeded')
    await house.send(house.messagesOf(second.id).at(-1)!)
    await house.becomes(booking, ({ refund: { status } }) => status === 'succeeded')
  })

  it('say that a refund has come back after it had arrived: the money is owed again and paid again', async () => {
    const { booking, seen, refund } = await cancelled('pm_card_refundFail')
    expect(seen.refund).to.include({ status: 'succeeded' })
    house.stripe.bank.settleRefund(refund.id, 'failed')
    await house.send(house.messagesOf(refund.id).at(-1)!)
    const failed = await house.becomes(booking, ({ refund: { status } }) => status === 'failed')
    expect(failed['payment']).to.include({ status: 'captured' })
    await house.allHandled()
    await house.laterOn(booking.id)
    await house.becomes(booking, ({ refund: { status } }) => status === 'succeeded')
    expect(
      [...house.stripe.bank.refunds.values()]
        .filter(({ intent }) => intent === refund.intent)
        .map(({ status }) => status),
    ).to.deep.equal(['failed', 'succeeded'])
  })

  it('of a failure that is known hurry nothing: two of them are one try', async () => {
    const { booking, refund } = await cancelled('pm_card_pendingRefund')
    house.stripe.bank.settleRefund(refund.id, 'failed')
    const [message] = house.messagesOf(refund.id).slice(-1)
    await house.send(message!)
    await house.becomes(booking, ({ refund: { status } }) => status === 'failed')
    await house.send({ ...message!, id: `${message!.id}_other`, type: 'refund.updated' })
    await house.allHandled()
    expect([...house.stripe.bank.refunds.values()].filter(({ intent }) => intent === refund.intent)).to.have.length(1)
    expect((await house.look(booking)).refund.status).to.equal('failed')
  })

  it('may come twice and in any order: each is taken in once, and what Stripe says when asked counts', async () => {
    const { booking, refund } = await cancelled('pm_card_visa')
    const { id } = await house.intentOf(booking)
    const messages = [...house.messagesOf(id), ...house.messagesOf(refund.id)]
    expect(messages.map(({ type }) => type)).to.deep.equal([
      'payment_intent.created',
      'payment_intent.amount_capturable_updated',
      'payment_intent.succeeded',
      'refund.created',
    ])
    const [before, tellings] = [await taken(), await messagesOf(booking.id)]
    const statuses = await Promise.all([...messages.toReversed(), ...messages].map(message => house.send(message)))
    expect(statuses).to.deep.equal(Array.from({ length: 8 }, () => 204))
    await house.allHandled()
    expect(Number(await taken()) - Number(before)).to.equal(4)
    expect(await house.look(booking)).to.deep.include({
      status: 'cancelled',
      refund: { id: (await house.look(booking)).refund.id, status: 'succeeded', amountMinor: 5_000 },
    })
    expect(await messagesOf(booking.id)).to.deep.equal(tellings)
  })

  it('that lie are not believed: a payment that Stripe calls declined stays so', async () => {
    const booking = await house.confirm(event, 'pm_card_chargeDeclined')
    const intent = await house.intentOf(booking)
    await house.send({
      id: 'evt_of_a_liar',
      type: 'payment_intent.succeeded',
      object: { id: intent.id, object: 'payment_intent', status: 'succeeded', metadata: intent.metadata },
    })
    await house.allHandled()
    expect((await house.look(booking)).status).to.equal('failed')
  })

  it('that can not be handled now are handled later', async () => {
    const { booking, refund } = await cancelled('pm_card_pendingRefund')
    await house.databases.bookings.knex('bookings').where({ id: booking.id }).update({ due_at: '2100-01-01' })
    house.stripe.bank.settleRefund(refund.id, 'succeeded')
    house.stripe.plan('read', 'request-lost')
    await house.send(house.messagesOf(refund.id).at(-1)!)
    await house.databases.bookings
      .knex('stripe_messages')
      .whereNull('handled_at')
      .update({ due_at: new Date(0) })
    await house.allHandled()
    await house.becomes(booking, ({ refund: { status } }) => status === 'succeeded')
  })

  it('about what is none of ours, or what Stripe does not know any more, are taken in and left alone', async () => {
    const foreign = house.stripe.bank.createIntent({ amount: '100', currency: 'eur', capture_method: 'manual' }) as {
      id: string
    }
    for (const object of [foreign, { id: 'pi_gone', object: 'payment_intent' }, { id: 'cus_1', object: 'customer' }]) {
      expect(await house.send({ id: `evt_of_${object.id}`, type: 'whatever', object })).to.equal(204)
    }
    await house.allHandled()
  })

  it('are forgotten thirty days after they were handled', async () => {
    const { bookings } = house.databases
    await bookings.knex('stripe_messages').insert(
      [29, 31].map(days => ({
        id: `evt_${days}`,
        type: 't',
        object_type: 'customer',
        object_id: 'cus',
        due_at: null,
        handled_at: bookings.knex.raw(`clock_timestamp() - interval '${days} days'`),
      })),
    )
    expect(await createStripeStore(bookings.pool).forgetHandled({ days: 30, limit: 10 })).to.equal(false)
    expect(await bookings.knex('stripe_messages').whereIn('id', ['evt_29', 'evt_31']).pluck('id')).to.deep.equal([
      'evt_29',
    ])
  })

  describe('that Stripe has not signed', () => {
    const body = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_1', object: 'payment_intent' } },
    })
    const post = (headers: Record<string, string>, text = body) =>
      house.call('POST', '/webhooks/stripe', { body: text, headers })

    it('are refused, whatever is wrong with the signature', async () => {
      const before = await taken()
      for (const headers of [
        {},
        { 'stripe-signature': '' },
        { 'stripe-signature': 'nonsense' },
        { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}` },
      ]) {
        expect(expectProblem(await post(headers as Record<string, string>), 'signature_invalid').status).to.equal(400)
      }
      const message = {
        id: 'evt_other',
        type: 'payment_intent.succeeded',
        object: { id: 'pi_1', object: 'payment_intent' },
      }
      expect(await house.send(message, { secret: 'whsec_of_somebody_else' })).to.equal(400)
      expect(await house.send(message, { timestamp: Math.floor(Date.now() / 1_000) - 301 })).to.equal(400)
      expect(await taken()).to.equal(before)
    })

    it("are refused all the same where payments don't go through Stripe", async () => {
      const sandbox = await startTestServer()
      try {
        expectProblem(
          await sandbox.call('POST', '/webhooks/stripe', { body, headers: { 'stripe-signature': 'x' } }),
          'signature_invalid',
        )
      } finally {
        await sandbox.close()
      }
    })
  })
})
