// In which language search results and suggestions are shown, whatever language they were found by.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { anEvent, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('search results in several languages', () => {
  let server: TestServer
  let eventId: string
  before(async () => {
    server = await startTestServer()
    const event = await anEvent(server, {
      ...{ title: 'Night of Strings', description: 'Three quartets.', language: 'en' },
      translations: { de: { title: 'Nacht der Streicher' }, 'zh-Hant': { title: '弦樂之夜' } },
      ...{ priceMinor: undefined, currency: undefined },
      ticketTypes: [
        { name: 'Stalls', priceMinor: 100, currency: 'EUR', translations: { fr: { name: 'Orchestre' } } },
        { name: 'Box', priceMinor: 200, currency: 'EUR', translations: { de: { name: 'Loge', description: 'Vorn.' } } },
      ],
    })
    eventId = event.id
    await eventually(
      () => find('strings'),
      ({ data }) => data.length === 1,
      { withinMs: 10_000 },
    )
  })
  after(() => server.close())

  const ask = (path: string, q: string, language?: string) =>
    server.call('GET', path, { query: { q }, headers: { ...(language && { 'accept-language': language }) } })
  const find = async (q: string, language?: string) =>
    expectStatus(await ask('/search', q, language), 200).body as Shape<'SearchResult'>

  for (const q of ['strings', 'streicher', 'quartets', '弦樂'])
    for (const [language, title, ...types] of [
      [undefined, 'Night of Strings', 'Stalls', 'Box'],
      ['en', 'Night of Strings', 'Stalls', 'Box'],
      ['de-AT', 'Nacht der Streicher', 'Stalls', 'Loge'],
      ['fr, de;q=0.5', 'Nacht der Streicher', 'Orchestre', 'Loge'],
      ['zh-TW', '弦樂之夜', 'Stalls', 'Box'],
      ['it;q=nonsense, *', 'Night of Strings', 'Stalls', 'Box'],
    ] as const)
      it(`are shown as ${title} with ${types.join(', ')} to ${language}, found by ${q}`, async () => {
        const answer = await ask('/search', q, language)
        const { data } = expectStatus(answer, 200).body as Shape<'SearchResult'>
        expect(data.map(event => [event.id, event.title, ...event.ticketTypes.map(({ name }) => name)])).to.deep.equal([
          [eventId, title, ...types],
        ])
        expect(JSON.stringify(data)).not.to.include('translations')
        expect(String(answer.headers['vary'])).to.include('Accept-Language')
      })

  for (const [q, language, text] of [
    ['nacht', 'de', 'Nacht der Streicher'],
    ['nacht', 'en', 'Night of Strings'],
    ['nig', 'de-CH', 'Nacht der Streicher'],
    ['弦樂', 'zh-HK', '弦樂之夜'],
  ] as const)
    it(`suggest ${text} to ${language} who types ${q}`, async () => {
      const { data } = expectStatus(await ask('/search/suggestions', q, language), 200).body as {
        data: Shape<'Suggestion'>[]
      }
      expect(data.filter(each => each.kind === 'event').map(each => each.text)).to.deep.equal([text])
    })
})
