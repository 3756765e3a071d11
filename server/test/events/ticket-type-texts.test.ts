// What ticket types are called and what they are, in several languages: who gets which, and that all of it is kept.
import { expect } from 'chai'
import { chosenFor } from '../../src/contract/translations.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type Event, type EventsServer, type Page, type Person } from './events-server.ts'

const ofStalls = { de: { name: 'Parkett' }, fr: { name: 'Orchestre', description: 'Avec une boisson.' } }
const stalls = {
  ...{ name: 'Stalls', description: 'With a drink.', translations: ofStalls },
  ...{ priceMinor: 4_500, currency: 'EUR' },
}
const balcony = { name: 'Balcony', priceMinor: 6_500, currency: 'EUR' }
const texts = {
  title: 'Night of Strings',
  language: 'en',
  translations: { de: { title: 'Nacht der Streicher' } },
  ...{ priceMinor: undefined, currency: undefined, ticketTypes: [stalls, balcony] },
}

describe('the texts of ticket types in several languages', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const get = (id: string, language?: string, as?: Person) =>
    server.call('GET', `/events/${id}`, {
      ...(as && { as }),
      headers: { ...(language !== undefined && { 'accept-language': language }) },
    })
  const textsOf = ({ title, ticketTypes }: Event) => [
    title,
    ...ticketTypes.map(({ name, description }) => [name, description]),
  ]
  const changeType = (event: Event & { organizer: Person }, changes: object) =>
    server.call('PATCH', `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`, {
      as: event.organizer,
      headers: { 'if-match': '*' },
      body: changes,
    })

  const asWritten = ['Stalls', 'With a drink.']
  const inFrench = ['Orchestre', 'Avec une boisson.']
  const inGerman = ['Parkett', 'With a drink.']
  for (const [header, title, ofType, language] of [
    [undefined, 'Night of Strings', asWritten, 'en'],
    ['en, de', 'Night of Strings', asWritten, 'en'],
    ['de-AT', 'Nacht der Streicher', inGerman, 'de'],
    ['fr', 'Night of Strings', inFrench, 'en'],
    ['fr, de;q=0.5', 'Nacht der Streicher', inFrench, 'de'],
    ['it', 'Night of Strings', asWritten, 'en'],
    ['*', 'Night of Strings', asWritten, 'en'],
  ] as const)
    it(`are ${ofType[0]} beside ${title} for Accept-Language ${header}`, async () => {
      const event = await server.anEvent({ ...texts, publish: true })
      const { body, headers } = expectStatus(await get(event.id, header), 200)
      expect(textsOf(body)).to.deep.equal([title, ofType, ['Balcony', undefined]])
      expect(headers['content-language']).to.equal(language)
      expect(body.ticketTypes[0]).not.to.have.property('translations')
      const list = await server.call<Page<Event>>('GET', '/events', {
        query: { limit: '100' },
        headers: { ...(header && { 'accept-language': header }) },
      })
      const listed = list.body.data.find(({ id }) => id === event.id)!
      expect(textsOf(listed)).to.deep.equal(textsOf(body))
      expect(listed.ticketTypes[0]).not.to.have.property('translations')
    })

  it('are chosen where the event itself has no translations', async () => {
    const event = await server.anEvent({ ...texts, translations: undefined, publish: true })
    const { body } = expectStatus(await get(event.id, 'fr'), 200)
    expect(textsOf(body)).to.deep.equal(['Night of Strings', inFrench, ['Balcony', undefined]])
    expect(textsOf((await get(event.id, 'en')).body)[1]).to.deep.equal(asWritten)
  })

  it('have an ETag for each choice, also from the cache', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    for (let round = 0; round < 2; round++) {
      const told = new Map<string, Set<string>>()
      for (const header of ['en', 'de', 'de-CH', 'fr', 'fr, de', 'it', 'fr-CA']) {
        const { body, headers } = expectStatus(await get(event.id, header), 200)
        const words = JSON.stringify(textsOf(body))
        told.set(words, (told.get(words) ?? new Set()).add(String(headers['etag'])))
        const same = await server.call('GET', `/events/${event.id}`, {
          headers: { 'accept-language': header, 'if-none-match': String(headers['etag']) },
        })
        expect(same.status).to.equal(304)
      }
      expect([...told.values()].map(({ size }) => size)).to.deep.equal([1, 1, 1, 1])
      expect(new Set([...told.values()].flatMap(etags => [...etags])).size).to.equal(4)
    }
    const key = (header: string) => chosenFor({ ...event, language: 'en' }, header).key
    expect(key('en')).to.equal('')
    expect(key('de')).to.equal('de')
  })

  it('are shown whole to who runs the event, and to nobody else', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    for (const as of [event.organizer, aPerson('admin')]) {
      const { body } = expectStatus(await get(event.id, 'fr', as), 200)
      expect(body.ticketTypes[0]).to.deep.include({ name: 'Orchestre', translations: ofStalls })
    }
    expect((await get(event.id, 'fr', aPerson())).body.ticketTypes[0]).not.to.have.property('translations')
    const own = { as: event.organizer, headers: { 'accept-language': 'fr' } }
    const [managed] = (await server.call<Page<Event>>('GET', '/admin/events', own)).body.data
    expect(managed!.ticketTypes[0]).to.deep.include({ name: 'Stalls', translations: ofStalls })
  })

  it('are added, changed as a whole and taken away, by canonical tags, and the event is told of', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    const added = await server.call('POST', `/admin/events/${event.id}/ticket-types`, {
      as: event.organizer,
      body: { ...balcony, name: 'Box', description: 'A box.', translations: { 'PT-br': { name: 'Camarote' } } },
    })
    expect(expectStatus(added, 201).body).to.deep.include({
      description: 'A box.',
      translations: { 'pt-BR': { name: 'Camarote' } },
    })
    const changed = expectStatus(await changeType(event, { translations: { it: { name: 'Platea' } } }), 200).body
    expect(changed).to.deep.include({ description: 'With a drink.', translations: { it: { name: 'Platea' } } })
    expect(textsOf((await get(event.id, 'it')).body)[1]).to.deep.equal(['Platea', 'With a drink.'])
    const bare = expectStatus(await changeType(event, { translations: null, description: null }), 200).body
    expect(bare).to.not.have.any.keys('translations', 'description')
    const facts = await server.sql('event_facts').where({ event_id: event.id, type: 'event.updated' }).orderBy('place')
    expect(facts.map(({ data }) => data.changed)).to.deep.equal([['ticketTypes'], ['ticketTypes'], ['ticketTypes']])
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('go with copies, and are put by an external id, where the same is unchanged', async () => {
    const organizer = aPerson()
    const { startsAt, endsAt } = await server.anEvent()
    const body = {
      ...texts,
      ...{ category: 'music', startsAt, endsAt, capacity: 5 },
      venue: { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' },
    }
    const put = (over = {}) =>
      server.call('PUT', '/admin/events/by-external-id/types', { as: organizer, body: { ...body, ...over } })
    const made = expectStatus(await put(), 201).body
    const typesOf = (event: Event) =>
      event.ticketTypes.map(({ name, description, translations }) => [name, description, translations])
    const wanted = [
      ['Stalls', 'With a drink.', ofStalls],
      ['Balcony', undefined, undefined],
    ]
    expect(typesOf(made)).to.deep.equal(wanted)
    const reordered = Object.fromEntries(Object.entries(ofStalls).reverse())
    const same = await put({ ticketTypes: [{ ...stalls, translations: reordered }, balcony] })
    expect(expectStatus(same, 200).body).to.include({ unchanged: true })
    const copy = await server.call('POST', `/admin/events/${made.id}/duplicate`, { as: organizer, body: {} })
    expect(typesOf(copy.body)).to.deep.equal(wanted)
    const without = await put({ ticketTypes: [{ ...stalls, translations: undefined }, balcony] })
    expect(typesOf(expectStatus(without, 200).body)[0]).to.deep.equal(['Stalls', 'With a drink.', undefined])
  })

  for (const [what, translations, pointer] of [
    ['a tag that is none', { 'x-klingon': { name: 'x' } }, '/x-klingon'],
    ['one language twice', { 'pt-BR': { name: 'x' }, 'pt-br': { name: 'y' } }, '/pt-br'],
    ["the event's own language", { EN: { name: 'x' } }, '/EN'],
    ['a translation of nothing', { de: {} }, '/de'],
    ['what is not translated', { de: { priceMinor: 'x' } }, '/de/priceMinor'],
    ['a name that is too long', { de: { name: 'x'.repeat(101) } }, '/de/name'],
    ['a blank name', { de: { name: '  ' } }, '/de/name'],
    [
      'more than 5,000 characters',
      Object.fromEntries(['de', 'fr', 'it', 'es', 'pt', 'nl'].map(tag => [tag, { description: 'x'.repeat(900) }])),
      '',
    ],
  ] as const)
    it(`refuse ${what}, when they are made, added, changed and replaced`, async () => {
      const event = await server.anEvent({ ...texts, externalId: what })
      const { startsAt, endsAt } = event
      const type = { ...balcony, name: 'Other', translations }
      const venue = { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' }
      const whole = {
        title: 'x',
        category: 'music',
        capacity: 5,
        language: 'en',
        venue,
        startsAt,
        endsAt,
        ticketTypes: [type],
      }
      const as = event.organizer
      for (const [at, answer] of [
        ['/ticketTypes/0', await server.call('POST', '/admin/events', { as, body: whole })],
        [
          '/ticketTypes/0',
          await server.call('PUT', `/admin/events/by-external-id/${encodeURIComponent(what)}`, { as, body: whole }),
        ],
        ['', await server.call('POST', `/admin/events/${event.id}/ticket-types`, { as, body: type })],
        ['', await changeType(event, { translations })],
      ] as const) {
        const { errors } = expectProblem(answer, 'validation_failed').body as { errors: { pointer: string }[] }
        expect(errors.map(each => each.pointer)).to.include(`${at}/translations${pointer}`)
      }
    })
})
