// The database as the domains see it: types, limits, transactions.
import { expect } from 'chai'
import { withTransaction } from '../../src/platform/postgres/connections.ts'
import { inTransaction, openDatabase, type Database, type Sql } from '../../src/platform/postgres/sql.ts'
import { createEmptyDatabase } from '../support/databases.ts'

describe('a database', () => {
  let empty: { url: string; close(): Promise<void> }
  let db: Database

  before(async () => {
    empty = await createEmptyDatabase()
    db = openDatabase({ name: 'test', url: empty.url })
    await db.knex.raw('create table notes (text text primary key)')
  })
  after(async () => {
    await db.close()
    await empty.close()
  })

  const notesOn = (sql: Sql) => ({
    add: (text: string) => sql('notes').insert({ text }),
    all: (): Promise<string[]> => sql('notes').orderBy('text').pluck('text'),
  })

  it('keeps what a transaction wrote when its work resolves', async () => {
    const answer = await inTransaction(db, notesOn, async notes => {
      await notes.add('kept')
      return 'done'
    })
    expect(answer).to.equal('done')
    expect(await notesOn(db.knex).all()).to.include('kept')
  })

  it('rolls back what a transaction wrote when its work throws, and passes the error on', async () => {
    const failure = new Error('no')
    const error = await inTransaction(db, notesOn, async notes => {
      await notes.add('lost')
      throw failure
    }).catch((caught: unknown) => caught)
    expect(error).to.equal(failure)
    expect(await notesOn(db.knex).all()).not.to.include('lost')
  })

  for (const through of ['knex', 'pool'] as const) {
    const query = async (text: string) => {
      const { rows } = through === 'knex' ? await db.knex.raw(text) : await db.pool.query(text)
      return rows[0] as Record<string, unknown>
    }

    it(`reads bigint as a number, timestamptz as a Date and numeric as text (${through})`, async () => {
      const row = await query(`select 9007199254740991::bigint as big, array[1, null, 2]::bigint[] as bigs,
        '2030-01-02T03:04:05.678Z'::timestamptz(3) as at, 1.50::numeric as exact, null::bigint as nothing`)
      expect(row).to.deep.equal({
        big: 9007199254740991,
        bigs: [1, null, 2],
        at: new Date('2030-01-02T03:04:05.678Z'),
        exact: '1.50',
        nothing: null,
      })
    })

    it(`refuses a bigint that a number can't hold (${through})`, async () => {
      const error = await query('select 9007199254740992::bigint as big').catch((caught: unknown) => caught)
      expect(error).to.be.instanceOf(RangeError)
    })

    it(`bounds waiting and tells PostgreSQL its name (${through})`, async () => {
      const row =
        await query(`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name,
        current_setting('transaction_isolation') as isolation`)
      expect(row).to.deep.equal({
        lock: '5s',
        statement: '8s',
        idle: '30s',
        name: 'evently',
        isolation: 'read committed',
      })
    })
  }

  for (const through of ['knex', 'a knex transaction', 'the pool', 'a transaction'] as const)
    it(`drops a connection that takes no writes any more: its server may be another one now (${through})`, async () => {
      const other = openDatabase({ name: 'other', url: empty.url, connectionsMax: 2 })
      const name = new URL(empty.url).pathname.slice(1)
      const write = async (text: string) => {
        const insert = `insert into notes values ('${text}')`
        if (through === 'knex') await other.knex.raw(insert)
        else if (through === 'a knex transaction') await other.knex.transaction(sql => sql.raw(insert))
        else if (through === 'the pool') await other.pool.query(insert)
        else await withTransaction(other.pool, client => client.query(insert))
      }
      await db.knex.raw(`alter database ${name} set default_transaction_read_only = on`)
      try {
        const refusal = await write('refused').catch((error: unknown) => error)
        expect(refusal).to.include({ code: '25006' })
      } finally {
        await db.knex.raw(`begin read write; alter database ${name} reset all; commit`)
      }
      await write(`taken by ${through}`)
      await other.close()
    })

  it('survives the loss of its idle connections', async () => {
    const other = openDatabase({ name: 'other', url: empty.url })
    await other.pool.query('select 1')
    await db.knex.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> ' +
        'pg_backend_pid()',
    )
    for (;;) {
      if (other.load().every(({ idle }) => idle === 0)) break
      await new Promise(resolve => setImmediate(resolve))
    }
    expect((await other.pool.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }])
    await other.close()
  })
})
