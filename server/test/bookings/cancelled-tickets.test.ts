// Tickets that were cancelled one by one: for those who have lists of them, who transfer them and who are at the door.
import { expect } from 'chai'
import { aBooking, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Ticket {
  readonly id: string
  readonly code: string
  readonly status: string
}
interface Page {
  readonly data: readonly Ticket[]
  readonly hasMore: boolean
  readonly after?: string
  readonly nextCursor?: string
}

describe('a ticket that was cancelled by itself', function () {
  this.timeout(60_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract
  beforeEach(async () => {
    event = await anEvent(server, { capacity: 100 })
  })

  type Booking = Awaited<ReturnType<typeof aBooking>>
  const ticketsOf = (booking: Booking) => booking['tickets'] as [Ticket, Ticket, ...Ticket[]]
  const call = (by: Account, method: string, path: string, body?: object) =>
    server.call(method, path, { token: by.token, ...(body && { body }) })
  const cancelTicket = ({ id, buyer }: Booking, ticket: Ticket, by: Account = buyer) =>
    call(by, 'POST', `/bookings/${id}/cancel-tickets`, { ticketIds: [ticket.id] })
  const transfer = ({ id, buyer }: Booking, ticket: Ticket) =>
    call(buyer, 'POST', `/bookings/${id}/tickets/${ticket.id}/transfer`, { holder: { name: 'Grace Hopper' } })
  let scans = 0
  const scan = async ({ code }: Ticket): Promise<string> => {
    const path = `/admin/events/${event.id}/check-ins`
    const asked = { code, scanId: `scan-${++scans}` }
    return expectStatus(await call(event.organizer, 'POST', path, asked), 200).body.verdict
  }
  /** As it is while its seat is on its way back: a crash may leave it so for a while. */
  const onItsWay = ({ id }: Ticket) =>
    server.databases.bookings.knex('tickets').where({ id }).update({ status: 'cancelling' })

  for (const [what, list, placeOf] of [
    ['the guest list', 'tickets', ({ after }: Page) => after],
    ["the scanners' list", 'check-in-list', ({ nextCursor }: Page) => nextCursor],
  ] as const) {
    const read = async (query: object = {}): Promise<Page> => {
      const path = `/admin/events/${event.id}/${list}`
      const { token } = event.organizer
      return expectStatus(await server.call('GET', path, { token, query: query as never }), 200).body
    }
    const statuses = ({ data }: Page) => new Map(data.map(({ id, status }) => [id, status]))

    it(`comes to who keeps a copy of ${what}, and what is left of its booking stays valid`, async () => {
      const booking = await aBooking(server, event, { quantity: 2 })
      const [gone, kept] = ticketsOf(booking)
      await eventually(
        () => server.databases.bookings.knex('outbox').count({ waiting: '*' }),
        ([row]) => Number(row!['waiting']) === 0,
        { withinMs: 10_000 },
      )
      let whole = await read()
      while (whole.hasMore) whole = await read({ after: placeOf(whole) })
      const after = placeOf(whole)
      expect((await read({ after })).data).to.deep.equal([])
      expectStatus(await cancelTicket(booking, gone), 200)
      const changed = await eventually(
        () => read({ after }),
        ({ data }) => data.length > 0,
        { withinMs: 10_000 },
      )
      expect([...statuses(changed)]).to.have.deep.members([
        [gone.id, 'cancelled'],
        [kept.id, 'valid'],
      ])
    })

    it(`is cancelled in ${what} while its seat is on its way back`, async () => {
      const [gone, kept] = ticketsOf(await aBooking(server, event, { quantity: 2 }))
      await onItsWay(gone)
      expect([...statuses(await read())]).to.have.deep.members([
        [gone.id, 'cancelled'],
        [kept.id, 'valid'],
      ])
      if (list !== 'tickets') return
      expect([...statuses(await read({ status: 'cancelled' })).keys()]).to.deep.equal([gone.id])
      expect([...statuses(await read({ status: 'valid' })).keys()]).to.deep.equal([kept.id])
    })
  }

  it("is cancelled in the attendees' table while its seat is on its way back", async () => {
    const [gone] = ticketsOf(await aBooking(server, event, { quantity: 2 }))
    await onItsWay(gone)
    const { token } = event.organizer
    const path = `/admin/events/${event.id}/bookings`
    const { text } = expectStatus(await server.call('GET', path, { token, headers: { accept: 'text/csv' } }), 200)
    const row = text.split('\r\n').find(line => line.includes(gone.id))
    expect(row).to.contain(',cancelled,').and.not.to.contain('cancelling')
  })

  it('lets nobody in, is given to nobody and gets no holder, while its seat is on its way back and after', async () => {
    const booking = await aBooking(server, event, { quantity: 3 })
    const [cancelled, cancelling, kept] = ticketsOf(booking) as unknown as readonly [Ticket, Ticket, Ticket]
    expectStatus(await cancelTicket(booking, cancelled), 200)
    await onItsWay(cancelling)
    for (const ticket of [cancelled, cancelling]) {
      expect(await scan(ticket)).to.equal('void')
      expectProblem(await transfer(booking, ticket), 'ticket_not_transferable')
      const tickets = [{ ticketId: ticket.id, holder: { name: 'Grace Hopper' } }]
      expectProblem(
        await call(booking.buyer, 'PATCH', `/bookings/${booking.id}/holders`, { tickets }),
        'ticket_not_valid',
      )
      const picture = `/bookings/${booking.id}/tickets/${ticket.id}/qr`
      expectProblem(await call(booking.buyer, 'GET', picture), 'ticket_not_valid')
    }
    expectStatus(await transfer(booking, kept), 200)
  })

  it('may have been given to somebody before: then their code is void too', async () => {
    const booking = await aBooking(server, event, { quantity: 2 })
    const [given] = ticketsOf(booking)
    const theirs: Ticket = expectStatus(await transfer(booking, given), 200).body
    expectStatus(await cancelTicket(booking, given), 200)
    expect([await scan(given), await scan(theirs)]).to.deep.equal(['void', 'void'])
  })

  it('is not cancelled by its buyer once somebody has come in with it, and by its organizer it is', async () => {
    const booking = await aBooking(server, event, { quantity: 2 })
    const [used] = ticketsOf(booking)
    expect(await scan(used)).to.equal('admitted')
    expectProblem(await cancelTicket(booking, used), 'ticket_not_cancellable')
    expectStatus(await cancelTicket(booking, used, event.organizer), 200)
  })
})
