// The server for partners' tests: what goes back after a sale, and codes that organizers give out.
import { expect } from 'chai'
import { ApiError, Evently } from '../../src/index.ts'
import { startTestServer } from '../../src/testing/index.ts'
import type { TestServer } from '../../src/testing/index.ts'
import { faultOf } from '../support/scripted-server.ts'

describe('sdk: the server for tests, after a sale and with codes', () => {
  let server: TestServer
  let clients: Evently[]
  const client = (account = server.attendee) => {
    const evently = new Evently(server.clientOptions(account))
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

  const payment = { token: 'tok_ok' }
  const problemOf = async (call: PromiseLike<unknown>) => {
    const error = await faultOf(Promise.resolve(call))
    if (!(error instanceof ApiError)) throw error
    return error.problem as unknown as { readonly code: string } & Readonly<Record<string, unknown>>
  }

  it('cancels tickets one by one by the policy, and gives money back by hand, never more than was paid', async () => {
    const [evently, organizer] = [client(), client(server.organizer)]
    const cancellationPolicy = { untilMinutesBefore: 60, refundPercent: 50 }
    const event = server.addEvent({ capacity: 5, priceMinor: 1_505, cancellationPolicy })
    const { id: reservationId } = await evently.bookings.reserve({ eventId: event.id, quantity: 3 })
    const { id, tickets } = await evently.bookings.confirm({ reservationId, payment })
    const [one, two] = tickets.map(ticket => ticket.id) as [string, string]
    const after = await evently.bookings.cancelTickets(id, { ticketIds: [one] })
    expect(after).to.include({ status: 'confirmed', refundedMinor: 753 })
    expect(after.tickets.map(({ status }) => status)).to.deep.equal(['cancelled', 'valid', 'valid'])
    expect(server.event(event).availableSeats).to.equal(3)

    const given = { amountMinor: 505, reason: 'The view was blocked', ticketIds: [two] }
    expect(await organizer.bookings.refund(id, given)).to.include({ origin: 'organizer', status: 'succeeded' })
    const tooMuch = await problemOf(organizer.bookings.refund(id, { ...given, amountMinor: 1_001 }))
    expect([tooMuch.code, tooMuch['refundableMinor']]).to.deep.equal(['refund_exceeds_payment', 1_000])
    expect((await problemOf(evently.bookings.refund(id, given))).code).to.equal('forbidden')

    server.advance({ hours: 23, minutes: 1 })
    const late = await problemOf(evently.bookings.cancel(id))
    expect([late.code, late['deadline']]).to.deep.equal(['cancellation_deadline_passed', '2030-06-02T17:30:00.000Z'])
    // What is left of all that was paid: the organizer is bound to no policy.
    expect(await organizer.bookings.cancel(id)).to.include({ status: 'cancelled', refundedMinor: 3_763 })
    const { data } = await organizer.bookings.listRefunds(id)
    expect(data.map(({ amountMinor }) => amountMinor)).to.deep.equal([753, 505, 2_505])
  })

  it('takes codes for discounts and for hidden ticket types, as often as they may be used', async () => {
    const [evently, organizer, other] = [client(), client(server.organizer), client(server.addAccount())]
    const ticketTypes = [
      { name: 'Standing', priceMinor: 1_505 },
      { name: 'Crew', priceMinor: 500, hidden: true },
    ]
    const { id: eventId } = server.addEvent({ ticketTypes })
    expect((await evently.events.get(eventId)).ticketTypes.map(({ name }) => name)).to.deep.equal(['Standing'])
    const crew = (await organizer.events.get(eventId)).ticketTypes.find(({ hidden }) => hidden)!.id
    const ofCrew = { eventId, items: [{ ticketTypeId: crew, quantity: 1 }] }
    expect((await problemOf(evently.bookings.reserve(ofCrew))).code).to.equal('ticket_type_not_found')
    await organizer.promotions.create(eventId, { code: 'crew', kind: 'access' })
    expect(await evently.bookings.reserve({ ...ofCrew, promotionCode: ' CREW' })).to.include({ totalMinor: 500 })

    const promotion = await organizer.promotions.create(eventId, {
      ...{ code: 'EARLY', kind: 'discount', percent: 33, usesMax: 1 },
    })
    const early = { eventId, quantity: 2, promotionCode: 'early' }
    const held = await evently.bookings.reserve(early)
    expect(held).to.include({ subtotalMinor: 3_010, discountMinor: 994, totalMinor: 2_016, promotionId: promotion.id })
    expect((await problemOf(other.bookings.reserve(early))).code).to.equal('promotion_used_up')
    server.advance({ minutes: 5 })
    const again = await other.bookings.reserve(early)
    const { id, tickets } = await other.bookings.confirm({ reservationId: again.id, payment })
    const cancelled = await other.bookings.cancelTickets(id, { ticketIds: [tickets[0]!.id] })
    expect(cancelled.refundedMinor).to.equal(1_008)
    // What was sold keeps its use.
    expect((await problemOf(evently.bookings.reserve(early))).code).to.equal('promotion_used_up')
    const { data } = await organizer.promotions.list(eventId)
    expect(data.map(({ code, status, uses }) => `${code} ${status} ${uses}`)).to.deep.equal([
      'crew active 0',
      'EARLY used_up 1',
    ])
  })
})
