// A whole server that is paid through a stand-in for Stripe, hurried so that recovery takes two seconds, and what its
// tests ask of it.
import { pino } from 'pino'
import { aReservation, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { openStripeStandIn, testSecretKey, webhookSecret } from './stripe-stand-in.ts'

export type StripeServer = Awaited<ReturnType<typeof startStripeServer>>

export const stripeSettings = (url: string) => ({
  EVENTLY_PAYMENT_PROVIDER: 'stripe',
  STRIPE_SECRET_KEY: testSecretKey,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_API_BASE: url,
})
export const stripeEnvironment = (url: string) => ({ ...stripeSettings(url), EVENTLY_RECOVERY_SECONDS: '2' })

export async function startStripeServer() {
  const stripe = await openStripeStandIn()
  const logged: { readonly level: number; readonly msg: string; readonly booking?: string }[] = []
  const log = pino(
    { level: 'warn' },
    {
      write: line => {
        logged.push(JSON.parse(line) as (typeof logged)[number])
      },
    },
  )
  const server: TestServer = await startTestServer({ env: stripeEnvironment(stripe.url), log })
  const { databases, call } = server

  async function confirm(event: { id: string }, token = 'pm_card_visa', buyer?: Account) {
    const reservation = await aReservation(server, event, { ...(buyer && { buyer }), quantity: 2 })
    const answer = await call('POST', '/bookings/confirm', {
      token: reservation.buyer.token,
      body: { reservationId: reservation.id, payment: { provider: 'stripe', token } },
    })
    const row = await databases.bookings.knex('bookings').where({ reservation_id: reservation.id }).first('id')
    return { answer, reservation, buyer: reservation.buyer, id: String(row?.id) }
  }

  type Confirmed = Awaited<ReturnType<typeof confirm>>
  const look = async ({ id, buyer }: Pick<Confirmed, 'id' | 'buyer'>) =>
    expectStatus(await call('GET', `/bookings/${id}`, { token: buyer.token }), 200).body

  return {
    stripe,
    server,
    logged,
    confirm,
    look,
    databases,
    call,

    /**
     * Lets a minute pass for this booking: what was to be tried later is tried now, and what may take a while has taken
     * it.
     */
    async laterOn(id: string) {
      await databases.bookings.knex.raw(
        `update bookings set created_at = created_at - interval '1 minute', due_at = clock_timestamp()
        where id = ? and due_at is not null`,
        [id],
      )
    },

    /** The booking's PaymentIntent at Stripe. */
    async intentOf({ id }: Pick<Confirmed, 'id'>) {
      const { provider_key: key } = (await databases.bookings
        .knex('payments')
        .where({ booking_id: id })
        .first('provider_key'))! as { provider_key: string }
      return stripe.intentOf(key)
    },

    cancel: async ({ id, buyer }: Pick<Confirmed, 'id' | 'buyer'>) =>
      expectStatus(await call('DELETE', `/bookings/${id}`, { token: buyer.token }), 200).body,
    send: (message: Parameters<typeof stripe.send>[1], options = {}) => stripe.send(server.url, message, options),
    /** Stripe's messages about an object, in the order they would be sent. */
    messagesOf: (id: string) => stripe.bank.messages.filter(({ object }) => (object as { id: string }).id === id),
    becomes: (booking: Pick<Confirmed, 'id' | 'buyer'>, isSo: (seen: Answer['body']) => boolean) =>
      eventually(() => look(booking), isSo, { withinMs: 10_000 }),
    allHandled: () =>
      eventually(
        async () => (await databases.bookings.knex('stripe_messages').whereNull('handled_at')).length,
        left => left === 0,
        { withinMs: 10_000 },
      ),

    async audit() {
      const { token } = await theAdmin(server)
      const { body } = expectStatus(await call('GET', '/admin/audit', { token }), 200)
      return (body.checks as { name: string; checked: number; violations: { detail: string }[] }[]).filter(({ name }) =>
        /holds|payments|journal/.test(name),
      )
    },

    async close() {
      await server.close()
      await stripe.close()
    },
  }
}
