// Currencies, countries and time zones are codes that there are; what was kept before that was asked is still served.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  aPerson,
  anEventBody,
  aVenueBody,
  startEventsServer,
  type EventsServer,
  type Page,
  type Refusal,
} from './events-server.ts'

describe('codes of currencies, countries and time zones', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const aType = (over: object = {}) => ({ name: 'Stalls', priceMinor: 100, currency: 'EUR', ...over })
  const ofEvent = (over: object) => ['POST', '/admin/events', anEventBody({ ...over })] as const
  const ofVenue = (over: object) => ['POST', '/admin/venues', aVenueBody({ ...over })] as const
  const places: readonly [
    place: string,
    request: (code: string) => readonly [method: string, path: string, body?: object],
    pointer: string,
    kind: 'currency' | 'country' | 'timezone',
  ][] = [
    ["an event's price", currency => ofEvent({ priceMinor: 100, currency }), '/currency', 'currency'],
    [
      "a new event's ticket type",
      currency => ofEvent({ ticketTypes: [aType({ currency })] }),
      '/ticketTypes/0/currency',
      'currency',
    ],
    ["a new event's venue", country => ofEvent({ venue: aVenueBody({ country }) }), '/venue/country', 'country'],
    ["a new event's venue", timezone => ofEvent({ venue: aVenueBody({ timezone }) }), '/venue/timezone', 'timezone'],
    ['an event', timezone => ofEvent({ timezone }), '/timezone', 'timezone'],
    ['a venue', timezone => ofVenue({ timezone }), '/timezone', 'timezone'],
    ['a venue', country => ofVenue({ country }), '/country', 'country'],
    ['a list of venues', country => ['GET', `/venues?country=${country}`], '/query/country', 'country'],
  ]
  const wrong = {
    currency: { EUX: 'EUR', XXX: 'such as EUR', BGN: 'EUR', XAU: 'Gold', eur: 'EUR' },
    country: { UK: 'GB', XX: 'such as DE', at: 'AT' },
    timezone: { BST: 'Europe/London', IST: 'Asia/Kolkata', 'europe/vienna': 'Europe/Vienna', Vienna: 'Europe/Vienna' },
  } as const

  for (const [place, request, pointer, kind] of places) {
    for (const [code, hint] of Object.entries(wrong[kind])) {
      it(`${place} does not take ${code} for a ${kind}, and says ${hint}`, async () => {
        const [method, path, body] = request(code)
        const as = aPerson()
        const answer = await server.call<Refusal & { detail: string }>(method, path, { as, ...(body && { body }) })
        expectProblem(answer, 'validation_failed', [pointer])
        expect(answer.body.detail).to.contain(code).and.to.contain(hint)
        expect(answer.text).not.to.contain('must match pattern')
      })
    }
  }

  for (const [path, body, pointer] of [['ticket-types', aType({ currency: 'EUX' }), '/currency']] as const) {
    it(`${path} of an event that is there take no EUX either`, async () => {
      const event = await server.anEvent()
      const as = event.organizer
      expectProblem(await server.call('POST', `/admin/events/${event.id}/${path}`, { as, body }), 'validation_failed', [
        pointer,
      ])
    })
  }

  it('are refused in changes too', async () => {
    const event = await server.anEvent()
    const venue = await server.aVenue()
    const change = (path: string, etag: string, as: typeof event.organizer, body: object) =>
      server.call('PATCH', path, { as, body, headers: { 'if-match': etag } })
    const ofEvent = await change(`/admin/events/${event.id}`, event.etag, event.organizer, { timezone: 'BST' })
    expectProblem(ofEvent, 'validation_failed', ['/timezone'])
    const venuePath = `/admin/venues/${venue.id}`
    const ofVenue = await change(venuePath, venue.etag, venue.organizer, { timezone: 'IST', country: 'UK' })
    expectProblem(ofVenue, 'validation_failed', ['/country', '/timezone'])
  })

  for (const zone of ['Asia/Calcutta', 'US/Pacific', 'Etc/GMT+5', 'UTC']) {
    it(`${zone} is kept as it is spelt, and not as what it leads to`, async () => {
      const event = await server.anEvent({ timezone: zone })
      expect(event.timezone).to.equal(zone)
      const { body } = expectStatus(await server.call('GET', `/events/${event.id}`, { as: event.organizer }), 200)
      expect(body.timezone).to.equal(zone)
    })
  }

  describe('that were kept when the form was enough', () => {
    /** A published event in EUX, in the zone BST, at a venue of the country UK. */
    const anOldEvent = async () => {
      const event = await server.anEvent({ publish: true, priceMinor: 4500, currency: 'EUR' })
      await server.sql('inventory').where({ event_id: event.id }).update({ currency: 'EUX' })
      await server.sql('events').where({ id: event.id }).update({ timezone: 'BST' })
      await server.sql('venues').where({ id: event.venue.id }).update({ country: 'UK', timezone: 'BST' })
      return event
    }

    it('are shown wherever the event and its venue are', async () => {
      const event = await anOldEvent()
      const as = event.organizer
      const { body } = expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      expect(body).to.deep.include({ timezone: 'BST' })
      expect(body.venue).to.deep.include({ country: 'UK', timezone: 'BST' })
      expect(body.ticketTypes.map(({ currency }) => currency)).to.deep.equal(['EUX'])
      for (const path of ['/events', '/admin/events', '/venues', `/admin/events/${event.id}/stats`])
        expectStatus(await server.call<Page<unknown>>('GET', path, { as }), 200)
      expectStatus(await server.call('GET', `/events/${event.id}/availability`), 200)
    })

    it('stay in a change that does not name them', async () => {
      const event = await anOldEvent()
      const as = event.organizer
      const read = async () => {
        const { headers } = await server.call('GET', `/events/${event.id}`, { as })
        return { 'if-match': String(headers['etag']) }
      }
      const path = `/admin/events/${event.id}`
      const changed = await server.call('PATCH', path, { as, body: { title: 'Another' }, headers: await read() })
      expect(expectStatus(changed, 200).body).to.deep.include({ title: 'Another', timezone: 'BST' })
      expect(server.search.told.indexed.at(-1)).to.deep.include({ id: event.id, title: 'Another' })
      const typePath = `${path}/ticket-types/${event.ticketTypes[0]!.id}`
      const priced = await server.call<Shape<'TicketType'>>('PATCH', typePath, {
        as,
        body: { priceMinor: 5000 },
        headers: await read(),
      })
      expect(expectStatus(priced, 200).body).to.deep.include({ priceMinor: 5000, currency: 'EUX' })
      const mended = await server.call('PATCH', path, {
        as,
        body: { timezone: 'Europe/London' },
        headers: await read(),
      })
      expect(expectStatus(mended, 200).body).to.deep.include({ timezone: 'Europe/London' })
    })

    it('stay in a change of their venue, and no new event takes its zone over', async () => {
      const event = await anOldEvent()
      const as = event.organizer
      const headers = { 'if-match': '*' }
      const path = `/admin/venues/${event.venue.id}`
      const renamed = await server.call<Shape<'Venue'>>('PATCH', path, { as, body: { name: 'Renamed' }, headers })
      expect(expectStatus(renamed, 200).body).to.deep.include({ name: 'Renamed', country: 'UK', timezone: 'BST' })
      const at = { venueId: event.venue.id }
      const unsaid = await server.call('POST', '/admin/events', { as, body: anEventBody(at) })
      expectProblem(unsaid, 'validation_failed', ['/timezone'])
      const said = { ...at, timezone: 'Europe/London' }
      expectStatus(await server.call('POST', '/admin/events', { as, body: anEventBody(said) }), 201)
    })
  })
})
