// PATCH /admin/events/{eventId}/ticket-types/{ticketTypeId}: what is named changes; If-Match takes the event's ETag.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, inDays, startEventsServer, type EventsServer, type Person, type Refusal } from './events-server.ts'

describe('changing a ticket type', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  interface Known {
    id: string
    etag: string
    organizer: Person
    ticketTypes: readonly { id: string }[]
  }
  const update = (
    event: Known,
    body: unknown,
    { as = event.organizer, etag = event.etag, type = event.ticketTypes[0]!.id } = {},
  ) =>
    server.call<Shape<'TicketType'>>('PATCH', `/admin/events/${event.id}/ticket-types/${type}`, {
      as,
      body,
      headers: { 'if-match': etag },
    })
  const reserve = (event: Known, quantity: number, buyer = aPerson('attendee').id) =>
    server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: buyer },
      selection: { items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity }] },
      idempotency: null,
    })
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
  const aType = (over: object = {}) => ({ name: 'Stalls', priceMinor: 1_000, currency: 'EUR', ...over })

  it("changes what is named, clears what is null, and answers with the event's new ETag", async () => {
    const event = await server.anEvent({
      publish: true,
      ticketTypes: [aType({ maxPerUser: 4, salesEndAt: inDays(20) })],
    })
    const { body, headers } = expectStatus(
      await update(event, { name: 'Stalls, left', priceMinor: 1_200, maxPerUser: null }),
      200,
    )
    expect(body)
      .to.deep.include({ name: 'Stalls, left', priceMinor: 1_200, currency: 'EUR', available: 100 })
      .and.to.have.property('salesEndAt')
    expect(body).not.to.have.property('maxPerUser')
    expect(headers['etag']).to.equal('"2.2"')
    expect(server.search.told.indexed.at(-1)).to.deep.include({ id: event.id, version: 2 })
    expectStatus(await update(event, { priceMinor: 1_300 }, { etag: String(headers['etag']) }), 200)
  })

  it('lets who holds seats pay what they were told', async () => {
    const event = await server.anEvent({ publish: true, ticketTypes: [aType()] })
    const { hold } = await reserve(event, 1)
    expectStatus(await update(event, { priceMinor: 5 }), 200)
    expect((await server.inventory.port.hold(hold.id))!.totalMinor).to.equal(1_000)
    expect((await reserve(event, 1)).hold.totalMinor).to.equal(5)
  })

  it('is noticed at once by a server that had the old limits and sales times in mind', async () => {
    const event = await server.anEvent({ publish: true, ticketTypes: [aType()] })
    await reserve(event, 3)
    expectStatus(await update(event, { maxPerUser: 2 }, { etag: '*' }), 200)
    expect(await codeOf(reserve(event, 3))).to.equal('limit_exceeded')
    expectStatus(await update(event, { salesStartAt: inDays(1) }, { etag: '*' }), 200)
    expect(await codeOf(reserve(event, 1))).to.equal('sales_closed')
  })

  it('gives more seats to the waitlist in the same write', async () => {
    const event = await server.anEvent({ publish: true, ticketTypes: [aType({ capacity: 2 })] })
    await reserve(event, 2)
    const [first, second] = [
      await server.aWaiting(event.id, { quantity: 2 }),
      await server.aWaiting(event.id, { quantity: 2, ticketTypeId: event.ticketTypes[0]!.id }),
    ]
    expect(expectStatus(await update(event, { capacity: 5 }), 200).body).to.deep.include({ capacity: 5, available: 0 })
    expect([await first.state(), await second.state()]).to.deep.equal(['offered', 'waiting'])
    const versions = await server
      .sql('movements')
      .where({ event_id: event.id })
      .whereIn('cause', ['capacity_changed', 'offer'])
      .distinct('version')
    expect(versions).to.have.length(1)
    expect(expectStatus(await update(event, { capacity: null }, { etag: '*' }), 200).body)
      .to.deep.include({ available: 94 })
      .and.not.to.have.property('capacity')
    expect(await second.state()).to.equal('offered')
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('refuses fewer seats than are held and sold, and says how many are possible', async () => {
    const event = await server.anEvent({ publish: true, ticketTypes: [aType({ capacity: 10 })] })
    await reserve(event, 4)
    const refused = await update(event, { capacity: 3, name: 'Smaller' })
    expectProblem(refused, 'capacity_below_taken')
    expect(refused.status).to.equal(409)
    expect(refused.body as unknown as Refusal & { minimumCapacity: number }).to.deep.include({ minimumCapacity: 4 })
    const { body } = await server.call('GET', `/events/${event.id}`)
    expect(body.ticketTypes[0]).to.deep.include({ name: 'Stalls', capacity: 10, available: 6 })
    expect(expectStatus(await update(event, { capacity: 4 }), 200).body).to.deep.include({ capacity: 4, available: 0 })
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('opens a sale for those who wait first', async () => {
    const event = await server.anEvent({
      publish: true,
      ticketTypes: [aType({ capacity: 1 }), aType({ name: 'Balcony', salesStartAt: inDays(1) })],
    })
    await reserve(event, 1)
    const waiting = await server.aWaiting(event.id)
    expectStatus(await update(event, { salesStartAt: null }, { type: event.ticketTypes[1]!.id }), 200)
    expect(await waiting.state()).to.equal('offered')
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('refuses what does not fit the event or itself', async () => {
    const event = await server.anEvent({ ticketTypes: [aType({ salesStartAt: inDays(5) })] })
    expectProblem(await update(event, { capacity: 101 }), 'validation_failed', ['/capacity'])
    expectProblem(await update(event, { salesEndAt: inDays(4) }), 'validation_failed', ['/salesEndAt'])
    expectProblem(await update(event, {}), 'validation_failed')
  })

  it('refuses what was read before another change', async () => {
    const event = await server.anEvent()
    expectStatus(await update(event, { priceMinor: 1 }), 200)
    expectProblem(await update(event, { priceMinor: 2 }), 'precondition_failed')
    expectProblem(
      await server.call('PATCH', `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`, {
        as: event.organizer,
        body: { priceMinor: 3 },
      }),
      'precondition_required',
    )
  })

  it('refuses strangers, unknown types, and events that are over', async () => {
    const event = await server.anEvent({ publish: true })
    expectProblem(await update(event, { priceMinor: 1 }, { as: aPerson() }), 'event_not_found')
    expectProblem(await update(event, { priceMinor: 1 }, { type: newId('tkt') }), 'ticket_type_not_found')
    await server.passEnd(event.id)
    expectProblem(await update(event, { priceMinor: 1 }), 'event_not_editable')
  })

  it('sells several types together or none', async () => {
    const event = await server.anEvent({
      publish: true,
      capacity: 5,
      ticketTypes: [aType({ capacity: 4 }), aType({ name: 'Balcony', capacity: 3 })],
    })
    const [stalls, balcony] = [event.ticketTypes[0]!, event.ticketTypes[1]!]
    const both = (first: number, second: number) =>
      server.inventory.port.reserve({
        eventId: event.id,
        buyer: { userId: newId('usr') },
        selection: {
          items: [
            { ticketTypeId: stalls.id, quantity: first },
            { ticketTypeId: balcony.id, quantity: second },
          ],
        },
        idempotency: null,
      })
    expect(await codeOf(both(1, 4)), 'more than the second has').to.equal('sold_out')
    expect(await codeOf(both(3, 3)), 'more than the event has').to.equal('sold_out')
    expect((await both(3, 2)).hold.totalMinor).to.equal(5_000)
    const { body } = await server.call('GET', `/events/${event.id}`)
    expect(body.availableSeats).to.equal(0)
    expect(await server.audit(event.id)).to.deep.equal([])
  })
})
