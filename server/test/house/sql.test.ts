// Who may hold SQL: the files that are named for it, so that whoever changes a table knows where to look.
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const source = fileURLToPath(new URL('../../../../server/src/', import.meta.url))

/** Statements as text, and knex's own: a query of a table, or raw SQL. */
const statements = [
  /\bselect\b[^`;]*?\bfrom\s+[\w($]/,
  /\binsert\s+into\s+\w/,
  /\bupdate\s+\w+\s+set\b/,
  /\bdelete\s+from\s+\w/,
  /\bcreate\s+database\b/,
  /\.(?:raw|whereRaw)\b[<(]/,
  /\b(?:sql|knex|trx)\(\s*['`]/,
]
/** A statement goes over several lines, and comments speak of statements too. */
const withoutComments = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
function holdsSql(text: string): boolean {
  const code = withoutComments(text)
  return statements.some(statement => statement.test(code))
}

/** Below a domain. `audit.ts` runs the checks, and `cache-truth.ts` is what PostgreSQL says of the copies. */
const namedForIt = /(?:^|\/|-)(?:store|statements?|queries|checks|index-reader|cache-truth)\.ts$/
const mayHoldSql = (path: string) =>
  path.startsWith('platform/postgres/') || (path.startsWith('domains/') && namedForIt.test(path))

describe('who may hold SQL', () => {
  it('are the files that are named for it, and no other', async () => {
    const files = (await readdir(source, { recursive: true }))
      .map(name => name.replaceAll('\\', '/'))
      .filter(name => name.endsWith('.ts') && !name.includes('/generated/'))
    expect(files.length).to.be.greaterThan(100)
    const holding = (
      await Promise.all(files.map(async name => (holdsSql(await readFile(source + name, 'utf8')) ? [name] : [])))
    ).flat()
    expect(holding.filter(name => !mayHoldSql(name))).to.deep.equal([])
    expect(holding.filter(mayHoldSql).length).to.be.greaterThan(15) // the rule knows what it looks for
  })

  for (const planted of [
    'const ALL = `\n  select id,\n    title from events`',
    'pool.query("insert into holds values ($1)")',
    "db.query('update holds set state = $1')",
    "'delete from holds'",
    "await sql('holds').first('id')",
    'await sql.raw<Rows>(text)',
    'query.whereRaw(text)',
    'session.query(`create database ${name}`)',
  ]) {
    it(`is seen in ${JSON.stringify(planted)}`, () => expect(holdsSql(planted)).to.equal(true))
  }

  for (const harmless of [
    '// select the first from the line',
    '/** insert into the middle */ const at = 1',
    "'update the event'",
    'knex.destroy()',
    'select(rows)',
  ]) {
    it(`is not seen in ${JSON.stringify(harmless)}`, () => expect(holdsSql(harmless)).to.equal(false))
  }

  for (const path of [
    'domains/events/service.ts',
    'domains/inventory/lane/lane.ts',
    'server.ts',
    'platform/ids.ts',
    'domains/users/restore.ts',
  ]) {
    it(`may not be held by ${path}`, () => expect(mayHoldSql(path)).to.equal(false))
  }
})
