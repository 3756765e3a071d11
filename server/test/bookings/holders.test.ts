// Who comes with which ticket, over HTTP: by the buyer and the organizer, when confirming too, with answers that fit
// the event's questions; and that holders are erased with their buyer.
import { expect } from 'chai'
import {
  aBooking,
  anAccount,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  password,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const questions = [
  { id: 'diet', label: 'What do you eat?', kind: 'choice', required: true, options: ['vegan', 'anything'] },
  { id: 'parking', label: 'Do you come by car?', kind: 'yes_no', required: false },
  { id: 'note', label: 'Anything else?', kind: 'text', required: false },
] as const

interface Ticket {
  readonly id: string
  readonly code: string
  readonly status: string
  readonly serial: number
  readonly holder?: object
  readonly answers?: object
}
type Booking = Awaited<ReturnType<typeof aBooking>>
const ticketsOf = (booking: object) => (booking as { tickets: readonly [Ticket, ...Ticket[]] }).tickets

describe('the holders of tickets', function () {
  this.timeout(30_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer()
    event = await anEvent(server, { capacity: 1_000, questions })
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const grace = { name: 'Grace Hopper', email: 'grace@example.com' }
  const set = (booking: { id: string }, by: Pick<Account, 'token'>, ...tickets: object[]) =>
    server.call('PATCH', `/bookings/${booking.id}/holders`, { token: by.token, body: { tickets } })
  const look = async ({ id, buyer: { token } }: Booking) =>
    ticketsOf(expectStatus(await server.call('GET', `/bookings/${id}`, { token }), 200).body)
  const confirm = (reservation: Awaited<ReturnType<typeof aReservation>>, holders: readonly object[], headers = {}) =>
    server.call('POST', '/bookings/confirm', {
      token: reservation.buyer.token,
      headers,
      body: { reservationId: reservation.id, payment: { token: 'tok_ok' }, holders },
    })

  it('are named by the buyer, one ticket or several, and are shown with the booking', async () => {
    const booking = await aBooking(server, event, { quantity: 2 })
    const [one, two] = ticketsOf(booking)
    expect(one).to.include({ serial: 1 }).and.not.have.any.keys('holder', 'answers')
    const answers = { diet: 'vegan', parking: 'no', note: 'No onions.' }
    const changes = [
      { ticketId: one.id, holder: grace, answers },
      { ticketId: two!.id, holder: { name: 'Ada' } },
    ]
    const { body } = expectStatus(await set(booking, booking.buyer, ...changes), 200)
    const expected = [
      { ...one, holder: grace, answers },
      { ...two, holder: { name: 'Ada' } },
    ]
    expect(body.tickets).to.deep.equal(expected)
    expect(await look(booking)).to.deep.equal(expected)
  })

  it('are changed by the organizer; what is left out stays, and null takes it away', async () => {
    const booking = await aBooking(server, event)
    const [{ id: ticketId }] = ticketsOf(booking)
    await set(booking, booking.buyer, { ticketId, holder: grace, answers: { diet: 'vegan' } })
    expectStatus(await set(booking, event.organizer, { ticketId, holder: { email: 'ada@example.com' } }), 200)
    expect((await look(booking))[0]).to.deep.include({
      holder: { email: 'ada@example.com' },
      answers: { diet: 'vegan' },
    })
    expectStatus(await set(booking, event.organizer, { ticketId, answers: null }), 200)
    expect((await look(booking))[0]).to.have.property('holder')
    expectStatus(await set(booking, event.organizer, { ticketId, holder: null }), 200)
    expect((await look(booking))[0]).to.not.have.any.keys('holder', 'answers')
  })

  it("are nobody else's to name: for them the booking isn't there", async () => {
    const booking = await aBooking(server, event)
    const [{ id: ticketId }] = ticketsOf(booking)
    const others = [await anAccount(server), await anAccount(server, { role: 'organizer' })]
    for (const other of others)
      expectProblem(await set(booking, other, { ticketId, holder: grace }), 'booking_not_found')
  })

  it('are named all or not at all', async () => {
    const booking = await aBooking(server, event)
    const other = await aBooking(server, event, { buyer: booking.buyer })
    const [{ id: ticketId }] = ticketsOf(booking)
    const strange = { ticketId: ticketsOf(other)[0].id, holder: grace }
    expectProblem(await set(booking, booking.buyer, { ticketId, holder: grace }, strange), 'ticket_not_found')
    const twice = [1, 2].map(() => ({ ticketId, holder: grace }))
    expectProblem(await set(booking, booking.buyer, ...twice), 'validation_failed', ['/tickets/1/ticketId'])
    expect((await look(booking))[0]).to.not.have.property('holder')
  })

  it('are not named for a ticket that is cancelled', async () => {
    const booking = await aBooking(server, event)
    const [{ id: ticketId }] = ticketsOf(booking)
    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
    const answer = expectProblem(await set(booking, booking.buyer, { ticketId, holder: grace }), 'ticket_not_valid')
    expect(answer.body.ticketId).to.equal(ticketId)
  })

  const misfits: Readonly<Record<string, readonly [object, ...pointers: string[]]>> = {
    'of no question': [{ diet: 'vegan', shoe: '42' }, 'shoe'],
    'that is no option': [{ diet: 'cake' }, 'diet'],
    'that is neither yes nor no': [{ diet: 'vegan', parking: 'maybe' }, 'parking'],
    'and none where one is required': [{ note: 'hello' }, 'diet'],
    'of another event, by its name in JSON': [{ diet: 'vegan', 'a/b~c': 'x' }, 'a~1b~0c'],
    'named like what every object has': [{ diet: 'vegan', constructor: 'x' }, 'constructor'],
  }
  for (const [what, [answers, ...names]] of Object.entries(misfits))
    it(`take no answer ${what}`, async () => {
      const booking = await aBooking(server, event)
      const [{ id: ticketId }] = ticketsOf(booking)
      const pointers = (before: string) => names.map(name => `${before}/answers/${name}`)
      const answer = await set(booking, booking.buyer, { ticketId, answers })
      expectProblem(answer, 'validation_failed', pointers('/tickets/0'))
      const reservation = await aReservation(server, event)
      const first = { holder: grace, answers: { diet: 'vegan' } }
      expectProblem(await confirm(reservation, [first, { answers }]), 'validation_failed', [
        '/holders',
        ...pointers('/holders/1'),
      ])
      expectStatus(await confirm(reservation, [first]), 201)
    })

  describe('named when confirming', () => {
    it('are there with the booking, in the order of its tickets', async () => {
      const reservation = await aReservation(server, event, { quantity: 3 })
      const holders = [{ holder: grace, answers: { diet: 'vegan' } }, { holder: { name: 'Ada' } }]
      const { body } = expectStatus(await confirm(reservation, holders), 201)
      const [one, two, three] = ticketsOf(body)
      expect(one).to.deep.include({ holder: grace, answers: { diet: 'vegan' } })
      expect(two).to.deep.include({ holder: { name: 'Ada' } })
      expect(three).to.not.have.any.keys('holder', 'answers')
      expect(await look({ id: body.id, buyer: reservation.buyer })).to.deep.equal([one, two, three])
    })

    it('are there after a crash between the booking and them: the repeated request writes them', async () => {
      const reservation = await aReservation(server, event)
      const headers = { 'idempotency-key': 'after-a-crash' }
      const holders = [{ holder: grace, answers: { diet: 'vegan' } }]
      const first = expectStatus(await confirm(reservation, holders, headers), 201).body
      await server.databases.bookings
        .knex('tickets')
        .where({ booking_id: first.id })
        .update({ holder: null, answers: null })
      const again = expectStatus(await confirm(reservation, holders, headers), 201)
      expect(again.headers['idempotency-replayed']).to.equal('true')
      expect(again.body).to.deep.equal(first)
    })

    it('never take the place of what was said since, whatever has become of the questions', async () => {
      const own = await anEvent(server, { organizer: event.organizer, questions })
      const reservation = await aReservation(server, own)
      const headers = { 'idempotency-key': 'repeated-later' }
      const holders = [{ holder: grace, answers: { diet: 'vegan' } }]
      const { id: bookingId, tickets } = expectStatus(await confirm(reservation, holders, headers), 201).body
      const [{ id: ticketId }] = tickets
      expectStatus(await set({ id: bookingId }, reservation.buyer, { ticketId, holder: { name: 'Ada' } }), 200)
      const { token } = event.organizer
      const changed = { token, headers: { 'if-match': '*' }, body: { questions: [] } }
      expectStatus(await server.call('PATCH', `/admin/events/${own.id}`, changed), 200)
      const again = expectStatus(await confirm(reservation, holders, headers), 201).body
      expect(ticketsOf(again)[0]).to.deep.include({ holder: { name: 'Ada' }, answers: { diet: 'vegan' } })
    })
  })

  describe('are erased', () => {
    const holdersIn = async (column: 'user_id' | 'booking_id', id: string) => {
      const { knex } = server.databases.bookings
      const tickets = await knex('tickets').where(column, id).select('holder', 'answers', 'status')
      const moves = await knex('ticket_transfers').where(column, id).select('from_holder', 'to_holder')
      return { tickets, moves }
    }
    const clean = ({ tickets, moves }: Awaited<ReturnType<typeof holdersIn>>) =>
      [...tickets, ...moves].every(row =>
        Object.entries(row).every(([name, value]) => name === 'status' || value === null),
      )

    async function transferred(booking: { id: string }, by: Account) {
      const [{ id: ticketId }] = ticketsOf(
        expectStatus(await server.call('GET', `/bookings/${booking.id}`, { token: by.token }), 200).body,
      )
      await set(booking, by, { ticketId, holder: grace, answers: { diet: 'vegan' } })
      const body = { holder: { name: 'Ada' }, answers: { diet: 'anything' } }
      const path = `/bookings/${booking.id}/tickets/${ticketId}/transfer`
      expectStatus(await server.call('POST', path, { token: by.token, body }), 200)
    }

    it('with the account that has bought; its tickets stay', async () => {
      const booking = await aBooking(server, event)
      await transferred(booking, booking.buyer)
      expect(clean(await holdersIn('user_id', booking.buyer.id)), 'before').to.equal(false)
      const gone = { token: booking.buyer.token, body: { currentPassword: password } }
      expectStatus(await server.call('DELETE', '/users/profile', gone), 204)
      await eventually(() => holdersIn('user_id', booking.buyer.id), clean, { withinMs: 10_000 })
      const { tickets, moves } = await holdersIn('booking_id', booking.id)
      expect([tickets.map(({ status }) => status as string), moves.length]).to.deep.equal([['valid'], 1])
    })

    it('with a buyer whom the account has named, and with no other', async () => {
      const { token } = event.organizer
      const named = async (reference: string) => {
        const body = { eventId: event.id, quantity: 1, buyer: { reference, name: 'Ada' } }
        const { body: hold } = expectStatus(await server.call('POST', '/bookings/reserve', { token, body }), 201)
        const paid = { token, body: { reservationId: hold.id, payment: { token: 'tok_ok' } } }
        const booking = expectStatus(await server.call('POST', '/bookings/confirm', paid), 201).body as { id: string }
        await transferred(booking, event.organizer)
        return booking
      }
      const [gone, stays] = [await named('customer-1'), await named('customer-2')]
      expectStatus(await server.call('DELETE', '/buyers/customer-1', { token }), 204)
      await eventually(() => holdersIn('booking_id', gone.id), clean, { withinMs: 10_000 })
      expect(clean(await holdersIn('booking_id', stays.id))).to.equal(false)
    })
  })
})
