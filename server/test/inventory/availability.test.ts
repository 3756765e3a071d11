import { expect } from 'chai'
import { aReservation, anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('inventory.getAvailability', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  const availability = (id: string, headers = {}, token?: string) =>
    server.call('GET', `/events/${id}/availability`, { headers, ...(token && { token }) })

  it('counts what the public can have, by ticket type too', async () => {
    const event = await anEvent(server, {
      capacity: 10,
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [
        { name: 'GA', priceMinor: 1_000, currency: 'EUR' },
        { name: 'VIP', priceMinor: 5_000, currency: 'EUR', capacity: 3 },
      ],
    })
    const buyer = await anAccount(server)
    expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token: buyer.token,
        body: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity: 8 }] },
      }),
      201,
    )
    expect(expectStatus(await availability(event.id), 200).body)
      .to.include({ availableSeats: 2, waitlistOpen: false })
      .and.to.have.property('ticketTypes')
      .that.deep.equals([
        { id: event.ticketTypes[0]!.id, available: 2, sales: 'open' },
        { id: event.ticketTypes[1]!.id, available: 2, sales: 'open' },
      ])
  })

  it('is unchanged until seats move, by its ETag', async () => {
    const event = await anEvent(server)
    const etag = String((await availability(event.id)).headers['etag'])
    expectStatus(await availability(event.id, { 'if-none-match': etag }), 304)
    await aReservation(server, event)
    expect(expectStatus(await availability(event.id, { 'if-none-match': etag }), 200).body.availableSeats).to.equal(99)
  })

  it('of a draft is for its organizer alone', async () => {
    const draft = await anEvent(server, { publish: false })
    expectProblem(await availability(draft.id), 'event_not_found')
    expectProblem(
      await availability(draft.id, {}, (await anAccount(server, { role: 'organizer' })).token),
      'event_not_found',
    )
    expectStatus(await availability(draft.id, {}, draft.organizer.token), 200)
  })
})
