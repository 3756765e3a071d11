import { expect } from 'chai'
import type { Failpoint } from '../../src/recovery-steps.ts'
import { stripeEnvironment } from '../bookings/stripe-server.ts'
import { openStripeStandIn, type StripeStandIn } from '../bookings/stripe-stand-in.ts'
import { anEvent, aReservation, expectStatus } from '../support/builders.ts'
import { cloneDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

/** Where a crash lies between Stripe and us and leaves the most behind, all at a time. */
const points: readonly Failpoint[] = [
  'stripe.create-intent.after',
  'stripe.confirm-intent.before',
  'stripe.confirm-intent.after',
  'saga.capture.after',
  'stripe.refund.after',
]

describe('a server that is paid through Stripe and killed', function () {
  this.timeout(120_000)
  let stripe: StripeStandIn
  const results = new Map<string, ReturnType<typeof struckAt>>()
  before(async () => {
    stripe = await openStripeStandIn()
    for (const point of points) {
      const result = struckAt(stripe, point)
      result.catch(() => {}) // it is looked at in its own test
      results.set(point, result)
    }
  })
  after(async () => {
    await Promise.allSettled(results.values())
    await stripe.close()
  })

  for (const point of points) {
    it(`at ${point} does after its restart what was asked of it, once`, async () => {
      const { key, createKeys } = await results.get(point)!
      const intent = stripe.intentOf(key) // fails when there are two
      expect(intent).to.include({ status: 'succeeded', confirmations: 1 })
      expect(createKeys).to.deep.equal([`${key}_create`])
      const refunds = [...stripe.bank.refunds.values()]
        .filter(refund => refund.intent === intent.id)
        .map(({ amount, status }) => ({ amount, status }))
      expect(refunds).to.deep.equal(
        point.startsWith('stripe.refund') ? [{ amount: intent.amount, status: 'succeeded' }] : [],
      )
    })
  }
})

/** A message is taken in, and the server dies before, between and after what it makes of it. */
describe('a server that is killed while it counts what went back at Stripe', function () {
  this.timeout(120_000)
  for (const point of ['stripe.look.after', 'follow.write.before', 'follow.write.after'] as const)
    it(`at ${point} has counted it once after its restart`, async () => {
      const stripe = await openStripeStandIn()
      const databases = await cloneDatabases()
      const running: ServerProcess[] = []
      const start = async (env: Readonly<Record<string, string>> = {}) => {
        const server = await spawnServer(databases, { ...stripeEnvironment(stripe.url), ...env })
        running.push(server)
        return server
      }
      try {
        const doomed = await start({ EVENTLY_FAILPOINTS: `${point}=kill` })
        const call = callOn(doomed.url)
        const { id: reservationId, buyer } = await aReservation({ call }, await anEvent({ call }))
        const body = { reservationId, payment: { token: 'pm_card_visa' } }
        const { id } = expectStatus(await call('POST', '/bookings/confirm', { token: buyer.token, body }), 201).body
        const [intent] = [...stripe.bank.intents.values()]
        stripe.bank.createRefund({ payment_intent: intent!.id, amount: '700' })
        const message = stripe.bank.messages.find(({ type }) => type === 'refund.created')!
        expect(await stripe.send(doomed.url, message)).to.equal(204)
        await doomed.ended
        const next = await start()
        await databases.bookings
          .knex('stripe_messages')
          .whereNull('handled_at')
          .update({ due_at: new Date(0) })
        const seen = await eventually(
          async () => (await callOn(next.url)('GET', `/bookings/${id}`, { token: buyer.token })).body,
          ({ refundedMinor }) => refundedMinor === 700,
          { withinMs: 30_000 },
        )
        expect(seen.refunds).to.have.length(1)
        await eventually(
          () => databases.bookings.knex('stripe_messages').whereNull('handled_at').select('id'),
          rows => rows.length === 0,
          { withinMs: 30_000 },
        )
        const told = await databases.bookings.knex('messages').where({ type: 'booking.refunded', account_id: buyer.id })
        expect(told.length).to.be.at.most(1)
        expect((await databases.bookings.knex('refunds')).length).to.equal(1)
      } finally {
        await Promise.all(running.map(server => server.kill()))
        await databases.close()
        await stripe.close()
      }
    })
})

/**
 * Buys at a server that dies at this point, and cancels if that is where it lies; resolves when the next server has
 * finished it.
 */
async function struckAt(stripe: StripeStandIn, point: Failpoint) {
  const databases = await cloneDatabases()
  const running = new Set<ServerProcess>()
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const server = await spawnServer(databases, { ...stripeEnvironment(stripe.url), ...env })
    running.add(server)
    return server
  }
  try {
    const doomed = await start({ EVENTLY_FAILPOINTS: `${point}=kill` })
    const call = callOn(doomed.url)
    const {
      id: reservationId,
      buyer: { token },
    } = await aReservation({ call }, await anEvent({ call }))
    const confirm = () =>
      call('POST', '/bookings/confirm', { token, body: { reservationId, payment: { token: 'pm_card_visa' } } })
    const isCancelled = point.startsWith('stripe.refund')
    const fatal = isCancelled
      ? call('DELETE', `/bookings/${expectStatus(await confirm(), 201).body.id}`, { token })
      : confirm()
    expect(
      await fatal.then(
        () => 'answered',
        () => 'cut off',
      ),
    ).to.equal('cut off')
    await doomed.ended
    await start()
    const seen = await eventually(
      () =>
        databases.bookings
          .knex('bookings')
          .join('payments', 'payments.booking_id', 'bookings.id')
          .where({ reservation_id: reservationId })
          .first('bookings.status', 'due_at', 'provider_key as key'),
      row => row?.due_at === null && row.status === (isCancelled ? 'cancelled' : 'confirmed'),
      { withinMs: 30_000 },
    )
    const key = String(seen!.key)
    return {
      key,
      createKeys: [
        ...new Set(
          stripe
            .calls('create')
            .filter(ask => ask.fields['metadata[evently_key]'] === key)
            .map(ask => ask.key),
        ),
      ],
    }
  } finally {
    await Promise.all([...running].map(server => server.kill()))
    await databases.close()
  }
}
