// Tickets that are given to somebody else, over HTTP: a new code, the old one void at the door, the history, who may,
// what can't be transferred, repeats, the message.
import { expect } from 'chai'
import {
  aBooking,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Ticket {
  readonly id: string
  readonly code: string
  readonly serial: number
}
const grace = { name: 'Grace Hopper', email: 'grace@example.com' }

describe('a ticket that is given to somebody else', function () {
  this.timeout(30_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer()
    event = await anEvent(server, { capacity: 1_000 })
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  type Booking = Awaited<ReturnType<typeof aBooking>>
  const ticketOf = (booking: Booking) => (booking['tickets'] as [Ticket])[0]
  const pathOf = (booking: Booking, ticket: Ticket = ticketOf(booking)) =>
    `/bookings/${booking.id}/tickets/${ticket.id}`
  const transfer = (
    booking: Booking,
    {
      by = booking.buyer,
      body = { holder: grace },
      headers = {},
    }: { by?: Account; body?: object; headers?: object } = {},
  ) => server.call('POST', `${pathOf(booking)}/transfer`, { token: by.token, body, headers: headers as never })
  const history = async (booking: Booking, by: Account) =>
    expectStatus(await server.call('GET', `${pathOf(booking)}/transfers`, { token: by.token }), 200).body.data
  let scans = 0
  const verdict = async (code: string): Promise<string> => {
    const body = { code, scanId: `scan-${++scans}` }
    const path = `/admin/events/${event.id}/check-ins`
    return expectStatus(await server.call('POST', path, { token: event.organizer.token, body }), 200).body.verdict
  }

  it('has another holder, serial and code; codes before are void at the door, and only the last admits', async () => {
    const booking = await aBooking(server, event)
    const sold = ticketOf(booking)
    const once = expectStatus(await transfer(booking), 200).body
    expect(once).to.deep.include({ id: sold.id, serial: 2, holder: grace, status: 'valid' })
    const twice = expectStatus(await transfer(booking, { body: { holder: { name: 'Ada' } } }), 200).body
    expect(new Set([sold.code, once.code, twice.code]).size).to.equal(3)
    for (const code of [sold.code, once.code, once.code.toLowerCase()]) expect(await verdict(code)).to.equal('void')
    expect(await verdict(twice.code)).to.equal('admitted')
    expect(await verdict(sold.code)).to.equal('void')
    const { body } = expectStatus(
      await server.call('GET', `/bookings/${booking.id}`, { token: booking.buyer.token }),
      200,
    )
    expect(body.tickets).to.deep.equal([twice])
  })

  it("has its history for the buyer, the organizer and admins; to others it isn't there", async () => {
    const booking = await aBooking(server, event)
    expect(await history(booking, booking.buyer)).to.deep.equal([])
    await transfer(booking)
    await transfer(booking, { by: event.organizer, body: { holder: { name: 'Ada' } } })
    for (const who of [booking.buyer, event.organizer, await theAdmin(server)]) {
      const moves = (await history(booking, who)) as { transferredAt: string }[]
      expect(moves.map(({ transferredAt: _, ...move }) => move)).to.deep.equal([
        { serial: 2, to: grace, by: 'buyer' },
        { serial: 3, from: grace, to: { name: 'Ada' }, by: 'organizer' },
      ])
    }
    const stranger = await anAccount(server)
    const { token } = stranger
    expectProblem(await server.call('GET', `${pathOf(booking)}/transfers`, { token }), 'booking_not_found')
    expectProblem(await transfer(booking, { by: stranger }), 'booking_not_found')
  })

  it("loses its former holder's answers, and has the new one's", async () => {
    const asks = await anEvent(server, {
      organizer: event.organizer,
      questions: [{ id: 'diet', label: 'What do you eat?', kind: 'text', required: true }],
    })
    const booking = await aBooking(server, asks)
    const tickets = [{ ticketId: ticketOf(booking).id, holder: grace, answers: { diet: 'fish' } }]
    const token = booking.buyer.token
    expectStatus(await server.call('PATCH', `/bookings/${booking.id}/holders`, { token, body: { tickets } }), 200)
    expectProblem(await transfer(booking, { body: { holder: grace, answers: {} } }), 'validation_failed', [
      '/answers/diet',
    ])
    expect(expectStatus(await transfer(booking), 200).body).to.not.have.property('answers')
    const answers = { diet: 'cake' }
    expect(expectStatus(await transfer(booking, { body: { holder: grace, answers } }), 200).body).to.deep.include({
      answers,
    })
  })

  describe('is refused', () => {
    const refusals: Readonly<Record<string, readonly [(booking: Booking) => Promise<unknown>, RegExp]>> = {
      'when it is cancelled': [
        ({ id, buyer: { token } }) => server.call('DELETE', `/bookings/${id}`, { token }),
        /ticket is cancelled/,
      ],
      'when it has let somebody in': [booking => verdict(ticketOf(booking).code), /has come in/],
      'after the end of the event': [
        () =>
          server.databases.events
            .knex('events')
            .where({ id: event.id })
            .update({
              starts_at: new Date(0),
              ends_at: new Date(1),
              version: server.databases.events.knex.raw('version + 1'),
            }),
        /event has ended/,
      ],
    }
    for (const [what, [happen, words]] of Object.entries(refusals))
      it(what, async () => {
        const common = event
        event = await anEvent(server, { organizer: common.organizer })
        const booking = await aBooking(server, event)
        await happen(booking)
        const answer = await eventually(
          () => transfer(booking),
          ({ status }) => status === 409,
          { withinMs: 10_000 },
        )
        expectProblem(answer, 'ticket_not_transferable')
        expect(answer.body)
          .to.include({ ticketId: ticketOf(booking).id })
          .and.have.property('detail')
          .that.matches(words)
        event = common
      })

    it('when it was transferred 20 times', async () => {
      const booking = await aBooking(server, event)
      for (let n = 0; n < 20; n++) expectStatus(await transfer(booking), 200)
      expectProblem(await transfer(booking), 'ticket_not_transferable')
      expect(await history(booking, booking.buyer)).to.have.length(20)
    })

    it('when it is a ticket of another booking', async () => {
      const booking = await aBooking(server, event)
      const other = await aBooking(server, event, { buyer: booking.buyer })
      const { token } = booking.buyer
      const path = `${pathOf(booking, ticketOf(other))}/transfer`
      expectProblem(await server.call('POST', path, { token, body: { holder: grace } }), 'ticket_not_found')
    })
  })

  it('is transferred once under one key, whoever comes first and whatever has happened since', async () => {
    const booking = await aBooking(server, event)
    const headers = { 'idempotency-key': `transfer-${booking.id}` }
    const answers = await Promise.all([1, 2, 3].map(() => transfer(booking, { headers })))
    for (const answer of answers) if (answer.status !== 200) expectProblem(answer, 'idempotency_in_flight')
    const { body: ticket } = expectStatus(await transfer(booking, { headers }), 200)
    expect(ticket.serial).to.equal(2)
    expect(await verdict(ticket.code)).to.equal('admitted')
    const again = expectStatus(await transfer(booking, { headers }), 200)
    expect([again.body, again.headers['idempotency-replayed']]).to.deep.equal([ticket, 'true'])
    const { rows: kept } = await server.databases.bookings.pool.query(
      'select answer from idempotency_keys where key = $1',
      [headers['idempotency-key']],
    )
    expect(JSON.stringify(kept)).to.not.contain('grace')
    const other = { holder: { name: 'Ada' } }
    expectProblem(await transfer(booking, { headers, body: other }), 'idempotency_key_reused')
  })

  it('is told to its buyer and to the organizer, without anything personal', async () => {
    const booking = await aBooking(server, event)
    const { serial } = expectStatus(await transfer(booking), 200).body
    const told = await eventually(
      async () =>
        server.databases.bookings
          .knex('messages')
          .where({ resource_id: ticketOf(booking).id })
          .orderBy('place'),
      messages => messages.length === 2,
      { withinMs: 10_000 },
    )
    expect(new Set(told.map(({ account_id }) => account_id as string))).to.deep.equal(
      new Set([booking.buyer.id, event.organizer.id]),
    )
    for (const message of told) {
      expect(message).to.include({ type: 'ticket.transferred', resource_type: 'ticket', resource_version: serial })
      expect(message.data).to.have.all.keys(
        ...['id', 'bookingId', 'eventId', 'userId', 'ticketTypeId', 'serial', 'transferredAt'],
      )
      expect(JSON.stringify(message)).to.not.match(/grace|[0-9A-Z]{4}-[0-9A-Z]{4}-/i)
    }
    const { token } = event.organizer
    const query = { resourceId: ticketOf(booking).id }
    const feed = expectStatus(await server.call('GET', '/activity', { token, query }), 200).body
    expect(feed.data[0]).to.deep.include({ type: 'ticket.transferred' })
  })
})
