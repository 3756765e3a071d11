// The search as its callers see it: highlights, cursors, refusals, and what a reindex puts right.
import { expect } from 'chai'
import { pino } from 'pino'
import type { Input, Shape } from '../../src/contract/types.ts'
import type { EventsPort } from '../../src/domains/events/port.ts'
import { createSearch, type Search } from '../../src/domains/search/index.ts'
import { createCursors } from '../../src/platform/cursors.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { Problem } from '../../src/platform/problems.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { anEvent, now } from './builders.ts'

type Query = Input<'search.search'>['query']

describe('searching', () => {
  let databases: TestDatabases
  let search: Search
  let published: Shape<'Event'>[] = []
  let meanwhile: () => Promise<void> = async () => {}

  const events = {
    async published(afterId: string | undefined, limit: number) {
      const page = published
        .filter(({ id }) => afterId === undefined || id > afterId)
        .sort((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit)
      await meanwhile()
      return page
    },
  } as EventsPort

  before(async () => {
    databases = await cloneDatabases()
    search = await createSearch({
      database: databases.search,
      events: () => events,
      cursors: createCursors('a secret of these tests'),
      metrics: createMetrics(),
      log: pino({ level: 'silent' }),
      clock: () => now,
    })
  })
  after(() => databases.close())
  afterEach(() => databases.search.knex.raw('truncate documents, availability, phrases, words'))

  const handle = async (query: Partial<Query>) =>
    (
      await search.handlers['search.search']({
        query: { limit: 20, radiusKm: 50, ...query },
        request: {},
      } as Input<'search.search'>)
    ).body as Shape<'SearchResult'>
  const reindex = async () => (await search.handlers['search.reindex']({} as Input<'search.reindex'>)).body
  const titles = async (query: Partial<Query> = {}) => (await handle(query)).data.map(({ title }) => title)
  const codeOf = (asking: Promise<unknown>) =>
    asking.then(
      () => 'answered',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )

  describe('highlights', () => {
    const highlightsFor = async (event: Parameters<typeof anEvent>[0], q: string) => {
      await search.port.index(anEvent(event))
      return (await handle({ q })).data[0]?.highlights
    }
    const highlighted: readonly [
      sentence: string,
      event: Parameters<typeof anEvent>[0],
      q: string,
      expected: Shape<'Highlights'> | undefined,
    ][] = [
      [
        'mark the words in title, venue and description',
        { title: 'Night of Strings', description: 'Strings only.', venue: { name: 'String House' } },
        'string',
        {
          title: 'Night of <mark>Strings</mark>',
          description: '<mark>Strings</mark> only.',
          venue: '<mark>String</mark> House',
        },
      ],
      [
        'escape everything else',
        { title: '<b>Rock</b> & "Roll"' },
        'rock',
        { title: '&lt;b&gt;<mark>Rock</mark>&lt;/b&gt; &amp; &quot;Roll&quot;' },
      ],
      [
        'leave marks that an organizer wrote powerless',
        { title: '<mark>Opera</mark>' },
        'opera',
        { title: '&lt;mark&gt;<mark>Opera</mark>&lt;/mark&gt;' },
      ],
      [
        'mark accented words as they are written',
        { title: 'Café Müller' },
        'cafe muller',
        { title: '<mark>Café</mark> <mark>Müller</mark>' },
      ],
      [
        'mark the word that a mistyped one was taken for',
        { title: 'Philharmonic' },
        'philarmonic',
        { title: '<mark>Philharmonic</mark>' },
      ],
      ['are absent where the words stand elsewhere', { title: 'Evening', tags: ['ballet'] }, 'ballet', undefined],
      [
        'mark all words of what was typed as one, and one word of what was typed as several',
        { title: 'Hip-Hop, hip hop and Hiphop, hop' },
        'hiphop',
        { title: '<mark>Hip-Hop</mark>, <mark>hip hop</mark> and <mark>Hiphop</mark>, hop' },
      ],
      [
        'mark other endings of a word',
        { title: 'Concerts of a concert choir' },
        'concert choir',
        { title: '<mark>Concerts</mark> of a <mark>concert</mark> <mark>choir</mark>' },
      ],
      ['mark no stop words', { title: 'Jazz in the Park' }, 'jazz in the', { title: '<mark>Jazz</mark> in the Park' }],
      [
        'mark what stands together in a script without spaces',
        { title: '東京ジャズ京東' },
        'ジャズ',
        { title: '東京<mark>ジャズ</mark>京東' },
      ],
      [
        'mark whole words only, before the last one',
        { title: 'Star starlight dance' },
        'star dance',
        { title: '<mark>Star</mark> starlight <mark>dance</mark>' },
      ],
    ]
    for (const [sentence, event, q, expected] of highlighted) {
      it(sentence, async () => expect(await highlightsFor(event, q)).to.deep.equal(expected))
    }

    it('cut a long description down to what surrounds the first word found', async () => {
      const highlights = await highlightsFor(
        { description: `${'before '.repeat(100)}needle ${'after '.repeat(100)}` },
        'needle',
      )
      expect(highlights?.description).to.match(/^…before .*<mark>needle<\/mark> after .*after…$/)
      expect(highlights?.description?.length).to.be.lessThan(270)
    })
  })

  describe('prices in several currencies', () => {
    const inMoney = (title: string, currency: string, priceMinor: number) => {
      const event = anEvent({ title, prices: [priceMinor] })
      return { ...event, ticketTypes: event.ticketTypes.map(type => ({ ...type, currency })) }
    }
    beforeEach(async () => {
      for (const event of [inMoney('Euros', 'EUR', 5000), inMoney('Yen', 'JPY', 4000), inMoney('More', 'JPY', 9000)])
        await search.port.index(event)
    })

    for (const [by, query] of [
      ['minPrice', { minPrice: 1 }],
      ['maxPrice', { maxPrice: 10_000 }],
      ['sort=price', { sort: 'price' }],
    ] as const) {
      it(`are not compared by ${by}: the refusal names the currencies`, async () => {
        const refusal: unknown = await handle(query).catch((error: unknown) => error)
        expect(refusal).to.be.instanceOf(Problem).and.to.have.property('code', 'validation_failed')
        expect((refusal as Problem).extra['errors']).to.deep.equal([
          {
            pointer: '/query/currency',
            keyword: 'required',
            message: `is required with ${by}, as these events have prices in several currencies: EUR, JPY`,
          },
        ])
        expect(await codeOf(handle({ ...query, currency: 'JPY' }))).to.equal('answered')
        // Only one currency is found here: nobody has to name it.
        expect(await codeOf(handle({ ...query, q: 'euros' }))).to.equal('answered')
      })
    }

    it('are compared in the one that is named', async () => {
      expect(await titles({ currency: 'JPY', sort: 'price' })).to.deep.equal(['Yen', 'More'])
      expect(await titles({ currency: 'JPY', maxPrice: 4500 })).to.deep.equal(['Yen'])
      expect(await titles({ currency: 'EUR', minPrice: 4500 })).to.deep.equal(['Euros'])
      expect(await titles({ currency: 'USD', maxPrice: 1 })).to.deep.equal([])
    })

    it('are not counted together', async () => {
      const { facets } = await handle({})
      expect(facets.price).to.deep.equal([])
      expect(facets.currency).to.deep.equal([
        { value: 'JPY', count: 2 },
        { value: 'EUR', count: 1 },
      ])
      expect((await handle({ currency: 'EUR' })).facets.price).to.deep.equal([{ value: '5000-9999', count: 1 }])
    })

    it('belong to a cursor', async () => {
      const { nextCursor } = await handle({ currency: 'JPY', sort: 'price', limit: 1 })
      expect(await codeOf(handle({ sort: 'price', currency: 'EUR', cursor: nextCursor! }))).to.equal('invalid_cursor')
    })
  })

  describe('pages', () => {
    const threeOf = async () => {
      for (const day of [1, 2, 3])
        await search.port.index(anEvent({ title: `Concert ${day}`, startsAt: `2030-06-0${day}T18:00:00.000Z` }))
    }

    it('follow each other by their cursors, to the last one', async () => {
      await threeOf()
      const first = await handle({ limit: 2 })
      expect(first).to.deep.include({ hasMore: true })
      const second = await handle({ limit: 2, cursor: first.nextCursor! })
      expect([...first.data, ...second.data].map(({ title }) => title)).to.deep.equal([
        'Concert 1',
        'Concert 2',
        'Concert 3',
      ])
      expect(second).to.deep.include({ hasMore: false, nextCursor: null })
    })

    it('refuse a cursor of another question, and one that was made up', async () => {
      await threeOf()
      const { nextCursor } = await handle({ q: 'concert', limit: 1 })
      const cursor = nextCursor!
      expect(await codeOf(handle({ q: 'concert', limit: 2, cursor }))).to.equal('answered')
      for (const other of [
        { q: 'concerts' },
        { q: 'concert', sort: 'date' },
        { q: 'concert', city: 'Vienna' },
        { q: 'concert', near: '48,16' },
        {},
      ] as const) {
        expect(await codeOf(handle({ ...other, cursor })), JSON.stringify(other)).to.equal('invalid_cursor')
      }
      expect(await codeOf(handle({ q: 'concert', cursor: 'bm90IG91cnMgYXQgYWxs' }))).to.equal('invalid_cursor')
    })
  })

  describe('refuses', () => {
    it('to sort by distance from nowhere', async () =>
      expect(await codeOf(handle({ sort: 'distance' }))).to.equal('validation_failed'))
    it('a second that no clock here has', async () =>
      expect(await codeOf(handle({ startsAfter: '2016-12-31T23:59:60Z' }))).to.equal('validation_failed'))
  })

  it('without words, the best is the soonest', async () => {
    await search.port.index(anEvent({ title: 'Later', startsAt: '2030-07-01T18:00:00.000Z' }))
    await search.port.index(anEvent({ title: 'Sooner', startsAt: '2030-06-01T18:00:00.000Z' }))
    expect(await titles({ sort: 'relevance' })).to.deep.equal(['Sooner', 'Later'])
  })

  for (const status of ['draft', 'cancelled', 'ended'] as const) {
    it(`does not find an event that is ${status}`, async () => {
      const event = anEvent()
      await search.port.index(event)
      await search.port.index({ ...event, status, version: 2 })
      expect(await titles()).to.deep.equal([])
    })
  }

  describe('a reindex', () => {
    it('indexes what is published, removes what is not, and tells how many', async () => {
      const [kept, gone, missing] = [
        anEvent({ title: 'Kept' }),
        anEvent({ title: 'Gone' }),
        anEvent({ title: 'Missing' }),
      ]
      await search.port.index(kept)
      await search.port.index(gone)
      published = [kept, missing]
      expect(await reindex()).to.deep.include({ indexed: 2, removed: 1 })
      expect((await titles()).sort()).to.deep.equal(['Kept', 'Missing'])
    })

    it('leaves alone what is published and what is taken out while it runs', async () => {
      const [old, cancelled, fresh] = [
        anEvent({ title: 'Old' }),
        anEvent({ title: 'Cancelled' }),
        anEvent({ title: 'Fresh' }),
      ]
      await search.port.index(old)
      await search.port.index(cancelled)
      published = [old, cancelled]
      meanwhile = async () => {
        await search.port.remove(cancelled.id, 2)
        await search.port.index(fresh)
      }
      await reindex()
      meanwhile = async () => {}
      expect((await titles()).sort()).to.deep.equal(['Fresh', 'Old'])
    })

    it('goes through more events than one page holds', async () => {
      published = Array.from({ length: 501 }, (_, n) => anEvent({ title: `Number ${n}` }))
      expect(await reindex()).to.deep.include({ indexed: 501, removed: 0 })
      published = []
      expect(await reindex()).to.deep.include({ indexed: 0, removed: 501 })
    })
  })
})
