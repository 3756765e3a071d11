// An event whose currency was kept when three letters were enough is still found, reserved, paid for and listed.
import { expect } from 'chai'
import { aBooking, anEvent, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('an event in a currency that is none', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('is served by every service', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    await server.databases.events.knex('inventory').where({ event_id: event.id }).update({ currency: 'EUX' })
    const title = 'Evening of a forgotten money'
    const headers = { 'if-match': '*' }
    const path = `/admin/events/${event.id}`
    expectStatus(await server.call('PATCH', path, { token, body: { title }, headers }), 200)

    const found = expectStatus(await server.call('GET', '/search', { query: { q: 'forgotten money' } }), 200)
    expect(found.body.data.map(({ ticketTypes }: typeof event) => ticketTypes)).to.deep.equal([
      [{ ...event.ticketTypes[0], currency: 'EUX' }],
    ])
    const booking = await aBooking(server, event)
    expect(booking).to.deep.include({ status: 'confirmed', currency: 'EUX', totalMinor: 2500 })
    const mine = await server.call('GET', `/bookings/${booking.id}`, { token: booking.buyer.token })
    expect(expectStatus(mine, 200).body).to.deep.include({ currency: 'EUX' })
    for (const list of [`${path}/bookings`, `${path}/stats`])
      expectStatus(await server.call('GET', list, { token }), 200)
  })
})
