// An event's text in several languages: what may be said, who gets which, with ETags of their own and from the cache.
import { expect } from 'chai'
import { chosenFor } from '../../src/contract/translations.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type Event, type EventsServer, type Page } from './events-server.ts'

const translations = {
  'de': { title: 'Nacht der Streicher', description: 'Drei Quartette.' },
  'pt-BR': { title: 'Noite das Cordas' },
  'zh-Hant': { title: '弦樂之夜' },
}
const texts = { title: 'Night of Strings', description: 'Three quartets.', language: 'en', translations }

describe('the text of an event in several languages', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const get = (id: string, language?: string, headers = {}) =>
    server.call('GET', `/events/${id}`, {
      headers: { ...(language !== undefined && { 'accept-language': language }), ...headers },
    })

  for (const [header, chosen] of [
    [undefined, 'en'],
    ['*', 'en'],
    ['', 'en'],
    ['en', 'en'],
    ['en-GB, de', 'en'],
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de'],
    ['de-AT-1901, fr', 'de'],
    ['fr, de;q=0.5', 'de'],
    ['de;q=0.5, en;q=0.8', 'en'],
    ['de;q=0, en', 'en'],
    ['fr', 'en'],
    ['fr, *', 'en'],
    ['*, de;q=0.1', 'en'],
    ['pt', 'pt-BR'],
    ['pt-PT, pt', 'pt-BR'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['zh', 'zh-Hant'],
    ['zh-Hans', 'en'],
    ['zh-TW', 'zh-Hant'],
    ['zh-hk', 'zh-Hant'],
    ['zh-CN', 'en'],
    ['zh-CN, zh-TW', 'zh-Hant'],
    ['de-', 'en'],
    ['de;q=0.0, en', 'en'],
    ['de;q=0, *', 'en'],
    ['x-de', 'en'],
    ['i-klingon, de', 'de'],
    ['*-CH, pt', 'pt-BR'],
    ['__proto__, constructor', 'en'],
    ['\u0000\uffff, de', 'de'],
    ['d', 'en'],
    ['de_AT', 'en'],
    ['nonsense; q=, ,;;', 'en'],
    [`${'xx,'.repeat(30)}de`, 'en'],
  ] as const)
    it(`is ${chosen} for Accept-Language ${JSON.stringify(header?.slice(0, 30))}`, () => {
      expect(chosenFor(texts, header).language).to.equal(chosen)
    })

  for (const [header, language, tags, chosen] of [
    ['pt', 'en', ['pt-AO', 'pt-BR', 'pt-PT'], 'pt-BR'],
    ['pt-PT', 'en', ['pt-AO', 'pt-BR', 'pt-PT'], 'pt-PT'],
    ['de', 'en', ['de-AT', 'de-DE'], 'de-DE'],
    ['sr', 'en', ['sr-Cyrl', 'sr-Latn'], 'sr-Cyrl'],
    ['sr-Latn-RS', 'en', ['sr-Cyrl', 'sr-Latn'], 'sr-Latn'],
    ['sr-ME', 'en', ['sr-Cyrl', 'sr-Latn'], 'sr-Latn'],
    ['iw', 'en', ['he'], 'he'],
    ['zh-TW', 'zh', ['zh-Hant'], 'zh-Hant'],
    ['zh-TW', 'zh-Hans', ['en', 'zh-Hant'], 'zh-Hant'],
    ['zh', 'zh-Hans', ['zh-Hant'], 'zh-Hans'],
    ['zh-CN', 'zh-Hans', ['zh-Hant'], 'zh-Hans'],
    ['zh-Hant', 'en', ['zh', 'zh-TW'], 'zh-TW'],
    ['de-AT', 'de', ['de-AT', 'de-CH'], 'de-AT'],
    ['de-DE', 'de', ['de-AT', 'de-CH'], 'de'],
  ] as const)
    it(`of ${language} and ${tags.join(', ')} is ${chosen} for ${header}`, () => {
      const translations = Object.fromEntries(tags.map(tag => [tag, { title: tag }]))
      expect(chosenFor({ language, translations }, header).language).to.equal(chosen)
    })

  it('is shown in the language that is asked for, with what is not translated as it was written', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    for (const [language, title, description, told] of [
      [undefined, 'Night of Strings', 'Three quartets.', 'en'],
      ['de-CH', 'Nacht der Streicher', 'Drei Quartette.', 'de'],
      ['pt-BR', 'Noite das Cordas', 'Three quartets.', 'pt-BR'],
      ['fr', 'Night of Strings', 'Three quartets.', 'en'],
    ] as const) {
      const { body, headers } = expectStatus(await get(event.id, language), 200)
      expect([body.title, body.description, body.language]).to.deep.equal([title, description, told])
      expect(headers['content-language']).to.equal(told)
      expect(String(headers['vary'])).to.include('Accept-Language')
      expect(body).not.to.have.property('translations')
      const list = await server.call<Page<Event>>('GET', '/events', {
        query: { limit: '100' },
        headers: { ...(language && { 'accept-language': language }) },
      })
      const listed = list.body.data.find(({ id }) => id === event.id)!
      expect([listed.title, listed.description]).to.deep.equal([title, description])
      expect(listed).not.to.have.property('translations')
      expect(String(list.headers['vary'])).to.include('Accept-Language')
    }
  })

  it('has an ETag for each language, by which each is known again', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    const etags = new Map<string, string>()
    for (const language of ['en', 'de', 'de-AT', 'pt']) {
      const { headers } = expectStatus(await get(event.id, language), 200)
      etags.set(language, String(headers['etag']))
    }
    expect(etags.get('de')).to.equal(etags.get('de-AT'))
    expect(new Set(etags.values()).size).to.equal(3)
    const same = await get(event.id, 'de', { 'if-none-match': etags.get('de')! })
    expect([same.status, same.headers['content-language']]).to.deep.equal([304, 'de'])
    expect(String(same.headers['vary'])).to.include('Accept-Language')
    expectStatus(await get(event.id, 'de', { 'if-none-match': etags.get('en')! }), 200)
    const changed = await server.call('PATCH', `/admin/events/${event.id}`, {
      as: event.organizer,
      headers: { 'if-match': etags.get('de')! },
      body: { category: 'classical' },
    })
    expectStatus(changed, 200)
    expectStatus(await get(event.id, 'de', { 'if-none-match': etags.get('de')! }), 200)
  })

  it('is shown whole to whoever runs the event, and to nobody else', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    expect(event.translations).to.deep.equal(translations)
    const own = { as: event.organizer }
    const { body, headers } = expectStatus(await server.call('GET', `/events/${event.id}`, own), 200)
    expect([body.title, body.translations]).to.deep.equal(['Night of Strings', translations])
    const admin = await server.call('GET', `/events/${event.id}`, { as: aPerson('admin') })
    expect(admin.body.translations).to.deep.equal(translations)
    const stranger = await server.call('GET', `/events/${event.id}`, { as: aPerson() })
    expect(stranger.body).not.to.have.property('translations')
    expect(stranger.headers['etag']).not.to.equal(headers['etag'])
    const german = { as: event.organizer, headers: { 'accept-language': 'de' } }
    expect((await server.call<Page<Event>>('GET', '/admin/events', german)).body.data[0]!.title).to.equal(event.title)
  })

  it('keeps one document for all languages, and none is another when it comes from there', async () => {
    const event = await server.anEvent({ ...texts, publish: true })
    const titles = async () => {
      const answers = await Promise.all(['de', 'en', 'pt', 'fr', 'de'].map(language => get(event.id, language)))
      return answers.map(({ body }) => body.title)
    }
    const wanted = [
      'Nacht der Streicher',
      'Night of Strings',
      'Noite das Cordas',
      'Night of Strings',
      'Nacht der Streicher',
    ]
    for (let round = 0; round < 3; round++) expect(await titles()).to.deep.equal(wanted)
    const { headers } = await get(event.id)
    await server.call('PATCH', `/admin/events/${event.id}`, {
      as: event.organizer,
      headers: { 'if-match': String(headers['etag']) },
      body: { translations: { de: { title: 'Anders' } } },
    })
    expect((await titles()).slice(0, 3)).to.deep.equal(['Anders', 'Night of Strings', 'Night of Strings'])
  })

  it('is nothing of an event without translations: the same ETag whatever is asked for', async () => {
    const event = await server.anEvent({ publish: true })
    const [plain, german] = await Promise.all([get(event.id), get(event.id, 'de')])
    expect(german.headers['etag']).to.equal(plain.headers['etag'])
    expect(german.headers).not.to.have.property('content-language')
  })

  it('is kept by canonical tags, changed as a whole, and told as changed', async () => {
    const event = await server.anEvent({
      language: 'EN-us',
      translations: { 'PT-br': { title: 'Noite' } },
      publish: true,
    })
    expect([event.language, Object.keys(event.translations!)]).to.deep.equal(['en-US', ['pt-BR']])
    const change = async (body: object) =>
      expectStatus(
        await server.call('PATCH', `/admin/events/${event.id}`, {
          as: event.organizer,
          headers: { 'if-match': '*' },
          body,
        }),
        200,
      ).body
    expect((await change({ title: 'Night' })).translations).to.deep.equal({ 'pt-BR': { title: 'Noite' } })
    expect((await change({ translations: { de: { title: 'Nacht' } } })).translations).to.deep.equal({
      de: { title: 'Nacht' },
    })
    expect(await change({ translations: null, language: null })).not.to.have.any.keys('translations', 'language')
    const facts = await server.sql('event_facts').where({ event_id: event.id, type: 'event.updated' }).orderBy('place')
    expect(facts.map(({ data }) => data.changed)).to.deep.equal([
      ['title'],
      ['translations'],
      ['language', 'translations'],
    ])
  })

  it('is put by an external id, where the same is unchanged, and goes with copies', async () => {
    const organizer = aPerson()
    const { startsAt, endsAt, venue: _, ...rest } = await server.anEvent({ ...texts })
    const body = {
      ...{ title: rest.title, description: rest.description, language: 'en', translations, category: 'music' },
      ...{
        venue: { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' },
        startsAt,
        endsAt,
        capacity: 5,
      },
    }
    const put = (over = {}) =>
      server.call('PUT', '/admin/events/by-external-id/strings', { as: organizer, body: { ...body, ...over } })
    const made = expectStatus(await put(), 201).body
    expect(made.translations).to.deep.equal(translations)
    const reordered = Object.fromEntries(Object.entries(translations).reverse())
    expect(expectStatus(await put({ translations: reordered }), 200).body).to.include({ unchanged: true })
    const without = expectStatus(await put({ translations: undefined }), 200).body
    expect(without).not.to.have.property('translations')
    expectStatus(await put(), 200)
    const copy = await server.call('POST', `/admin/events/${made.id}/duplicate`, { as: organizer, body: {} })
    expect([copy.body.language, copy.body.translations]).to.deep.equal(['en', translations])
    const series = await server.call<{ data: { eventId: string }[] }>('POST', `/admin/events/${made.id}/series`, {
      as: organizer,
      body: { rrule: 'FREQ=DAILY;COUNT=2' },
    })
    const last = await server.call('GET', `/events/${series.body.data[1]!.eventId}`, { as: organizer })
    expect(last.body.translations).to.deep.equal(translations)
  })

  for (const [what, over, pointer] of [
    ['a tag that is none', { translations: { german: { title: 'x' }, 'x-klingon': { title: 'x' } } }, 'x-klingon'],
    [
      'a tag with an extension',
      { translations: { 'de-u-co-phonebk': { title: 'x' } } },
      '/translations/de-u-co-phonebk',
    ],
    [
      'one language twice',
      { translations: { 'pt-BR': { title: 'x' }, 'pt-br': { title: 'y' } } },
      '/translations/pt-br',
    ],
    [
      'the language that it is written in',
      { language: 'en', translations: { EN: { title: 'x' } } },
      '/translations/EN',
    ],
    ['a language that is none', { language: 'e' }, '/language'],
    ['a translation of nothing', { translations: { de: {} } }, '/translations/de'],
    ['what is not translated', { translations: { de: { category: 'x' } } }, '/translations/de/category'],
    ['a title that is too long', { translations: { de: { title: 'x'.repeat(201) } } }, '/translations/de/title'],
    ['a blank title', { translations: { de: { title: '  ' } } }, '/translations/de/title'],
    [
      'more than 20 languages',
      {
        translations: Object.fromEntries(
          Array.from({ length: 21 }, (_, n) => [`a${String.fromCharCode(97 + n)}`, { title: 'x' }]),
        ),
      },
      '/translations',
    ],
    [
      'more than 30,000 characters',
      {
        translations: Object.fromEntries(
          ['de', 'fr', 'it', 'es'].map(tag => [tag, { description: 'x'.repeat(8_000) }]),
        ),
      },
      '/translations',
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      const owner = aPerson()
      const { id: _, ...base } = { id: 0, title: 'An Evening', category: 'music', capacity: 5 }
      const times = { startsAt: '2034-06-01T18:00:00Z', endsAt: '2034-06-01T20:00:00Z' }
      const venue = { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' }
      const made = await server.call('POST', '/admin/events', {
        as: owner,
        body: { ...base, ...times, venue, ...over },
      })
      const { errors } = expectProblem(made, 'validation_failed').body as { errors: { pointer: string }[] }
      expect(errors.map(each => each.pointer).join()).to.include(pointer)
      const event = await server.anEvent({ language: 'en' })
      const changed = await server.call('PATCH', `/admin/events/${event.id}`, {
        as: event.organizer,
        headers: { 'if-match': '*' },
        body: over,
      })
      expectProblem(changed, 'validation_failed')
    })
})
