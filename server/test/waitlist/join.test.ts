import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectProblem, expectStatus, inDays } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  acceptedSeats,
  aFullEvent,
  auditIsClean,
  availabilityOf,
  aWaiter,
  giveBack,
  leave,
  look,
  statusesOf,
  tryToJoin,
} from './waitlists.ts'

describe('joining a waitlist', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('gives the place behind everybody who waits, and opens the waitlist', async () => {
    const event = await aFullEvent(server)
    await aWaiter(server, event)
    const buyer = await anAccount(server)
    const { body } = expectStatus(
      await tryToJoin(server, event, buyer, { ticketTypeId: event.ticketTypes[0]!.id, acceptFewer: true }),
      201,
    )
    expect(body).to.include({
      eventId: event.id,
      userId: buyer.id,
      ticketTypeId: event.ticketTypes[0]!.id,
      quantity: 1,
      acceptFewer: true,
      status: 'waiting',
      position: 2,
    })
    expect(body).not.to.have.any.keys('offer', 'reservationId', 'buyer')
    expect(await availabilityOf(server, event)).to.include({ waitlistOpen: true, availableSeats: 0 })
  })

  it('is answered a second time as the first, even after the offer has come', async () => {
    const event = await aFullEvent(server)
    const [ahead, buyer] = [await aWaiter(server, event), await anAccount(server)]
    const first = expectStatus(await tryToJoin(server, event, buyer, { key: 'my place' }), 201)
    await leave(server, ahead)
    await giveBack(server, event.held[0]!)
    const again = expectStatus(await tryToJoin(server, event, buyer, { key: 'my place' }), 201)
    expect(again.body).to.deep.equal(first.body)
    expect(again.body).to.include({ status: 'waiting', position: 2 })
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).to.deep.equal([undefined, 'true'])
    expect((await look(server, { id: first.body.id, eventId: event.id, buyer })).status).to.equal('offered')
    expectProblem(await tryToJoin(server, event, buyer, { key: 'my place', quantity: 2 }), 'idempotency_key_reused')
  })

  it('is refused with idempotency_key_reused under the key of a reservation', async () => {
    const event = await anEvent(server, { capacity: 1 })
    const { token, ...buyer } = await anAccount(server)
    expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token,
        body: { eventId: event.id, quantity: 1 },
        headers: { 'idempotency-key': 'one for all' },
      }),
      201,
    )
    expectProblem(await tryToJoin(server, event, { token, ...buyer }, { key: 'one for all' }), 'idempotency_key_reused')
  })

  it('is refused with seats_available when what is wanted can be reserved', async () => {
    const event = await anEvent(server, { capacity: 2 })
    expect(
      expectProblem(await tryToJoin(server, event, await anAccount(server), { quantity: 2 }), 'seats_available').body
        .available,
    ).to.equal(2)
  })

  it('is possible for more than what is left', async () => {
    const event = await anEvent(server, { capacity: 3 })
    await aReservation(server, event, { quantity: 2 })
    expect((await look(server, await aWaiter(server, event, { quantity: 2 }))).status).to.equal('waiting')
  })

  it('brings what there is at once to whoever accepts fewer', async () => {
    const event = await anEvent(server, { capacity: 3 })
    await aReservation(server, event, { quantity: 2 })
    const waiter = await aWaiter(server, event, { quantity: 2, acceptFewer: true })
    expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 1'])
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 0, waitlistOpen: false })
  })

  it('gives one place however often the same request comes at once', async () => {
    const event = await aFullEvent(server)
    const buyer = await anAccount(server)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => tryToJoin(server, event, buyer, { key: 'all at once' })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.position}`)).size).to.equal(1)
    const others = await Promise.all(Array.from({ length: 8 }, () => tryToJoin(server, event, event.organizer)))
    expect(others.map(({ status }) => status).sort()).to.deep.equal([201, ...Array.from({ length: 7 }, () => 409)])
  })

  it('is refused with quantity_above_capacity when the quantity can never fit', async () => {
    const event = await aFullEvent(server, { held: [2] })
    expectProblem(await tryToJoin(server, event, await anAccount(server), { quantity: 3 }), 'quantity_above_capacity')
  })

  it('is possible once for a buyer, until that place has ended', async () => {
    const event = await aFullEvent(server)
    const waiter = await aWaiter(server, event)
    expectProblem(await tryToJoin(server, event, waiter.buyer), 'already_waiting')
    await leave(server, waiter)
    await aWaiter(server, event, { buyer: waiter.buyer })
  })

  it('is refused with already_waiting while the buyer has an offer', async () => {
    const event = await aFullEvent(server)
    const waiter = await aWaiter(server, event)
    await giveBack(server, event.held[0]!)
    expectProblem(await tryToJoin(server, event, waiter.buyer), 'already_waiting')
  })

  it('counts each buyer that an organizer names', async () => {
    const event = await aFullEvent(server)
    const join = (reference: string) =>
      tryToJoin(server, event, event.organizer, { buyer: { reference, name: 'A. Guest' } })
    const [first, second] = [
      expectStatus(await join('guest-1'), 201).body,
      expectStatus(await join('guest-2'), 201).body,
    ]
    expect(first).to.deep.include({
      userId: event.organizer.id,
      buyer: { reference: 'guest-1', name: 'A. Guest' },
      position: 1,
    })
    expect(second.position).to.equal(2)
    expectProblem(await join('guest-1'), 'already_waiting')
    expectStatus(await tryToJoin(server, event, event.organizer), 201)
  })

  it('lets nobody else name a buyer', async () => {
    const event = await aFullEvent(server)
    for (const role of ['attendee', 'organizer'] as const) {
      expectProblem(
        await tryToJoin(server, event, await anAccount(server, { role }), { buyer: { reference: 'guest-1' } }),
        'buyer_not_allowed',
      )
    }
  })

  it('counts the place for the limit of a buyer, with what they hold', async () => {
    const event = await anEvent(server, {
      capacity: 3,
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR', maxPerUser: 3 }],
    })
    const buyer = await anAccount(server)
    await aReservation(server, event, { buyer, quantity: 1 })
    const rest = await aReservation(server, event, { quantity: 2 })
    expect(expectProblem(await tryToJoin(server, event, buyer, { quantity: 3 }), 'limit_exceeded').body.limit).to.equal(
      3,
    )
    await aWaiter(server, event, { buyer, quantity: 2 })
    // One held and two waited for are three: not even a free seat may be added.
    const input = { token: buyer.token, body: { eventId: event.id, quantity: 1 } }
    expectProblem(await server.call('POST', '/bookings/reserve', input), 'limit_exceeded')
    await giveBack(server, rest)
    expectProblem(await server.call('POST', '/bookings/reserve', input), 'limit_exceeded')
  })

  describe('for any type of which one has a limit', () => {
    /** Four seats of each type, all held, in reservations of two. */
    const anEventWithVip = async (ga: object = {}) => {
      const event = await anEvent(server, {
        capacity: 8,
        priceMinor: undefined,
        currency: undefined,
        ticketTypes: [
          { name: 'VIP', priceMinor: 900, currency: 'EUR', capacity: 4, maxPerUser: 2 },
          { name: 'GA', priceMinor: 100, currency: 'EUR', capacity: 4, ...ga },
        ],
      })
      const [vip, general] = event.ticketTypes.map(({ id }) => id) as [string, string]
      const holds = (ticketTypeId: string) => aReservation(server, event, { ticketTypeId, quantity: 2 })
      const vips = [await holds(vip), await holds(vip)]
      const generals = [await holds(general), await holds(general)]
      return { event, vip, general, vips, generals }
    }

    it('takes in who asks for more than the limit, and offers no more of the type than that', async () => {
      const { event, vip, general, vips, generals } = await anEventWithVip()
      const waiter = await aWaiter(server, event, { quantity: 4 })
      for (const each of [...vips, generals[0]!]) await giveBack(server, each)
      expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 4'])
      expect(await acceptedSeats(server, waiter)).to.deep.equal({ [vip]: 2, [general]: 2 })
    })

    it('waits on while only seats beyond the limit are free, and counts for what else is reserved', async () => {
      const { event, vip, general, vips } = await anEventWithVip()
      const waiter = await aWaiter(server, event, { quantity: 4 })
      const reserve = (ticketTypeId: string) =>
        server.call('POST', '/bookings/reserve', {
          token: waiter.buyer.token,
          body: { eventId: event.id, items: [{ ticketTypeId, quantity: 1 }] },
        })
      expectProblem(await reserve(vip), 'limit_exceeded')
      expectProblem(await reserve(general), 'sold_out')
      for (const each of vips) await giveBack(server, each)
      expect(await statusesOf(server, [waiter])).to.deep.equal(['waiting'])
    })

    it('is refused for who has seats of that type already', async () => {
      const { event, vip, vips } = await anEventWithVip()
      await giveBack(server, vips[0]!)
      const buyer = await anAccount(server)
      await aReservation(server, event, { buyer, ticketTypeId: vip })
      const { body } = expectProblem(await tryToJoin(server, event, buyer, { quantity: 4 }), 'limit_exceeded')
      expect(body).to.include({ ticketTypeId: vip, limit: 2 })
    })

    it('is refused for more than the limits of all types together', async () => {
      const { event } = await anEventWithVip({ maxPerUser: 3 })
      const buyer = await anAccount(server)
      const { body } = expectProblem(await tryToJoin(server, event, buyer, { quantity: 6 }), 'limit_exceeded')
      expect(body).to.include({ limit: 5 }).and.not.to.have.property('ticketTypeId')
      expectStatus(await tryToJoin(server, event, buyer, { quantity: 5 }), 201)
    })
  })

  const notOpen = {
    priceMinor: undefined,
    currency: undefined,
    ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR', salesStartAt: inDays(1) }],
  }
  const refusals: readonly [what: string, event: object, ticketTypeId: string | undefined, code: string][] = [
    ['an event that is no more than a draft', { publish: false }, undefined, 'event_not_found'],
    ['a ticket type that is not on sale yet', notOpen, 'its own', 'sales_closed'],
    ['a ticket type that there is not', {}, 'tkt_00000000000000000000000000', 'ticket_type_not_found'],
  ]
  for (const [what, over, ticketTypeId, code] of refusals) {
    it(`is refused with ${code} for ${what}`, async () => {
      const event = await anEvent(server, { capacity: 1, ...over })
      expectProblem(
        await tryToJoin(server, event, await anAccount(server), {
          ticketTypeId: ticketTypeId === 'its own' ? event.ticketTypes[0]!.id : ticketTypeId,
        }),
        code,
      )
    })
  }

  it('is refused for an event that there is not', async () => {
    expectProblem(
      await tryToJoin(server, { id: 'evt_00000000000000000000000000' }, await anAccount(server)),
      'event_not_found',
    )
  })
})
