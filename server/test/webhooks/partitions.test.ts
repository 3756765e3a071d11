// The partitions of messages, which every process makes ahead and drops when they are over.
import { expect } from 'chai'
import { dropPartitions, makePartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { aMessage, appendTo } from './messages.ts'

const processes = 6
const rounds = 8

describe('the partitions of messages', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  async function partitions(): Promise<string[]> {
    const { rows } = await databases.bookings.knex.raw<{ rows: { name: string }[] }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'messages'::regclass order by 1`,
    )
    return rows.map(({ name }) => name)
  }

  async function dropAll() {
    for (const name of await partitions()) await databases.bookings.knex.raw(`drop table ${name}`)
  }

  const atOnce = async (work: () => Promise<void>) => {
    const ended = await Promise.allSettled(Array.from({ length: processes }, work))
    return ended.flatMap(each => (each.status === 'rejected' ? [String(each.reason)] : []))
  }

  it('are made once by processes that start together: today and seven days after it', async () => {
    for (let round = 0; round < rounds; round++) {
      await dropAll()
      expect(await atOnce(() => makePartitions(databases.bookings.knex))).to.deep.equal([])
      expect(await partitions()).to.have.length(8)
    }
  })

  it('are dropped once by processes that look at the same moment', async () => {
    const { knex } = databases.bookings
    for (let round = 0; round < rounds; round++) {
      for (const day of ['01', '02', '03'])
        await knex.raw(`create table messages_202001${day} partition of messages
          for values from ('2020-01-${day} 00:00+00') to ('2020-01-${day} 24:00+00')`)
      expect(await atOnce(() => dropPartitions(knex))).to.deep.equal([])
      expect(await partitions()).to.have.length(8)
    }
  })

  it('are made while a backup reads the messages, and messages are appended meanwhile', async () => {
    const { knex } = databases.bookings
    await dropAll()
    await makePartitions(knex)
    const last = (await partitions()).at(-1)!
    await knex.raw(`drop table ${last}`)
    await knex.transaction(async backup => {
      await backup.raw('select count(*) from messages')
      await makePartitions(knex)
      await appendTo(databases)([aMessage(newId('usr'))])
    })
    expect(await partitions()).to.include(last)
  })

  it('keep what every message has to have: their keys and indexes are those of the whole', async () => {
    const { rows } = await databases.bookings.knex.raw<{ rows: { own: number; attached: number; ofWhole: number }[] }>(
      `select count(*)::int as own,
        count(*) filter (where exists (
          select from pg_inherits where inhrelid = indexname::regclass))::int as attached,
        (select count(*)::int from pg_indexes where tablename = 'messages') as "ofWhole"
      from pg_indexes where tablename in (
        select inhrelid::regclass::text from pg_inherits where inhparent = 'messages'::regclass)
      group by tablename`,
    )
    expect(rows).to.have.length(8)
    for (const { own, attached, ofWhole } of rows)
      expect({ own, attached }).to.deep.equal({ own: ofWhole, attached: ofWhole })
  })
})
