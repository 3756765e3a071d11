// What every search engine must do; a new engine passes this suite before it is used.
import { expect } from 'chai'
import type { Position, Question, SearchEngine } from '../../src/domains/search/engine.ts'
import { anEvent, aQuestion, now, places, type EventOptions } from './builders.ts'

/** A small world; the tests call its events by these names. */
const world: Record<string, EventOptions> = {
  quartet: { title: 'An evening of string quartets', description: 'Haydn, Ravel & <Shostakovich>', category: 'concert', tags: ['chamber-music'], venue: { name: 'Musikverein', city: 'Vienna', location: places.vienna }, prices: [4500, 9000], startsAt: '2030-06-01T18:30:00.000Z' },
  jazz: { title: 'Jazz at the Porgy', description: 'Late night, with strings attached', category: 'concert', tags: ['jazz'], venue: { name: 'Porgy & Bess', city: 'VIENNA', location: { lat: 48.2061, lon: 16.3789 } }, prices: [2000], startsAt: '2030-06-15T20:00:00.000Z', availableSeats: 0 },
  cafe: { title: 'Café Müller', description: 'Pina Bausch', category: 'dance', venue: { name: 'Théâtre de la Ville', city: 'München', location: places.munich }, prices: [0], startsAt: '2030-07-01T18:00:00.000Z' },
  lodz: { title: 'Łódź Film Festival', category: 'film', venue: { name: 'Kino', city: 'Łódź' }, prices: [1500], startsAt: '2030-08-01T18:00:00.000Z' },
  philharmonic: { title: 'Philharmonic Orchestra', description: 'A symphony', category: 'concert', venue: { name: 'Reduta', city: 'Bratislava', location: places.bratislava }, prices: [12_000], startsAt: '2030-06-20T18:00:00.000Z' },
  tokyo: { title: '東京マラソン', category: 'sport', venue: { name: 'Shinjuku', city: 'Tokyo', location: places.tokyo, timezone: 'Asia/Tokyo' }, timezone: 'Asia/Tokyo', prices: [25_000], startsAt: '2030-06-30T20:00:00.000Z' },
  suva: { title: 'Reggae on the beach', category: 'concert', tags: ['open-air'], venue: { name: 'Sands', city: 'Suva', location: places.suva }, prices: [800], startsAt: '2030-09-01T08:00:00.000Z' },
  rock: { title: "Rock'n'Roll 🎸 2030 100% live", category: 'concert', venue: { name: 'Arena', city: 'Vienna', location: { lat: 48.1866, lon: 16.4147 } }, prices: [6000], startsAt: '2030-05-01T18:00:00.000Z' },
}
type Name = keyof typeof world

