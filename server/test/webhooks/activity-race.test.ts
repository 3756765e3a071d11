// Two readers follow the feed from its beginning while many append at once: both see the same, in the same order, and
// all of it. What keeps it so is that only one transaction at a time appends; without that, readers skip messages.
import { expect } from 'chai'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import type { TestDatabases } from '../support/databases.ts'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { watchFeed } from './feed-client.ts'
import { aMessage, type Append } from './messages.ts'

const writers = 8
const appendsEach = 20

/** Transactions take some time to commit, each another, so that they overtake each other wherever they can. */
const dawdle = 'select pg_sleep(random() * 0.01)'
const appendMessages = createAppend([])

const oneAtATime =
  ({ bookings: { knex } }: TestDatabases): Append =>
  async messages => {
    await knex.transaction(async transaction => {
      await appendMessages(transaction, messages)
      await transaction.raw(dawdle)
    })
  }

/** The negative control: places are given out by a sequence, and each commits when it is done. */
function allAtOnce({ bookings: { knex } }: TestDatabases): Append {
  return async messages => {
    const place = await knex.transaction(async transaction => {
      let last = 0
      for (const { id, accountId, type, resource, eventId, data, occurredAt } of messages) {
        const { rows } = await transaction.raw(
          `insert into messages (place, id, account_id, type, resource_type, resource_id, resource_version, event_id,
            test, data, occurred_at, appended_at)
          values (nextval('careless_places'), ?, ?, ?, ?, ?, ?, ?, false, ?, ?, clock_timestamp()) returning place`,
          [
            id,
            accountId,
            type,
            resource.type,
            resource.id,
            resource.version,
            eventId,
            JSON.stringify(data),
            occurredAt,
          ],
        )
        last = rows[0].place
      }
      await transaction.raw(dawdle)
      return last
    })
    await knex.raw('update message_end set place = greatest(place, ?)', [place])
  }
}

/** Each writer appends one to four messages at a time, one time after the other. */
async function write(append: Append, accountId: string): Promise<NewMessage[]> {
  const all = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const own: NewMessage[] = []
      for (let n = 0; n < appendsEach; n++) {
        const messages = Array.from({ length: 1 + ((writer + n) % 4) }, () => aMessage(accountId))
        await append(messages)
        own.push(...messages)
      }
      return own
    }),
  )
  return all.flat()
}

/** Reads on page by page until it has read to the end after everything was written. Undefined: it was told of a gap. */
async function readOn(server: TestServer, reader: Account, isWritten: () => boolean): Promise<string[] | undefined> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const isLast = isWritten()
    const answer = await server.call('GET', '/activity', {
      token: reader.token,
      query: { limit: 10, wait: isLast ? 0 : 1, ...(after !== undefined && { after }) },
    })
    if (answer.status === 410) return undefined
    const { data, hasMore, nextCursor } = expectStatus(answer, 200).body
    ids.push(...data.map(({ id }: { id: string }) => id))
    after = nextCursor
    if (isLast && !hasMore) return ids
  }
}

describe('two readers of a feed that grows', () => {
  let server: TestServer
  let reader: Account
  beforeEach(async () => {
    server = await startTestServer()
    reader = await anAccount(server)
  })
  afterEach(() => server.close())

  it('see the same messages in the same order, and none is missing', async () => {
    let isWritten = false
    const polled = readOn(server, reader, () => isWritten)
    const stream = await watchFeed(server.url, { token: reader.token })
    const written = await write(oneAtATime(server.databases), reader.id)
    isWritten = true
    const ids = await polled
    await eventually(
      async () => stream.ids.length,
      length => length >= written.length,
      { withinMs: 20_000 },
    )
    stream.close()
    expect(ids, 'no gap').to.not.equal(undefined)
    expect(stream.ids).to.deep.equal(ids)
    expect([...stream.ids].sort()).to.deep.equal(written.map(({ id }) => id).sort())
  })

  it('miss some if everybody appends at once (the negative control)', async () => {
    await server.databases.bookings.knex.raw('create sequence careless_places')
    let isWritten = false
    const polled = readOn(server, reader, () => isWritten)
    const written = await write(allAtOnce(server.databases), reader.id)
    isWritten = true
    const ids = await polled
    expect(ids?.length ?? 0, 'so many were seen').to.be.lessThan(written.length)
  })
})
