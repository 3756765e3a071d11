import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import {
  aBooking,
  afterHoldsExpire,
  anAccount,
  anEvent,
  anEventBody,
  aReservation,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import { inShort, messagesWhen, type SeenMessage } from '../support/messages.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('messages', () => {
  let server: TestServer
  const listening = new Set<string>()
  before(async () => {
    server = await startTestServer({
      alsoListen: async accounts => new Set(accounts.filter(each => listening.has(each))),
    })
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const told = async (eventId: string, names: Readonly<Record<string, string>>, expected: readonly string[]) => {
    const messages = await messagesWhen(server, eventId, seen => seen.length >= expected.length)
    expect(messages.map(message => inShort(message, names))).to.have.members(expected)
    return messages
  }
  const ofType = (messages: readonly SeenMessage[], type: string) => messages.filter(each => each.type === type)

  it('tell an organizer that an event is published, changed and cancelled', async () => {
    const event = await anEvent(server, { publish: false })
    const { token } = event.organizer
    const path = `/admin/events/${event.id}`
    expectStatus(await server.call('POST', `${path}/publish`, { token }), 200)
    const { headers } = expectStatus(await server.call('GET', `/events/${event.id}`), 200)
    const headers_ = { 'if-match': String(headers['etag']) }
    expectStatus(
      await server.call('PATCH', path, { token, headers: headers_, body: { title: 'Another', capacity: 90 } }),
      200,
    )
    expectStatus(await server.call('POST', `${path}/cancel`, { token }), 200)
    const messages = await told(event.id, { [event.organizer.id]: 'organizer' }, [
      'event.published → organizer',
      'event.updated → organizer',
      'event.cancelled → organizer',
    ])
    expect(messages.map(({ type }) => type)).to.deep.equal(['event.published', 'event.updated', 'event.cancelled'])
    expect(messages.map(({ version }) => version)).to.deep.equal([2, 3, 4])
    expect(messages[1]!.data).to.deep.include({ changed: ['title', 'capacity'], capacity: 90, status: 'published' })
    expect(messages[2]!.data).to.deep.include({ status: 'cancelled' })
  })

  it('tell an organizer once what a put has changed, and nothing of one that changes nothing', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const body = anEventBody()
    const put = async (over: object, status: number) =>
      expectStatus(
        await server.call('PUT', '/admin/events/by-external-id/gala', {
          token: organizer.token,
          body: { ...body, ...over },
        }),
        status,
      ).body
    const { id } = await put({}, 201)
    await put({}, 200)
    await put({ title: 'Another', capacity: 90 }, 200)
    await put({ title: 'Another', capacity: 90 }, 200)
    expectStatus(await server.call('POST', `/admin/events/${id}/cancel`, { token: organizer.token }), 200)
    const messages = await told(String(id), { [organizer.id]: 'organizer' }, [
      'event.published → organizer',
      'event.updated → organizer',
      'event.cancelled → organizer',
    ])
    expect(messages.map(({ version }) => version)).to.deep.equal([1, 2, 3])
    expect(messages[1]!.data).to.deep.include({ changed: ['title', 'capacity'], capacity: 90 })
  })

  it('tell nobody that the clock of a test event was advanced: time alone has passed', async () => {
    const event = await anEvent(server, { test: true })
    const { token } = event.organizer
    const path = `/admin/events/${event.id}`
    expectStatus(await server.call('POST', `${path}/test-clock`, { token, body: { advanceSeconds: 60 } }), 200)
    expectStatus(await server.call('POST', `${path}/cancel`, { token }), 200)
    const messages = await told(event.id, { [event.organizer.id]: 'organizer' }, [
      'event.published → organizer',
      'event.cancelled → organizer',
    ])
    expect(messages.map(({ version }) => version)).to.deep.equal([1, 3])
  })

  it('tell buyer and organizer of a booking, once each, without anything personal', async () => {
    const event = await anEvent(server)
    const booking = await aBooking(server, event, { quantity: 2 })
    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
    const names = { [event.organizer.id]: 'organizer', [booking.buyer.id]: 'buyer' }
    const messages = await told(event.id, names, [
      'event.published → organizer',
      ...['confirmed', 'cancelled', 'refunded'].flatMap(state => [
        `booking.${state} → buyer`,
        `booking.${state} → organizer`,
      ]),
    ])
    const ofBuyer = messages.filter(({ accountId }) => accountId === booking.buyer.id)
    expect(ofBuyer.map(({ type }) => type)).to.deep.equal([
      'booking.confirmed',
      'booking.cancelled',
      'booking.refunded',
    ])
    expect(new Set(messages.map(({ id }) => id))).to.have.property('size', messages.length)
    expect(ofBuyer[0]!.data).to.include({ id: booking.id, status: 'confirmed', totalMinor: 5_000 })
    expect(ofBuyer[0]!.version).to.be.lessThan(ofBuyer[1]!.version)
  })

  it('tell an organizer who buys from themself once', async () => {
    const event = await anEvent(server)
    await aBooking(server, event, { buyer: event.organizer })
    await told(event.id, { [event.organizer.id]: 'organizer' }, [
      'event.published → organizer',
      'booking.confirmed → organizer',
    ])
  })

  it('tell of a waitlist from joining to its end, and of what is left', async () => {
    const event = await anEvent(server, { capacity: 1 })
    const seat = await aReservation(server, event)
    const waiting = await anAccount(server)
    const { body: entry } = expectStatus(
      await server.call('POST', '/waitlist/join', { token: waiting.token, body: { eventId: event.id, quantity: 1 } }),
      201,
    )
    expectStatus(await server.call('DELETE', `/bookings/reservations/${seat.id}`, { token: seat.buyer.token }), 200)
    expectStatus(await server.call('POST', `/waitlist/${entry.id}/decline`, { token: waiting.token }), 200)
    const names = { [event.organizer.id]: 'organizer', [waiting.id]: 'waiting' }
    const messages = await told(event.id, names, [
      'event.published → organizer',
      'inventory.sold_out → organizer',
      ...['joined', 'offered', 'declined'].flatMap(state => [
        `waitlist.${state} → waiting`,
        `waitlist.${state} → organizer`,
      ]),
      'inventory.available → organizer',
    ])
    const own = messages.filter(({ accountId }) => accountId === waiting.id)
    expect(own.map(({ type }) => type)).to.deep.equal(['waitlist.joined', 'waitlist.offered', 'waitlist.declined'])
    expect(own.map(({ data }) => data.status)).to.deep.equal(['waiting', 'offered', 'declined'])
    expect(ofType(messages, 'inventory.available')[0]!.data).to.deep.equal({ eventId: event.id, availableSeats: 1 })
  })

  it('tell of reservations those alone who listen', async () => {
    const event = await anEvent(server)
    const [deaf, hears] = [await anAccount(server), await anAccount(server)]
    listening.add(hears.id)
    const give = (id: string, { token }: Account) => server.call('DELETE', `/bookings/reservations/${id}`, { token })
    for (const buyer of [deaf, hears])
      expectStatus(await give((await aReservation(server, event, { buyer })).id, buyer), 200)
    const names = { [event.organizer.id]: 'organizer', [hears.id]: 'hears' }
    await told(event.id, names, [
      'event.published → organizer',
      'reservation.created → hears',
      'reservation.released → hears',
    ])
    listening.add(event.organizer.id)
    await aReservation(server, event, { buyer: deaf })
    await afterHoldsExpire(server, event.id)
    await told(event.id, names, [
      'event.published → organizer',
      'reservation.created → hears',
      'reservation.released → hears',
      'reservation.created → organizer',
      'reservation.expired → organizer',
    ])
  })

  it('tell what is left when a service takes seats for itself, and of no reservation: nobody has one', async () => {
    const event = await anEvent(server, { capacity: 2 })
    listening.add(event.organizer.id)
    const reservationId = newId('rsv')
    for (const delta of [-2, 2]) {
      const body = { delta, reservationId }
      expectStatus(await server.internal('POST', `/internal/events/${event.id}/update-availability`, { body }), 200)
    }
    const expired = await aReservation(server, event)
    await afterHoldsExpire(server, event.id)
    const names = { [event.organizer.id]: 'organizer' }
    const messages = await told(event.id, names, [
      'event.published → organizer',
      'inventory.sold_out → organizer',
      'inventory.available → organizer',
      'reservation.created → organizer',
      'reservation.expired → organizer',
    ])
    expect(ofType(messages, 'reservation.created').map(({ resourceId }) => resourceId)).to.deep.equal([expired.id])
  })
})
