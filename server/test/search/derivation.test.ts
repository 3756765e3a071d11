// Documents of an older release in PostgreSQL: they are found by their words as ever, and derived again by themselves.
import { expect } from 'chai'
import { pino } from 'pino'
import { searchCorrecting } from '../../src/domains/search/corrected-search.ts'
import { startDerivation } from '../../src/domains/search/jobs.ts'
import { createPostgresEngine, type PostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { uncontested } from '../../src/platform/postgres/leases.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { anEvent, aSearchQuery } from './builders.ts'

describe('documents that an older release has put into PostgreSQL', () => {
  let databases: TestDatabases
  let engine: PostgresEngine
  before(async () => {
    databases = await cloneDatabases()
    engine = createPostgresEngine(databases.search)
  })
  after(() => databases.close())
  afterEach(() => databases.search.knex.raw('truncate documents, availability, phrases, words'))

  const find = async (q: string) =>
    (await searchCorrecting(engine, aSearchQuery({ q }))).hits.map(({ event }) => event.title)
  const stageOf = async (q: string) => (await searchCorrecting(engine, aSearchQuery({ q }))).hits[0]?.position.stage
  /** As the release before derivation 2 writes it: plain words, no headline. */
  const writeAsBefore = (eventId: string, lexemes: string) =>
    databases.search.knex.raw('update documents set lexemes = ?::tsvector where event_id = ?', [lexemes, eventId])
  const deriveAll = async () => {
    for (let id = await engine.deriveAnew(undefined, uncontested); id !== undefined; )
      id = await engine.deriveAnew(id, uncontested)
  }

  it('are found by their words, and after a while by all that is derived from them', async () => {
    const event = anEvent({ title: 'Hip Hop Parties' })
    await engine.index([event], 'change')
    await writeAsBefore(event.id, "'hip':1A 'hop':2A 'parties':3A")
    await databases.search.knex.raw('update documents set headline = null')
    expect(await find('hip hop')).to.deep.equal(['Hip Hop Parties'])
    expect(await find('hiphop')).to.deep.equal(['Hip Hop Parties']) // in two words, as nothing has it in one
    expect(await stageOf('hiphop')).to.equal('corrected')

    const job = startDerivation({
      engine,
      exclusively: work => work(uncontested),
      log: pino({ level: 'silent' }),
      everyMs: 5,
    })
    try {
      await eventually(
        () => stageOf('hiphop'),
        stage => stage === 'typed',
        { withinMs: 10_000 },
      )
    } finally {
      await job.close()
    }
  })

  it('keep their seats, and stay removed, when they are derived again', async () => {
    const [sold, removed] = [anEvent({ title: 'Jazz-Club' }), anEvent({ title: 'Jazz-Keller' })]
    await engine.index([sold, removed], 'change')
    await engine.updateAvailability([
      { eventId: sold.id, version: 7, availableSeats: 3, waitlistOpen: true, ticketTypes: [] },
    ])
    for (const { id } of [sold, removed]) await writeAsBefore(id, "'jazz':1A 'club':2A")
    await engine.remove(removed.id, 2)
    await deriveAll()
    const { hits } = await searchCorrecting(engine, aSearchQuery({ q: 'jazzclub' }))
    expect(hits.map(({ event }) => event.availableSeats)).to.deep.equal([3])
  })

  it('are looked up in an index that holds these alone', async () => {
    await engine.index(
      Array.from({ length: 300 }, (_, n) => anEvent({ title: `Number ${n}` })),
      'change',
    )
    await databases.search.knex.raw('vacuum analyze documents')
    const { rows } = await databases.search.knex.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain select event from documents
      where event is not null and not (lexemes @@ '''~v3'''::tsquery) and event_id > '' order by event_id limit 200`,
    )
    expect(rows.map(row => row['QUERY PLAN']).join('\n')).to.include('documents_derived_before')
    expect(await engine.deriveAnew(undefined, uncontested)).to.equal(undefined)
  })
})
