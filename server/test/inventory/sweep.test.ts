import { expect } from 'chai'
import { afterHoldsExpire, anAccount, anEvent, aReservation, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the sweep of expired holds', () => {
  let server: TestServer
  before(async () => { server = await startTestServer() })
  after(() => server.close())

  const holdsOf = async (eventId: string) => (await server.databases.events.knex('holds').where({ event_id: eventId }).orderBy('id')).map(({ state }: { state: string }) => state)
  const sweep = (limit: number) => server.server.domains.inventory.expireHolds(limit)
  const inventoryOf = (eventId: string) => server.databases.events.knex('inventory').where({ event_id: eventId })

  it('passes over an event whose holds can\'t be returned, so that others have their turn', async () => {
    const [broken, whole] = [await anEvent(server), await anEvent(server)]
    const holds = async (event: { id: string }) => { for (let n = 0; n < 3; n++) await aReservation(server, event) }
    await holds(broken)
    await holds(whole)
    // Its counters say that nothing is held: a hold that came back would leave fewer seats than none.
    await inventoryOf(broken.id).update({ available_seats: 100, held_seats: 0 })
    for (const { id } of [broken, whole]) await afterHoldsExpire(server, id)
    await server.databases.events.knex('holds').where({ event_id: broken.id }).update({ expires_at: server.databases.events.knex.raw("expires_at - interval '1 second'") })

    const first = await sweep(3).then(() => undefined, (error: Error) => error)
    expect(first?.message).to.equal('3 of 3 holds could not be returned')
    expect(await sweep(3)).to.equal(true)
    expect(await holdsOf(whole.id)).to.deep.equal(['expired', 'expired', 'expired'])
    expect(await holdsOf(broken.id)).to.deep.equal(['held', 'held', 'held'])
    await inventoryOf(broken.id).update({ available_seats: 97, held_seats: 3 })
  })
})

describe('an event of a later release', () => {
  let server: TestServer
  before(async () => { server = await startTestServer() })
  after(() => server.close())

  it('is left to that release\'s servers: nothing of it is written here, and everybody is told to come back', async () => {
    const event = await anEvent(server, { capacity: 3 })
    const { knex } = server.databases.events
    const [held, given, bought, expired] = await Promise.all(Array.from({ length: 3 }, () => aReservation(server, event))).then(async holds => [...holds, await aReservation(server, await anEvent(server))])
    const waiter = await anAccount(server)
    const entry = expectStatus(await server.call('POST', '/waitlist/join', { token: waiter.token, body: { eventId: event.id, quantity: 1 } }), 201)
    const bookedBy = bought!.buyer
    const booking = expectStatus(await server.call('POST', '/bookings/confirm', { token: bookedBy.token, body: { reservationId: bought!.id, payment: { token: 'tok_ok' } } }), 201)
    await knex('inventory').where({ event_id: event.id }).update({ level: 2 })
    const rows = async () => JSON.stringify([
      await knex('inventory').where({ event_id: event.id }), await knex('holds').where({ event_id: event.id }).orderBy('id'),
      await knex('waitlist_entries').where({ event_id: event.id }).orderBy('id'), await knex('ticket_types').where({ event_id: event.id }).orderBy('id'),
    ])
    const before = await rows()

    const organizer = event.organizer.token
    const etag = async () => String((await server.call('GET', `/admin/events/${event.id}`, { token: organizer })).headers['etag'])
    const attempts: Record<string, () => ReturnType<TestServer['call']>> = {
      reserve: () => server.call('POST', '/bookings/reserve', { token: waiter.token, body: { eventId: event.id, quantity: 1 } }),
      confirm: () => server.call('POST', '/bookings/confirm', { token: held!.buyer.token, body: { reservationId: held!.id, payment: { token: 'tok_ok' } } }),
      release: () => server.call('DELETE', `/bookings/reservations/${given!.id}`, { token: given!.buyer.token }),
      leave: () => server.call('DELETE', `/waitlist/${entry.body.id}`, { token: waiter.token }),
      'raise the capacity': async () => server.call('PATCH', `/admin/events/${event.id}`, { token: organizer, headers: { 'if-match': await etag() }, body: { capacity: 5 } }),
      'bound its holds': async () => server.call('PATCH', `/admin/events/${event.id}`, { token: organizer, headers: { 'if-match': await etag() }, body: { holdsPerBuyerMax: 5 } }),
      'add a type': () => server.call('POST', `/admin/events/${event.id}/ticket-types`, { token: organizer, body: { name: 'Balcony', priceMinor: 1, currency: 'EUR' } }),
      'call it off': async () => server.call('POST', `/admin/events/${event.id}/cancel`, { token: organizer, headers: { 'if-match': await etag() } }),
    }
    for (const [what, attempt] of Object.entries(attempts)) {
      const answer = await attempt()
      expect([what, answer.status, answer.body.code, Number(answer.headers['retry-after']) > 0]).to.deep.equal([what, 503, 'service_unavailable', true])
    }
    await afterHoldsExpire(server, event.id)
    const overdue = await rows()
    await server.server.domains.inventory.expireHolds(100)
    await server.server.domains.inventory.advanceLines(100)
    expect(await rows()).to.equal(overdue)
    expect(overdue.replaceAll(/"expires_at":"[^"]*"/g, '')).to.equal(before.replaceAll(/"expires_at":"[^"]*"/g, ''))

    // What it says can be read all the same, and its neighbours are served.
    expectStatus(await server.call('GET', `/bookings/${booking.body.id}`, { token: bookedBy.token }), 200)
    expectStatus(await server.call('DELETE', `/bookings/reservations/${expired!.id}`, { token: expired!.buyer.token }), 200)
    await knex('inventory').where({ event_id: event.id }).update({ level: 1 })
    expectProblem(await attempts['reserve']!(), 'sold_out')
  })
})
