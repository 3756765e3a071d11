// PUT /admin/venues/by-external-id/{externalId}, and the external ids of venues elsewhere.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, aVenueBody, startEventsServer, type EventsServer, type Page, type Person } from './events-server.ts'

type Put = Shape<'VenuePut'>
type Venue = Shape<'Venue'>
type Over = Readonly<Record<string, unknown>>

describe('putting a venue by its external id', () => {
  let server: EventsServer
  let organizer: Person
  before(async () => {
    server = await startEventsServer()
  })
  beforeEach(() => {
    organizer = aPerson()
  })
  after(() => server.close())

  const put = (over: Over = {}, headers: Record<string, string> = {}, externalId = 'hall') =>
    server.call<Put>('PUT', `/admin/venues/by-external-id/${externalId}`, {
      as: organizer,
      body: aVenueBody(over),
      headers,
    })

  it('makes it, and then finds it as it is to be', async () => {
    const over = { address: '1 Quay Street', location: { lat: 48.2, lon: 16.3 } }
    const first = expectStatus(await put(over), 201)
    expect(first.body).to.deep.include({ ...over, externalId: 'hall', unchanged: false, version: 1 })
    const again = expectStatus(await put(over), 200)
    expect(again.body).to.deep.equal({ ...first.body, unchanged: true })
    expect(again.headers['etag']).to.equal(first.headers['etag'])
  })

  const changes: Readonly<Record<string, Over>> = {
    'a name': { name: 'Other' },
    'an address': { address: 'Elsewhere' },
    'a city': { city: 'Graz' },
    'a country': { country: 'DE' },
    'a zone': { timezone: 'Europe/Berlin' },
    'a location': { location: { lat: 0, lon: 0 } },
  }
  for (const [name, over] of Object.entries(changes))
    it(`writes ${name}, and takes it back where it is left out`, async () => {
      const before = expectStatus(await put(), 201).body
      const { body } = expectStatus(await put(over), 200)
      expect(body).to.deep.include({ ...over, id: before.id, version: 2, unchanged: false })
      expect(expectStatus(await put(over), 200).body).to.deep.equal({ ...body, unchanged: true })
      const { body: back } = expectStatus(await put(), 200)
      const { version: _, updatedAt: __, ...same } = before
      expect(back).to.deep.include(same).and.to.include({ version: 3 })
      expect(Object.keys(back).sort()).to.deep.equal(Object.keys(before).sort())
    })

  it('shows a change at its events, tells of it, and says nothing where nothing changes', async () => {
    const { id } = expectStatus(await put(), 201).body
    const event = await server.anEvent({ venueId: id, publish: true }, organizer)
    const facts = () => server.sql('event_facts').where({ event_id: event.id, type: 'event.updated' }).select('data')
    expectStatus(await put(), 200)
    expect(await facts()).to.deep.equal([])
    expectStatus(await put({ name: 'Other' }), 200)
    const { body } = await server.call('GET', `/events/${event.id}`)
    expect(body.venue.name).to.equal('Other')
    expect(body.version).to.equal(2)
    expect((await facts()).map(({ data }) => data.changed)).to.deep.equal([['venue']])
  })

  it('only makes, or only replaces, where that is asked for', async () => {
    expectProblem(await put({}, { 'if-match': '*' }), 'precondition_failed')
    const first = expectStatus(await put({}, { 'if-none-match': '*' }), 201)
    const etag = String(first.headers['etag'])
    expect(expectProblem(await put({}, { 'if-none-match': '*' }), 'precondition_failed').body).to.include({
      currentETag: etag,
    })
    expectStatus(await put({ name: 'A' }, { 'if-match': etag }), 200)
    expectProblem(await put({ name: 'B' }, { 'if-match': etag }), 'precondition_failed')
  })

  it("is another account's matter under the same external id, and each finds its own", async () => {
    const first = expectStatus(await put(), 201).body
    const owner = organizer
    organizer = aPerson()
    const second = expectStatus(await put(), 201).body
    const idsOf = async (query: Record<string, string>) =>
      (await server.call<Page<Venue>>('GET', '/venues', { query })).body.data.map(({ id }) => id)
    expect(await idsOf({ externalId: 'hall' })).to.include.members([first.id, second.id])
    expect(await idsOf({ externalId: 'hall', organizerId: owner.id })).to.deep.equal([first.id])
    expect(await idsOf({ organizerId: organizer.id })).to.deep.equal([second.id])
    expect(await idsOf({ externalId: 'of nobody' })).to.deep.equal([])

    const idsOfMine = async (token?: string) => {
      const options = { query: { mine: true, limit: 100 }, ...(token !== undefined && { token }) }
      return (await server.call<Page<Venue>>('GET', '/venues', options)).body.data.map(({ id }) => id)
    }
    expect(await idsOfMine(organizer.token)).to.deep.equal([second.id])
    expect(await idsOfMine(owner.token))
      .to.include(first.id)
      .and.not.to.include(second.id)
    expect(await idsOfMine()).to.deep.equal([])
  })

  it('is had by one venue of an account, however it is given', async () => {
    const { id } = await server.aVenue({ externalId: 'hall' }, organizer)
    const other = await server.aVenue({}, organizer)
    const make = (externalId: string) =>
      server.call('POST', '/admin/venues', { as: organizer, body: aVenueBody({ externalId }) })
    const change = (venueId: string, externalId: string | null) =>
      server.call<Venue>('PATCH', `/admin/venues/${venueId}`, {
        as: organizer,
        body: { externalId },
        headers: { 'if-match': '*' },
      })
    expectProblem(await make('hall'), 'external_id_taken')
    expectProblem(await change(other.id, 'hall'), 'external_id_taken')
    expect(expectStatus(await change(id, null), 200).body).not.to.have.property('externalId')
    expect(expectStatus(await change(other.id, 'hall'), 200).body).to.include({ externalId: 'hall' })
    expect(expectStatus(await put(), 200).body).to.include({ id: other.id, unchanged: true })
  })

  describe('by several at once', () => {
    const atOnce = async (externalId: string) => {
      const answers = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(name => put({ name }, {}, externalId)))
      const venues = await server.sql('venues').where({ organizer_id: organizer.id, external_id: externalId })
      return { statuses: answers.map(({ status }) => status).sort(), venues: venues.length }
    }

    it('is made once: the others replace it', async () => {
      for (let round = 0; round < 5; round++)
        expect(await atOnce(`race-${round}`)).to.deep.equal({ statuses: [200, 200, 200, 200, 200, 201], venues: 1 })
    })

    it('would be made more than once if the database did not decide: the control', async () => {
      await server.sql.raw('drop index venues_external_id_unique')
      let most = 1
      for (let round = 0; round < 40 && most === 1; round++) most = (await atOnce(`control-${round}`)).venues
      expect(most).to.be.above(1)
    })
  })
})

