// Sales windows and the waitlist: who may join, how long offers last, when waiting ends, and what everybody sees of it.
import { expect } from 'chai'
import { aReservation, anAccount, expectProblem, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { accept, aFullEvent, auditIsClean, aWaiter, giveBack, look, tryToJoin } from './waitlists.ts'

describe('when seats may be had', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  /** Until the expectations are met; the last time that they are not, says why. */
  const soon = async (expectations: () => Promise<void>) => {
    const failureOf = () =>
      expectations().then(
        () => undefined,
        (error: Error) => error.message,
      )
    await eventually(failureOf, failure => failure === undefined, { withinMs: 10_000 })
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
  const type = (name: string, over: object = {}) => ({ name, priceMinor: 1_000, currency: 'EUR', ...over })
  const withTypes = (...ticketTypes: object[]) => ({ priceMinor: undefined, currency: undefined, ticketTypes })

  /** The clock, moved: for the lanes and for whoever looks, nothing has been written. */
  const moveWindow = async (eventId: string, set: string, ticketTypeId: string | null = null) => {
    await server.databases.events.pool.query(
      `update ticket_types set ${set} where event_id = $1 and coalesce($2, id) = id`,
      [eventId, ticketTypeId],
    )
  }
  const endEvent = async (eventId: string) => {
    await server.databases.events.pool.query(
      `with event as (update events
        set starts_at = clock_timestamp() - interval '1 hour', ends_at = clock_timestamp() where id = $1)
      update inventory set ends_at = clock_timestamp() where event_id = $1`,
      [eventId],
    )
  }
  const availability = async ({ id }: { id: string }) =>
    expectStatus(await server.call('GET', `/events/${id}/availability`), 200)

  /** Two types of which the first is full; the second is not on sale, as the window says. */
  async function anEventWith(window: object) {
    const event = await aFullEvent(server, {
      held: [],
      capacity: 4,
      ...withTypes(type('GA', { capacity: 2 }), type('VIP', { capacity: 2, ...window })),
    })
    const [ga, vip] = event.ticketTypes.map(({ id }) => id) as [string, string]
    return { ...event, ga, vip }
  }
  const fill = async (event: { id: string; ga: string }) => {
    const buyer = await anAccount(server)
    const { body } = expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token: buyer.token,
        body: { eventId: event.id, items: [{ ticketTypeId: event.ga, quantity: 2 }] },
      }),
      201,
    )
    return { id: body.id as string, buyer }
  }

  describe('nobody joins a waitlist', () => {
    it('for a type that is not on sale yet, and is told when it will be', async () => {
      const salesStartAt = inAnHour()
      const event = await anEventWith({ salesStartAt })
      const answer = await tryToJoin(server, event, await anAccount(server), { ticketTypeId: event.vip })
      const { body } = expectProblem(answer, 'sales_closed')
      expect([body.ticketTypeId, body.salesStartAt]).to.deep.equal([event.vip, salesStartAt])
    })

    it('for any type while none is on sale yet, and is told when the first will be', async () => {
      const salesStartAt = inAnHour()
      const later = new Date(Date.now() + 7_200_000).toISOString()
      const event = await aFullEvent(server, {
        held: [],
        capacity: 4,
        ...withTypes(type('GA', { salesStartAt }), type('VIP', { salesStartAt: later })),
      })
      const { body } = expectProblem(await tryToJoin(server, event, await anAccount(server)), 'sales_closed')
      expect(body.salesStartAt).to.equal(salesStartAt)
    })

    it('for what is not sold any more', async () => {
      const event = await anEventWith({})
      await moveWindow(event.id, 'sales_end_at = clock_timestamp()', event.vip)
      const answer = await tryToJoin(server, event, await anAccount(server), { ticketTypeId: event.vip })
      expect(expectProblem(answer, 'sales_closed').body).not.to.have.property('salesStartAt')
    })

    it('but for any type as soon as one is on sale', async () => {
      const event = await anEventWith({ salesStartAt: inAnHour() })
      await fill(event)
      expectStatus(await tryToJoin(server, event, await anAccount(server)), 201)
    })
  })

  it('a reservation of what is not on sale yet is told when it will be', async () => {
    const salesStartAt = inAnHour()
    const event = await anEventWith({ salesStartAt })
    const { token } = await anAccount(server)
    const body = { eventId: event.id, items: [{ ticketTypeId: event.vip, quantity: 1 }] }
    const answer = await server.call('POST', '/bookings/reserve', { token, body })
    expect(expectProblem(answer, 'sales_closed').body.salesStartAt).to.equal(salesStartAt)
  })

  describe('waiting ends', () => {
    it('with the sales of the type, and says why; who takes any type waits on', async () => {
      const event = await anEventWith({})
      await fill(event)
      await fill({ id: event.id, ga: event.vip })
      const [one, any] = [await aWaiter(server, event, { ticketTypeId: event.ga }), await aWaiter(server, event)]
      await moveWindow(event.id, 'sales_end_at = clock_timestamp()', event.ga)
      await soon(async () => {
        expect((await look(server, one)).status).to.equal('expired')
      })
      expect(await look(server, one)).to.include({ status: 'expired', expiredReason: 'sales_ended', position: 0 })
      expect((await look(server, any)).status).to.equal('waiting')
    })

    it('with the sales of all types for who takes any, and their seats go back to nobody in particular', async () => {
      const event = await anEventWith({})
      const held = await fill(event)
      await fill({ id: event.id, ga: event.vip })
      const waiter = await aWaiter(server, event, { quantity: 4 })
      await giveBack(server, held)
      await moveWindow(event.id, 'sales_end_at = clock_timestamp()')
      await soon(async () => {
        expect((await look(server, waiter)).expiredReason).to.equal('sales_ended')
      })
      const { rows } = await server.databases.events.pool.query(
        'select available_seats, pooled_seats, waitlist_open from inventory where event_id = $1',
        [event.id],
      )
      expect(rows).to.deep.equal([{ available_seats: 2, pooled_seats: 0, waitlist_open: false }])
    })

    it('with the event, however many wait', async () => {
      const event = await aFullEvent(server, { held: [1] })
      const waiters = []
      for (let n = 0; n < 3; n++) waiters.push(await aWaiter(server, event))
      await server.databases.events.pool.query(
        `insert into waitlist_entries (event_id, id, seq, user_id, quantity, state, joined_version, created_at,
          changed_at)
        select $1, 'wle_' || lpad('crowd' || n, 26, '0'), 100 + n, 'usr_' || lpad('crowd' || n, 26, '0'), 1, 'waiting',
          4, now(), now()
        from generate_series(1, 120) as n`,
        [event.id],
      )
      await server.databases.events.pool.query('update inventory set waitlist_seq = 220 where event_id = $1', [
        event.id,
      ])
      await endEvent(event.id)
      await soon(async () => {
        const { rows } = await server.databases.events.pool.query(
          `select state, expired_reason, count(*)::integer from waitlist_entries where event_id = $1 group by 1, 2`,
          [event.id],
        )
        expect(rows).to.deep.equal([{ state: 'expired', expired_reason: 'event_ended', count: 123 }])
      })
    })

    it('never while an offer may still be accepted; the offer ends with the sales', async () => {
      const event = await aFullEvent(server, { held: [1] })
      const waiter = await aWaiter(server, event)
      await moveWindow(event.id, `sales_end_at = date_trunc('second', clock_timestamp()) + interval '2 minutes'`)
      await giveBack(server, event.held[0]!)
      const { status, offer } = await look(server, waiter)
      const { rows } = await server.databases.events.pool.query(
        'select sales_end_at from ticket_types where event_id = $1',
        [event.id],
      )
      expect([status, offer.expiresAt]).to.deep.equal(['offered', rows[0].sales_end_at.toISOString()])
    })

    it('with its offer, and says so', async () => {
      const event = await aFullEvent(server, { held: [1] })
      const waiter = await aWaiter(server, event)
      await giveBack(server, event.held[0]!)
      await server.databases.events.pool.query(
        `update holds set expires_at = clock_timestamp() where waitlist_entry_id = $1`,
        [waiter.id],
      )
      await soon(async () => {
        expect((await look(server, waiter)).expiredReason).to.equal('offer_expired')
      })
    })
  })

  it('an offer of what is not sold any more can not be accepted', async () => {
    const event = await aFullEvent(server, { held: [1] })
    const waiter = await aWaiter(server, event)
    await giveBack(server, event.held[0]!)
    await moveWindow(event.id, 'sales_end_at = clock_timestamp()')
    expectProblem(await accept(server, waiter), 'sales_closed')
  })

  describe('what is not on sale counts nothing', () => {
    it('in the availability, which says when sales begin, and opens by the clock alone', async () => {
      const salesStartAt = new Date(Date.now() + 2_500).toISOString()
      const event = await anEventWith({ salesStartAt })
      const before = await availability(event)
      expect(before.body).to.deep.include({
        availableSeats: 2,
        ticketTypes: [
          { id: event.ga, available: 2, sales: 'open' },
          { id: event.vip, available: 0, sales: 'upcoming', salesStartAt },
        ],
      })
      await soon(async () => {
        const after = await availability(event)
        expect(after.body.availableSeats).to.equal(4)
        expect(after.body.ticketTypes[1]).to.deep.equal({ id: event.vip, available: 2, sales: 'open' })
        expect(after.body.version).to.equal(before.body.version)
        expect(after.headers['etag']).not.to.equal(before.headers['etag'])
      })
    })

    it('in the event, in lists and in their filter', async () => {
      const city = `Town ${Date.now()}`
      const venue = { name: 'Hall', city, country: 'DE', timezone: 'Europe/Berlin' }
      const salesStartAt = new Date(Date.now() + 2_500).toISOString()
      const event = await aFullEvent(server, {
        held: [],
        capacity: 4,
        venueId: undefined,
        venue,
        ...withTypes(type('VIP', { salesStartAt })),
      })
      const shown = async () => expectStatus(await server.call('GET', `/events/${event.id}`), 200).body
      const listed = async (available: boolean) =>
        expectStatus(await server.call('GET', `/events?city=${encodeURIComponent(city)}&available=${available}`), 200)
          .body.data.length
      const first = await shown()
      expect([first.availableSeats, first.ticketTypes[0].available, first.ticketTypes[0].sales]).to.deep.equal([
        0,
        0,
        'upcoming',
      ])
      expect([await listed(true), await listed(false)]).to.deep.equal([0, 1])
      await soon(async () => {
        const then = await shown()
        expect([then.availableSeats, then.ticketTypes[0].available, then.ticketTypes[0].sales]).to.deep.equal([
          4,
          4,
          'open',
        ])
        expect([await listed(true), await listed(false)]).to.deep.equal([1, 0])
      })
    })

    it('once the event is over or called off', async () => {
      const [over, cancelled] = [await anEventWith({}), await anEventWith({})]
      await endEvent(over.id)
      expectStatus(
        await server.call('POST', `/admin/events/${cancelled.id}/cancel`, { token: cancelled.organizer.token }),
        200,
      )
      for (const event of [over, cancelled]) {
        await soon(async () => {
          const { body } = await availability(event)
          expect([body.availableSeats, ...body.ticketTypes.map(({ sales }: { sales: string }) => sales)]).to.deep.equal(
            [0, 'ended', 'ended'],
          )
        })
      }
    })
  })

  it('a reservation made before sales end can be confirmed after', async () => {
    const event = await aFullEvent(server, { held: [], capacity: 1 })
    const buyer = await anAccount(server)
    const { id } = await aReservation(server, event, { buyer })
    await moveWindow(event.id, 'sales_end_at = clock_timestamp()')
    const body = { reservationId: id, payment: { token: 'tok_ok' } }
    expectStatus(await server.call('POST', '/bookings/confirm', { token: buyer.token, body }), 201)
  })
})
