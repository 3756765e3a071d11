// PATCH /admin/events/{eventId}: what is named changes, guarded by If-Match.
import { expect } from 'chai'
import { aReserve } from '../inventory/builders.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, boundsInInventory, inDays, startEventsServer, type EventsServer } from './events-server.ts'

describe('changing an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  interface Known {
    id: string
    etag: string
    organizer: ReturnType<typeof aPerson>
  }
  const update = (event: Known, body: unknown, { as = event.organizer, etag = event.etag } = {}) =>
    server.call('PATCH', `/admin/events/${event.id}`, { as, body, headers: { 'if-match': etag } })

  it('changes what is named, clears what is null and leaves the rest', async () => {
    const event = await server.anEvent({ description: 'Words.', externalId: 'x', tags: ['a'], publish: true })
    const { body, headers } = expectStatus(
      await update(event, { title: 'Another', description: null, externalId: null }),
      200,
    )
    expect(body).to.deep.include({ title: 'Another', tags: ['a'], category: 'music', version: 2, status: 'published' })
    expect(body).not.to.have.any.keys('description', 'externalId')
    expect(headers['etag']).to.equal('"2.1"')
    expect(server.search.told.indexed.at(-1)).to.deep.include({ id: event.id, title: 'Another', version: 2 })
  })

  it('moves the event in its inventory too', async () => {
    const event = await server.anEvent()
    const endsAt = inDays(40)
    const { body, headers } = expectStatus(
      await update(event, { startsAt: inDays(39), endsAt, waitlistPolicy: { order: 'skip', skipMax: 7 } }),
      200,
    )
    expect(body.endsAt).to.equal(endsAt)
    expect(body.waitlistPolicy).to.deep.equal({ order: 'skip', skipMax: 7 })
    expect(
      (await server.sql('inventory').where({ event_id: event.id }).first('ends_at')).ends_at.toISOString(),
    ).to.equal(endsAt)
    expect(headers['etag']).to.equal('"2.2"')
  })

  describe('with sales times of its ticket types', () => {
    const type = (name: string, over: object = {}) => ({ name, priceMinor: 1_000, currency: 'EUR', ...over })
    const anEventWithSales = (over: object) =>
      server.anEvent({
        startsAt: inDays(30),
        endsAt: inDays(31),
        ticketTypes: [type('Early', over), type('Late')],
        publish: true,
      })

    const beyond: Readonly<Record<string, object>> = {
      'sales of a type end': { salesEndAt: inDays(30) },
      'sales of a type begin': { salesStartAt: inDays(30) },
    }
    for (const [what, over] of Object.entries(beyond)) {
      it(`does not end before ${what}: the answer names the type`, async () => {
        const event = await anEventWithSales(over)
        const answer = await update(event, { startsAt: inDays(20), endsAt: inDays(29) })
        expectProblem(answer, 'validation_failed', ['/endsAt'])
        expect((answer.body as unknown as { detail: string }).detail).to.contain('“Early”')
        expect((await server.call('GET', `/events/${event.id}`)).body.version).to.equal(1)
      })
    }

    it('leaves them as they are when it is moved on: they are instants that somebody has given', async () => {
      const salesEndAt = inDays(29)
      const event = await anEventWithSales({ salesEndAt })
      const { body } = expectStatus(await update(event, { startsAt: inDays(60), endsAt: inDays(61) }), 200)
      expect(body.ticketTypes.map((each: { salesEndAt?: string }) => each.salesEndAt)).to.deep.equal([
        salesEndAt,
        undefined,
      ])
    })

    it('can still be ended earlier, no earlier than they end', async () => {
      const salesEndAt = inDays(30)
      const event = await anEventWithSales({ salesEndAt })
      expectStatus(await update(event, { startsAt: inDays(20), endsAt: salesEndAt }), 200)
    })
  })

  it('changes what a buyer may hold and how long a claim lasts, one by one, so that every lane notices', async () => {
    const event = await server.anEvent({ publish: true, holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20 })
    const bounds = { holdsPerBuyerMax: 5, holdSeatsPerBuyerMax: 50, claimSecondsMax: 60 }
    let etag = event.etag
    for (const [n, [name, value]] of Object.entries(bounds).entries()) {
      const { body, headers } = expectStatus(await update(event, { [name]: value }, { etag }), 200)
      expect(body).to.deep.include({ [name]: value })
      etag = String(headers['etag'])
      expect(etag, 'the inventory has another version').to.equal(`"${n + 2}.${n + 2}"`)
    }
    expect(await boundsInInventory(server, event.id)).to.deep.equal({ ...bounds, level: 1 })
    expectStatus(await update(event, { title: 'They stay' }, { etag }), 200)
    expect((await server.call('GET', `/events/${event.id}`)).body).to.deep.include(bounds)
  })

  it('moves it to another venue, and its time zone stays', async () => {
    const event = await server.anEvent()
    const venue = await server.aVenue({ timezone: 'Asia/Tokyo' })
    const { body } = expectStatus(await update(event, { venueId: venue.id }), 200)
    expect(body.venue.id).to.equal(venue.id)
    expect(body.timezone).to.equal('Europe/Vienna')
  })

  it('changes the seats', async () => {
    const event = await server.anEvent({ publish: true })
    expect(expectStatus(await update(event, { capacity: 150 }), 200).body).to.deep.include({
      capacity: 150,
      availableSeats: 150,
      version: 2,
    })
    expect(expectStatus(await update(event, { capacity: 10 }, { etag: '*' }), 200).body).to.deep.include({
      capacity: 10,
      availableSeats: 10,
      version: 3,
    })
  })

  it("is made, and says so, although the waitlist can't be served at that moment", async () => {
    const overloaded = await startEventsServer({ laneQueueMax: 0 })
    try {
      const event = await overloaded.anEvent({ publish: true, capacity: 1 })
      await overloaded.command(event.id, aReserve())
      const waiting = await overloaded.aWaiting(event.id)
      const change = (path: string, body: object) =>
        overloaded.call('PATCH', path, { as: event.organizer, body, headers: { 'if-match': '*' } })
      expectStatus(await change(`/admin/events/${event.id}`, { title: 'Still made' }), 200)
      expectStatus(
        await change(`/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`, { priceMinor: 2 }),
        200,
      )
      expectStatus(await change(`/admin/events/${event.id}`, { capacity: 2 }), 200)
      expect(await waiting.state()).to.equal('offered')
    } finally {
      await overloaded.close()
    }
  })

  it('refuses fewer seats than are held, and changes nothing then', async () => {
    const event = await server.anEvent({ publish: true })
    await server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: aPerson('attendee').id },
      selection: { quantity: 8 },
      idempotency: null,
    })
    expectProblem(await update(event, { capacity: 7, title: 'Smaller' }), 'capacity_below_taken')
    const { body } = await server.call('GET', `/events/${event.id}`)
    expect(body).to.deep.include({ capacity: 100, title: 'An Evening', version: 1, availableSeats: 92 })
  })

  it('is not disturbed by sales since it was read', async () => {
    const event = await server.anEvent({ publish: true })
    await server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: aPerson('attendee').id },
      selection: { quantity: 1 },
      idempotency: null,
    })
    expectStatus(await update(event, { title: 'Still mine' }), 200)
  })

  it('refuses what was read before another change, also when two race', async () => {
    const event = await server.anEvent()
    const answers = await Promise.all([update(event, { title: 'One' }), update(event, { title: 'Two' })])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412])
    const { body } = expectProblem(await update(event, { capacity: 5 }), 'precondition_failed')
    expect(body.currentETag).to.equal('"2.1"')
    const stranger = await update(event, { capacity: 5 }, { as: aPerson() })
    expect(expectProblem(stranger, 'event_not_found').body).not.to.have.property('currentETag')
    expectStatus(await update(event, { title: 'Three' }, { etag: body.currentETag }), 200)
    expect((await server.sql('inventory').where({ event_id: event.id }).first('capacity')).capacity).to.equal(100)
  })

  it('asks for If-Match', async () => {
    const event = await server.anEvent()
    expectProblem(
      await server.call('PATCH', `/admin/events/${event.id}`, { as: event.organizer, body: { title: 'x' } }),
      'precondition_required',
    )
  })

  it('refuses what has ended or is cancelled', async () => {
    const ended = await server.anEvent({ publish: true })
    await server.passEnd(ended.id)
    expectProblem(await update(ended, { title: 'Late' }), 'event_not_editable')
    const cancelled = await server.anEvent({ publish: true })
    await server.sql('events').where({ id: cancelled.id }).update({ status: 'cancelled' })
    expectProblem(await update(cancelled, { title: 'Late' }), 'event_not_editable')
  })

  const faults: [string, Record<string, unknown>, string][] = [
    ['an end before the start', { endsAt: inDays(29) }, '/endsAt'],
    ['a start after the end', { startsAt: inDays(32) }, '/startsAt'],
    ['an end that has passed', { startsAt: inDays(-2), endsAt: inDays(-1) }, '/endsAt'],
    ['an unknown time zone', { timezone: 'Europe/Atlantis' }, '/timezone'],
  ]
  for (const [what, changes, pointer] of faults) {
    it(`refuses ${what}`, async () => {
      const event = await server.anEvent({ publish: true })
      expectProblem(await update(event, { ...changes, capacity: 5 }), 'validation_failed', [pointer])
      expect((await server.sql('inventory').where({ event_id: event.id }).first('capacity')).capacity).to.equal(100)
    })
  }

  it('refuses an unknown venue, and an externalId of another event', async () => {
    const event = await server.anEvent()
    await server.anEvent({ externalId: 'taken' }, event.organizer)
    expectProblem(await update(event, { venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh' }), 'venue_not_found')
    expectProblem(await update(event, { externalId: 'taken', capacity: 5 }), 'external_id_taken')
    expect((await server.sql('inventory').where({ event_id: event.id }).first('capacity')).capacity).to.equal(100)
  })

  it('lets an admin do it, and nobody else knows the event', async () => {
    const event = await server.anEvent({ publish: true })
    expectProblem(await update(event, { title: 'Theirs' }, { as: aPerson() }), 'event_not_found')
    expectStatus(await update(event, { title: "The admin's" }, { as: aPerson('admin') }), 200)
  })
})