const finds: readonly [sentence: string, question: Partial<Question>, names: readonly Name[]][] = [
  ['a word of a title', { q: 'quartets' }, ['quartet']],
  ['a word in any case', { q: 'QUARTETS' }, ['quartet']],
  ['the beginning of the last word', { q: 'quar' }, ['quartet']],
  ['not the beginning of a word before the last', { q: 'quar evening' }, []],
  ['all words, in any order', { q: 'quartets evening' }, ['quartet']],
  ['nothing when one of the words is nowhere', { q: 'quartets zzzzxxxx' }, []],
  ['words spread over title, venue and city', { q: 'evening musikverein vienna' }, ['quartet']],
  ['a title before a description', { q: 'string' }, ['quartet', 'jazz']],
  ['a word of a description', { q: 'shostakovich' }, ['quartet']],
  ['a tag', { q: 'chamber' }, ['quartet']],
  ['a tag of two words', { q: 'open-air' }, ['suva']],
  ['a category', { q: 'film' }, ['lodz']],
  ['a venue', { q: 'porgy bess' }, ['jazz']],
  ['a city', { q: 'bratislava' }, ['philharmonic']],
  ['accented words without their accents', { q: 'cafe muller' }, ['cafe']],
  ['plain words with accents', { q: 'quârtéts' }, ['quartet']],
  ['letters with strokes', { q: 'lodz' }, ['lodz']],
  ['a decomposed accent', { q: 'Mu\u0308ller' }, ['cafe']],
  ['full-width letters', { q: 'ｊａｚｚ' }, ['jazz']],
  ['a script without spaces', { q: 'マラソン' }, ['tokyo']],
  ['a pictograph', { q: '🎸' }, ['rock']],
  ['a number', { q: '2030' }, ['rock']],
  ['a word with an apostrophe', { q: "rock'n'roll" }, ['rock']],
  ['a word with a letter exchanged', { q: 'quartats' }, ['quartet']],
  ['a word with two letters swapped', { q: 'jzaz' }, ['jazz']],
  ['a word with a letter missing', { q: 'philarmonic' }, ['philharmonic']],
  ['a word with a letter too many', { q: 'reggaee' }, ['suva']],
  ['a word with a wrong first letter', { q: 'kazz' }, ['jazz']],
  ['a long word with two mistakes', { q: 'pilharmonik' }, ['philharmonic']],
  ['a mistyped word beside a right one', { q: 'musikvrein quartets' }, ['quartet']],
  ['a mistyped beginning of a long word', { q: 'philharnom' }, ['philharmonic']],
  ['a mistyped word with an accent', { q: 'Mülller' }, ['cafe']],
  ['nothing for a short word with a mistake', { q: 'xq' }, []],
  ['nothing for a word that is nothing like any', { q: 'brontosaurus' }, []],
  ['a category filter', { category: 'dance' }, ['cafe']],
  ['a city filter in any case', { city: 'vienna' }, ['rock', 'quartet', 'jazz']],
  ['a city filter without accents', { city: 'munchen' }, ['cafe']],
  ['nothing in a city without letters', { city: "\0%'" }, []],
  ['words and filters together', { q: 'concert', city: 'Vienna', maxPrice: 5000 }, ['jazz', 'quartet']],
  ['a start, included', { startsAfter: new Date('2030-08-01T18:00:00.000Z') }, ['lodz', 'suva']],
  ['an end, excluded', { startsBefore: new Date('2030-06-01T18:30:00.000Z') }, ['rock']],
  ['a window of time', { startsAfter: new Date('2030-06-01T00:00:00Z'), startsBefore: new Date('2030-06-18T00:00:00Z') }, ['quartet', 'jazz']],
  ['the cheapest ticket at or below a price', { maxPrice: 800 }, ['cafe', 'suva']],
  ['the cheapest ticket at or above a price', { minPrice: 12_000 }, ['philharmonic', 'tokyo']],
  ['a price between two', { minPrice: 4500, maxPrice: 6000 }, ['rock', 'quartet']],
  ['nothing between prices the wrong way round', { minPrice: 6000, maxPrice: 4500 }, []],
  ['what is sold out', { available: false }, ['jazz']],
  ['what is not sold out', { available: true, city: 'Vienna' }, ['rock', 'quartet']],
  ['what is near', { near: places.vienna, radiusKm: 10 }, ['rock', 'quartet', 'jazz']],
  ['what is near, nearest first', { near: places.vienna, radiusKm: 100, sort: 'distance' }, ['quartet', 'jazz', 'rock', 'philharmonic']],
  ['what is near across the date line', { near: { lat: -18.1, lon: -179.9 }, radiusKm: 300 }, ['suva']],
  ['what is anywhere on the globe, but has a place', { near: places.suva, radiusKm: 20_000, sort: 'distance' }, ['suva', 'tokyo', 'philharmonic', 'jazz', 'quartet', 'rock', 'cafe']],
  ['the cheapest first', { category: 'concert', sort: 'price' }, ['suva', 'jazz', 'quartet', 'rock', 'philharmonic']],
  ['the soonest first', { q: 'concert', sort: 'date' }, ['rock', 'quartet', 'jazz', 'philharmonic', 'suva']],
]

/** Inputs that look like query syntax, SQL, patterns or markup: words are taken from them, and nothing else. */
const hostile: readonly [q: string, names: readonly Name[]][] = [
  ['%', []], ['_', []], ['\0', []], ['quar\0tets', []], [':*', []], ["'", []], ['\\', []], ["''", []], ['& | !', []], ['<->', []], ['😀', []], ['\u0301', []],
  ["quartets'; drop table documents; --", []],
  ["quartets'", ['quartet']], ['quartets:*', ['quartet']], ['quartets\\', ['quartet']], ['(quartets', ['quartet']], ['!quartets', ['quartet']],
  ['100%', ['rock']], ['quartets & evening', ['quartet']], ['quartets | evening', ['quartet']],
  ['a'.repeat(200), []], ["'".repeat(200), []], ['j q '.repeat(50), []], ['ﷺ'.repeat(200), []], ['😀'.repeat(100), []],
]

