import { expect } from 'chai'
import {
  aBooking,
  aReservation,
  afterHoldsExpire,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  afterOfferEnds,
  aFullEvent,
  anOffered,
  auditIsClean,
  availabilityOf,
  aWaiter,
  decline,
  giveBack,
  leave,
  look,
  publicReserve,
  statusesOf,
  type EventWithWaitlist,
  type Waiter,
} from './waitlists.ts'

describe('serving a waitlist', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const sweep = { withinMs: 10_000 }
  const twoTypes = {
    priceMinor: undefined,
    currency: undefined,
    ticketTypes: [
      { name: 'GA', priceMinor: 1_000, currency: 'EUR', capacity: 1 },
      { name: 'VIP', priceMinor: 5_000, currency: 'EUR', capacity: 2 },
    ],
  }
  const reserveType = async (event: EventWithWaitlist, type: number, quantity = 1) => {
    const buyer = await anAccount(server)
    const { body } = expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token: buyer.token,
        body: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[type]!.id, quantity }] },
      }),
      201,
    )
    return { id: body.id as string, buyer }
  }

  /** The ledger of the write in which the entry was offered its seats: every cause in it. */
  const causesWhenServed = async ({ id, eventId }: Waiter) => {
    const { rows } = await server.databases.events.pool.query<{ cause: string }>(
      `select cause from movements
      where event_id = $1 and version = (select served_version from waitlist_entries where id = $2) order by line`,
      [eventId, id],
    )
    return rows.map(({ cause }) => cause)
  }

  describe('offers the seat in the write that frees it', () => {
    it('when a booking is cancelled', async () => {
      const event = await anEvent(server, { capacity: 1 })
      const booking = await aBooking(server, event)
      const waiter = await aWaiter(server, event)
      expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
      expect(await causesWhenServed(waiter)).to.deep.equal(['cancel', 'offer'])
    })

    it('when a reservation is given back', async () => {
      const { waiter } = await anOffered(server)
      expect(await causesWhenServed(waiter)).to.deep.equal(['release', 'offer'])
    })

    it('when a reservation expires', async () => {
      const event = await aFullEvent(server)
      const waiter = await aWaiter(server, event)
      await afterHoldsExpire(server, event.id)
      await eventually(
        () => look(server, waiter),
        ({ status }) => status === 'offered',
        sweep,
      )
      expect(await causesWhenServed(waiter)).to.deep.equal(['expire', 'offer'])
    })

    it('or, when only the clock has made them free, within the next second', async () => {
      const soon = new Date(Date.now() + 86_400_000).toISOString()
      const event = await anEvent(server, {
        ...twoTypes,
        ticketTypes: [twoTypes.ticketTypes[0], { ...twoTypes.ticketTypes[1], salesStartAt: soon }],
      })
      await reserveType(event, 0)
      const waiter = await aWaiter(server, event)
      await server.databases.events
        .knex('ticket_types')
        .where({ id: event.ticketTypes[1]!.id })
        .update({ sales_start_at: new Date() })
      await eventually(
        () => look(server, waiter),
        ({ status }) => status === 'offered',
        sweep,
      )
    })

    it('when an offer is declined', async () => {
      const { event, waiter } = await anOffered(server)
      const next = await aWaiter(server, event)
      await decline(server, waiter)
      expect(await causesWhenServed(next)).to.deep.equal(['offer_declined', 'offer'])
    })

    it('when an offer expires', async () => {
      const { event, waiter } = await anOffered(server)
      const next = await aWaiter(server, event)
      await afterOfferEnds(server, waiter)
      await eventually(
        () => look(server, next),
        ({ status }) => status === 'offered',
        sweep,
      )
      expect(await causesWhenServed(next)).to.deep.equal(['offer_expired', 'offer'])
      expect(await statusesOf(server, [waiter])).to.deep.equal(['expired'])
    })

    it('when somebody leaves who had an offer', async () => {
      const { event, waiter } = await anOffered(server)
      const next = await aWaiter(server, event)
      await leave(server, waiter)
      expect(await causesWhenServed(next)).to.deep.equal(['offer_declined', 'offer'])
    })

    it('when a reservation that came from an offer is given back', async () => {
      const { event, waiter } = await anOffered(server)
      const next = await aWaiter(server, event)
      const { body } = expectStatus(await accept(server, waiter), 201)
      await giveBack(server, { id: body.id, buyer: waiter.buyer })
      expect(await causesWhenServed(next)).to.deep.equal(['release', 'offer'])
      expect(await statusesOf(server, [waiter, next])).to.deep.equal(['converted', 'offered 1'])
    })

    it('when the capacity is raised', async () => {
      const event = await aFullEvent(server)
      const waiters = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
      expectStatus(
        await server.call('PATCH', `/admin/events/${event.id}`, {
          token: event.organizer.token,
          body: { capacity: 3 },
          headers: { 'if-match': event.etag },
        }),
        200,
      )
      expect(await statusesOf(server, waiters)).to.deep.equal(['offered 1', 'offered 1', 'waiting'])
      expect(await causesWhenServed(waiters[0]!)).to.include.members(['capacity_changed', 'offer'])
    })
  })

  it('keeps the order of joining', async () => {
    const event = await aFullEvent(server, { held: [1, 1, 1] })
    const waiters = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
    for (const [n, reservation] of event.held.entries()) {
      await giveBack(server, reservation)
      expect(await statusesOf(server, waiters)).to.deep.equal(
        waiters.map((_, place) => (place <= n ? 'offered 1' : 'waiting')),
      )
    }
  })

  it('lets an entry that does not fit yet block those behind, and pools the seats for it', async () => {
    const event = await aFullEvent(server, { held: [1, 1, 1] })
    const [head, behind] = [await aWaiter(server, event, { quantity: 2 }), await aWaiter(server, event)]
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, [head, behind])).to.deep.equal(['waiting', 'waiting'])
    expect(expectProblem(await publicReserve(server, event), 'sold_out').body.available).to.equal(0)
    await giveBack(server, event.held[1]!)
    expect(await statusesOf(server, [head, behind])).to.deep.equal(['offered 2', 'waiting'])
    await giveBack(server, event.held[2]!)
    expect(await statusesOf(server, [head, behind])).to.deep.equal(['offered 2', 'offered 1'])
  })

  it('gives what has pooled to those behind when the head leaves', async () => {
    const event = await aFullEvent(server, { held: [1, 1] })
    const [head, behind] = [await aWaiter(server, event, { quantity: 2 }), await aWaiter(server, event)]
    await giveBack(server, event.held[0]!)
    await leave(server, head)
    expect(await statusesOf(server, [head, behind])).to.deep.equal(['left', 'offered 1'])
  })

  it('offers fewer to whoever accepts fewer', async () => {
    const event = await aFullEvent(server, { held: [2, 1] })
    const waiter = await aWaiter(server, event, { quantity: 3, acceptFewer: true })
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 2'])
    expect(expectStatus(await accept(server, waiter), 201).body).to.include({ quantity: 2, totalMinor: 5_000 })
  })

  it('passes over whoever does not fit at most skipMax times', async () => {
    const event = await aFullEvent(server, { held: [1, 1, 1, 1], waitlistPolicy: { order: 'skip', skipMax: 2 } })
    const head = await aWaiter(server, event, { quantity: 2 })
    const others = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
    const steps = [
      ['waiting', 'offered 1', 'waiting', 'waiting'],
      ['waiting', 'offered 1', 'offered 1', 'waiting'],
      ['waiting', 'offered 1', 'offered 1', 'waiting'],
      ['offered 2', 'offered 1', 'offered 1', 'waiting'],
    ]
    for (const [n, expected] of steps.entries()) {
      await giveBack(server, event.held[n]!)
      expect(await statusesOf(server, [head, ...others])).to.deep.equal(expected)
    }
  })

  it('gives a seat of one type only to those who wait for it or for any', async () => {
    const event = await anEvent(server, { capacity: 3, ...twoTypes })
    const [ga, vip] = [await reserveType(event, 0), await reserveType(event, 1, 2)]
    const waiters = [
      await aWaiter(server, event, { ticketTypeId: event.ticketTypes[1]!.id }),
      await aWaiter(server, event),
      await aWaiter(server, event),
    ]
    await giveBack(server, ga)
    expect(await statusesOf(server, waiters)).to.deep.equal(['waiting', 'offered 1', 'waiting'])
    await giveBack(server, vip)
    expect(await statusesOf(server, waiters)).to.deep.equal(['offered 1', 'offered 1', 'offered 1'])
  })

  it('lets any type mean several of them at once, each at its own price', async () => {
    const event = await anEvent(server, { capacity: 3, ...twoTypes })
    const [ga, vip] = [await reserveType(event, 0), await reserveType(event, 1, 2)]
    const waiter = await aWaiter(server, event, { quantity: 3 })
    await giveBack(server, ga)
    await giveBack(server, vip)
    const { body } = expectStatus(await accept(server, waiter), 201)
    expect(body).to.include({ quantity: 3, totalMinor: 11_000 })
    expect(
      body.items.map(({ quantity, unitPriceMinor }: { quantity: number; unitPriceMinor: number }) => [
        quantity,
        unitPriceMinor,
      ]),
    ).to.deep.equal([
      [1, 1_000],
      [2, 5_000],
    ])
  })

  it('gives a seat to the public that nobody who waits could use', async () => {
    const event = await anEvent(server, { capacity: 3, ...twoTypes })
    const [ga] = [await reserveType(event, 0), await reserveType(event, 1, 2)]
    const waiter = await aWaiter(server, event, { ticketTypeId: event.ticketTypes[1]!.id })
    await giveBack(server, ga)
    expect(await statusesOf(server, [waiter])).to.deep.equal(['waiting'])
    expectStatus(
      await publicReserve(server, event, { items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity: 1 }] }),
      201,
    )
  })

  it("gives that seat to the public even while another type's seats are pooled", async () => {
    const event = await anEvent(server, { capacity: 3, ...twoTypes })
    const [ga, vip] = [await reserveType(event, 0), await reserveType(event, 1)]
    await reserveType(event, 1)
    const waiter = await aWaiter(server, event, { ticketTypeId: event.ticketTypes[1]!.id, quantity: 2 })
    await giveBack(server, vip)
    await giveBack(server, ga)
    expect(await statusesOf(server, [waiter])).to.deep.equal(['waiting'])
    expectStatus(
      await publicReserve(server, event, { items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity: 1 }] }),
      201,
    )
    expectProblem(
      await publicReserve(server, event, { items: [{ ticketTypeId: event.ticketTypes[1]!.id, quantity: 1 }] }),
      'sold_out',
    )
  })

  it('ends when the last one leaves: the public can buy again', async () => {
    const event = await aFullEvent(server, { held: [1, 1] })
    const waiter = await aWaiter(server, event, { quantity: 2 })
    await giveBack(server, event.held[0]!)
    expectProblem(await publicReserve(server, event), 'sold_out')
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 0, waitlistOpen: true })
    await leave(server, waiter)
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 1, waitlistOpen: false })
    expectStatus(await publicReserve(server, event), 201)
  })

  it('never lets the public have the seat of an open offer', async () => {
    const { event } = await anOffered(server)
    expectProblem(await publicReserve(server, event), 'sold_out')
  })

  it('serves a waitlist longer than one look at it, to its end', async () => {
    const event = await aFullEvent(server, { held: [70] })
    const waiters: Waiter[] = []
    for (let n = 0; n < 60; n++) {
      const { body } = expectStatus(
        await server.call('POST', '/waitlist/join', {
          token: event.organizer.token,
          body: { eventId: event.id, quantity: 1, buyer: { reference: `guest-${n}` } },
        }),
        201,
      )
      waiters.push({ id: body.id, eventId: event.id, buyer: event.organizer })
    }
    await giveBack(server, event.held[0]!)
    await eventually(
      () => availabilityOf(server, event),
      ({ availableSeats }) => availableSeats === 10,
      sweep,
    )
    expect(new Set(await statusesOf(server, waiters))).to.deep.equal(new Set(['offered 1']))
    await aReservation(server, event, { quantity: 10 })
  })
})
