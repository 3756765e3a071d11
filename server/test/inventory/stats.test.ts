import { expect } from 'chai'
import { aBooking, aReservation, anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { anOffered, aWaiter } from '../waitlist/waitlists.ts'

describe('inventory.getStats', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('says how an event sells', async () => {
    const event = await anEvent(server, { capacity: 10, priceMinor: 2_500 })
    await aReservation(server, event, { quantity: 3 })
    await aBooking(server, event, { quantity: 2 })
    const { body } = expectStatus(
      await server.call('GET', `/admin/events/${event.id}/stats`, { token: event.organizer.token }),
      200,
    )
    expect(body).to.include({
      capacity: 10,
      availableSeats: 5,
      pooledSeats: 0,
      heldSeats: 3,
      soldSeats: 2,
      waiting: 0,
      offered: 0,
      revenueMinor: 5_000,
      currency: 'EUR',
    })
    expect(body.ticketTypes[0]).to.include({
      name: 'General Admission',
      heldSeats: 3,
      soldSeats: 2,
      revenueMinor: 5_000,
    })
  })

  it('counts who has an offer apart from who waits', async () => {
    const { event } = await anOffered(server)
    await aWaiter(server, event)
    const { body } = expectStatus(
      await server.call('GET', `/admin/events/${event.id}/stats`, { token: event.organizer.token }),
      200,
    )
    expect(body).to.include({ waiting: 1, offered: 1, heldSeats: 1 })
  })

  it("is nobody else's", async () => {
    const event = await anEvent(server)
    expectProblem(
      await server.call('GET', `/admin/events/${event.id}/stats`, {
        token: (await anAccount(server, { role: 'organizer' })).token,
      }),
      'event_not_found',
    )
  })
})
