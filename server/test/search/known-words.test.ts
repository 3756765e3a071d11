// The words that PostgreSQL's engine keeps: which of them may have been meant, and which are forgotten.
import { expect } from 'chai'
import { searchCorrecting } from '../../src/domains/search/corrected-search.ts'
import { createPostgresEngine, type PostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { anEvent, aSearchQuery, now } from './builders.ts'

describe('the words of events in PostgreSQL', () => {
  let databases: TestDatabases
  let engine: PostgresEngine
  before(async () => {
    databases = await cloneDatabases()
    engine = createPostgresEngine(databases.search)
  })
  after(() => databases.close())
  afterEach(() => databases.search.knex.raw('truncate documents, availability, phrases, words'))

  const put = (...titles: string[]) =>
    engine.index(
      titles.map(title => anEvent({ title })),
      'change',
    )
  const putEnded = (...titles: string[]) =>
    engine.index(
      titles.map(title => anEvent({ title, startsAt: '2029-06-01T18:00:00.000Z', endsAt: '2029-06-01T20:00:00.000Z' })),
      'change',
    )
  const find = async (q: string) =>
    (await searchCorrecting(engine, aSearchQuery({ q }))).hits.map(({ event }) => event.title).sort()
  const meant = async (typed: string) => {
    const [spelling] = await engine.spelling(
      (await searchCorrecting(engine, aSearchQuery({ q: typed }))).terms.map(term => ({
        ...term,
        run: typed,
        prefix: false,
      })),
      { now, ofKnown: true },
    )
    return spelling!.meant?.words
  }

  it('may have been meant while their event goes on: else the next ones', async () => {
    await putEnded('Consert', 'Concerto')
    await put('Konzert', 'Concern')
    expect(await find('concertt')).to.deep.equal(['Concern'])
  })

  it('are at most three of those with the fewest mistakes, beyond all that have ended', async () => {
    await putEnded('bands', 'wand', 'land', 'hand', 'sand', 'bond')
    await put('bend', 'band1', 'bande', 'kand')
    expect(await meant('band')).to.deep.equal(['bend', 'band1', 'bande'])
  })

  it('are known, begun and whole, wherever they are, and unknown where they are nowhere', async () => {
    await put(...Array.from({ length: 300 }, (_, n) => `Orchestra ${n}`))
    await databases.search.knex.raw('vacuum analyze documents')
    expect(await find('orchestr 7')).to.include('Orchestra 7')
    expect(await find('orchsetra 7')).to.include('Orchestra 7')
    expect(await find('brontosaurus')).to.deep.equal([])
  })

  it('are forgotten once no event has them, however many there are', async () => {
    const [gone, kept] = ['gone', 'kept'].map(kind =>
      anEvent({ description: Array.from({ length: 1_200 }, (_, n) => `${kind}${n}`).join(' ') }),
    )
    await engine.index([gone!, kept!], 'change')
    await engine.remove(gone!.id)
    await engine.tidy()
    const { rows } = await databases.search.knex.raw<{ rows: { word: string }[] }>('select word from words')
    const kinds = rows.map(({ word }) => word.replace(/\d+$/, ''))
    expect(kinds.filter(kind => kind === 'kept')).to.have.length(1_200)
    expect(kinds).not.to.include('gone')
  })
})
