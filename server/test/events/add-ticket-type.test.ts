// POST /admin/events/{eventId}/ticket-types: one more class of seat, also while the event is on sale.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, inDays, startEventsServer, type EventsServer, type Person, type Refusal } from './events-server.ts'

describe('adding a ticket type', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const aWish = (over: object = {}) => ({ name: 'Balcony', priceMinor: 6_500, currency: 'EUR', ...over })
  const add = (
    event: { id: string; organizer: Person },
    over: object = {},
    { as = event.organizer, headers = {} }: { as?: Person; headers?: Record<string, string> } = {},
  ) =>
    server.call<Shape<'TicketType'>>('POST', `/admin/events/${event.id}/ticket-types`, {
      as,
      body: aWish(over),
      headers,
    })
  const seen = async ({ id, organizer }: { id: string; organizer: Person }) =>
    expectStatus(await server.call('GET', `/events/${id}`, { as: organizer }), 200).body

  it('puts it behind the others, and the event has a new version that the search hears of', async () => {
    const event = await server.anEvent({ publish: true })
    const { body } = expectStatus(await add(event, { capacity: 40, maxPerUser: 4, salesEndAt: inDays(29) }), 201)
    expect(body).to.deep.include({
      name: 'Balcony',
      priceMinor: 6_500,
      currency: 'EUR',
      capacity: 40,
      maxPerUser: 4,
      available: 40,
    })
    const after = await seen(event)
    expect(after.ticketTypes.map(({ name }) => name)).to.deep.equal(['General Admission', 'Balcony'])
    expect(after).to.deep.include({ version: 2, capacity: 100, availableSeats: 100 })
    expect(server.search.told.indexed.at(-1)).to.deep.include({ id: event.id, version: 2 })
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('without a capacity of its own it may fill the event', async () => {
    const event = await server.anEvent({ capacity: 7 })
    const { body } = expectStatus(await add(event), 201)
    expect(body).to.deep.include({ available: 7 }).and.not.to.have.property('capacity')
  })

  it("can be reserved at once, on a server that had the event's seats in mind", async () => {
    const event = await server.anEvent({ publish: true })
    const reserve = (ticketTypeId: string) =>
      server.inventory.port.reserve({
        eventId: event.id,
        buyer: { userId: aPerson('attendee').id },
        selection: { items: [{ ticketTypeId, quantity: 2 }] },
        idempotency: null,
      })
    await reserve(event.ticketTypes[0]!.id)
    const { body } = expectStatus(await add(event, { priceMinor: 9 }), 201)
    expect((await reserve(body.id)).hold.totalMinor).to.equal(18)
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('serves those first who wait for seats of any type, and gives the rest to everybody', async () => {
    const event = await server.anEvent({
      publish: true,
      ticketTypes: [{ name: 'Stalls', priceMinor: 0, currency: 'EUR', capacity: 2 }],
    })
    await server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: aPerson('attendee').id },
      selection: { quantity: 2 },
      idempotency: null,
    })
    const waiting = await server.aWaiting(event.id, { quantity: 2 })
    const { body } = expectStatus(await add(event, { capacity: 10 }), 201)
    expect(await waiting.state()).to.equal('offered')
    expect((await seen(event)).ticketTypes.find(({ id }) => id === body.id)).to.deep.include({ available: 8 })
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('answers a repeated key with the same ticket type', async () => {
    const event = await server.anEvent()
    const headers = { 'idempotency-key': 'balcony' }
    const [first, second] = [await add(event, {}, { headers }), await add(event, {}, { headers })]
    expect(second.body).to.deep.equal(expectStatus(first, 201).body)
    expect(second.headers['idempotency-replayed']).to.equal('true')
    expect((await seen(event)).ticketTypes).to.have.length(2)
  })

  it('refuses another currency, more seats than there are, and sales that end too early or too late', async () => {
    const event = await server.anEvent()
    expectProblem(await add(event, { currency: 'USD' }), 'currency_mismatch')
    expectProblem(await add(event, { capacity: 101 }), 'validation_failed', ['/capacity'])
    expectProblem(await add(event, { salesStartAt: inDays(2), salesEndAt: inDays(1) }), 'validation_failed', [
      '/salesEndAt',
    ])
    expectProblem(await add(event, { salesEndAt: inDays(400) }), 'validation_failed', ['/salesEndAt'])
    expect((await seen(event)).version).to.equal(1)
  })

  it('refuses the fifty-first', async () => {
    const ticketTypes = Array.from({ length: 50 }, (_, n) => ({ name: `Row ${n + 1}`, priceMinor: 0, currency: 'EUR' }))
    const event = await server.anEvent({ ticketTypes })
    const refused = await add(event)
    expectProblem(refused, 'ticket_type_limit_reached')
    expect(refused.body as unknown as Refusal & { limit: number }).to.deep.include({ limit: 50 })
  })

  it('is for those who run the event, and for events that are not over', async () => {
    const event = await server.anEvent({ publish: true })
    expectProblem(await add(event, {}, { as: aPerson('organizer') }), 'event_not_found')
    expectProblem(await add(event, {}, { as: aPerson('attendee') }), 'forbidden')
    expectStatus(await add(event, {}, { as: aPerson('admin') }), 201)
    await server.passEnd(event.id)
    expectProblem(await add(event), 'event_not_editable')
  })
})
