// The server for partners' tests: what goes well, each scene that a test can set, and what it records.
import { expect } from 'chai'
import { ApiError, ConnectionError, Evently, TimeoutError } from '../../src/index.ts'
import type { EventlyOptions } from '../../src/index.ts'
import { operations } from '../../src/generated/operations.ts'
import { loadContract } from '../../src/testing/contract.ts'
import { startTestServer } from '../../src/testing/index.ts'
import type { TestServer } from '../../src/testing/index.ts'
import { unwrap } from '../../src/webhooks/index.ts'
import { faultOf } from '../support/scripted-server.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe('sdk: the server for tests', () => {
  let server: TestServer
  let clients: Evently[]
  const client = (options: EventlyOptions = {}, account = server.attendee) => {
    const evently = new Evently({ ...server.clientOptions(account), ...options })
    clients.push(evently)
    return evently
  }
  beforeEach(async () => {
    clients = []
    server = await startTestServer()
  })
  afterEach(async () => {
    await server.close()
    for (const each of clients) await each.close()
  })

  const held = async (evently: Evently, quantity = 2) => {
    const event = server.addEvent()
    return { event, reservation: await evently.bookings.reserve({ eventId: event.id, quantity }) }
  }
  const payment = { token: 'tok_ok' }
  const problemOf = async (call: PromiseLike<unknown>) => {
    const error = await faultOf(Promise.resolve(call))
    if (!(error instanceof ApiError)) throw error
    return error.problem as unknown as { readonly code: string } & Readonly<Record<string, unknown>>
  }

  it('sells seats from the first look to the tickets, and takes them back', async () => {
    const evently = client()
    const event = server.addEvent({ title: 'Harbour Lights', capacity: 10, priceMinor: 4500 })
    const { data: found } = await evently.search.events({ q: 'harbour' })
    expect(found.map(({ id }) => id)).to.deep.equal([event.id])

    const reservation = await evently.bookings.reserve({ eventId: event.id, quantity: 3 })
    expect(reservation).to.include({ status: 'held', totalMinor: 13_500, currency: 'EUR' })
    expect(Date.parse(reservation.expiresAt) - server.now.getTime()).to.equal(300_000)
    expect((await evently.events.availability(event.id)).availableSeats).to.equal(7)

    const booking = await evently.bookings.confirm({ reservationId: reservation.id, payment })
    expect(booking.tickets).to.have.length(3)
    expect(new Set(booking.tickets.map(({ code }) => code)).size).to.equal(3)
    expect(await evently.bookings.get(booking.id)).to.deep.equal(booking)

    expect((await evently.bookings.cancel(booking.id)).refund?.status).to.equal('succeeded')
    expect(server.event(event).availableSeats).to.equal(10)
  })

  it('is the same in every run', async () => {
    const transcript = async () => {
      const own = await startTestServer()
      const evently = new Evently(own.clientOptions())
      const event = own.addEvent()
      const reservation = await evently.bookings.reserve({ eventId: event.id, quantity: 2 })
      const booking = await evently.bookings.confirm({ reservationId: reservation.id, payment })
      await evently.close()
      await own.close()
      return [event, reservation, booking, own.messages]
    }
    expect(await transcript()).to.deep.equal(await transcript())
  })

  it('soldOut: somebody else has taken what was left', async () => {
    const evently = client()
    const event = server.addEvent({ capacity: 5 })
    await evently.bookings.reserve({ eventId: event.id, quantity: 2 })
    server.soldOut(event)
    const { code, available } = await problemOf(evently.bookings.reserve({ eventId: event.id, quantity: 1 }))
    expect([code, available]).to.deep.equal(['sold_out', 0])
  })

  it('holdExpires: the reservation is over when it is confirmed, and its seats are back', async () => {
    const evently = client()
    const { event, reservation } = await held(evently)
    server.holdExpires()
    const refused = await problemOf(evently.bookings.confirm({ reservationId: reservation.id, payment }))
    expect(refused.code).to.equal('reservation_expired')
    expect((await evently.bookings.reservations.get(reservation.id)).status).to.equal('expired')
    expect(server.event(event).availableSeats).to.equal(100)
  })

  it('advance: a reservation ends after five minutes, and not a second before', async () => {
    const evently = client()
    const { reservation } = await held(evently)
    server.advance({ minutes: 4, seconds: 59 })
    expect((await evently.bookings.reservations.get(reservation.id)).status).to.equal('held')
    server.advance({ seconds: 1 })
    expect((await evently.bookings.reservations.get(reservation.id)).status).to.equal('expired')
    expect(() => server.advance({ seconds: -1 })).to.throw(TypeError)
  })

  it('declined: seats stay held; the same key stays declined, and another key may pay', async () => {
    const evently = client()
    const { reservation } = await held(evently)
    server.declined()
    const confirm = (idempotencyKey: string) =>
      evently.bookings.confirm({ reservationId: reservation.id, payment }, { idempotencyKey })
    const refused = await problemOf(confirm('one'))
    expect([refused.code, refused['expiresAt']]).to.deep.equal(['payment_declined', reservation.expiresAt])
    expect((await problemOf(confirm('one'))).code).to.equal('payment_declined')
    expect((await confirm('two')).status).to.equal('confirmed')
  })

  it('outcomeUnknown: the same key finds out, however often it has to ask', async () => {
    const evently = client({ retriesMax: 0 })
    const { reservation } = await held(evently)
    server.outcomeUnknown({ answers: 2 })
    const confirm = (idempotencyKey: string) =>
      evently.bookings.confirm({ reservationId: reservation.id, payment }, { idempotencyKey })
    const { code, bookingId } = await problemOf(confirm('one'))
    expect(code).to.equal('payment_outcome_unknown')
    expect((await evently.bookings.get(bookingId as string)).status).to.equal('pending')
    expect(await problemOf(confirm('two'))).to.include({ code: 'confirmation_in_progress', bookingId })
    expect((await problemOf(confirm('one'))).code).to.equal('payment_outcome_unknown')
    expect(await confirm('one')).to.include({ id: bookingId, status: 'confirmed' })
  })

  it('outcomeUnknown: is found out after 30 seconds, also to have been declined', async () => {
    const evently = client({ retriesMax: 0 })
    const { reservation } = await held(evently)
    server.outcomeUnknown({ then: 'declined' })
    const { bookingId } = await problemOf(evently.bookings.confirm({ reservationId: reservation.id, payment }))
    server.advance({ seconds: 30 })
    expect((await evently.bookings.get(bookingId as string)).status).to.equal('failed')
    expect((await evently.bookings.reservations.get(reservation.id)).status).to.equal('held')
  })

  it('rateLimited: three times, and the client gets through by its own retries', async () => {
    const evently = client({ retriesMax: 3 })
    const event = server.addEvent()
    server.rateLimited(3)
    await evently.events.get(event.id)
    expect(server.requests.map(({ problem }) => problem)).to.deep.equal([...Array(3).fill('rate_limited'), undefined])
    expect(server.faultsLeft).to.equal(0)
  })

  it('stall: nothing is done, and the time-out ends the wait', async () => {
    const evently = client({ retriesMax: 0 })
    const event = server.addEvent()
    server.stall(1, { operation: 'bookings.reserve' })
    expect((await evently.events.get(event.id)).availableSeats).to.equal(100)
    const error = await faultOf(evently.bookings.reserve({ eventId: event.id, quantity: 1 }, { timeoutMs: 50 }))
    expect(error).to.be.instanceOf(TimeoutError)
    expect(server.event(event).availableSeats).to.equal(100)
    expect(server.requestsOf('bookings.reserve').map(({ status }) => status)).to.deep.equal([undefined])
  })

  it('answerLost: it is done once, and the repeat under the same key says so', async () => {
    const evently = client({ retriesMax: 0 })
    const event = server.addEvent()
    server.answerLost()
    const reserve = () =>
      evently.bookings.reserve({ eventId: event.id, quantity: 1 }, { idempotencyKey: 'order-1' }).withResponse()
    expect(await faultOf(reserve())).to.be.instanceOf(ConnectionError)
    const { response } = await reserve()
    expect(response.headers['idempotency-replayed']).to.equal('true')
    expect(server.event(event).availableSeats).to.equal(99)
    const reused = evently.bookings.reserve({ eventId: event.id, quantity: 2 }, { idempotencyKey: 'order-1' })
    expect((await problemOf(reused)).code).to.equal('idempotency_key_reused')
  })

  it('refuses: any problem that the contract knows for the operation, and no other', async () => {
    const evently = client()
    const { reservation } = await held(evently)
    server.refuses('bookings.confirm', 'seats_gone')
    const refused = await problemOf(evently.bookings.confirm({ reservationId: reservation.id, payment }))
    expect(refused.code).to.equal('seats_gone')
    expect(() => server.refuses('bookings.confirm', 'sold_out')).to.throw(TypeError, /never answers sold_out/)
    expect(() => server.refuses('bookings.pay' as never, 'sold_out')).to.throw(TypeError, /no operation "bookings.pay"/)
    expect(() => server.stall(0)).to.throw(TypeError)
  })

  it('offers a freed seat to who has waited longest, and ends the offer after ten minutes', async () => {
    const event = server.addEvent({ capacity: 2 })
    const [first, second] = [client(), client({}, server.addAccount())]
    const buyer = client({}, server.addAccount())
    const reservation = await buyer.bookings.reserve({ eventId: event.id, quantity: 2 })
    const [one, two] = [
      await first.waitlist.join({ eventId: event.id, quantity: 2 }),
      await second.waitlist.join({ eventId: event.id, quantity: 1 }),
    ]
    expect([one.position, two.position]).to.deep.equal([1, 2])
    await buyer.bookings.reservations.release(reservation.id)
    expect((await first.waitlist.get(one.id)).offer?.quantity).to.equal(2)
    const { code, available } = await problemOf(buyer.bookings.reserve({ eventId: event.id, quantity: 1 }))
    expect([code, available]).to.deep.equal(['sold_out', 0])

    server.advance({ minutes: 10 })
    expect(await first.waitlist.get(one.id)).to.include({ status: 'expired', expiredReason: 'offer_expired' })
    const accepted = await second.waitlist.accept(two.id)
    expect(accepted).to.include({ status: 'held', quantity: 1 })
    expect((await second.waitlist.get(two.id)).reservationId).to.equal(accepted.id)
    expect(server.event(event)).to.include({ availableSeats: 1, waitlistOpen: false })
  })

  it('shows seats as they change to who watches them', async () => {
    const evently = client()
    const event = server.addEvent({ capacity: 3 })
    const seen: number[] = []
    for await (const { availableSeats } of evently.events.stream(event.id)) {
      seen.push(availableSeats)
      if (seen.length === 1) await evently.bookings.reserve({ eventId: event.id, quantity: 1 })
      if (seen.length === 2) server.soldOut(event)
      if (seen.length === 3) break
    }
    expect(seen).to.deep.equal([3, 2, 0])
  })

  it('records requests, with their bodies and what they were answered', async () => {
    const evently = client()
    const event = server.addEvent()
    await evently.bookings.reserve({ eventId: event.id, quantity: 2 }, { idempotencyKey: 'order-7' })
    const [request] = server.requestsOf('bookings.reserve')
    expect(request).to.include({ method: 'POST', path: '/api/v1/bookings/reserve', status: 201, problem: undefined })
    expect(request!.body).to.deep.equal({ eventId: event.id, quantity: 2 })
    expect(request!.headers['idempotency-key']).to.equal('order-7')
  })

  it('names holders and gives tickets to somebody else, with a new code', async () => {
    const evently = client()
    const { reservation } = await held(evently)
    const holders = [{ holder: { name: 'Ada' } }]
    const { id, tickets } = await evently.bookings.confirm({ reservationId: reservation.id, payment, holders })
    const [ticket] = tickets
    expect(ticket).to.deep.include({ holder: { name: 'Ada' }, serial: 1 })
    const changes = [{ ticketId: ticket!.id, holder: null, answers: { diet: 'vegan' } }]
    const [named] = (await evently.bookings.setHolders(id, { tickets: changes })).tickets
    expect(named)
      .to.deep.include({ answers: { diet: 'vegan' } })
      .and.not.have.property('holder')
    const holder = { email: 'grace@example.com' }
    const moved = await evently.bookings.tickets.transfer(id, ticket!.id, { holder })
    expect(moved).to.deep.include({ holder, serial: 2 }).and.not.have.property('answers')
    expect(moved.code).to.not.equal(ticket!.code)
    const { data } = await evently.bookings.tickets.transfers(id, ticket!.id)
    expect(data.map(({ serial, to }) => ({ serial, to }))).to.deep.equal([{ serial: 2, to: holder }])
    await evently.bookings.cancel(id)
    const refused = await problemOf(evently.bookings.tickets.transfer(id, ticket!.id, { holder }))
    expect(refused.code).to.equal('ticket_not_transferable')
  })

  it('tells what happened in messages that are signed as the real ones are', async () => {
    const evently = client()
    const { reservation } = await held(evently)
    const booking = await evently.bookings.confirm({ reservationId: reservation.id, payment })
    const taken = await server.takeMessages(secret)
    expect(taken.map(({ message }) => message.type)).to.deep.equal(['reservation.created', 'booking.confirmed'])
    const received = await unwrap(taken[1]!.body, taken[1]!.headers, secret)
    expect(received).to.deep.equal(taken[1]!.message)
    expect(received.resource.id).to.equal(booking.id)
    expect(await server.takeMessages(secret)).to.deep.equal([])
  })

  it('tells each message as the contract describes it, with versions that never go down', async () => {
    const [organizer, other] = [client({}, server.organizer), client({}, server.addAccount())]
    const times = { startsAt: '2030-07-01T18:00:00Z', endsAt: '2030-07-01T21:00:00Z' }
    const draft = await organizer.events.create({
      ...{ title: 'Night', category: 'music', capacity: 3, priceMinor: 4500, currency: 'EUR', ...times },
      venue: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    })
    const { id: eventId } = await organizer.events.publish(draft.id)
    const buyer = client()
    const { id: reservationId } = await buyer.bookings.reserve({ eventId, quantity: 2 })
    const { id: bookingId, tickets } = await buyer.bookings.confirm({ reservationId, payment })
    await buyer.bookings.tickets.transfer(bookingId, tickets[0]!.id, { holder: { name: 'Grace Hopper' } })
    const left = await buyer.bookings.reserve({ eventId, quantity: 1 })
    const entry = await other.waitlist.join({ eventId, quantity: 3 })
    await other.waitlist.update(entry.id, { quantity: 1 })
    await buyer.bookings.reservations.release(left.id)
    const accepted = await other.waitlist.accept(entry.id)
    const declining = await buyer.waitlist.join({ eventId, quantity: 1 })
    server.advance({ minutes: 5 })
    await buyer.waitlist.decline(declining.id)
    await buyer.bookings.cancelTickets(bookingId, { ticketIds: [tickets[1]!.id] })
    await buyer.bookings.cancel(bookingId)
    await buyer.bookings.reserve({ eventId, quantity: 3 })
    const [leaving, late] = [await other.waitlist.join({ eventId, quantity: 1 }), client({}, server.addAccount())]
    const { id: lateId } = await late.waitlist.join({ eventId, quantity: 1 })
    await other.waitlist.leave(leaving.id)
    server.advance({ minutes: 5 })
    server.advance({ minutes: 10 })

    expect((await late.waitlist.get(lateId)).status).to.equal('expired')
    const contract = await loadContract()
    const faults = server.messages.map(message => contract.messageFault({ ...message }))
    expect(faults.filter(fault => fault !== undefined)).to.deep.equal([])
    const known = operations['webhooks.listActivity'].parameters.find(({ name }) => name === 'types')!.enum!
    const notModelled = [
      'event.updated',
      'event.cancelled',
      'ticket.checked_in',
      'booking.disputed',
      'promotion.used_up',
    ]
    expect([...new Set(server.messages.map(({ type }) => type)), ...notModelled]).to.have.members(known)
    const versions = new Map<string, number>()
    for (const { type, resource } of server.messages) {
      expect(resource.version, type).to.be.at.least(versions.get(resource.id) ?? 1)
      versions.set(resource.id, resource.version)
    }
    expect(accepted.id).not.to.equal(reservationId)
  })

  it('asks who it is: no credential, a wrong one, and a role that may not', async () => {
    const event = server.addEvent()
    const body = { eventId: event.id, quantity: 1 }
    const nobody = new Evently({ baseUrl: server.baseUrl })
    const stranger = new Evently({ baseUrl: server.baseUrl, apiKey: 'evk_of_nobody' })
    clients.push(nobody, stranger)
    expect((await problemOf(nobody.bookings.reserve(body))).code).to.equal('unauthenticated')
    expect((await problemOf(stranger.bookings.reserve(body))).code).to.equal('token_invalid')
    const attendees = problemOf(client().events.publish(event.id, { ifMatch: 1 }))
    expect((await attendees).code).to.equal('forbidden')
  })

  it('signs people up and in, and renews a session when its token has ended', async () => {
    const evently = new Evently({ baseUrl: server.baseUrl })
    clients.push(evently)
    await evently.auth.register({
      email: 'ada@example.com',
      password: 'a long password',
      name: 'Ada',
      role: 'attendee',
    })
    server.advance({ minutes: 15 })
    expect((await evently.users.profile.get()).email).to.equal('ada@example.com')
    const wrong = evently.auth.login({ email: 'ada@example.com', password: 'a wrong password' })
    expect((await problemOf(wrong)).code).to.equal('credentials_invalid')
  })

  it('refuses what the contract does not allow, and says where', async () => {
    const refused = await problemOf(
      client().request('bookings.reserve', { body: { eventId: 'evt_none', quantity: 0 } }),
    )
    const pointers = (refused['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)
    expect(pointers).to.include.members(['/eventId', '/quantity'])
  })
})
