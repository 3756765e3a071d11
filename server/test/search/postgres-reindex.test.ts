// What a reindex writes in PostgreSQL, and what it leaves as it is.
import { expect } from 'chai'
import { createPostgresEngine, type PostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { anEvent } from './builders.ts'

describe('a reindex on PostgreSQL', () => {
  let databases: TestDatabases
  let engine: PostgresEngine

  before(async () => {
    databases = await cloneDatabases()
    engine = createPostgresEngine(databases.search)
  })
  after(() => databases.close())
  beforeEach(() => databases.search.knex.raw('truncate documents, availability, words, phrases'))

  const rowsOf = async (statement: string, ...bindings: string[]) =>
    (await databases.search.knex.raw<{ rows: Record<string, unknown>[] }>(statement, bindings)).rows

  it('leaves the seats alone that came after it had read the event', async () => {
    const [told, untold] = [anEvent({ availableSeats: 100 }), anEvent({ availableSeats: 100 })]
    const sale = (eventId: string, version: number, availableSeats: number) =>
      engine.updateAvailability([{ eventId, version, availableSeats, waitlistOpen: false, ticketTypes: [] }])
    await engine.index([told, untold], 'change')
    await sale(told.id, 6, 50)
    await sale(untold.id, 6, 50)
    await engine.reindex(
      (async function* () {
        const page = [told, untold]
        await sale(told.id, 7, 99)
        yield page
      })(),
    )
    expect(await rowsOf('select event_id, available_seats from availability order by available_seats')).to.deep.equal([
      { event_id: told.id, available_seats: 99 },
      { event_id: untold.id, available_seats: 100 },
    ])
  })

  it('writes no document that is there just so, and puts right whatever differs of another', async () => {
    const columns: Readonly<Record<string, string>> = {
      event: `jsonb_set(event, '{title}', '"Else"')`,
      title_folded: "'else'",
      venue_folded: "'else'",
      city: "'Else'",
      city_folded: "'else'",
      category: "'else'",
      starts_at: "starts_at - interval '1 day'",
      ends_at: "ends_at + interval '1 day'",
      month: "'1999-01'",
      price_from_minor: 'price_from_minor + 1',
      place: 'll_to_earth(1, 2)::cube',
      lexemes: "lexemes || 'else:1A'::tsvector",
      headline: "headline || 'else:1A'::tsvector",
    }
    const events = [...Object.keys(columns), 'none'].map(title => anEvent({ title }))
    const reindex = () =>
      engine.reindex(
        (async function* () {
          yield events
        })(),
      )
    const rows = () => rowsOf('select *, ctid from documents order by event_id')
    await reindex()
    const first = await rows()
    await reindex()
    expect(await rows(), 'again').to.deep.equal(first)
    for (const [n, [column, other]] of Object.entries(columns).entries())
      await rowsOf(`update documents set ${column} = ${other} where event_id = ?`, events[n]!.id)
    await reindex()
    const repaired = await rows()
    const but = ({ ctid: _, ...row }: Record<string, unknown>) => row
    expect(repaired.map(but)).to.deep.equal(first.map(but))
    const written = repaired.filter(({ ctid }, n) => ctid !== first[n]!['ctid'])
    expect(written.map(({ event_id }) => event_id)).to.deep.equal(
      events
        .slice(0, -1)
        .map(({ id }) => id)
        .sort(),
    )
  })
})
