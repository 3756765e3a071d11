// Suggestions that PostgreSQL's engine reads from the index of beginnings: the very ones that looking at all would
// give.
import { expect } from 'chai'
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { createIndexReader, type SuggestionRow } from '../../src/domains/search/postgres/index-reader.ts'
import { understand } from '../../src/domains/search/text/query.ts'
import { foldedPhrase } from '../../src/domains/search/text/words.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { anEvent, now } from './builders.ts'

describe('suggestions that begin with what was typed', () => {
  let databases: TestDatabases
  let reader: ReturnType<typeof createIndexReader>
  before(async () => {
    databases = await cloneDatabases()
    reader = createIndexReader(databases.search.knex)
    const titles = ['Jazz', 'Jam', 'Janus & the Jazz', 'The Jazz', 'Jägerball', 'Night of Jazz', 'J', 'Oh', '東京の夜']
    const events = Array.from({ length: 120 }, (_, n) =>
      anEvent({
        title: `${titles[n % titles.length]} ${'x'.repeat(n % 7)}${n % 11}`,
        category: n % 2 === 0 ? 'jazz' : 'talk',
        venue: { name: `Jazzhaus ${n % 13}`, city: ['Jakarta', 'Jena', 'Wien'][n % 3]! },
        ...(n % 5 === 0 && { startsAt: '2029-06-01T18:00:00.000Z', endsAt: '2029-06-01T20:00:00.000Z' }),
      }),
    )
    await createPostgresEngine(databases.search).index(events, 'change')
  })
  after(() => databases.close())

  const begins = ({ text }: SuggestionRow, typed: string) => foldedPhrase(text).startsWith(typed)

  for (const typed of [
    'ja',
    'jaz',
    'jazz',
    'jazz x',
    'je',
    'jag',
    'the ja',
    'jakarta',
    '東京',
    'ni',
    'zz',
    'wien',
    'jazzh',
  ])
    for (const limit of [1, 3, 8, 20])
      it(`${typed}, ${limit} of them: the first that there are of all`, async () => {
        const question = { asked: understand(typed), limit, now }
        const [begun, all] = [await reader.begunSuggestions(question), await reader.suggestions(question)]
        expect(begun).to.deep.equal(all.slice(0, begun.length))
        // None is left out: what comes after them begins with something else.
        expect(all.slice(begun.length).filter(row => begins(row, typed))).to.deep.equal([])
      })

  it('of one letter are read with all others', async () => {
    const question = { asked: understand('j'), limit: 8, now }
    expect(await reader.begunSuggestions(question)).to.deep.equal([])
    expect(await reader.suggestions(question)).to.have.length(8)
  })

  it('are read in their order from the index', async () => {
    await databases.search.knex.raw(
      `insert into phrases (kind, folded, text, lexemes, live_until)
      select 'event', 'jazz y' || n, 'Jazz y' || n, to_tsvector('simple', 'jazz y' || n), '2031-01-01'
      from generate_series(1, 5000) as numbers (n)`,
    )
    await databases.search.knex.raw('vacuum analyze phrases')
    const { rows } = await databases.search.knex.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain select folded from phrases where kind = 'event' and left(folded, 2) = 'ja' and folded like 'ja%'
        and lexemes @@ '''ja'':*'::tsquery order by length(folded), folded limit 16`,
    )
    expect(rows.map(row => row['QUERY PLAN']).join('\n')).to.include('phrases_begun')
  })
})
