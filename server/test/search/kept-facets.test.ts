// The facets of everything, which PostgreSQL's engine keeps: they are what counting would give, whoever has written.
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { facetsOf, priceSteps } from '../../src/domains/search/facets.ts'
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { nothingAsked } from '../../src/domains/search/text/query.ts'
import { migrate } from '../../src/platform/postgres/migrations.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { cloneDatabases, createEmptyDatabase, type TestDatabases } from '../support/databases.ts'
import { anEvent, aSearchQuery, now } from './builders.ts'

const engineOn = (database: Database) => createPostgresEngine(database)
type Engine = ReturnType<typeof engineOn>

const facetsAt = async (engine: Engine, at = now) =>
  (await engine.find(aSearchQuery({ now: at, limit: 1 }), nothingAsked, { stage: 'typed' })).facets
const later = (at: Date, ms: number) => new Date(at.getTime() + ms)
const dayMs = 86_400_000

/** What the facets of these events are, counted here. */
function counted(events: readonly Shape<'Event'>[], at = now) {
  const rows = new Map<string, { facet: keyof Omit<Shape<'Facets'>, 'others'>; value: string; count: number }>()
  const add = (facet: keyof Omit<Shape<'Facets'>, 'others'>, value: string) => {
    const row = rows.get(`${facet} ${value}`) ?? { facet, value, count: 0 }
    rows.set(`${facet} ${value}`, row)
    row.count++
  }
  for (const event of events.filter(({ endsAt }) => new Date(endsAt) > at)) {
    add('category', event.category)
    add('city', event.venue.city)
    add('currency', event.ticketTypes[0]!.currency)
    add('month', event.startsAt.slice(0, 7)) // in these tests no month is another one at the venue
    const onOffer = event.ticketTypes.filter(({ salesEndAt }) => new Date(salesEndAt ?? event.endsAt) > at)
    for (const step of new Set(onOffer.map(({ priceMinor }) => priceSteps.filter(from => from <= priceMinor).length)))
      add('price', String(step))
  }
  return facetsOf([...rows.values()])
}

