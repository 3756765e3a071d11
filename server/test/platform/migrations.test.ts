// Migrations: each file once, all or nothing, one process at a time.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { migrate, migrationLockKey } from '../../src/platform/postgres/migrations.ts'
import { readOnlyTransaction } from '../../src/platform/postgres/sqlstates.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { createEmptyDatabase } from '../support/databases.ts'

describe('migrations', () => {
  let root: string
  let empty: { url: string; close(): Promise<void> }
  let db: Database

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'evently-migrations-'))
    await mkdir(join(root, 'shop'))
    empty = await createEmptyDatabase()
    db = openDatabase({ name: 'shop', url: empty.url })
  })
  afterEach(async () => {
    await db.close()
    await empty.close()
    await rm(root, { recursive: true })
  })

  const file = (name: string, sql: string) => writeFile(join(root, 'shop', name), sql)
  const hasTable = (name: string) => db.knex.schema.hasTable(name)

  it('run in the order of their numbers, and once', async () => {
    await file('0002_rows.sql', 'insert into things values (1)')
    await file('0001_things.sql', 'create table things (id int); create index on things (id)')
    await migrate(db, 'shop', { root })
    await migrate(db, 'shop', { root })
    expect(await db.knex('things').pluck('id')).to.deep.equal([1])
  })

  it('may be none', async () => {
    await migrate(db, 'shop', { root })
  })

  it('take question marks and backslashes as they are written', async () => {
    await file(
      '0001_marks.sql',
      String.raw`-- why? because
      create table marks as select '{"a":1}'::jsonb ? 'a' as has, 'x?' ~ '\?' as matches`,
    )
    await migrate(db, 'shop', { root })
    expect(await db.knex('marks')).to.deep.equal([{ has: true, matches: true }])
  })

  it('that fail name the file, the line and the reason, and leave nothing of that file behind', async () => {
    await file('0001_good.sql', 'create table good (id int)')
    await file('0002_bad.sql', 'create table bad (id int);\n\nselect nonsense from bad;\n')
    const error = await migrate(db, 'shop', { root }).catch((caught: unknown) => caught)
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message', 'migrations/shop/0002_bad.sql, line 3 failed: column "nonsense" does not exist')
    expect([await hasTable('good'), await hasTable('bad')]).to.deep.equal([true, false])
  })

  it('go on where they failed, once the file is mended', async () => {
    await file('0001_bad.sql', 'create table things (id nonsense)')
    await migrate(db, 'shop', { root }).catch(() => {})
    await file('0001_bad.sql', 'create table things (id int)')
    await migrate(db, 'shop', { root })
    expect(await hasTable('things')).to.equal(true)
  })

  it('are run by one of several processes that start together', async () => {
    await file('0001_things.sql', 'create table things (id int); select pg_sleep(0.2); insert into things values (1)')
    const others = [1, 2, 3].map(() => openDatabase({ name: 'shop', url: empty.url }))
    await Promise.all([db, ...others].map(each => migrate(each, 'shop', { root })))
    await Promise.all(others.map(other => other.close()))
    expect(await db.knex('things').pluck('id')).to.deep.equal([1])
  })

  it('write nothing, and wait for nobody, where there is nothing left to run', async () => {
    await file('0001_things.sql', 'create table things (id int)')
    await migrate(db, 'shop', { root })
    const database = new URL(empty.url).pathname.slice(1)
    await db.knex.raw('alter database ?? set default_transaction_read_only = on', [database])
    const reader = openDatabase({ name: 'shop', url: empty.url })
    try {
      await db.knex.transaction(async other => {
        await other.raw('select pg_advisory_xact_lock(?)', [migrationLockKey])
        await migrate(reader, 'shop', { root })
      })
      await file('0002_more.sql', 'create table more (id int)')
      const error = await migrate(reader, 'shop', { root }).catch((caught: unknown) => caught)
      expect(error).to.have.property('code', readOnlyTransaction)
    } finally {
      await reader.close()
    }
  })

  it("run although a killed process left knex's lock behind", async () => {
    await migrate(db, 'shop', { root })
    await db.knex('shop_migrations_lock').update({ is_locked: 1 })
    await file('0001_things.sql', 'create table things (id int)')
    await migrate(db, 'shop', { root })
    expect(await hasTable('things')).to.equal(true)
  })
})
