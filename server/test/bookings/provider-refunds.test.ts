// Money that goes back at Stripe without our asking: what a person gives back in its dashboard, and disputes. Whatever
// of it Stripe's messages tell, in whichever order and how often, what Stripe has is counted once.
import { expect } from 'chai'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { parseFailpoints } from '../../src/recovery-steps.ts'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { toldOf } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'
import type { BankMessage } from './stripe-bank.ts'

type Confirmed = Awaited<ReturnType<StripeServer['confirm']>>
type Bank = StripeServer['stripe']['bank']

describe('money that goes back at Stripe', function () {
  this.timeout(60_000)
  let house: StripeServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    house = await startStripeServer()
    event = await anEvent(house.server, { capacity: 1_000 })
  })
  after(() => house.close())
  afterEach(() => armFailpoints([]))

  /** Two tickets for 50.00, of which so much has gone back by our hand. */
  async function bought({ token = 'pm_card_visa', repaidMinor = 0 } = {}) {
    const booking = await house.confirm(event, token)
    expectStatus(booking.answer, 201)
    if (repaidMinor > 0) expectStatus(await refund(booking, repaidMinor), 201)
    return booking
  }
  const refund = ({ id }: Confirmed, amountMinor: number) =>
    house.call('POST', `/admin/bookings/${id}/refunds`, {
      token: event.organizer.token,
      body: { amountMinor, reason: 'by hand' },
    })
  const refundsOf = async ({ id }: Pick<Confirmed, 'id'>) =>
    expectStatus(await house.call('GET', `/admin/bookings/${id}/refunds`, { token: event.organizer.token }), 200).body
      .data as { origin: string; status: string; amountMinor: number; providerReference?: string }[]
  /** What Stripe has of a booking that is none of ours: the intent's id and a refund made by hand. */
  const intentOf = async (booking: Confirmed) => (await house.intentOf(booking)).id
  /** What Stripe would send since so many messages. */
  const since = (count: number) => house.stripe.bank.messages.slice(count)
  async function sendAll(messages: readonly BankMessage[]) {
    for (const message of messages) expect(await house.send(message)).to.equal(204)
    await settled()
  }
  /** All messages are handled, also those that are to be tried again. */
  const settled = () =>
    eventually(
      () =>
        house.databases.bookings
          .knex('stripe_messages')
          .whereNull('handled_at')
          .update({ due_at: new Date(0) }),
      left => left === 0,
      { withinMs: 20_000 },
    )
  const summaryOf = async (booking: Confirmed) => {
    const seen = await house.look(booking)
    return {
      counted: (await refundsOf(booking))
        .filter(({ status }) => status !== 'cancelled')
        .map(({ amountMinor, status, origin }) => `${amountMinor} ${status} ${origin}`)
        .sort(),
      refundedMinor: (seen['refundedMinor'] as number | undefined) ?? 0,
      payment: (seen['payment'] as { status: string }).status,
      disputes: ((seen['disputes'] as { status: string; amountMinor: number }[] | undefined) ?? []).map(
        ({ status, amountMinor }) => `${amountMinor} ${status}`,
      ),
      status: seen['status'] as string,
      valid: (seen['tickets'] as { status: string }[]).filter(({ status }) => status === 'valid').length,
    }
  }

  /** What happens at Stripe; what is counted of it where nothing, or 10.00 of 50.00, had gone back before. */
  const happenings: readonly [
    what: string,
    happens: (bank: Bank, intent: string) => void,
    counted: readonly string[],
    afterOurs: readonly string[],
    disputes: readonly string[],
    told: readonly string[],
  ][] = [
    [
      'a part is given back',
      (bank, intent) => bank.createRefund({ payment_intent: intent, amount: '2000' }),
      ['2000 succeeded provider'],
      ['2000 succeeded provider'],
      [],
      ['booking.refunded'],
    ],
    [
      'two parts are given back',
      (bank, intent) => {
        bank.createRefund({ payment_intent: intent, amount: '2000' })
        bank.createRefund({ payment_intent: intent, amount: '1500' })
      },
      ['1500 succeeded provider', '2000 succeeded provider'],
      ['1500 succeeded provider', '2000 succeeded provider'],
      [],
      ['booking.refunded', 'booking.refunded'],
    ],
    [
      'a part is given back and comes back',
      (bank, intent) => {
        const { id } = bank.createRefund({ payment_intent: intent, amount: '2000' }) as { id: string }
        bank.settleRefund(id, 'failed')
      },
      [],
      [],
      [],
      [],
    ],
    [
      'it is given back with a key that somebody has made up',
      (bank, intent) =>
        bank.createRefund({
          'payment_intent': intent,
          'amount': '700',
          'metadata[evently_key]': 'ref_01jz3t5m8qf0vab9x2k4c7d6eh',
        }),
      ['700 succeeded provider'],
      ['700 succeeded provider'],
      [],
      ['booking.refunded'],
    ],
    ['it is disputed', (bank, intent) => bank.openDispute(intent), [], [], ['5000 open'], ['booking.disputed']],
    [
      'it is disputed, and that is won',
      (bank, intent) => bank.closeDispute(bank.openDispute(intent), 'won'),
      [],
      [],
      ['5000 won'],
      ['booking.disputed'],
    ],
    [
      'an inquiry comes to nothing',
      (bank, intent) => bank.closeDispute(bank.openDispute(intent), 'warning_closed'),
      [],
      [],
      ['5000 won'],
      ['booking.disputed'],
    ],
    [
      'it is disputed, and that is lost',
      (bank, intent) => bank.closeDispute(bank.openDispute(intent), 'lost'),
      ['5000 succeeded dispute'],
      ['4000 succeeded dispute'],
      ['5000 lost'],
      ['booking.disputed', 'booking.refunded'],
    ],
    [
      'a part is given back, then a dispute over all of it is lost',
      (bank, intent) => {
        bank.createRefund({ payment_intent: intent, amount: '2000' })
        bank.closeDispute(bank.openDispute(intent), 'lost')
      },
      ['2000 succeeded provider', '3000 succeeded dispute'],
      ['2000 succeeded dispute', '2000 succeeded provider'],
      ['5000 lost'],
      ['booking.disputed', 'booking.refunded', 'booking.refunded'],
    ],
  ]
  const deliveries: readonly [string, (messages: readonly BankMessage[]) => readonly BankMessage[]][] = [
    ['in order', messages => messages],
    ['backwards, each twice', messages => [...messages, ...messages].reverse()],
    ['the last one alone', messages => messages.slice(-1)],
  ]
  for (const [what, happens, counted, afterOurs, disputes, told] of happenings)
    for (const repaidMinor of [0, 1_000])
      for (const [how, deliver] of deliveries)
        it(`is counted once where ${what}, ${repaidMinor} had gone back before, and it is told ${how}`, async () => {
          const booking = await bought({ repaidMinor })
          await settled()
          const [before, tellings] = [
            house.stripe.bank.messages.length,
            await toldOf(house.databases.bookings, booking.id),
          ]
          happens(house.stripe.bank, await intentOf(booking))
          await sendAll(deliver(since(before)))
          const expected = repaidMinor > 0 ? [...afterOurs, `${repaidMinor} succeeded organizer`].sort() : counted
          const refundedMinor = expected.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)
          expect(await summaryOf(booking)).to.deep.equal({
            counted: expected,
            refundedMinor,
            payment: refundedMinor === 5_000 ? 'refunded' : 'captured',
            disputes,
            status: 'confirmed',
            valid: 2,
          })
          const now = await toldOf(house.databases.bookings, booking.id)
          expect(now.slice(tellings.length).sort()).to.deep.equal([...told].sort())
        })

  it('says step by step how a dispute stands, and a lost one is a refund', async () => {
    const booking = await bought()
    const dispute = house.stripe.bank.openDispute(await intentOf(booking))
    await sendAll(since(-1))
    expect((await summaryOf(booking)).disputes).to.deep.equal(['5000 open'])
    house.stripe.bank.closeDispute(dispute, 'lost')
    await sendAll(since(-1))
    const told = await toldOf(house.databases.bookings, booking.id)
    expect(told).to.deep.equal(['booking.confirmed', 'booking.disputed', 'booking.disputed', 'booking.refunded'])
    const [made] = await refundsOf(booking)
    expect(made).to.include({ origin: 'dispute', amountMinor: 5_000, providerReference: dispute })
    // Rarely a bank thinks better of it.
    house.stripe.bank.closeDispute(dispute, 'won')
    await sendAll(since(-1))
    expect(await summaryOf(booking)).to.deep.include({ counted: [], payment: 'captured', disputes: ['5000 won'] })
  })

  it('leaves no more to give back than there is', async () => {
    const booking = await bought()
    house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: '2000' })
    await sendAll(since(-1))
    const { body } = expectProblem(await refund(booking, 3_001), 'refund_exceeds_payment')
    expect(body).to.include({ refundableMinor: 3_000 })
    expectStatus(await refund(booking, 3_000), 201)
    expect(await summaryOf(booking)).to.deep.include({ refundedMinor: 5_000, payment: 'refunded' })
  })

  it('is taken off what a cancellation gives back', async () => {
    const booking = await bought()
    house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: '2000' })
    await sendAll(since(-1))
    await house.cancel(booking)
    expect(await summaryOf(booking)).to.deep.include({
      counted: ['2000 succeeded provider', '3000 succeeded cancellation'],
      status: 'cancelled',
      payment: 'refunded',
    })
  })

  it('is found when Stripe refuses a refund of ours, though no message has told of it', async () => {
    const booking = await bought()
    house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: '5000' })
    expect((await house.cancel(booking)).refund).to.include({ status: 'failed' })
    await settled()
    expect(await summaryOf(booking)).to.deep.include({
      counted: ['5000 succeeded provider'],
      refundedMinor: 5_000,
      status: 'cancelled',
      payment: 'refunded',
    })
  })

  const newest = () => [...house.stripe.bank.refunds.values()].at(-1)!
  /** The card's bank does so with the newest refund, and Stripe says so. */
  async function settles(status: 'succeeded' | 'failed', { id } = newest()) {
    const before = house.stripe.bank.messages.length
    house.stripe.bank.settleRefund(id, status)
    await sendAll(since(before))
  }
  async function byHand(booking: Confirmed, amountMinor: number) {
    const before = house.stripe.bank.messages.length
    house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: String(amountMinor) })
    await sendAll(since(before))
    return newest()
  }

  it('takes the place of a refund of ours that Stripe has refused; ours is owed again when it comes back', async () => {
    const booking = await bought({ token: 'pm_card_pendingRefund' })
    await house.cancel(booking)
    await settles('failed')
    const made = await byHand(booking, 5_000)
    expect((await summaryOf(booking)).counted).to.deep.equal(['5000 pending provider'])
    await settles('failed', made)
    expect((await summaryOf(booking)).counted).to.deep.equal(['5000 pending cancellation'])
    await settles('succeeded')
    expect(await summaryOf(booking)).to.deep.include({ counted: ['5000 succeeded cancellation'], payment: 'refunded' })
  })

  it('takes the place of a part of a refund of ours that Stripe has refused; the rest of ours goes on', async () => {
    const booking = await bought({ token: 'pm_card_pendingRefund', repaidMinor: 4_000 })
    await settles('failed')
    const made = await byHand(booking, 3_000)
    await settles('succeeded')
    expect((await summaryOf(booking)).counted).to.deep.equal(['1000 succeeded organizer', '3000 pending provider'])
    await settles('succeeded', made)
    const { body } = expectProblem(await refund(booking, 1_001), 'refund_exceeds_payment')
    expect(body).to.include({ refundableMinor: 1_000 })
  })

  it('is on its way until it is there, and is listed as such', async () => {
    const booking = await bought({ token: 'pm_card_pendingRefund' })
    const { id } = house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: '900' }) as {
      id: string
    }
    await sendAll(since(-2))
    expect((await summaryOf(booking)).counted).to.deep.equal(['900 pending provider'])
    const listed = async (status: string) =>
      (
        expectStatus(
          await house.call('GET', `/admin/events/${event.id}/bookings`, {
            token: event.organizer.token,
            query: { refund: status, limit: 100 },
          }),
          200,
        ).body.data as { id: string }[]
      ).some(each => each.id === booking.id)
    expect([await listed('pending'), await listed('succeeded')]).to.deep.equal([true, false])
    house.stripe.bank.settleRefund(id, 'succeeded')
    await sendAll(since(-1))
    expect((await summaryOf(booking)).counted).to.deep.equal(['900 succeeded provider'])
    expect([await listed('pending'), await listed('succeeded')]).to.deep.equal([false, true])
  })

  for (const point of ['stripe.look.before', 'stripe.look.after', 'follow.write.before', 'follow.write.after'])
    it(`is counted once after a failure at ${point}`, async () => {
      const booking = await bought()
      const before = house.stripe.bank.messages.length
      house.stripe.bank.createRefund({ payment_intent: await intentOf(booking), amount: '2000' })
      const plans = parseFailpoints(`${point}=error@1`)
      if (typeof plans === 'string') throw new Error(plans)
      armFailpoints(plans)
      await sendAll(since(before))
      expect((await summaryOf(booking)).counted).to.deep.equal(['2000 succeeded provider'])
      const told = await toldOf(house.databases.bookings, booking.id)
      expect(told).to.deep.equal(['booking.confirmed', 'booking.refunded'])
    })

  it('leaves books behind that agree', async () => {
    await settled()
    for (const { name, violations } of await house.audit()) expect(violations, name).to.deep.equal([])
  })
})
