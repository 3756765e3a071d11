// Readers follow the feed from its beginning while many append at once: they see the same, in the same order, and all
// of it. What keeps it so is that only one transaction at a time appends; without that, a reader skips messages.
import { expect } from 'chai'
import type { Knex } from 'knex'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { watchFeed } from './feed-client.ts'
import { aMessage } from './messages.ts'

const writers = 8
const appendsEach = 20
const appendMessages = createAppend([])

/** Appends in a transaction that stays open. */
type Begin = (knex: Knex, messages: readonly NewMessage[]) => Promise<{ commit(): Promise<void> }>

const oneAtATime: Begin = async (knex, messages) => {
  const transaction = await knex.transaction()
  await appendMessages(transaction, messages)
  return {
    commit: async () => {
      await transaction.commit()
    },
  }
}

/** The negative control: places are given out by a sequence, and each transaction commits when it likes. */
const allAtOnce: Begin = async (knex, messages) => {
  const transaction = await knex.transaction()
  let last = 0
  for (const { id, accountId, type, resource, eventId, data, occurredAt } of messages) {
    const { rows } = await transaction.raw(
      `insert into messages (place, id, account_id, type, resource_type, resource_id, resource_version, event_id,
        test, data, occurred_at, appended_at)
      values (nextval('careless_places'), ?, ?, ?, ?, ?, ?, ?, false, ?, ?, clock_timestamp()) returning place`,
      [id, accountId, type, resource.type, resource.id, resource.version, eventId, JSON.stringify(data), occurredAt],
    )
    last = rows[0].place
  }
  return {
    commit: async () => {
      await transaction.commit()
      await knex.raw('update message_end set place = greatest(place, ?)', [last])
    },
  }
}

/** Each writer appends one to four messages at a time, one time after the other, and dawdles before it commits. */
async function write({ bookings: { knex } }: TestServer['databases'], accountId: string): Promise<NewMessage[]> {
  const all = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const own: NewMessage[] = []
      for (let n = 0; n < appendsEach; n++) {
        const messages = Array.from({ length: 1 + ((writer + n) % 4) }, () => aMessage(accountId))
        await knex.transaction(async transaction => {
          await appendMessages(transaction, messages)
          await transaction.raw('select pg_sleep(random() * 0.01)')
        })
        own.push(...messages)
      }
      return own
    }),
  )
  return all.flat()
}

async function page(server: TestServer, { token }: Account, query: Readonly<Record<string, string | number>>) {
  const { body } = expectStatus(await server.call('GET', '/activity', { token, query }), 200)
  return body as { data: { id: string }[]; hasMore: boolean; nextCursor: string }
}

/** Reads on page by page until it has read to the end after everything was written. */
async function readOn(server: TestServer, reader: Account, wait: number, isWritten: () => boolean): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const isLast = isWritten()
    const query = { limit: 10, wait: isLast ? 0 : wait, ...(after !== undefined && { after }) }
    const { data, hasMore, nextCursor } = await page(server, reader, query)
    ids.push(...data.map(({ id }) => id))
    after = nextCursor
    if (isLast && !hasMore) return ids
  }
}

describe('readers of a feed that grows', () => {
  let server: TestServer
  let reader: Account
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  beforeEach(async () => {
    reader = await anAccount(server)
  })

  it('see the same messages in the same order, and none is missing, however they read', async () => {
    let isWritten = false
    const asking = readOn(server, reader, 0, () => isWritten)
    const waiting = readOn(server, reader, 1, () => isWritten)
    const stream = await watchFeed(server.url, { token: reader.token })
    const written = await write(server.databases, reader.id)
    isWritten = true
    const ids = await asking
    await eventually(
      async () => stream.ids.length,
      length => length >= written.length,
      { withinMs: 20_000 },
    )
    stream.close()
    expect([...ids].sort()).to.deep.equal(written.map(({ id }) => id).sort())
    expect(await waiting).to.deep.equal(ids)
    expect(stream.ids).to.deep.equal(ids)
  })

  /** What is read, in two pages, when a second transaction would like to overtake a first that is still open. */
  async function readWhenOvertaken(begin: Begin): Promise<string[]> {
    const { knex } = server.databases.bookings
    const slow = await begin(knex, [aMessage(reader.id, { id: 'msg_00000000000000000000000001' })])
    let hasCommitted = false
    const quick = begin(knex, [aMessage(reader.id, { id: 'msg_00000000000000000000000002' })]).then(async begun => {
      await begun.commit()
      hasCommitted = true
    })
    await eventually(
      async () => hasCommitted || (await waitsForLock(knex)),
      isSo => isSo,
      { withinMs: 10_000 },
    )
    const first = await page(server, reader, {}) // from the beginning: there, no gap can be told of
    await slow.commit()
    await quick
    const second = await page(server, reader, { after: first.nextCursor })
    return [...first.data, ...second.data].map(({ id }) => id.replace(/^msg_0+/, ''))
  }

  async function waitsForLock(knex: Knex): Promise<boolean> {
    const { rows } = await knex.raw(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows.length > 0
  }

  it('see what a slow transaction has appended before what comes after it', async () => {
    expect(await readWhenOvertaken(oneAtATime)).to.deep.equal(['1', '2'])
  })

  it('miss it if everybody appends at once (the negative control)', async () => {
    const { knex } = server.databases.bookings
    await knex.raw('create sequence careless_places')
    await knex.raw(`select setval('careless_places', (select place from message_end) + 1, false)`)
    expect(await readWhenOvertaken(allAtOnce)).to.deep.equal(['2'])
  })
})
