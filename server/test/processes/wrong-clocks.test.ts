// Processes whose wall clock is a day wrong: what is stored is compared with the clock of the database that keeps it,
// never with theirs.
import { expect } from 'chai'
import { serviceNames, type ServiceName } from '../../src/contract/services.ts'
import { stripeSettings } from '../bookings/stripe-server.ts'
import { openStripeStandIn, type StripeStandIn } from '../bookings/stripe-stand-in.ts'
import { settingsApart, type Each } from '../support/apart.ts'
import { afterHoldsExpire, aBooking, anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { startGateway, type Gateway } from '../support/gateway.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'
import { withClockShifted } from '../support/shifted-clock.ts'
import { accept, afterOfferEnds, anOffered, look } from '../waitlist/waitlists.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
/** As long as a slow answer may take, and far from a day. */
const nearMs = 60_000

for (const [wrong, shiftMs] of [
  ['a day ahead', 86_400_000],
  ['a day behind', -86_400_000],
] as const) {
  describe(`services whose clocks are ${wrong}`, function () {
    this.timeout(60_000)
    let databases: TestDatabases
    let running: ServerProcess[] = []
    let gateway: Gateway
    let stripe: StripeStandIn
    let server: { call: Call; databases: TestDatabases }
    before(async () => {
      databases = await cloneDatabases()
      stripe = await openStripeStandIn()
      const settings = await settingsApart(databases.urls)
      // The users' own is right: they issue the tokens, by their clock.
      const environmentOf = (service: ServiceName) => ({
        ...settings[service].env,
        ...(service === 'bookings' && stripeSettings(stripe.url)),
        ...(service !== 'users' && withClockShifted(shiftMs)),
      })
      running = await Promise.all(serviceNames.map(service => spawnServer(settings[service], environmentOf(service))))
      gateway = await startGateway(
        'evently',
        Object.fromEntries(serviceNames.map((service, n) => [service, running[n]!.url])) as Each<string>,
      )
      server = { call: callOn(gateway.url), databases }
    })
    after(async () => {
      await gateway?.close()
      await Promise.all(running.map(process => process.stop()))
      await stripe.close()
      await databases.close()
    })

    const soon = { startsAt: inHours(1), endsAt: inHours(2) }
    const isNow = (time: string) => expect(Math.abs(Date.parse(time) - Date.now())).to.be.lessThan(nearMs)
    const begin = (eventId: string) =>
      databases.events
        .knex('events')
        .where({ id: eventId })
        .update({ starts_at: inHours(-1) })

    it('show a held reservation as held, and one past its end as expired', async () => {
      const event = await anEvent(server, soon)
      const { token } = await anAccount(server)
      const reserve = () =>
        server.call('POST', '/bookings/reserve', {
          token,
          body: { eventId: event.id, quantity: 1 },
          headers: { 'idempotency-key': 'mine' },
        })
      const { id, createdAt } = expectStatus(await reserve(), 201).body
      isNow(createdAt)
      const shown = async () =>
        [
          (await server.call('GET', `/bookings/reservations/${id}`, { token })).body.status,
          (await reserve()).body.status,
        ] as string[]
      expect(await shown()).to.deep.equal(['held', 'held'])
      await afterHoldsExpire(server, event.id)
      expect(await shown()).to.deep.equal(['expired', 'expired'])
    })

    it('show an offer as open, and accept it, until its end', async () => {
      const { waiter } = await anOffered(server, soon)
      expect((await look(server, waiter)).status).to.equal('offered')
      expect([await accept(server, waiter), await accept(server, waiter)].map(({ body }) => body.status)).to.deep.equal(
        ['held', 'held'],
      )
      const { waiter: late } = await anOffered(server, soon)
      await afterOfferEnds(server, late)
      expect((await look(server, late)).status).to.equal('expired')
      expectProblem(await accept(server, late), 'no_open_offer')
    })

    it('confirm and cancel at the true time, until the event begins', async () => {
      const event = await anEvent(server, soon)
      const {
        id,
        confirmedAt,
        buyer: { token },
      } = await aBooking(server, event, { token: 'pm_card_visa' })
      isNow(String(confirmedAt))
      const cancelled = expectStatus(await server.call('DELETE', `/bookings/${id}`, { token }), 200).body
      expect(cancelled.status).to.equal('cancelled')
      isNow(cancelled.cancelledAt)
      const other = await aBooking(server, event, { token: 'pm_card_visa' })
      await begin(event.id)
      expectProblem(
        await server.call('DELETE', `/bookings/${other.id}`, { token: other.buyer.token }),
        'booking_not_cancellable',
      )
    })

    it('show and find an event until its end, and not after it', async () => {
      const event = await anEvent(server, { ...soon, title: 'Glockenspiel' })
      const found = async () =>
        expectStatus(await server.call('GET', '/search', { query: { q: 'glockenspiel' } }), 200).body.data
          .length as number
      const status = async () =>
        expectStatus(await server.call('GET', `/events/${event.id}`), 200).body.status as string
      for (let n = 0; n < 5; n++)
        expect(await status(), 'from PostgreSQL and from what the process remembers').to.equal('published')
      expect(await found()).to.equal(1)
      await begin(event.id)
      await databases.events
        .knex('events')
        .where({ id: event.id })
        .update({ ends_at: inHours(-0.5) })
      await databases.search
        .knex('documents')
        .where({ event_id: event.id })
        .update({ ends_at: inHours(-0.5) })
      await eventually(status, seen => seen === 'ended', { withinMs: 5_000 })
      expect(await found()).to.equal(0)
    })

    it('take in what Stripe signs now, and nothing that is signed for another time', async () => {
      const send = (offsetSeconds: number) =>
        stripe.send(
          gateway.url,
          {
            id: `evt_${offsetSeconds}`.replace('-', 'm'),
            type: 'customer.created',
            object: { id: 'cus_1', object: 'customer' },
          },
          { timestamp: Math.floor(Date.now() / 1_000) + offsetSeconds },
        )
      expect(await send(0)).to.equal(204)
      for (const offset of [-330, 330, shiftMs / 1_000]) expect(await send(offset)).to.equal(400)
    })

    it('are all wrong: a new id bears their time', async () => {
      const { body } = await server.call('POST', '/bookings/reserve', {
        token: (await anAccount(server)).token,
        body: { eventId: (await anEvent(server, soon)).id, quantity: 1 },
      })
      const time = [...(body.id as string).slice(4, 14)].reduce(
        (sum, letter) => sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter),
        0,
      )
      expect(Math.abs(time - Date.now() - shiftMs)).to.be.lessThan(nearMs)
    })
  })
}
