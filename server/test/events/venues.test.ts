// Venues: making, listing, looking at, changing and deleting them.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  aPerson,
  inDays,
  aVenueBody,
  startEventsServer,
  type EventsServer,
  type Page,
  type Venue,
} from './events-server.ts'

describe('venues', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  const update = (
    venue: { id: string; etag: string; organizer: ReturnType<typeof aPerson> },
    body: unknown,
    { as = venue.organizer, etag = venue.etag } = {},
  ) => server.call<Venue>('PATCH', `/admin/venues/${venue.id}`, { as, body, headers: { 'if-match': etag } })

  it('are made by organizers and seen by everybody', async () => {
    const location = { lat: 48.2, lon: 16.37 }
    const venue = await server.aVenue({ address: '1 Ring', location })
    const { body, headers } = expectStatus(await server.call<Venue>('GET', `/venues/${venue.id}`), 200)
    expect(body).to.deep.include({
      ...aVenueBody(),
      address: '1 Ring',
      location,
      organizerId: venue.organizer.id,
      version: 1,
    })
    expect(headers['etag']).to.equal('"1"')
    expectProblem(
      await server.call('POST', '/admin/venues', { as: aPerson('attendee'), body: aVenueBody() }),
      'forbidden',
    )
    expectProblem(
      await server.call('POST', '/admin/venues', { as: aPerson(), body: aVenueBody({ timezone: 'Nowhere' }) }),
      'validation_failed',
      ['/timezone'],
    )
    expectProblem(await server.call('GET', '/venues/ven_01jz3t5m8qf0vab9x2k4c7d6eh'), 'venue_not_found')
  })

  it('are made once per key', async () => {
    const as = aPerson()
    const make = () =>
      server.call<Venue>('POST', '/admin/venues', { as, body: aVenueBody(), headers: { 'idempotency-key': '"once"' } })
    const [first, again] = [await make(), await make()]
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers['idempotency-replayed']).to.equal('true')
  })

  it('are listed by name, by city and by country, page by page', async () => {
    for (const [name, city, country] of [
      ['B', 'Bern', 'CH'],
      ['A', 'Bern', 'CH'],
      ['A', 'Basel', 'CH'],
    ])
      await server.aVenue({ name, city, country })
    const list = async (query: Record<string, string | number>) =>
      expectStatus(await server.call<Page<Venue>>('GET', '/venues', { query }), 200).body
    const names = ({ data }: Page<Venue>) => data.map(({ name, city }) => `${name} ${city}`)
    expect(names(await list({ city: 'BERN' }))).to.deep.equal(['A Bern', 'B Bern'])
    const first = await list({ country: 'CH', limit: 2 })
    const rest = await list({ country: 'CH', limit: 2, cursor: first.nextCursor! })
    expect([...names(first), ...names(rest)].sort()).to.deep.equal(['A Basel', 'A Bern', 'B Bern'])
    expect(names(rest)).to.deep.equal(['B Bern'])
    expect(rest).to.deep.include({ hasMore: false, nextCursor: null })
    expectProblem(
      await server.call('GET', '/venues', { query: { country: 'AT', limit: 2, cursor: first.nextCursor! } }),
      'invalid_cursor',
    )
  })

  it('change under If-Match, and their events show and tell it', async () => {
    const venue = await server.aVenue({ address: '1 Ring', location: { lat: 1, lon: 2 } })
    const event = await server.anEvent({ venueId: venue.id, publish: true })
    const { body, headers } = expectStatus(
      await update(venue, { name: 'Old Hall', address: null, location: null }),
      200,
    )
    expect(body).to.deep.include({ name: 'Old Hall', city: 'Vienna', version: 2 })
    expect(body).not.to.have.any.keys('address', 'location')
    expect(headers['etag']).to.equal('"2"')
    expect(expectProblem(await update(venue, { name: 'Older' }), 'precondition_failed').body.currentETag).to.equal(
      '"2"',
    )

    const seen = await server.call('GET', `/events/${event.id}`, { headers: { 'if-none-match': event.etag } })
    expect(expectStatus(seen, 200).body.venue.name).to.equal('Old Hall')
    await server.notices.retry()
    expect(server.search.told.indexed.at(-1)?.venue.name).to.equal('Old Hall')
    expect(await server.sql('search_outbox')).to.deep.equal([])
  })

  it('refuse an unknown time zone and strangers', async () => {
    const venue = await server.aVenue()
    expectProblem(await update(venue, { timezone: 'Nowhere' }), 'validation_failed', ['/timezone'])
    expectProblem(await update(venue, { name: 'Mine' }, { as: aPerson() }), 'venue_not_found')
    expectStatus(await update(venue, { name: "The admin's" }, { as: aPerson('admin') }), 200)
  })

  it('go away unless an event takes place there', async () => {
    const remove = (venue: Venue, as: ReturnType<typeof aPerson>) =>
      server.call('DELETE', `/admin/venues/${venue.id}`, { as })
    const venue = await server.aVenue()
    expectProblem(await remove(venue, aPerson()), 'venue_not_found')
    expectStatus(await remove(venue, venue.organizer), 204)
    expectProblem(await remove(venue, venue.organizer), 'venue_not_found')
    const used = await server.aVenue()
    await server.anEvent({ venueId: used.id })
    expectProblem(await remove(used, used.organizer), 'venue_in_use')
  })

  it('name the events that keep them: five at most, and no draft of anybody else', async () => {
    const refusalFor = async (venue: Venue, as: ReturnType<typeof aPerson>) => {
      const { body } = expectProblem(await server.call('DELETE', `/admin/venues/${venue.id}`, { as }), 'venue_in_use')
      const { events, moreEvents, detail } = body as { events: { title: string }[]; moreEvents: number; detail: string }
      return { titles: events.map(({ title }) => title), moreEvents, detail }
    }
    const venue = await server.aVenue()
    const others = aPerson()
    const secret = await server.anEvent({ venueId: venue.id, title: 'A secret', startsAt: inDays(1) }, others)
    const open = await server.anEvent({ venueId: venue.id, title: 'Open', startsAt: inDays(2), publish: true }, others)
    const refused = await refusalFor(venue, venue.organizer)
    expect(refused).to.deep.equal({
      titles: ['Open'],
      moreEvents: 1,
      detail:
        `The venue is in use by Open (${open.id}), 1 other event. ` +
        'Move them to another venue first, or keep this one.',
    })
    expect(JSON.stringify(refused)).not.to.include(secret.id)
    expect((await refusalFor(venue, aPerson('admin'))).titles).to.deep.equal(['A secret', 'Open'])
    for (let n = 3; n < 9; n++)
      await server.anEvent({ venueId: venue.id, title: `Night ${n}`, startsAt: inDays(n) }, venue.organizer)
    const { titles, moreEvents } = await refusalFor(venue, venue.organizer)
    expect([titles, moreEvents]).to.deep.equal([['Open', 'Night 3', 'Night 4', 'Night 5', 'Night 6'], 3])
  })
})