/** `makeEngine` gives an empty engine; it is made once and not closed. */
export function searchExpectations(makeEngine: () => Promise<SearchEngine>) {
  let engine: SearchEngine
  const events = Object.fromEntries(Object.entries(world).map(([name, options]) => [name, anEvent(options)]))
  const nameOf = (id: string) => Object.keys(events).find(name => events[name]!.id === id)
  const ask = (question: Partial<Question> = {}) => engine.search(aQuestion(question))
  const namesOf = async (question: Partial<Question>) => (await ask(question)).hits.map(({ event }) => nameOf(event.id))
  const suggest = async (q: string, limit = 20) => (await engine.suggest({ q, limit, now })).map(({ text, kind }) => `${kind} ${text}`)

  before(async () => {
    engine = await makeEngine()
    await engine.index(Object.values(events), 'change')
  })

  describe('finds', () => {
    for (const [sentence, question, names] of finds) {
      it(sentence, async () => {
        const found = await namesOf(question)
        // By relevance, hits of the same weight stand in any order.
        if (question.q !== undefined && question.sort === undefined && sentence !== 'a title before a description') expect(found).to.have.members(names)
        else expect(found).to.deep.equal(names)
      })
    }

    it('nothing that has ended, from the very instant of its end', async () => {
      const end = Date.parse(events['jazz']!.endsAt)
      expect(await namesOf({ q: 'porgy', now: new Date(end - 1) })).to.deep.equal(['jazz'])
      expect(await namesOf({ q: 'porgy', now: new Date(end) })).to.deep.equal([])
    })

    for (const [q, names] of hostile) {
      it(`${names.join() || 'nothing'}, unharmed, for ${JSON.stringify(q.slice(0, 40))}`, async () => {
        expect(await namesOf({ q })).to.deep.equal(names)
        expect(await suggest(q)).to.be.an('array')
      })
    }
  })

  describe('tells', () => {
    it('the distance in kilometres, to a tenth', async () => {
      const { hits } = await ask({ near: places.vienna, radiusKm: 100, sort: 'distance' })
      expect(hits.map(({ distanceKm }) => distanceKm)).to.deep.equal([0, 0.4, 3.9, 54.8])
    })

    it('no distance where nobody asked from where', async () => {
      expect((await ask({ q: 'quartets' })).hits[0]).not.to.have.property('distanceKm')
    })

    it('the event as it was indexed', async () => {
      expect((await ask({ q: 'quartets' })).hits[0]!.event).to.deep.equal(events['quartet'])
    })

    it('the words it looked for in the end', async () => {
      expect((await ask({ q: 'Evening quartats' })).terms).to.deep.equal([{ words: ['evening'], prefix: false }, { words: ['quartets'], prefix: false }])
    })
  })

  describe('counts', () => {
    it('everything that was found, by category, city, price and month', async () => {
      expect((await ask({ limit: 1 })).facets).to.deep.equal({
        category: [{ value: 'concert', count: 5 }, { value: 'dance', count: 1 }, { value: 'film', count: 1 }, { value: 'sport', count: 1 }],
        city: [{ value: 'Vienna', count: 3 }, { value: 'Bratislava', count: 1 }, { value: 'München', count: 1 }, { value: 'Suva', count: 1 }, { value: 'Tokyo', count: 1 }, { value: 'Łódź', count: 1 }],
        price: [{ value: '0-0', count: 1 }, { value: '1-2499', count: 3 }, { value: '2500-4999', count: 1 }, { value: '5000-9999', count: 1 }, { value: '10000-19999', count: 1 }, { value: '20000-', count: 1 }],
        // Tokyo's begins on the last day of June in UTC, which is July there.
        month: [{ value: '2030-05', count: 1 }, { value: '2030-06', count: 3 }, { value: '2030-07', count: 2 }, { value: '2030-08', count: 1 }, { value: '2030-09', count: 1 }],
      })
    })

    it('each facet without its own filter, and with all others', async () => {
      const { facets } = await ask({ category: 'concert', city: 'Vienna' })
      expect(facets.category).to.deep.equal([{ value: 'concert', count: 3 }])
      expect(facets.city).to.deep.equal([{ value: 'Vienna', count: 3 }, { value: 'Bratislava', count: 1 }, { value: 'Suva', count: 1 }])
      expect(facets.month).to.deep.equal([{ value: '2030-05', count: 1 }, { value: '2030-06', count: 2 }])
    })

    it('prices without the price filter, and the rest with it', async () => {
      const { facets } = await ask({ q: 'concert', maxPrice: 2499 })
      expect(facets.price.map(({ count }) => count)).to.deep.equal([2, 1, 1, 1])
      expect(facets.city).to.deep.equal([{ value: 'Suva', count: 1 }, { value: 'VIENNA', count: 1 }])
    })

    it('months without the filter of times', async () => {
      const { facets } = await ask({ category: 'concert', startsAfter: new Date('2030-09-01T00:00:00Z') })
      expect(facets.month.map(({ value }) => value)).to.deep.equal(['2030-05', '2030-06', '2030-09'])
      expect(facets.city).to.deep.equal([{ value: 'Suva', count: 1 }])
    })

    it('as many as choosing the value finds', async () => {
      const { facets } = await ask({ q: 'concert' })
      for (const { value, count } of facets.price) {
        const [minPrice, maxPrice] = value.split('-').map(bound => (bound === '' ? undefined : Number(bound)))
        expect(await namesOf({ q: 'concert', minPrice, maxPrice }), value).to.have.length(count)
      }
      for (const { value, count } of facets.city) expect(await namesOf({ q: 'concert', city: value }), value).to.have.length(count)
    })

    it('only what is near and available, when that was asked', async () => {
      const { facets } = await ask({ near: places.vienna, radiusKm: 10, available: true })
      expect(facets.city).to.deep.equal([{ value: 'Vienna', count: 2 }])
    })
  })

  describe('pages', () => {
    for (const question of [{ q: 'concert' }, { sort: 'date' }, { sort: 'price' }, { sort: 'distance', near: places.vienna, radiusKm: 20_000 }, { q: 'quartats', sort: 'price' }] as const) {
      it(`by ${JSON.stringify(question)} hold every hit once, in the order of the whole`, async () => {
        const whole = (await ask(question)).hits.map(({ event }) => event.id)
        const seen: string[] = []
        let after: Position | undefined
        for (;;) {
          const { hits } = await ask({ ...question, limit: 2, after })
          seen.push(...hits.slice(0, 2).map(({ event }) => event.id))
          after = hits[1]?.position
          if (hits.length <= 2) break
        }
        expect(seen).to.deep.equal(whole)
      })
    }

    it('go on where they ended although something came in before', async () => {
      const first = await ask({ category: 'concert', sort: 'price', limit: 2 })
      const cheaper = anEvent({ category: 'concert', prices: [100] })
      await engine.index([cheaper], 'change')
      const second = await ask({ category: 'concert', sort: 'price', limit: 2, after: first.hits[1]!.position })
      await engine.remove(cheaper.id)
      expect(second.hits.map(({ event }) => nameOf(event.id))).to.deep.equal(['quartet', 'rock', 'philharmonic'])
    })
  })

  describe('suggests', () => {
    const suggested: readonly [sentence: string, typed: string, expected: readonly string[]][] = [
      ['a title by its beginning', 'an ev', ['event An evening of string quartets']],
      ['a title by any of its words', 'quart', ['event An evening of string quartets']],
      ['a title by several of its words', 'string qu', ['event An evening of string quartets']],
      ['a venue', 'musikv', ['venue Musikverein']],
      ['a category', 'danc', ['category dance']],
      ['without regard to accents', 'munc', ['city München']],
      ['without regard to case', 'CAFÉ', ['event Café Müller']],
      ['a city once, though it has several events', 'bratis', ['city Bratislava']],
      ['what begins with the letters before what has them further on', 'po', ['venue Porgy & Bess', 'event Jazz at the Porgy']],
      ['what was meant by a mistyped word', 'quartest', ['event An evening of string quartets']],
      ['what was meant by a mistyped city', 'Brastislava', ['city Bratislava']],
      ['nothing for nothing', '  ', []],
      ['nothing for what nothing begins with', 'xylo', []],
    ]
    for (const [sentence, typed, expected] of suggested) {
      it(sentence, async () => expect(await suggest(typed)).to.deep.equal(expected))
    }

    it('no more than asked, and of each kind before more of one', async () => {
      expect(await suggest('m', 3)).to.deep.equal(['city München', 'venue Musikverein', 'event Café Müller'])
    })

    it('with the id of the event', async () => {
      expect(await engine.suggest({ q: 'quart', limit: 1, now })).to.deep.equal([{ text: events['quartet']!.title, kind: 'event', eventId: events['quartet']!.id }])
    })

    it('nothing that has ended', async () => {
      expect(await engine.suggest({ q: 'quart', limit: 1, now: new Date('2031-01-01T00:00:00Z') })).to.deep.equal([])
    })
  })

  describe('keeps', () => {
    const titlesOf = async (q: string) => (await ask({ q })).hits.map(({ event }) => event.title)

    it('the newer version when an older one arrives late', async () => {
      const event = anEvent({ title: 'Zephyr first', version: 4 })
      await engine.index([{ ...event, title: 'Zephyr second', version: 5 }], 'change')
      await engine.index([event], 'change')
      await engine.remove(event.id, 4)
      expect(await titlesOf('zephyr')).to.deep.equal(['Zephyr second'])
      await engine.remove(event.id, 5)
      expect(await titlesOf('zephyr')).to.deep.equal([])
      expect(await suggest('zephyr')).to.deep.equal([])
    })

    it('a removed event removed when news of it arrive late', async () => {
      const event = anEvent({ title: 'Quicksilver', version: 3 })
      await engine.remove(event.id, 3)
      await engine.index([event], 'change')
      expect(await titlesOf('quicksilver')).to.deep.equal([])
      await engine.index([event], 'reindex')
      expect(await titlesOf('quicksilver')).to.deep.equal(['Quicksilver'])
      await engine.remove(event.id)
    })

    it('the newest seats, whatever order they arrive in', async () => {
      const event = anEvent({ title: 'Obsidian', prices: [100, 200] })
      const [one, other] = event.ticketTypes
      const seats = (availableSeats: number, version: number) => ({ eventId: event.id, availableSeats, waitlistOpen: false, ticketTypes: [{ id: one!.id, available: availableSeats }], version })
      await engine.index([event], 'change')
      await engine.updateAvailability([seats(7, 9), seats(8, 8), { ...seats(1, 1), eventId: 'evt_unknown' }])
      await engine.updateAvailability([seats(50, 3)])
      await engine.index([{ ...event, version: 2, availableSeats: 60 }], 'change')
      const [hit] = (await ask({ q: 'obsidian' })).hits
      expect(hit!.event).to.deep.include({ availableSeats: 7, version: 2 })
      expect(hit!.event.ticketTypes.map(({ available }) => available)).to.deep.equal([7, other!.available])
      await engine.index([{ ...event, version: 2, availableSeats: 60 }], 'reindex')
      expect((await ask({ q: 'obsidian' })).hits[0]!.event.availableSeats).to.equal(60)
      await engine.remove(event.id)
    })

    it('nothing of an old title once it has a new one', async () => {
      const event = anEvent({ title: 'Marzipan gala' })
      await engine.index([event], 'change')
      await engine.index([{ ...event, title: 'Nougat gala', version: 2 }], 'change')
      expect(await titlesOf('marzipan')).to.deep.equal([])
      expect(await suggest('marzi')).to.deep.equal([])
      expect(await suggest('noug')).to.deep.equal(['event Nougat gala'])
      await engine.tidy()
      expect(await titlesOf('nuogat')).to.deep.equal(['Nougat gala'])
      await engine.remove(event.id)
    })

    it('its ids in order, page by page', async () => {
      const ids = Object.values(events).map(({ id }) => id).sort()
      const first = await engine.ids(undefined, 3)
      expect([...first, ...await engine.ids(first.at(-1), 100)]).to.deep.equal(ids)
    })

    it('words and titles of any length', async () => {
      const event = anEvent({ title: 'x'.repeat(200), description: `${'y'.repeat(9_000)} ${'z '.repeat(400)}`, tags: ["it's", '"quoted"', '\\back'] })
      await engine.index([event], 'change')
      expect((await ask({ q: 'back' })).hits).to.have.length(1)
      expect((await ask({ q: 'y'.repeat(200) })).hits).to.have.length(1)
      await engine.remove(event.id)
    })

    it('what many writers write at once', async () => {
      const many = Array.from({ length: 40 }, (_, n) => anEvent({ title: `Simultaneous ${n % 5} gathering` }))
      await Promise.all(Array.from({ length: 8 }, (_, n) => engine.index(n % 2 ? many : [...many].reverse(), 'change')))
      expect((await ask({ q: 'simultaneous' })).hits).to.have.length(40)
      expect(await suggest('simult')).to.have.length(5)
      await Promise.all(many.map(({ id }) => engine.remove(id, 1)))
      expect((await ask({ q: 'simultaneous' })).hits).to.have.length(0)
    })
  })
}
