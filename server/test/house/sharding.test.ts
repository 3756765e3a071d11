// What docs/distribution.md says of the tables and the statements is so, and nothing is missing there.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { crossingOf, hurdleOf, sourcesOf, statementsIn, type Placements, type Statement } from './sharding.ts'

const page = await readFile(new URL('../../../../docs/distribution.md', import.meta.url), 'utf8')
const sectionOf = (heading: string) => page.split(/^## /m).find(section => section.startsWith(heading)) ?? ''
const rowsOf = (text: string) => [...text.matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row!.split(' | '))
const codeOf = (cell: string) => /`([^`]+)`/.exec(cell)?.[1]

const placedRows = rowsOf(sectionOf('Where each table is')).flatMap(([database, table, column]) => {
  const name = codeOf(table!)
  return name === undefined ? [] : [{ database: database!, name, column: codeOf(column!) ?? null }]
})
const placementsOf = (database: string): Placements =>
  Object.fromEntries(
    placedRows.filter(row => row.database === database).map(({ name, column }) => [name, column] as const),
  )

const databases = {
  events: {
    sources: ['domains/events/', 'domains/inventory/'],
    placements: { ...placementsOf('events'), all_holds: 'event_id' } as Placements,
  },
  bookings: {
    sources: ['domains/bookings/', 'domains/webhooks/', 'platform/postgres/idempotency.ts'],
    placements: placementsOf('bookings'),
  },
} as const

const crossing = sectionOf('What crosses shards')
const [asked, held] = crossing.split('Some stay on the shard')
const namesIn = (text: string | undefined) => rowsOf(text ?? '').flatMap(([cell]) => codeOf(cell!) ?? [])
const named = [...namesIn(asked), ...namesIn(held)]
const hurdles = namesIn(sectionOf('What Citus does not plan'))
const isNamed = (names: readonly string[], name: string) =>
  names.includes(name) || names.includes(name.replace(/ .*/, ' *'))

const crosses = ({ text }: Statement, placements: Placements) => crossingOf(text, placements) !== undefined
const hasHurdle = (statement: Statement, placements: Placements) =>
  hurdleOf(statement.text, placements) !== undefined &&
  (!crosses(statement, placements) || isNamed(namesIn(held), statement.name))

describe('the page on distributing the databases', () => {
  let clones: TestDatabases
  const statements: { readonly statement: Statement; readonly placements: Placements }[] = []
  before(async function () {
    this.timeout(60_000)
    clones = await cloneDatabases()
    for (const { sources, placements } of Object.values(databases))
      for (const statement of statementsIn(await sourcesOf(sources), Object.keys(placements)))
        statements.push({ statement, placements })
  })
  after(() => clones.close())

  const rows = async <Row extends object>({ pool }: Database, text: string) => (await pool.query<Row>(text)).rows

  for (const name of ['events', 'bookings'] as const) {
    const { placements } = databases[name]
    it(`has every table of the ${name} database, and no other`, async () => {
      const found = await rows<{ table: string }>(
        clones[name],
        `select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not relispartition and relname !~ 'migrations'`,
      )
      const tables = placedRows.filter(({ database }) => database === name).map(row => row.name)
      expect(found.map(({ table }) => table)).to.have.members(tables)
    })

    it(`names a column of ${name} that every key of its table has in it`, async () => {
      const keys = await rows<UniqueKey>(clones[name], uniqueKeysSql)
      expect(keys.length).to.be.greaterThan(10)
      expect(keys.filter(key => !holdsColumn(key, placements)).map(({ name }) => name)).to.deep.equal([])
      const planted = { table: placedRows.find(row => row.database === name)!.name, name: 'planted', columns: ['id'] }
      expect(holdsColumn(planted, placements)).to.equal(false)
    })

    it(`lets no foreign key of ${name} lead to another shard, and no distributed table have a trigger`, async () => {
      const foreign = await rows<ForeignKey>(clones[name], foreignKeysSql)
      expect(foreign.filter(key => !staysOnShard(key, placements)).map(({ name }) => name)).to.deep.equal([])
      const triggers = await rows<{ table: string }>(
        clones[name],
        'select tgrelid::regclass::text as table from pg_trigger where not tgisinternal',
      )
      expect(triggers.filter(({ table }) => placements[table] !== null)).to.deep.equal([])
    })
  }

  it('names every statement that is not seen to stay on one shard', () => {
    expect(statements.length).to.be.greaterThan(150)
    const missing = statements.filter(
      ({ statement, placements }) => crosses(statement, placements) && !isNamed(named, statement.name),
    )
    expect(
      missing.map(({ statement: { name, text }, placements }) => `${name}: ${crossingOf(text, placements)}`),
    ).to.deep.equal([])
  })

  it('names every statement that stays there and that Citus does not plan so', () => {
    const missing = statements.filter(
      ({ statement, placements }) => hasHurdle(statement, placements) && !isNamed(hurdles, statement.name),
    )
    expect(
      missing.map(({ statement: { name, text }, placements }) => `${name}: ${hurdleOf(text, placements)}`),
    ).to.deep.equal([])
  })

  it('names no statement that is not there any more, or that does not cross', () => {
    const there = statements.filter(({ statement, placements }) => crosses(statement, placements))
    const known = there.map(({ statement: { name } }) => name)
    const isThere = (name: string) => known.some(each => isNamed([name], each))
    expect(named.filter(name => !isThere(name))).to.deep.equal([])
    const hurdled = statements.filter(({ statement, placements }) => hasHurdle(statement, placements))
    expect(hurdles.filter(name => !hurdled.some(({ statement }) => isNamed([name], statement.name)))).to.deep.equal([])
  })
})

interface UniqueKey {
  readonly table: string
  readonly name: string
  readonly columns: readonly string[]
}
const holdsColumn = ({ table, columns }: UniqueKey, placements: Placements) =>
  placements[table] === null || placements[table] === undefined || columns.includes(placements[table])

const uniqueKeysSql = `
  select indrelid::regclass::text as table, indexrelid::regclass::text as name,
    (select array_agg(attname::text) from pg_attribute
      where attrelid = indrelid and attnum = any(indkey)) as columns
  from pg_index join pg_class on pg_class.oid = indrelid
  where indisunique and relnamespace = 'public'::regnamespace and not relispartition`

interface ForeignKey {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly pairs: readonly string[]
}
const staysOnShard = ({ from, to, pairs }: ForeignKey, placements: Placements) =>
  placements[from] === placements[to] && (!placements[from] || pairs.includes(`${placements[from]}=${placements[to]}`))

const foreignKeysSql = `
  select conname as name, conrelid::regclass::text as from, confrelid::regclass::text as to,
    (select array_agg(own.attname || '=' || other.attname) from unnest(conkey, confkey) as pair (own, other)
      join pg_attribute as own on own.attrelid = conrelid and own.attnum = pair.own
      join pg_attribute as other on other.attrelid = confrelid and other.attnum = pair.other) as pairs
  from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`

describe('the test of the statements', () => {
  const { placements } = databases.events
  const only = (text: string, more: Readonly<Record<string, string>> = {}) => {
    const found = statementsIn(new Map(Object.entries({ 'domains/inventory/planted.ts': text, ...more })), [
      ...Object.keys(placements),
    ])
    expect(found.map(({ name }) => name)).to.include('inventory/planted.ts planted')
    return found.find(({ name }) => name === 'inventory/planted.ts planted')!.text
  }

  const planted: readonly [what: string, code: string, crossing: RegExp | undefined][] = [
    ['a row by its id alone', "const planted = 'select id from holds where id = $1'", /no one shard/],
    ['rows of many events', "const planted = 'select version from inventory where event_id = any($1)'", /no one shard/],
    ['rows of one event', "const planted = 'select id from holds where event_id = $1'", undefined],
    [
      'a join without the event',
      "const planted = 'select 1 from holds join movements on hold_id = holds.id where holds.event_id = $1'",
      /not all/,
    ],
    [
      'a join by the event',
      'const planted = `select 1 from holds join movements on movements.event_id = holds.event_id ' +
        'where holds.event_id = $1`',
      undefined,
    ],
    [
      'a join with what is on one node',
      "const planted = 'select 1 from holds join events on events.id = holds.event_id where holds.event_id = $1'",
      /one node/,
    ],
    ['what is on one node', "const planted = 'select title from events where id = any($1)'", undefined],
    ['an update of everything', "const planted = 'update holds set state = $1'", /no one shard/],
    ['a delete by time', "const planted = 'delete from movements where at < now()'", /no one shard/],
    [
      "knex's own, by id",
      "const planted = () => sql('holds').where({ id }).first<{ event_id: string }>('id')",
      /no one/,
    ],
    ["knex's own, by event", "const planted = () => sql('holds').where({ event_id: eventId }).first('id')", undefined],
    ['a table that a variable names', 'const planted = table => `delete from ${table} where id = $1`', /no one shard/],
  ]
  for (const [what, code, expected] of planted)
    it(`${expected ? 'sees' : 'leaves alone'} ${what}`, () => {
      const found = crossingOf(only(code), placements)
      if (expected) expect(found).to.match(expected)
      else expect(found).to.equal(undefined)
    })

  it('puts a statement together from the texts that it is made of, also of other files', () => {
    const text = only("import { ofEvent } from './parts.ts'\nconst planted = `select id from holds where ${ofEvent}`", {
      'domains/inventory/parts.ts': "export const ofEvent = 'event_id = $1'",
    })
    expect(text).to.equal('select id from holds where event_id = $1')
    expect(crossingOf(text, placements)).to.equal(undefined)
  })

  it('sees what Citus does not plan', () => {
    const insert = 'with a as (insert into movements (event_id) values ($1)) select 1 from a'
    expect(hurdleOf(insert, placements)).to.match(/inserts/)
    const lease = 'update holds set expires_at = $2 where event_id = $1 and expires_at < clock_timestamp()'
    expect(hurdleOf(lease, placements)).to.match(/volatile/)
    expect(hurdleOf('update holds set changed_at = clock_timestamp() where event_id = $1', placements)).to.equal(
      undefined,
    )
  })
})
