// POST /admin/events/{eventId}/cancel: sales end at once, everything else follows, whoever crashes on the way.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer } from '../support/processes.ts'
import { callOn, startTestServer, type Call, type TestServer } from '../support/server.ts'
import {
  aBooking,
  aReservation,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import { cancelling } from './cancelling.ts'
import { aPerson, startEventsServer, type EventsServer } from './events-server.ts'

describe('calling an event off', () => {
  describe('as its organizer sees it', () => {
    let server: EventsServer
    before(async () => {
      server = await startEventsServer()
    })
    after(() => server.close())
    beforeEach(() => {
      server.bookings.cancelBookingsOf = async () => false
    })

    const { cancel, progressOf, reserve, work, later } = cancelling(() => server)

    it('answers with the cancelled event at once, takes it out of the search and ends its sales', async () => {
      const event = await server.anEvent({ publish: true })
      await reserve(event)
      const { body } = expectStatus(await cancel(event), 200)
      expect(body).to.deep.include({ id: event.id, status: 'cancelled', version: 2 })
      expect(server.search.told.removed.at(-1)).to.deep.equal({ eventId: event.id, version: 2 })
      expect(await reserve(event).catch((error: { code: string }) => error.code)).to.equal('sales_closed')
      expect((await progressOf(event)).cancellation)
        .to.include({ status: 'under_way' })
        .and.not.to.have.property('finishedAt')
      expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      await work()
    })

    it('ends holds, offers and the whole line, page by page', async () => {
      const event = await server.anEvent({ publish: true, capacity: 3 })
      const [offered] = [await reserve(event, 1), await reserve(event, 2)]
      const line = await Promise.all(Array.from({ length: 60 }, () => server.aWaiting(event.id)))
      await server.inventory.port.release(offered)
      await cancel(event)
      await server.inventory.cancellations.goOn()
      expect((await progressOf(event)).waiting).to.be.within(30, 40)
      await work()
      expect(new Set(await Promise.all(line.map(entry => entry.state())))).to.deep.equal(new Set(['left']))
      const progress = await progressOf(event)
      expect(progress).to.deep.include({ capacity: 3, availableSeats: 3, heldSeats: 0, pooledSeats: 0, waiting: 0 })
      expect(progress.cancellation).to.include({ status: 'complete' }).and.to.have.property('finishedAt')
      expect((await server.call('GET', `/events/${event.id}`)).body.waitlistOpen).to.equal(false)
      expect(await server.audit(event.id)).to.deep.equal([])
    })

    it('leaves a purchase under way to come through, and is not complete before it has been given back', async () => {
      const event = await server.anEvent({ publish: true })
      const hold = await reserve(event)
      await server.inventory.port.beginConfirm(hold, 'bkg_1')
      await cancel(event)
      await work()
      expect((await progressOf(event)).cancellation).to.include({ status: 'under_way' })
      await server.inventory.port.commit(hold, 'bkg_1')
      await later()
      await work()
      expect((await progressOf(event)).cancellation, 'sold').to.include({ status: 'under_way' })
      server.bookings.cancelBookingsOf = async () => {
        await server.inventory.port.cancel(hold, 'bkg_1')
        return false
      }
      await later()
      await work()
      expect((await progressOf(event)).cancellation).to.include({ status: 'complete' })
      expect(await server.audit(event.id)).to.deep.equal([])
    })

    it('a purchase that is declined after all gives its seats back too', async () => {
      const event = await server.anEvent({ publish: true })
      const hold = await reserve(event)
      await server.inventory.port.beginConfirm(hold, 'bkg_1')
      await cancel(event)
      await work()
      await server.inventory.port.decline(hold, 'bkg_1')
      await later()
      await work()
      expect((await server.inventory.port.hold(hold.id))!.state).to.equal('released')
      expect((await progressOf(event)).cancellation).to.include({ status: 'complete' })
    })

    it("bookings that can't be reached hold nothing else up, and are asked for again", async () => {
      const event = await server.anEvent({ publish: true })
      const hold = await reserve(event)
      server.bookings.cancelBookingsOf = async () => {
        throw new Error('the bookings are away')
      }
      await cancel(event)
      const failed = await server.inventory.cancellations.goOn().then(
        () => undefined,
        (error: Error) => error.message,
      )
      expect(failed).to.equal('the bookings are away')
      expect((await server.inventory.port.hold(hold.id))!.state).to.equal('released')
      expect((await progressOf(event)).cancellation).to.include({ status: 'under_way' })
      server.bookings.cancelBookingsOf = async () => false
      await later()
      await work()
      expect((await progressOf(event)).cancellation).to.include({ status: 'complete' })
    })

    it('may be repeated', async () => {
      const event = await server.anEvent({ publish: true })
      const [first, second] = [await cancel(event), await cancel(event)]
      expect(expectStatus(second, 200).body).to.deep.include({ status: 'cancelled', version: first.body.version })
      await work()
      expectStatus(await cancel(event), 200)
      expect((await progressOf(event)).cancellation).to.include({ status: 'complete' })
    })

    it('refuses drafts, what is over, and strangers', async () => {
      const draft = await server.anEvent()
      expectProblem(await cancel(draft), 'event_not_published')
      const over = await server.anEvent({ publish: true })
      expectProblem(await cancel(over, aPerson()), 'event_not_found')
      await server.passEnd(over.id)
      expectProblem(await cancel(over), 'event_not_editable')
    })

    it('nothing of it can be changed any more', async () => {
      const event = await server.anEvent({ publish: true })
      await cancel(event)
      const type = `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`
      expectProblem(
        await server.call('PATCH', type, {
          as: event.organizer,
          body: { priceMinor: 1 },
          headers: { 'if-match': '*' },
        }),
        'event_not_editable',
      )
      expectProblem(await server.call('DELETE', type, { as: event.organizer }), 'event_not_editable')
      await work()
    })
  })

  describe('as its buyers see it', () => {
    let server: TestServer
    before(async () => {
      server = await startTestServer()
    })
    after(() => server.close())

    it('gives everybody their money back, and the audit is clean', async () => {
      const event = await anEvent(server)
      const buyers = await Promise.all(Array.from({ length: 8 }, () => anAccount(server)))
      const bookings = await Promise.all(buyers.map(buyer => aBooking(server, event, { buyer, quantity: 2 })))
      const reservation = await aReservation(server, event)
      expectStatus(await server.call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token }), 200)
      await complete(server.call, event)
      for (const { id, buyer } of bookings) {
        const { body } = expectStatus(await server.call('GET', `/bookings/${id}`, { token: buyer.token }), 200)
        expect(body).to.deep.include({ status: 'cancelled' })
        expect([body.payment.status, body.refund.status, body.refund.amountMinor]).to.deep.equal([
          'refunded',
          'succeeded',
          5_000,
        ])
        expect(body.tickets.map(({ status }: { status: string }) => status)).to.deep.equal(['cancelled', 'cancelled'])
      }
      expectProblem(
        await server.call('POST', '/bookings/confirm', {
          token: reservation.buyer.token,
          body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
        }),
        'reservation_not_held',
      )
      const { body: stats } = await server.call('GET', `/admin/events/${event.id}/stats`, {
        token: event.organizer.token,
      })
      expect(stats).to.deep.include({ availableSeats: 100, heldSeats: 0, soldSeats: 0, revenueMinor: 0 })
      await expectCleanAudit(server.call, event)
    })

    it('leaves no purchase behind that races with it', async () => {
      const event = await anEvent(server)
      const reservations = await Promise.all(Array.from({ length: 12 }, () => aReservation(server, event)))
      const confirm = ({ id, buyer }: { id: string; buyer: Account }) =>
        server.call('POST', '/bookings/confirm', {
          token: buyer.token,
          body: { reservationId: id, payment: { token: 'tok_ok' } },
        })
      const early = reservations.slice(0, 6).map(confirm)
      const cancelled = server.call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token })
      const answers = await Promise.all([...early, ...reservations.slice(6).map(confirm)])
      expectStatus(await cancelled, 200)
      await complete(server.call, event)
      for (const [n, { status, body }] of answers.entries()) {
        if (status !== 201) {
          expect(body.code).to.equal('reservation_not_held')
          continue
        }
        const { body: booking } = await server.call('GET', `/bookings/${body.id}`, {
          token: reservations[n]!.buyer.token,
        })
        expect([booking.status, booking.refund.status]).to.deep.equal(['cancelled', 'succeeded'])
      }
      await expectCleanAudit(server.call, event)
    })
  })

  describe('in a process that crashes half-way', () => {
    let databases: TestDatabases
    before(async () => {
      databases = await cloneDatabases()
    })
    after(() => databases.close())

    it('is finished by another, and nobody is repaid twice', async () => {
      const bookingsIn = async (status: string) =>
        Number(
          (await databases.bookings.pool.query('select count(*) as n from bookings where status = $1', [status]))
            .rows[0].n,
        )
      const seatsLeft = async () =>
        Number((await databases.events.pool.query('select held_seats + sold_seats as n from inventory')).rows[0].n)
      const doomed = await spawnServer(databases)
      const call = callOn(doomed.url)
      const event = await anEvent({ call }, { capacity: 1_000 })
      const buyer = await anAccount({ call })
      for (let n = 0; n < 12; n++)
        await Promise.all(Array.from({ length: 20 }, () => aBooking({ call }, event, { buyer })))
      expectStatus(await call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token }), 200)
      await eventually(
        () => bookingsIn('cancelled'),
        n => n > 0,
        { withinMs: 5_000 },
      )
      await doomed.kill()
      expect(await bookingsIn('confirmed'), 'left for the other').to.be.greaterThan(0)
      const left = await seatsLeft()

      const other = await startTestServer({ databases })
      try {
        // The leases of the dead run out: the clock, moved.
        await databases.events
          .knex('event_cancellations')
          .update({ lease_until: databases.events.knex.raw('clock_timestamp()') })
        await databases.bookings.knex.raw(
          `update bookings set lease_until = clock_timestamp(), due_at = clock_timestamp() where status = 'cancelling'`,
        )
        const told: { readonly seatsTotal: number; readonly seatsReturned: number }[] = []
        await complete(other.call, event, cancellation => told.push(cancellation))
        expect(new Set(told.map(({ seatsTotal }) => seatsTotal))).to.deep.equal(new Set([240]))
        const returned = told.map(({ seatsReturned }) => seatsReturned)
        expect(returned, 'it only goes forward').to.deep.equal(returned.toSorted((one, more) => one - more))
        expect(returned[0], 'what the first has done counts').to.be.at.least(240 - left)
        expect(returned.at(-1)).to.equal(240)
        await eventually(
          () => bookingsIn('cancelled'),
          n => n === 240,
          { withinMs: 10_000 },
        )
        const {
          rows: [refunds],
        } = await databases.bookings.pool.query(
          `select count(*)::integer as n, count(distinct booking_id)::integer as bookings from refunds
          where status = 'succeeded'`,
        )
        expect(refunds).to.deep.equal({ n: 240, bookings: 240 })
        const {
          rows: [row],
        } = await databases.bookings.pool.query(
          `select count(*)::integer as n from (
            select from outbox where type = 'booking.cancelled' union all
            select from messages where type = 'booking.cancelled' and account_id = data ->> 'userId') as told`,
        )
        expect(row.n).to.equal(240)
        await expectCleanAudit(other.call, event)
      } finally {
        await other.close()
      }
    }).timeout(60_000)
  })
})

const complete = (
  call: Call,
  { id, organizer }: { id: string; organizer: Account },
  told: (cancellation: Cancellation) => void = () => {},
) =>
  eventually(
    async () => {
      const { body } = await call('GET', `/admin/events/${id}/stats`, { token: organizer.token })
      told(body.cancellation)
      return body
    },
    ({ cancellation }) => cancellation?.status === 'complete',
    { withinMs: 20_000 },
  )
type Cancellation = NonNullable<Shape<'EventStats'>['cancellation']>

async function expectCleanAudit(call: Call, { id, organizer }: { id: string; organizer: Account }) {
  const { body } = expectStatus(await call('GET', `/admin/events/${id}/audit`, { token: organizer.token }), 200)
  expect(body.checks.flatMap(({ violations }: { violations: unknown[] }) => violations)).to.deep.equal([])
}