describe("a ticket type's external id", () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  it('is had by one type of an event, however it is given, and copied with it', async () => {
    const type = (name: string, externalId?: string) => ({
      name,
      priceMinor: 0,
      currency: 'EUR',
      ...(externalId !== undefined && { externalId }),
    })
    const event = await server.anEvent({ ticketTypes: [type('A', 'x'), type('B')] })
    const path = `/admin/events/${event.id}/ticket-types`
    const add = (body: object) => server.call<Shape<'TicketType'>>('POST', path, { as: event.organizer, body })
    const change = (n: number, externalId: string | null) =>
      server.call<Shape<'TicketType'>>('PATCH', `${path}/${event.ticketTypes[n]!.id}`, {
        as: event.organizer,
        body: { externalId },
        headers: { 'if-match': '*' },
      })
    expectProblem(await add(type('C', 'x')), 'external_id_taken')
    expectProblem(await change(1, 'x'), 'external_id_taken')
    expect(expectStatus(await change(0, 'x'), 200).body).to.include({ externalId: 'x' })
    expect(expectStatus(await change(0, null), 200).body).not.to.have.property('externalId')
    expect(expectStatus(await change(1, 'x'), 200).body).to.include({ externalId: 'x' })
    expect(expectStatus(await add(type('C', 'c')), 201).body).to.include({ externalId: 'c' })
    const twice = { title: 'An Evening', ticketTypes: [type('A', 'x'), type('B', 'x')] }
    await server.anEvent(twice).then(
      () => expect.fail('two types of one external id were made'),
      (error: Error) => expect(error.message).to.include('validation_failed'),
    )
    const copied = await server.call('POST', `/admin/events/${event.id}/duplicate`, { as: event.organizer, body: {} })
    expect(expectStatus(copied, 201).body.ticketTypes.map(({ externalId }) => externalId)).to.deep.equal([
      undefined,
      'x',
      'c',
    ])
  })
})
