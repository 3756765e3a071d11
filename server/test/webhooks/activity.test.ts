// The feed over HTTP: what is in it, its positions, and what is kept.
import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { dropPartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import { anAccount, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aMessage, appendTo, type Append } from './messages.ts'

type Query = Readonly<Record<string, string | number>>

describe('webhooks.listActivity', () => {
  let server: TestServer
  let append: Append
  let reader: Account
  before(async () => {
    server = await startTestServer()
    append = appendTo(server.databases)
  })
  after(() => server.close())
  beforeEach(async () => {
    reader = await anAccount(server)
  })

  const ask = (query: Query = {}, token = reader.token) => server.call('GET', '/activity', { token, query })
  const page = async (query: Query = {}) => expectStatus(await ask(query), 200).body
  const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id)
  const messages = (count: number, over: Parameters<typeof aMessage>[1] = {}) =>
    Array.from({ length: count }, () => aMessage(reader.id, over))

  it('has nothing at first, and a cursor to go on with', async () => {
    const { data, hasMore, nextCursor } = await page()
    expect({ data, hasMore }).to.deep.equal({ data: [], hasMore: false })
    const told = messages(1)
    await append(told)
    expect(idsOf(await page({ after: nextCursor }))).to.deep.equal(idsOf({ data: told }))
  })

  it('shows a message as it was told', async () => {
    const one = aMessage(reader.id)
    await append([one])
    const { data } = await page()
    expect(data).to.deep.equal([
      {
        id: one.id,
        type: 'booking.confirmed',
        occurredAt: one.occurredAt.toISOString(),
        test: false,
        resource: one.resource,
        data: one.data,
      },
    ])
  })

  it('is read page by page in the order of appending, each message once', async () => {
    const told = messages(7)
    await append(told.slice(0, 3))
    await append([aMessage((await anAccount(server)).id)])
    await append(told.slice(3))
    const seen: string[] = []
    for (let query: Query = { limit: 2 }, hasMore = true; hasMore; ) {
      const answer = await page(query)
      seen.push(...idsOf(answer))
      hasMore = answer.hasMore
      query = { limit: 2, after: answer.nextCursor }
    }
    expect(seen).to.deep.equal(idsOf({ data: told }))
  })

  it("has nobody else's messages", async () => {
    await append([aMessage((await anAccount(server)).id)])
    expect((await page()).data).to.deep.equal([])
  })

  const filters: Readonly<Record<string, (other: ReturnType<typeof aMessage>) => Query>> = {
    'of one type': ({ type }) => ({ types: type }),
    'about one resource': ({ resource }) => ({ resourceId: resource.id }),
    'about one event': ({ eventId }) => ({ eventId }),
    'of test events': () => ({ mode: 'test' }),
  }
  for (const [what, filter] of Object.entries(filters))
    it(`shows only those ${what}, and with the same cursor all that follow`, async () => {
      const wanted = aMessage(reader.id, {
        type: 'waitlist.joined',
        resource: { type: 'waitlist_entry', id: newId('wle'), version: 3 },
        test: filter(aMessage(reader.id))['mode'] === 'test',
      })
      await append([...messages(2), wanted, ...messages(2)])
      const answer = await page(filter(wanted))
      expect(idsOf(answer)).to.deep.equal([wanted.id])
      const later = messages(2)
      await append(later)
      expect(idsOf(await page({ after: answer.nextCursor }))).to.deep.equal(idsOf({ data: later }))
    })

  it('takes several types', async () => {
    const [joined, left] = [aMessage(reader.id, { type: 'waitlist.joined' }), aMessage(reader.id)]
    await append([joined, aMessage(reader.id, { type: 'event.updated' }), left])
    const answer = await server.call('GET', `/activity?types=waitlist.joined&types=booking.confirmed`, {
      token: reader.token,
    })
    expect(idsOf(expectStatus(answer, 200).body)).to.deep.equal([joined.id, left.id])
  })

  it('finds what is rare behind thousands of others, in pages that may be empty', async () => {
    const rare = aMessage(reader.id, { type: 'event.cancelled' })
    for (let n = 0; n < 6; n++) await append(messages(1_000))
    await append([rare])
    const first = await page({ types: 'event.cancelled' })
    expect(first).to.deep.include({ data: [], hasMore: true })
    const second = await page({ types: 'event.cancelled', after: first.nextCursor })
    expect(idsOf(second)).to.deep.equal([rare.id])
    expect(second.hasMore).to.equal(false)
  })

  it('begins with what comes next, or with what was told since a time', async () => {
    await append(messages(2))
    const { nextCursor, data } = await page({ from: 'end' })
    expect(data).to.deep.equal([])
    const { rows } = await server.databases.bookings.knex.raw('select clock_timestamp() as now')
    const later = messages(2)
    await append(later)
    expect(idsOf(await page({ after: nextCursor }))).to.deep.equal(idsOf({ data: later }))
    expect(idsOf(await page({ since: rows[0].now.toISOString() }))).to.deep.equal(idsOf({ data: later }))
  })

  const refused: Readonly<Record<string, { query: Query; code: string }>> = {
    'a cursor that nobody has given out': { query: { after: 'bXNnXzAxano' }, code: 'invalid_cursor' },
    'a type that there is none of': { query: { types: 'booking.eaten' }, code: 'validation_failed' },
    'a longer wait than 30 seconds': { query: { wait: 31 }, code: 'validation_failed' },
    'the id of no event': { query: { eventId: 'Evening' }, code: 'validation_failed' },
    'a time that is none': { query: { since: 'yesterday' }, code: 'validation_failed' },
    'a leap second': { query: { since: '2016-12-31T23:59:60Z' }, code: 'validation_failed' },
  }
  for (const [what, { query, code }] of Object.entries(refused))
    it(`refuses ${what}`, async () => {
      expectProblem(await ask(query), code)
    })

  it('takes an API key with the scope activity:read', async () => {
    const keyFor = async (scope: string) =>
      expectStatus(
        await server.call('POST', '/api-keys', { token: reader.token, body: { name: 'Shop', scopes: [scope] } }),
        201,
      ).body.key
    await append(messages(1))
    expect(expectStatus(await ask({}, await keyFor('activity:read')), 200).body.data).to.have.length(1)
    expectProblem(await ask({}, await keyFor('bookings:read')), 'insufficient_scope')
  })

  describe('of messages that are kept no longer', () => {
    let own: TestServer
    before(async () => {
      own = await startTestServer()
    })
    after(() => own.close())

    it('refuses a position before them, says where to begin, and goes on from there', async () => {
      const { knex } = own.databases.bookings
      const account = await anAccount(own)
      const read = (query: Query) => own.call('GET', '/activity', { token: account.token, query })
      await knex.raw(`create table messages_20200101 partition of messages
        for values from ('2020-01-01 00:00+00') to ('2020-01-02 00:00+00')`)
      const told = Array.from({ length: 4 }, () => aMessage(account.id))
      await appendTo(own.databases)(told)
      await knex.raw(`update messages set appended_at = '2020-01-01 12:00+00' where place <= 3`)
      const { nextCursor: atFirst } = expectStatus(await read({ limit: 1 }), 200).body
      const { nextCursor: atThird } = expectStatus(await read({ limit: 3 }), 200).body
      expect(idsOf(expectStatus(await read({ since: '2020-01-01T00:00:00Z' }), 200).body)).to.have.length(4)

      await dropPartitions(knex)
      const { body } = expectProblem(await read({ after: atFirst }), 'activity_gone')
      expect(body.status).to.equal(410)
      expect(body.detail).to.contain('from=beginning').and.to.contain('from=end')
      expectProblem(await read({ since: '2020-01-01T00:00:00Z' }), 'activity_gone')
      // Nothing is missing after the third, and the beginning is where what is kept begins.
      expect(idsOf(expectStatus(await read({ after: atThird }), 200).body)).to.deep.equal([told[3]!.id])
      expect(idsOf(expectStatus(await read({ from: 'beginning' }), 200).body)).to.deep.equal([told[3]!.id])
      expect(idsOf(expectStatus(await read({ from: 'end' }), 200).body)).to.deep.equal([])
    })
  })
})
