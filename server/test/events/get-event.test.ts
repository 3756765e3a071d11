// GET /events/{eventId}: an event as whoever asks may see it.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type EventsServer } from './events-server.ts'

describe('looking at an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  const get = (event: { id: string }, as?: ReturnType<typeof aPerson>, headers = {}) =>
    server.call('GET', `/events/${event.id}`, { as, headers })

  it('shows a published one to everybody, with the seats that are left', async () => {
    const event = await server.anEvent({
      publish: true,
      ticketTypes: [
        { name: 'All', priceMinor: 1, currency: 'EUR' },
        { name: 'Few', priceMinor: 2, currency: 'EUR', capacity: 99 },
      ],
    })
    const [all] = event.ticketTypes
    await server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: aPerson('attendee').id },
      selection: { items: [{ ticketTypeId: all!.id, quantity: 3 }] },
      idempotency: null,
    })
    const { body, headers } = expectStatus(await get(event), 200)
    expect(body.availableSeats).to.equal(97)
    expect(
      body.ticketTypes.map(({ available }) => available),
      "the event's own capacity binds its types",
    ).to.deep.equal([97, 97])
    expect(headers['etag']).to.equal('"1.2"')
  })

  it('answers 304 to who has it', async () => {
    const event = await server.anEvent({ publish: true })
    expectStatus(await get(event, undefined, { 'if-none-match': event.etag }), 304)
  })

  it('shows a draft to its organizer and to admins only', async () => {
    const draft = await server.anEvent()
    expectStatus(await get(draft, draft.organizer), 200)
    expectStatus(await get(draft, aPerson('admin')), 200)
    for (const stranger of [undefined, aPerson(), aPerson('attendee')])
      expectProblem(await get(draft, stranger), 'event_not_found')
  })

  it('shows an ended and a cancelled one as such', async () => {
    const ended = await server.anEvent({ publish: true })
    await server.passEnd(ended.id)
    expect(expectStatus(await get(ended), 200).body.status).to.equal('ended')
    const cancelled = await server.anEvent({ publish: true })
    expectStatus(await server.call('POST', `/admin/events/${cancelled.id}/cancel`, { as: cancelled.organizer }), 200)
    expect(expectStatus(await get(cancelled), 200).body.status).to.equal('cancelled')
  })

  it('is the same for the other domains', async () => {
    const draft = await server.anEvent()
    const { startsInMs, ...found } = (await server.events.port.find(draft.id))!
    expect(startsInMs).to.be.within(1, Date.parse(draft.startsAt) - Date.now() + 60_000)
    expect(found).to.deep.equal({
      id: draft.id,
      organizerId: draft.organizer.id,
      status: 'draft',
      title: draft.title,
      startsAt: new Date(draft.startsAt),
      endsAt: new Date(draft.endsAt),
      hasBegun: false,
      cancellationPolicy: null,
      test: false,
    })
    const rehearsal = await server.anEvent({ test: true })
    expect((await server.events.port.find(rehearsal.id))?.test).to.equal(true)
    expect((await server.events.port.get(draft.id))?.id).to.equal(draft.id)
    expect(await server.events.port.get('evt_01jz3t5m8qf0vab9x2k4c7d6eh')).to.equal(undefined)
  })
})
