// What every search engine must do with events in several languages, and with those of a series.
import { expect } from 'chai'
import { searchCorrecting, suggestCorrecting } from '../../src/domains/search/corrected-search.ts'
import type { SearchEngine, SearchQuery } from '../../src/domains/search/engine.ts'
import { newId } from '../../src/platform/ids.ts'
import { anEvent, aSearchQuery, now } from './builders.ts'

/** `makeEngine` gives an empty engine; it is made once and not closed. */
export function translationExpectations(makeEngine: () => Promise<SearchEngine>) {
  describe('in several languages', () => {
    let engine: SearchEngine
    const seriesId = newId('ser')
    const translations = {
      de: { title: 'Nacht der Streicher', description: 'Drei Quartette spielen bis Mitternacht.' },
      ja: { title: '弦楽の夜' },
      fr: { description: 'Trois quatuors, une soirée.' },
    }
    const bare = anEvent({ title: 'Night of Strings', description: 'Three quartets.', language: 'en', translations })
    const ofStalls = { description: 'With a drink.', translations: { de: { name: 'Parkett' } } }
    const strings = { ...bare, ticketTypes: bare.ticketTypes.map(type => ({ ...type, ...ofStalls })) }
    const other = anEvent({ title: 'Jazz at noon', seriesId, startsAt: '2030-06-02T18:00:00.000Z' })
    const later = anEvent({ title: 'Jazz at noon', seriesId, startsAt: '2030-06-09T18:00:00.000Z' })
    before(async () => {
      engine = await makeEngine()
      await engine.index([strings, other, later], 'change')
    })

    const find = async (query: Partial<SearchQuery>) =>
      (await searchCorrecting(engine, aSearchQuery(query))).hits.map(({ event }) => event.id)
    const suggest = async (q: string) =>
      (await suggestCorrecting(engine, { q, limit: 20, now })).map(found =>
        found.kind === 'event' ? found.event.id : found.text,
      )

    for (const q of ['night', 'streicher', 'mitternacht', 'quatuors', '弦楽', 'streicer', 'nacht strings'])
      it(`an event is found by ${q}`, async () => expect(await find({ q })).to.deep.equal([strings.id]))

    it('it is found once, by words of several languages too', async () => {
      expect(await find({ q: 'quartets quartette' })).to.deep.equal([strings.id])
    })

    for (const q of ['Nacht', 'nig', '弦楽の', 'Nacht der Str'])
      it(`it is suggested for ${q}`, async () => expect(await suggest(q)).to.include(strings.id))

    it('it comes with all its texts', async () => {
      const { hits } = await searchCorrecting(engine, aSearchQuery({ q: 'streicher' }))
      expect(hits[0]!.event).to.deep.equal(strings)
    })

    it('its translations are found no more when they are taken away, and are not suggested after tidying', async () => {
      const changed = anEvent({ title: 'Two tongues', translations: { de: { title: 'Zweizungen' } } })
      await engine.index([changed], 'change')
      expect(await find({ q: 'zweizungen' })).to.deep.equal([changed.id])
      await engine.tidy()
      expect(await suggest('zweizu')).to.include(changed.id)
      const { translations: _, ...bare } = changed
      await engine.index([{ ...bare, version: 2 }], 'change')
      expect(await find({ q: 'zweizungen' })).to.deep.equal([])
      await engine.tidy()
      expect(await suggest('zweizu')).to.deep.equal([])
      await engine.remove(changed.id)
    })

    it('of a series all events are found, and no others', async () => {
      expect(await find({ seriesId })).to.deep.equal([other.id, later.id])
      expect(await find({ seriesId, q: 'jazz', startsAfter: new Date('2030-06-05T00:00:00Z') })).to.deep.equal([
        later.id,
      ])
      expect(await find({ seriesId, q: 'streicher' })).to.deep.equal([])
      expect(await find({ seriesId: newId('ser') })).to.deep.equal([])
      const { facets } = await searchCorrecting(engine, aSearchQuery({ seriesId }))
      expect(facets.category).to.deep.equal([{ value: 'music', count: 2 }])
    })
  })
}
