// What every search engine must do; a new engine passes this suite before it is used.
import { expect } from 'chai'
import { searchCorrecting, suggestCorrecting } from '../../src/domains/search/corrected-search.ts'
import type { Position, SearchQuery, SearchEngine } from '../../src/domains/search/engine.ts'
import { eventually } from '../support/processes.ts'
import { anEvent, aSearchQuery, now, places } from './builders.ts'
import { scripts, signs } from './scripts.ts'
import { finds, hostile, world } from './world.ts'

/** Seats need not be found at once. */
async function eventuallyEqual<Seen>(look: () => Promise<Seen>, wanted: Seen): Promise<Seen> {
  const isSo = (seen: Seen) => JSON.stringify(seen) === JSON.stringify(wanted)
  return eventually(look, isSo, { withinMs: 5_000 }).catch(look)
}

/** `makeEngine` gives an empty engine; it is made once and not closed. */
export function searchExpectations(makeEngine: () => Promise<SearchEngine>) {
  let engine: SearchEngine
  const events = Object.fromEntries(Object.entries(world).map(([name, options]) => [name, anEvent(options)]))
  const nameOf = (id: string) => Object.keys(events).find(name => events[name]!.id === id)
  const ask = (question: Partial<SearchQuery> = {}) => searchCorrecting(engine, aSearchQuery(question))
  const namesOf = async (question: Partial<SearchQuery>) =>
    (await ask(question)).hits.map(({ event }) => nameOf(event.id))
  const suggest = async (q: string, limit = 20) =>
    (await suggestCorrecting(engine, { q, limit, now })).map(
      each => `${each.kind} ${each.kind === 'event' ? each.event.title : each.text}`,
    )

  before(async () => {
    engine = await makeEngine()
    await engine.index(Object.values(events), 'change')
  })

  describe('finds', () => {
    for (const [sentence, question, names] of finds) {
      it(sentence, async () => {
        const found = await namesOf(question)
        if (question.q !== undefined && question.sort === undefined && sentence !== 'a title before a description')
          expect(found).to.have.members(names)
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
        expect(await namesOf({ q })).to.have.members(names)
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
      const { terms } = await ask({ q: 'Evening quartats' })
      expect(terms.map(({ run, words }) => [run, ...words])).to.deep.equal([
        ['evening', 'evening'],
        ['quartats', 'quartets'],
      ])
    })
  })

  describe('counts', () => {
    it('everything that was found, by category, city, price and month', async () => {
      expect((await ask({ limit: 1 })).facets).to.deep.equal({
        category: [
          { value: 'concert', count: 5 },
          { value: 'dance', count: 1 },
          { value: 'film', count: 1 },
          { value: 'sport', count: 1 },
        ],
        city: [
          { value: 'Vienna', count: 3 },
          { value: 'Bratislava', count: 1 },
          { value: 'München', count: 1 },
          { value: 'Suva', count: 1 },
          { value: 'Tokyo', count: 1 },
          { value: 'Łódź', count: 1 },
        ],
        price: [
          { value: '0-0', count: 1 },
          { value: '1-2499', count: 3 },
          { value: '2500-4999', count: 1 },
          { value: '5000-9999', count: 2 },
          { value: '10000-19999', count: 1 },
          { value: '20000-', count: 1 },
        ],
        currency: [{ value: 'EUR', count: 8 }],
        // Tokyo's begins on the last day of June in UTC, which is July there.
        month: [
          { value: '2030-05', count: 1 },
          { value: '2030-06', count: 3 },
          { value: '2030-07', count: 2 },
          { value: '2030-08', count: 1 },
          { value: '2030-09', count: 1 },
        ],
        others: { category: 0, city: 0, month: 0 },
      })
    })

    it('each facet without its own filter, and with all others', async () => {
      const { facets } = await ask({ category: 'concert', city: 'Vienna' })
      expect(facets.category).to.deep.equal([{ value: 'concert', count: 3 }])
      expect(facets.city).to.deep.equal([
        { value: 'Vienna', count: 3 },
        { value: 'Bratislava', count: 1 },
        { value: 'Suva', count: 1 },
      ])
      expect(facets.month).to.deep.equal([
        { value: '2030-05', count: 1 },
        { value: '2030-06', count: 2 },
      ])
    })

    it('prices without the price filter, and the rest with it', async () => {
      const { facets } = await ask({ q: 'concert', maxPrice: 2499 })
      expect(facets.price.map(({ count }) => count)).to.deep.equal([2, 1, 2, 1])
      expect(facets.city).to.deep.equal([
        { value: 'Suva', count: 1 },
        { value: 'VIENNA', count: 1 },
      ])
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
      for (const { value, count } of facets.city)
        expect(await namesOf({ q: 'concert', city: value }), value).to.have.length(count)
    })

    it('the twenty most frequent values of a facet, and how many events have others', async () => {
      const many = Array.from({ length: 23 }, (_, n) =>
        anEvent({ title: 'Everywhere', venue: { city: `City ${String.fromCodePoint(65 + n)}` } }),
      )
      const most = [
        anEvent({ title: 'Everywhere', venue: { city: 'city w' } }),
        anEvent({ title: 'Everywhere', venue: { city: 'City W' } }),
      ]
      await engine.index([...many, ...most], 'change')
      const { city, others } = (await ask({ q: 'everywhere', limit: 1 })).facets
      await Promise.all([...many, ...most].map(({ id }) => engine.remove(id, 1)))
      expect(city).to.have.length(20)
      expect(city[0]).to.deep.equal({ value: 'City W', count: 3 })
      expect(others, 'and of how many events it leaves the values out').to.deep.equal({
        category: 0,
        city: 3,
        month: 0,
      })
    })

    it('currencies whatever the prices, and prices in the currency that is named', async () => {
      const inMoney = (currency: string, priceMinor: number) => {
        const event = anEvent({ title: 'Somewhere', prices: [priceMinor] })
        return { ...event, ticketTypes: event.ticketTypes.map(type => ({ ...type, currency })) }
      }
      const some = [inMoney('EUR', 100), inMoney('JPY', 6000), inMoney('JPY', 9000), inMoney('EUX', 1)]
      await engine.index(some, 'change')
      const all = (await ask({ q: 'somewhere', maxPrice: 6000 })).facets.currency
      const yen = await ask({ q: 'somewhere', currency: 'JPY', maxPrice: 6000 })
      const dearest = await ask({ q: 'somewhere', currency: 'JPY', sort: 'price' })
      await Promise.all(some.map(({ id }) => engine.remove(id, 1)))
      expect(all).to.deep.equal([
        { value: 'JPY', count: 2 },
        { value: 'EUR', count: 1 },
        { value: 'EUX', count: 1 },
      ])
      expect(yen.hits.map(({ event }) => event.id)).to.deep.equal([some[1]!.id])
      expect(yen.facets.price).to.deep.equal([{ value: '5000-9999', count: 2 }])
      expect(yen.facets.currency).to.deep.equal(all)
      expect(dearest.hits.map(({ event }) => event.id)).to.deep.equal([some[1]!.id, some[2]!.id])
    })

    it('and finds by their prices only tickets whose sale has not ended', async () => {
      const early = anEvent({ title: 'Earliest', prices: [1000, 1500, 6000] })
      const [bird, ...others] = early.ticketTypes
      const event = { ...early, ticketTypes: [{ ...bird!, salesEndAt: now.toISOString() }, ...others] }
      await engine.index([event], 'change')
      const found = async (query: Parameters<typeof ask>[0]) => (await ask({ q: 'earliest', ...query })).hits.length
      const before = new Date(now.getTime() - 1)
      const counts = [await found({ maxPrice: 1400 }), await found({ maxPrice: 1400, now: before })]
      counts.push(await found({ minPrice: 1000, maxPrice: 1500 }), await found({ minPrice: 6000 }))
      const { price } = (await ask({ q: 'earliest' })).facets
      await engine.remove(event.id, 1)
      expect(counts).to.deep.equal([0, 1, 1, 1])
      // Two tickets of the event are in the first range: it is one event.
      expect(price).to.deep.equal([
        { value: '1-2499', count: 1 },
        { value: '5000-9999', count: 1 },
      ])
    })

    it('only what is near and available, when that was asked', async () => {
      const { facets } = await ask({ near: places.vienna, radiusKm: 10, available: true })
      expect(facets.city).to.deep.equal([{ value: 'Vienna', count: 2 }])
    })
  })

  describe('pages', () => {
    for (const question of [
      { q: 'concert' },
      { sort: 'date' },
      { sort: 'price' },
      { sort: 'distance', near: places.vienna, radiusKm: 20_000 },
      { q: 'quartats', sort: 'price' },
    ] as const) {
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

    it('by relevance hold every hit once although changes between them make the words common', async () => {
      const harvest = Array.from({ length: 24 }, (_, n) =>
        anEvent({ title: n % 3 ? `Harvest fair ${n}` : `Fair ${n}`, description: 'harvest home' }),
      )
      await engine.index(harvest, 'change')
      const whole = (await ask({ q: 'harvest fair' })).hits.map(({ event }) => event.id)
      const seen: string[] = []
      const others: string[] = []
      for (let after: Position | undefined; ; ) {
        const { hits } = await ask({ q: 'harvest fair', limit: 5, after })
        seen.push(...hits.slice(0, 5).map(({ event }) => event.id))
        if (hits.length <= 5) break
        after = hits[4]!.position
        const common = Array.from({ length: 30 }, () => anEvent({ title: 'Market', description: 'harvest' }))
        await engine.index(common, 'change')
        others.push(...common.map(({ id }) => id))
        await engine.remove(seen.at(-1)!, 1)
      }
      await Promise.all([...harvest.map(({ id }) => id), ...others].map(id => engine.remove(id)))
      expect(whole).to.have.length(24)
      expect(seen).to.deep.equal(whole)
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
      [
        'what begins with the letters before what has them further on',
        'po',
        ['venue Porgy & Bess', 'event Jazz at the Porgy'],
      ],
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
      const [first] = await suggestCorrecting(engine, { q: 'quart', limit: 1, now })
      const { id, title } = events['quartet']!
      expect(first).to.deep.include({ kind: 'event' })
      expect(first!.kind === 'event' && first!.event).to.deep.include({ id, title })
    })

    it('nothing that has ended', async () => {
      expect(
        await suggestCorrecting(engine, { q: 'quart', limit: 1, now: new Date('2031-01-01T00:00:00Z') }),
      ).to.deep.equal([])
    })
  })

  describe('is not stopped by one document that it does not take', () => {
    const faulty: readonly [sentence: string, over: Partial<ReturnType<typeof anEvent>>][] = [
      ['a version that is no number it can keep', { version: 2 ** 70 }],
      ['a time that is none', { startsAt: 'tomorrow' }],
    ]
    const titled = async (q: string) => (await ask({ q })).hits.map(({ event }) => event.title).sort()

    for (const [sentence, over] of faulty) {
      it(`${sentence}: all others are indexed, and it is named with a reason`, async () => {
        const good = Array.from({ length: 20 }, (_, n) => anEvent({ title: `Porphyry ${String(n).padStart(2, '0')}` }))
        const bad = [anEvent({ title: 'Porphyry bad', ...over }), anEvent({ title: 'Porphyry worse', ...over })]
        const refused = await engine.index(
          [...good.slice(0, 7), bad[0]!, ...good.slice(7, 15), bad[1]!, ...good.slice(15)],
          'change',
        )
        expect(refused.map(({ eventId }) => eventId)).to.deep.equal(bad.map(({ id }) => id))
        for (const { reason } of refused) expect(reason).to.be.a('string').that.is.not.empty
        expect(await titled('porphyry')).to.deep.equal(good.map(({ title }) => title))
        expect(await engine.index([bad[0]!], 'change'), 'alone').to.have.length(1)
        await Promise.all(good.map(({ id }) => engine.remove(id)))
      })

      it(`${sentence}: it does not end a reindex`, async () => {
        const good = [
          anEvent({ title: 'Rhyolite one' }),
          anEvent({ title: 'Rhyolite two' }),
          anEvent({ title: 'Rhyolite three' }),
        ]
        const bad = anEvent({ title: 'Rhyolite bad', ...over })
        const report = await engine.reindex(
          (async function* () {
            yield [good[0]!, bad, good[1]!]
            yield [good[2]!, ...Object.values(events)]
          })(),
        )
        expect({ ...report, refused: report.refused.map(({ eventId }) => eventId) }).to.deep.equal({
          indexed: 3 + Object.keys(events).length,
          removed: 0,
          refused: [bad.id],
        })
        expect(await titled('rhyolite')).to.deep.equal(['Rhyolite one', 'Rhyolite three', 'Rhyolite two'])
        await Promise.all(good.map(({ id }) => engine.remove(id)))
      })
    }

    it('seats that are no number it can keep: all others are brought up to date, and it is named', async () => {
      const sold = Array.from({ length: 5 }, () => anEvent({ title: 'Andesite' }))
      await engine.index(sold, 'change')
      const refused = await engine.updateAvailability(
        sold.map(({ id }, n) => ({
          eventId: id,
          version: 3,
          availableSeats: n === 2 ? 2 ** 40 : n,
          waitlistOpen: false,
          ticketTypes: [],
        })),
      )
      expect(refused.map(({ eventId }) => eventId)).to.deep.equal([sold[2]!.id])
      await engine.index([sold[0]!], 'change') // until here, seats may be found late
      expect(
        (await ask({ q: 'andesite' })).hits.map(({ event }) => event.availableSeats).sort((one, other) => one - other),
      ).to.deep.equal([0, 1, 3, 4, 100])
      await Promise.all(sold.map(({ id }) => engine.remove(id)))
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

    it('seats that are on sale at that moment: nothing has to be written when sales begin or end', async () => {
      const always = anEvent({ title: 'Feldspar', prices: [100, 200] })
      const [early, late] = always.ticketTypes
      const event = {
        ...always,
        ticketTypes: [
          { ...early!, salesEndAt: '2030-02-01T00:00:00.000Z' },
          { ...late!, salesStartAt: '2030-03-01T00:00:00.000Z', salesEndAt: '2030-04-01T00:00:00.000Z' },
        ],
      }
      await engine.index([event], 'change')
      const at = async (time: string) => {
        const moment = { q: 'feldspar', now: new Date(`2030-${time}Z`) }
        const [hit] = (await ask(moment)).hits
        const found = async (available: boolean) => (await ask({ ...moment, available })).hits.length
        const types = hit!.event.ticketTypes.map(({ sales, available }) => `${sales} ${available}`)
        return [hit!.event.availableSeats, ...types, await found(true), await found(false)].join(', ')
      }
      const seen = async () => ({
        'before the first ends': await at('01-31T23:59:59.999'),
        'at its very end': await at('02-01T00:00:00.000'),
        'when the second begins': await at('03-01T00:00:00.000'),
        'when that has ended': await at('04-01T00:00:00.000'),
      })
      const all = {
        'before the first ends': '100, open 100, upcoming 0, 1, 0',
        'at its very end': '0, ended 0, upcoming 0, 0, 1',
        'when the second begins': '100, ended 0, open 100, 1, 0',
        'when that has ended': '0, ended 0, ended 0, 0, 1',
      }
      expect(await seen()).to.deep.equal(all)
      const left = [early!, late!].map(({ id }, n) => ({ id, available: n === 0 ? 3 : 0 }))
      const seats = { eventId: event.id, availableSeats: 3, waitlistOpen: false, ticketTypes: left, version: 2 }
      await engine.updateAvailability([seats])
      const sold = {
        ...all,
        'before the first ends': '3, open 3, upcoming 0, 1, 0',
        'when the second begins': '0, ended 0, open 0, 0, 1',
      }
      expect(await eventuallyEqual(seen, sold)).to.deep.equal(sold)
      const [, second] = event.ticketTypes
      const longer = { ...event, version: 2, ticketTypes: [{ ...early! }, second!] }
      await engine.index([longer], 'change')
      expect((await seen())['at its very end'], 'with other sales and the same seats').to.equal(
        '3, open 3, upcoming 0, 1, 0',
      )
      await engine.remove(event.id)
    })

    it('the newest seats, whatever order they arrive in', async () => {
      const event = anEvent({ title: 'Obsidian', prices: [100, 200] })
      const [one, other] = event.ticketTypes
      const seats = (availableSeats: number, version: number) => ({
        eventId: event.id,
        availableSeats,
        waitlistOpen: false,
        ticketTypes: [{ id: one!.id, available: availableSeats }],
        version,
      })
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

    it('what is written and taken out during a rebuild, and nothing that is gone', async () => {
      const [gone, cancelled, sold, fresh] = [
        anEvent({ title: 'Tungsten gone' }),
        anEvent({ title: 'Tungsten cancelled' }),
        anEvent({ title: 'Tungsten sold' }),
        anEvent({ title: 'Tungsten fresh' }),
      ]
      const old = ['Tungsten cancelled', 'Tungsten gone', 'Tungsten sold']
      await engine.index([gone, cancelled, sold], 'change')
      const report = await engine.reindex(
        (async function* () {
          expect((await titlesOf('tungsten')).sort(), 'searches before anything is rebuilt').to.deep.equal(old)
          yield [sold]
          expect((await titlesOf('tungsten')).sort(), 'searches of what is rebuilt later').to.deep.equal(old)
          expect((await ask({ q: 'tungsten' })).facets.category).to.deep.equal([{ value: 'music', count: 3 }])
          await engine.remove(cancelled.id, 2)
          await engine.updateAvailability([
            { eventId: sold.id, version: 7, availableSeats: 0, waitlistOpen: true, ticketTypes: [] },
          ])
          await engine.index([fresh], 'change')
          expect((await titlesOf('tungsten')).sort(), 'searches meanwhile').to.include.members([
            'Tungsten fresh',
            'Tungsten sold',
          ])
          yield [cancelled, ...Object.values(events)]
        })(),
      )
      expect(report).to.deep.equal({ indexed: 2 + Object.keys(events).length, removed: 1, refused: [] })
      expect((await titlesOf('tungsten')).sort()).to.deep.equal(['Tungsten fresh', 'Tungsten sold'])
      expect((await ask({ q: 'tungsten sold' })).hits[0]!.event).to.deep.include({
        availableSeats: 0,
        waitlistOpen: true,
      })
      expect((await ask({ q: 'quartets' })).hits).to.have.length(1)
      await Promise.all([sold, fresh].map(({ id }) => engine.remove(id)))
    })

    it('its ids in order, page by page', async () => {
      const ids = Object.values(events)
        .map(({ id }) => id)
        .sort()
      const first = await engine.ids(undefined, 3)
      expect([...first, ...(await engine.ids(first.at(-1), 100))]).to.deep.equal(ids)
    })

    it('words and titles of any length', async () => {
      const event = anEvent({
        title: 'x'.repeat(200),
        description: `${'y'.repeat(9_000)} ${'z '.repeat(400)}`,
        tags: ["it's", '"quoted"', '\\back'],
      })
      await engine.index([event], 'change')
      expect((await ask({ q: 'back' })).hits).to.have.length(1)
      expect((await ask({ q: 'y'.repeat(200) })).hits).to.have.length(1)
      await engine.remove(event.id)
    })

    for (const { name, word, alsoFoundBy } of scripts) {
      it(`${name}: its words, found whole, begun, mistyped and in another form`, async () => {
        const event = anEvent({
          title: `${word} 77`,
          description: `${word} `.repeat(40),
          venue: { name: word, city: word },
          tags: [word],
        })
        expect(await engine.index([event], 'change')).to.deep.equal([])
        const letters = [...word]
        const typed = [
          word,
          letters.slice(0, 3).join(''),
          letters.toSpliced(1, 1).join(''),
          ...(alsoFoundBy ? [alsoFoundBy] : []),
        ]
        for (const q of typed)
          expect(
            (await ask({ q })).hits.map(hit => hit.event.id),
            q,
          ).to.include(event.id)
        expect((await ask({ city: word })).hits.map(hit => hit.event.id)).to.deep.equal([event.id])
        expect(await suggest(letters.slice(0, 4).join(''))).to.include(`venue ${word}`)
        await engine.remove(event.id)
      })
    }

    it('signs that stand alone, pictures and what is put together of several', async () => {
      const all = signs.map(sign =>
        anEvent({ title: sign, description: `${sign} `.repeat(40), venue: { name: sign, city: sign }, tags: [sign] }),
      )
      expect(await engine.index(all, 'change')).to.deep.equal([])
      for (const sign of signs) await suggest(sign)
      await Promise.all(all.map(({ id }) => engine.remove(id)))
    })

    it('places that are all but zero, and what unfolds into far more letters', async () => {
      const tiny = [5e-324, -5e-324, 1e-310, -0].map(degrees =>
        anEvent({ title: 'Null Island', venue: { location: { lat: degrees, lon: degrees } } }),
      )
      const long = ['ﷺ', '㌀㌁㌂㌃㌄㌅㌆㌇㌈㌉', '𒀀𒀁𒀂𒀃'].map(letters =>
        anEvent({ title: [...letters.repeat(200)].slice(0, 200).join(''), venue: { name: letters.repeat(20) } }),
      )
      expect(await engine.index([...tiny, ...long], 'change')).to.deep.equal([])
      expect((await ask({ near: { lat: 0, lon: 0 }, radiusKm: 0.001 })).hits).to.have.length(tiny.length)
      await Promise.all([...tiny, ...long].map(({ id }) => engine.remove(id)))
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
