// PUT /admin/events/by-external-id/{externalId}: the event is made, or made as it is said to be, all of it or nothing.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  anEventBody,
  aPerson,
  aVenueBody,
  inDays,
  startEventsServer,
  type EventsServer,
  type Person,
} from './events-server.ts'

type Put = Shape<'EventPut'>
type Over = Readonly<Record<string, unknown>>

const aType = (name: string, over: Over = {}) => ({ name, priceMinor: 1_000, currency: 'EUR', ...over })

describe('putting an event by its external id', () => {
  let server: EventsServer
  let organizer: Person
  /** The same times in every body, so that putting it again says the same. */
  const times = { startsAt: inDays(30), endsAt: inDays(31) }
  before(async () => {
    server = await startEventsServer()
  })
  beforeEach(() => {
    organizer = aPerson()
  })
  after(() => server.close())

  const put = (over: Over = {}, headers: Record<string, string> = {}, externalId = 'gala') =>
    server.call<Put>('PUT', `/admin/events/by-external-id/${externalId}`, {
      as: organizer,
      body: anEventBody({ ...times, ...over }),
      headers,
    })
  const made = async (over: Over = {}) => expectStatus(await put(over), 201).body
  const factsOf = (eventId: string): Promise<{ type: string; data: { changed?: string[] } }[]> =>
    server.sql('event_facts').where({ event_id: eventId }).orderBy('place').select('type', 'data')
  const reserve = (event: Put, quantity = 1) =>
    server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: newId('usr') },
      selection: { quantity },
      idempotency: null,
    })

  it('makes it, and then finds it as it is to be: nothing is written and nobody is told', async () => {
    const first = expectStatus(await put({ publish: true }), 201)
    expect(first.body).to.deep.include({ externalId: 'gala', unchanged: false, version: 1, status: 'published' })
    const told = server.search.told.indexed.length
    const again = expectStatus(await put({ publish: true }), 200)
    expect(again.body).to.deep.equal({ ...first.body, unchanged: true })
    expect(again.headers['etag']).to.equal(first.headers['etag'])
    expect(server.search.told.indexed).to.have.length(told)
    expect((await factsOf(first.body.id)).map(({ type }) => type)).to.deep.equal(['event.published'])
    const found = await server.call<{ data: Put[] }>('GET', '/admin/events', {
      as: organizer,
      query: { externalId: 'gala' },
    })
    expect(found.body.data.map(({ id }) => id)).to.deep.equal([first.body.id])
  })

  const whole = {
    description: 'Words.',
    tags: ['a', 'b'],
    timezone: 'Europe/Lisbon',
    ticketTypes: [
      aType('Stalls', { externalId: 'stalls', capacity: 50, maxPerUser: 4, salesStartAt: inDays(1) }),
      aType('Balcony', { salesEndAt: inDays(29) }),
    ],
    waitlistPolicy: { order: 'skip', skipMax: 7 },
    holdsPerBuyerMax: 5,
    holdSeatsPerBuyerMax: 9,
    claimSecondsMax: 60,
  }

  it('is found unchanged with everything that can be said of it', async () => {
    const { id } = await made(whole)
    expect(expectStatus(await put(whole), 200).body).to.include({ id, version: 1, unchanged: true })
  })

  it('returns to its defaults what is left out', async () => {
    const { id } = await made(whole)
    const body = { title: 'An Evening', category: 'music', venue: aVenueBody(), ...times, capacity: 100 }
    const bare = () =>
      server.call<Put>('PUT', '/admin/events/by-external-id/gala', { as: organizer, body: { ...body } })
    const { body: after } = expectStatus(await bare(), 200)
    expect(after).to.deep.include({
      id,
      version: 2,
      unchanged: false,
      tags: [],
      timezone: 'Europe/Vienna',
      waitlistPolicy: { order: 'strict' },
      holdsPerBuyerMax: 3,
      holdSeatsPerBuyerMax: 20,
      claimSecondsMax: 600,
    })
    expect(after).not.to.have.property('description')
    const type = { name: 'General Admission', priceMinor: 0, currency: 'EUR' }
    expect(after.ticketTypes).to.have.length(1)
    expect(after.ticketTypes[0]).to.include(type).and.not.to.have.any.keys('capacity', 'maxPerUser', 'externalId')
    expect(expectStatus(await bare(), 200).body).to.deep.equal({ ...after, unchanged: true })
    expect(await server.audit(id)).to.deep.equal([])
  })

  const changes: Readonly<Record<string, { readonly over: Over; readonly changed: readonly string[] }>> = {
    'a title': { over: { title: 'Another' }, changed: ['title'] },
    'words about it': { over: { description: 'Words.' }, changed: ['description'] },
    'a category': { over: { category: 'talk' }, changed: ['category'] },
    'tags': { over: { tags: ['new'] }, changed: ['tags'] },
    'a start': { over: { startsAt: inDays(29) }, changed: ['startsAt'] },
    'an end': { over: { endsAt: inDays(33) }, changed: ['endsAt'] },
    'a zone': { over: { timezone: 'Europe/Lisbon' }, changed: ['timezone'] },
    'more seats': { over: { capacity: 150 }, changed: ['capacity'] },
    'fewer seats': { over: { capacity: 50 }, changed: ['capacity'] },
    'another order of the waitlist': { over: { waitlistPolicy: { order: 'skip' } }, changed: ['waitlistPolicy'] },
    'a bound for buyers': { over: { holdsPerBuyerMax: 9 }, changed: ['holdsPerBuyerMax'] },
    'another venue': { over: { venue: aVenueBody({ name: 'The Other Hall' }) }, changed: ['venue'] },
    'a price': {
      over: { ticketTypes: [aType('Stalls', { priceMinor: 1 }), aType('Balcony')] },
      changed: ['ticketTypes'],
    },
    'a type of less seats': {
      over: { ticketTypes: [aType('Stalls', { capacity: 5 }), aType('Balcony')] },
      changed: ['ticketTypes'],
    },
    'an external id of a type': {
      over: { ticketTypes: [aType('Stalls', { externalId: 's' }), aType('Balcony')] },
      changed: ['ticketTypes'],
    },
    'another order of the types': {
      over: { ticketTypes: [aType('Balcony'), aType('Stalls')] },
      changed: ['ticketTypes'],
    },
    'one type more, in front': {
      over: { ticketTypes: [aType('Boxes'), aType('Stalls'), aType('Balcony')] },
      changed: ['ticketTypes'],
    },
    'one type less': { over: { ticketTypes: [aType('Balcony')] }, changed: ['ticketTypes'] },
    'all other types': { over: { ticketTypes: [aType('Boxes')] }, changed: ['ticketTypes'] },
  }
  for (const [name, { over, changed }] of Object.entries(changes))
    it(`writes ${name} once, as one version that says what has changed`, async () => {
      const usual = { ticketTypes: [aType('Stalls'), aType('Balcony')], publish: true }
      const { id } = await made(usual)
      const { body } = expectStatus(await put({ ...usual, ...over }), 200)
      expect(body).to.include({ id, unchanged: false, version: 2, status: 'published' })
      expect(expectStatus(await put({ ...usual, ...over }), 200).body).to.deep.equal({ ...body, unchanged: true })
      const facts = await factsOf(id)
      expect(facts.map(({ type }) => type)).to.deep.equal(['event.published', 'event.updated'])
      expect(facts[1]!.data.changed).to.deep.equal(changed)
      expect(server.search.told.indexed.at(-1)).to.include({ id, version: 2 })
      expect(await server.audit(id)).to.deep.equal([])
    })

  describe('of a status', () => {
    it('stays what it is without publish, and a draft goes on sale with it', async () => {
      const draft = await made()
      expect(draft.status).to.equal('draft')
      const published = expectStatus(await put({ title: 'Another', publish: true }), 200).body
      expect(published).to.include({ status: 'published', version: 2, title: 'Another', unchanged: false })
      expect(expectStatus(await put({ title: 'Another' }), 200).body).to.include({
        status: 'published',
        unchanged: true,
      })
      expect(expectStatus(await put({ title: 'Third' }), 200).body).to.include({ status: 'published', version: 3 })
      expect((await factsOf(draft.id)).map(({ type }) => type)).to.deep.equal(['event.published', 'event.updated'])
      await reserve(published)
    })

    it('tells nobody of what changes in a draft', async () => {
      const { id } = await made()
      expectStatus(await put({ title: 'Another' }), 200)
      expect(await factsOf(id)).to.deep.equal([])
    })

    it('that is over refuses changes, and nothing where nothing changes', async () => {
      const { id } = await made({ publish: true })
      expectStatus(await server.call('POST', `/admin/events/${id}/cancel`, { as: organizer }), 200)
      expect(expectStatus(await put({ publish: true }), 200).body).to.include({ status: 'cancelled', unchanged: true })
      expectProblem(await put({ publish: true, title: 'Another' }), 'event_not_editable')

      await server.passEnd((await server.anEvent({ externalId: 'past', publish: true }, organizer)).id)
      expectProblem(await put({ publish: true }, {}, 'past'), 'event_not_editable')
    })

    const refusals: Readonly<Record<string, { before?: Over; after: Over; code: string }>> = {
      'put on sale after its start': {
        after: { startsAt: inDays(-1), publish: true },
        code: 'event_not_publishable',
      },
      'given a start that has passed': {
        before: { publish: true },
        after: { startsAt: inDays(-1) },
        code: 'start_in_past',
      },
      'given an end that has passed': {
        before: { publish: true },
        after: { startsAt: inDays(-2), endsAt: inDays(-1) },
        code: 'validation_failed',
      },
      'sold in another currency': {
        after: { ticketTypes: [{ ...aType('Stalls'), currency: 'USD' }] },
        code: 'currency_mismatch',
      },
      'sold in another currency, where that is all': {
        before: { priceMinor: 0, currency: 'EUR' },
        after: { priceMinor: 0, currency: 'USD' },
        code: 'currency_mismatch',
      },
      'sold in two currencies': {
        after: { ticketTypes: [aType('Stalls'), { ...aType('Balcony'), currency: 'USD' }] },
        code: 'currency_mismatch',
      },
      'moved to a venue that is not there': { after: { venueId: newId('ven') }, code: 'venue_not_found' },
      'made a test event': { after: { test: true }, code: 'validation_failed' },
      'made no test event': { before: { test: true }, after: { test: false }, code: 'validation_failed' },
      'given more seats than a test event may have': {
        before: { test: true },
        after: { capacity: 2_000 },
        code: 'validation_failed',
      },
    }
    for (const [name, { before = {}, after, code }] of Object.entries(refusals))
      it(`is not ${name}, and stays as it was`, async () => {
        await made(before)
        expectProblem(await put({ ...before, ...after }), code)
        expect(expectStatus(await put(before), 200).body).to.include({ unchanged: true, version: 1 })
      })

    it('keeps whether it is a test event where that is left out', async () => {
      await made({ test: true })
      expect(expectStatus(await put(), 200).body).to.include({ test: true, unchanged: true })
    })

    it('is not given fewer seats than are held', async () => {
      const usual = { ticketTypes: [aType('Stalls')], publish: true }
      await reserve(await made(usual), 3)
      expectProblem(await put({ ...usual, capacity: 2 }), 'capacity_below_taken')
      expectStatus(await put({ ...usual, capacity: 3 }), 200)
    })
  })

  describe('at a venue', () => {
    it('stays at one that is as described, and is moved to a new one otherwise: none is changed', async () => {
      const before = await made({ venue: aVenueBody({ location: { lat: 1.5, lon: 2.5 } }) })
      const { body } = expectStatus(await put(), 200)
      expect(body.venue.id).not.to.equal(before.venue.id)
      expect(body).to.include({ unchanged: false })
      const { body: old } = await server.call<Shape<'Venue'>>('GET', `/venues/${before.venue.id}`)
      expect(old).to.deep.include({ version: 1, location: { lat: 1.5, lon: 2.5 } })
    })

    it('is at the known venue of an external id, if that is as described', async () => {
      const hall = aVenueBody({ externalId: 'hall' })
      const { id } = await server.aVenue({ externalId: 'hall' }, organizer)
      expect((await made({ venue: hall })).venue.id).to.equal(id)
      expect(expectStatus(await put({ venue: hall }), 200).body).to.include({ unchanged: true })
      expectProblem(await put({ venue: { ...hall, name: 'Other' } }), 'external_id_taken')
      expectProblem(await put({ venue: { ...hall, name: 'Other' } }, {}, 'new'), 'external_id_taken')
    })

    it("makes its own where the external id is another account's", async () => {
      const other = await server.aVenue({ externalId: 'hall' })
      const { venue } = await made({ venue: aVenueBody({ externalId: 'hall' }) })
      expect(venue.id).not.to.equal(other.id)
      expect(expectStatus(await put({ venueId: other.id }), 200).body.venue.id).to.equal(other.id)
    })
  })

  describe('and others', () => {
    it("neither finds nor changes another account's event, an admin's neither", async () => {
      const { id } = await made()
      organizer = aPerson()
      const others = await made({ title: 'Of another account' })
      organizer = aPerson('admin')
      const admins = await made({ title: 'Of an admin' })
      expect(new Set([id, others.id, admins.id]).size).to.equal(3)
    })

    it('only makes, or only replaces, where that is asked for', async () => {
      expectProblem(await put({}, { 'if-match': '*' }), 'precondition_failed')
      const first = expectStatus(await put({}, { 'if-none-match': '*' }), 201)
      const etag = String(first.headers['etag'])
      expect(expectProblem(await put({}, { 'if-none-match': '*' }), 'precondition_failed').body).to.include({
        currentETag: etag,
      })
      expectStatus(await put({ title: 'A' }, { 'if-match': etag }), 200)
      expectProblem(await put({ title: 'B' }, { 'if-match': etag }), 'precondition_failed')
      expectStatus(await put({ title: 'B' }, { 'if-match': '*' }), 200)
      expectProblem(await put({}, { 'if-none-match': '"1"' }), 'validation_failed')
      expectProblem(await put({}, { 'if-none-match': '*', 'if-match': '*' }), 'validation_failed')
    })

    it('finds what was made otherwise, and makes anew what was deleted', async () => {
      const { id } = await server.anEvent({ ...times, externalId: 'gala' }, organizer)
      expect(expectStatus(await put(), 200).body).to.include({ id, unchanged: true })
      expectStatus(await server.call('DELETE', `/admin/events/${id}`, { as: organizer }), 204)
      expect((await made()).id).not.to.equal(id)
    })
  })

  describe('by several at once', () => {
    const atOnce = async (externalId: string) => {
      const answers = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(title => put({ title }, {}, externalId)))
      const events = await server.sql('events').where({ organizer_id: organizer.id, external_id: externalId })
      return { statuses: answers.map(({ status }) => status).sort(), events: events.length, answers }
    }

    it('is made once: the others replace it, whoever comes last', async () => {
      for (let round = 0; round < 5; round++) {
        const { statuses, events, answers } = await atOnce(`race-${round}`)
        expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 201])
        expect(events).to.equal(1)
        const versions = answers.map(({ body }) => body.version).sort((one, other) => one - other)
        expect(versions).to.deep.equal([1, 2, 3, 4, 5, 6])
      }
    })

    it('is made by one where each of them only makes', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => put({}, { 'if-none-match': '*' }, 'only')))
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 412, 412])
    })

    it('is made by POST or by PUT, and PUT takes what there is', async () => {
      for (let round = 0; round < 5; round++) {
        const externalId = `mixed-${round}`
        const body = anEventBody({ ...times, externalId })
        const [posted, replaced] = await Promise.all([
          server.call<Put>('POST', '/admin/events', { as: organizer, body }),
          put({ title: 'By PUT' }, {}, externalId),
        ])
        expect([[201, 200].join(), [409, 201].join()]).to.include([posted.status, replaced.status].join())
        expect(replaced.body.title).to.equal('By PUT')
      }
    })

    it('would be made more than once if the database did not decide: the control', async () => {
      await server.sql.raw('alter table events drop constraint events_external_id_unique')
      let most = 1
      for (let round = 0; round < 40 && most === 1; round++) most = (await atOnce(`control-${round}`)).events
      expect(most).to.be.above(1)
    })
  })
})