describe('the facets of all events, which are kept', () => {
  let databases: TestDatabases
  let engine: Engine
  let other: Engine
  const events = new Map<string, Shape<'Event'>>()
  const present = () => [...events.values()]

  const put = async (by: Engine, ...put: Shape<'Event'>[]) => {
    await by.index(put, 'change')
    for (const event of put) events.set(event.id, event)
  }
  const expectRight = async (at = now) => {
    for (const each of [engine, other]) expect(await facetsAt(each, at)).to.deep.equal(counted(present(), at))
  }

  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())
  beforeEach(async () => {
    engine = engineOn(databases.search)
    other = engineOn(databases.search) // as another process has its own
    await put(
      engine,
      ...Array.from({ length: 40 }, (_, n) =>
        anEvent({ category: `kind-${n % 3}`, venue: { city: `City ${n % 5}` }, prices: [n * 700] }),
      ),
      aFairFor('Graz'),
    )
    await expectRight()
  })
  afterEach(async () => {
    events.clear()
    await databases.search.knex.raw('truncate documents, availability, phrases, words')
  })

  const aFairFor = (city: string, over: Partial<Shape<'Event'>> = {}) =>
    anEvent({ category: 'fair', venue: { city }, startsAt: '2030-07-10T12:00:00.000Z', ...over })

  it('are nothing where there are no events', async () => {
    await databases.search.knex.raw('truncate documents')
    events.clear()
    await expectRight()
  })

  it('have what another process has written, as soon as it is written', async () => {
    await put(other, aFairFor('Linz'))
    await expectRight()
  })

  it('follow a change of each thing that is counted', async () => {
    const event = aFairFor('Linz')
    await put(engine, event)
    await expectRight()
    let version = 1
    for (const change of [
      { category: 'market' },
      { venue: { ...event.venue, city: 'Wels' } },
      { venue: { ...event.venue, city: 'WELS' } },
      { startsAt: '2030-09-10T12:00:00.000Z' },
      { endsAt: '2029-12-31T12:00:00.000Z' },
      { endsAt: '2030-12-31T12:00:00.000Z' },
      { ticketTypes: event.ticketTypes.map(type => ({ ...type, priceMinor: 9000 })) },
      { ticketTypes: event.ticketTypes.map(type => ({ ...type, currency: 'CHF' as const })) },
      { ticketTypes: event.ticketTypes.map(type => ({ ...type, salesEndAt: '2029-12-31T12:00:00.000Z' })) },
    ]) {
      await put(other, { ...event, ...change, version: ++version } as Shape<'Event'>)
      await expectRight()
    }
  })

  it('lose what was removed, and have it again', async () => {
    const [event] = present()
    await other.remove(event!.id)
    events.delete(event!.id)
    await expectRight()
    await put(engine, { ...event!, version: 2 })
    await expectRight()
  })

  it('have an event in each range of prices that it has offers in, at the borders too', async () => {
    const borders = priceSteps.flatMap(step => [step, step + 1, Math.max(0, step - 1)])
    await put(engine, ...borders.map(price => anEvent({ prices: [price, price, 2600] })))
    await expectRight()
  })

  it('lose what ends, and offers that end before their event, without anything being written', async () => {
    const [first, second] = [anEvent({ prices: [100, 30_000] }), anEvent({ prices: [0] })]
    await put(
      engine,
      { ...first, endsAt: later(now, 3 * dayMs).toISOString() },
      {
        ...second,
        ticketTypes: second.ticketTypes.map(type => ({ ...type, salesEndAt: later(now, dayMs).toISOString() })),
      },
    )
    for (const ms of [0, dayMs - 1, dayMs, 3 * dayMs - 1, 3 * dayMs, 500 * dayMs]) await expectRight(later(now, ms))
    await expectRight(now) // and a clock that goes back is believed
  })

  it('follow what a server of the release before writes', async () => {
    const [event] = present()
    await databases.search.knex.raw(`update documents set category = 'opera', version = 2 where event_id = ?`, [
      event!.id,
    ])
    events.set(event!.id, { ...event!, category: 'opera' })
    await expectRight()
    await databases.search.knex.raw('delete from documents where event_id = ?', [event!.id])
    events.delete(event!.id)
    await expectRight()
  })

  it('are wrong as soon as nothing notices what is written', async () => {
    await databases.search.knex.raw('alter table documents disable trigger documents_inserted')
    try {
      await put(engine, aFairFor('Linz'))
      expect(await facetsAt(engine)).not.to.deep.equal(counted(present()))
    } finally {
      await databases.search.knex.raw('alter table documents enable trigger documents_inserted')
    }
  })

  it('are the latest for everybody who asks after a write, however many write and ask', async () => {
    await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const by = n % 2 === 0 ? engine : other
        for (let turn = 0; turn < 10; turn++) {
          const city = `Town ${n} ${turn}`
          await put(by, aFairFor(city, { category: `fair-${n}` }))
          const asked = n % 3 === 0 ? other : engine
          const { category } = await facetsAt(asked)
          expect(category.find(({ value }) => value === `fair-${n}`)?.count).to.equal(turn + 1)
        }
      }),
    )
    await expectRight()
  })

  it('are only compared while nothing has changed, and then only the part that has is counted', async () => {
    const statements: { sql: string; bindings: unknown[] }[] = []
    const listen = (each: { sql: string; bindings: unknown[] }) => statements.push(each)
    const counts = () => statements.filter(({ sql }) => sql.includes('grouping sets'))
    databases.search.knex.on('query', listen)
    try {
      await facetsAt(engine)
      expect(counts()).to.have.length(0)
      const event = aFairFor('Linz')
      await put(engine, event)
      await facetsAt(engine)
      expect(counts().map(({ bindings }) => bindings[0])).to.deep.equal([[event.id.at(-1)]])
    } finally {
      databases.search.knex.off('query', listen)
    }
  })
})

describe('an index of the release before', () => {
  it('has its facets counted after the upgrade', async () => {
    const empty = await createEmptyDatabase()
    const database = openDatabase({ name: 'search', url: empty.url })
    const root = await mkdtemp(join(tmpdir(), 'evently-search-'))
    try {
      const all = fileURLToPath(new URL('../../../../migrations/search/', import.meta.url))
      const before = (await readdir(all)).filter(name => name < '0005')
      await mkdir(join(root, 'search'))
      for (const name of before) await copyFile(join(all, name), join(root, 'search', name))
      await migrate(database, 'search', { root })
      const events = Array.from({ length: 60 }, (_, n) => anEvent({ category: `c${n % 7}`, prices: [n * 500] }))
      for (const event of events)
        await database.knex.raw(
          `insert into documents (event_id, version, event, title_folded, venue_folded, city, city_folded, category,
            starts_at, ends_at, month, price_from_minor, lexemes)
          values (?, 1, ?, 'an evening', 'the hall', 'Vienna', 'vienna', ?, ?, ?, '2030-06', ?, '')`,
          [
            event.id,
            JSON.stringify(event),
            event.category,
            event.startsAt,
            event.endsAt,
            event.ticketTypes[0]!.priceMinor,
          ],
        )
      await migrate(database, 'search')
      const engine = engineOn(database)
      expect(await facetsAt(engine)).to.deep.equal(counted(events))
    } finally {
      await database.close()
      await empty.close()
      await rm(root, { recursive: true })
    }
  })
})
