import { expect } from 'chai'
import { aBooking, aReservation, anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('inventory.listMovements', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('tells where every seat has been, newest first, page by page', async () => {
    const event = await anEvent(server, { capacity: 5 })
    const { reservationId } = await aBooking(server, event, { quantity: 2 })
    const all: { cause: string; from: string; to: string; quantity: number; holdId?: string }[] = []
    let cursor: string | undefined
    do {
      const { body } = expectStatus(
        await server.call('GET', `/admin/events/${event.id}/movements`, {
          token: event.organizer.token,
          query: { limit: 1, ...(cursor && { cursor }) },
        }),
        200,
      )
      all.push(...body.data)
      cursor = body.nextCursor ?? undefined
    } while (cursor)
    expect(all.map(({ cause, from, to, quantity }) => `${cause}: ${quantity} ${from} → ${to}`)).to.deep.equal([
      'commit: 2 held → sold',
      'reserve: 2 available → held',
      'opened: 5 outside → available',
      'opened: 5 outside → available',
    ])
    const { body } = expectStatus(
      await server.call('GET', `/admin/events/${event.id}/movements`, {
        token: event.organizer.token,
        query: { holdId: String(reservationId) },
      }),
      200,
    )
    expect(body.data).to.have.length(2)
  })

  it("is nobody else's", async () => {
    const event = await anEvent(server)
    expectProblem(
      await server.call('GET', `/admin/events/${event.id}/movements`, {
        token: (await anAccount(server, { role: 'organizer' })).token,
      }),
      'event_not_found',
    )
  })

  it("refuses a cursor of another event's ledger", async () => {
    const [one, other] = [await anEvent(server), await anEvent(server)]
    await aReservation(server, one)
    const { body } = await server.call('GET', `/admin/events/${one.id}/movements`, {
      token: one.organizer.token,
      query: { limit: 1 },
    })
    expectProblem(
      await server.call('GET', `/admin/events/${other.id}/movements`, {
        token: other.organizer.token,
        query: { cursor: body.nextCursor },
      }),
      'invalid_cursor',
    )
  })
})
