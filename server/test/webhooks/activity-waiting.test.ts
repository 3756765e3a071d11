// Waiting for messages: long poll and server-sent events, and how many may wait.
import { expect } from 'chai'
import { pino } from 'pino'
import { anAccount, expectProblem, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, startTestServer, type TestServer } from '../support/server.ts'
import { watchFeed, type FeedWatch, type FeedWatchOptions } from './feed-client.ts'
import { aMessage, appendTo, type Append } from './messages.ts'

describe('waiting for messages', () => {
  let server: TestServer
  let append: Append
  let reader: Account
  before(async () => {
    server = await startTestServer()
    append = appendTo(server.databases)
  })
  after(() => server.close())
  const open: FeedWatch[] = []
  beforeEach(async () => {
    reader = await anAccount(server)
  })
  afterEach(() => {
    for (const each of open.splice(0)) each.close()
  })

  const poll = (query: Readonly<Record<string, string | number>>) =>
    server.call('GET', '/activity', { token: reader.token, query })
  const watching = async (options: Partial<FeedWatchOptions> = {}) => {
    const one = await watchFeed(server.url, { token: reader.token, ...options })
    open.push(one)
    return one
  }
  const messages = (count: number) => Array.from({ length: count }, () => aMessage(reader.id))
  const idsOf = (data: readonly { id: string }[]) => data.map(({ id }) => id)
  const shows = (one: FeedWatch, told: readonly { id: string }[]) =>
    eventually(
      async () => one.ids.length,
      length => length >= told.length,
      { withinMs: 10_000 },
    ).then(() => expect(one.ids).to.deep.equal(idsOf(told)))

  it('a request is answered as soon as there is something', async () => {
    const waited = poll({ wait: 30 })
    const told = messages(1)
    await append(told)
    const startedMs = performance.now()
    const { body } = expectStatus(await waited, 200)
    expect(idsOf(body.data)).to.deep.equal(idsOf(told))
    expect(performance.now() - startedMs).to.be.lessThan(10_000)
  })

  it('a request is answered with nothing when the time is up, and misses nothing after it', async () => {
    const { body } = expectStatus(await poll({ wait: 1 }), 200)
    expect(body).to.deep.include({ data: [], hasMore: false })
    const told = messages(1)
    await append(told)
    expect(idsOf(expectStatus(await poll({ wait: 1, after: body.nextCursor }), 200).body.data)).to.deep.equal(
      idsOf(told),
    )
  })

  it("is not ended by other people's messages, or by those that a filter leaves out", async () => {
    const waited = poll({ wait: 30, types: 'event.cancelled' })
    await append([aMessage((await anAccount(server)).id)])
    await append(messages(3))
    const wanted = aMessage(reader.id, { type: 'event.cancelled' })
    await append([wanted])
    expect(idsOf(expectStatus(await waited, 200).body.data)).to.deep.equal([wanted.id])
  })

  it('a stream shows what is there, then what comes, each with the cursor after it', async () => {
    const told = messages(250)
    await append(told)
    const stream = await watching()
    expect(stream.status).to.equal(200)
    expect(stream.headers['content-type']).to.equal('text/event-stream')
    await shows(stream, told)
    const later = messages(2)
    await append(later)
    await shows(stream, [...told, ...later])
    expect(stream.text()).to.match(/^retry: \d+\n\nid: \S+\ndata: \{/)
    const cursor = stream.lastEventId()!
    const last = messages(1)
    await append(last)
    expect(idsOf(expectStatus(await poll({ after: cursor }), 200).body.data)).to.deep.equal(idsOf(last))
  })

  it('a stream goes on after Last-Event-ID, which goes before the cursor in the query', async () => {
    const told = messages(5)
    await append(told)
    const { nextCursor: beginning } = expectStatus(await poll({ limit: 1 }), 200).body
    const { nextCursor: third } = expectStatus(await poll({ limit: 3 }), 200).body
    const stream = await watching({ query: `?after=${beginning}`, lastEventId: third })
    await shows(stream, told.slice(3))
  })

  it('a stream tells its position also where there is nothing', async () => {
    await append(messages(1))
    const stream = await watching({ query: '?from=end' })
    const cursor = await eventually(
      async () => stream.lastEventId(),
      seen => seen !== undefined,
      { withinMs: 5_000 },
    )
    const told = messages(1)
    await append(told)
    await shows(stream, told)
    expect(idsOf(expectStatus(await poll({ after: cursor! }), 200).body.data)).to.deep.equal(idsOf(told))
  })

  it('a stream is refused in words before it begins', async () => {
    expect((await watching({ lastEventId: 'bXNnXzAxano' })).status).to.equal(400)
    expect((await watching({ token: 'nobody' })).status).to.equal(401)
  })

  describe('a stream ends soon', () => {
    const keyOf = async () => {
      const body = { name: 'Shop', scopes: ['activity:read'] }
      return expectStatus(await server.call('POST', '/api-keys', { token: reader.token, body }), 201).body
    }
    const ends: Readonly<Record<string, () => Promise<{ token: string; end: () => Promise<{ status: number }> }>>> = {
      'after its key is deleted': async () => {
        const { id, key } = await keyOf()
        return { token: key, end: () => server.call('DELETE', `/api-keys/${id}`, { token: reader.token }) }
      },
      'after its session is ended': async () => {
        const { token } = reader
        const [session] = expectStatus(await server.call('GET', '/users/sessions', { token }), 200).body.data
        return { token, end: () => server.call('DELETE', `/users/sessions/${session!.id}`, { token }) }
      },
      'after its account is disabled': async () => {
        const { token } = await theAdmin(server)
        return {
          token: (await keyOf()).key,
          end: () => server.call('PATCH', `/admin/users/${reader.id}`, { token, body: { disabled: true } }),
        }
      },
    }
    for (const [when, start] of Object.entries(ends))
      it(when, async () => {
        const { token, end } = await start()
        const [stream, other] = [await watching({ token }), await watching({ token: (await anAccount(server)).token })]
        expect((await end()).status).to.be.within(200, 204)
        await eventually(
          async () => stream.isOver(),
          isOver => isOver,
          { withinMs: 8_000 },
        )
        expect(other.isOver()).to.equal(false)
      })
  })

  it('a reader that takes nothing holds up nobody', async () => {
    const data = { text: 'x'.repeat(50_000) }
    const told = Array.from({ length: 100 }, () => aMessage(reader.id, { data }))
    await append(told)
    await watching({ takesNothing: true })
    const quick = await watching()
    await shows(quick, told)
  })

  it('twenty of one account may wait, and no more', async () => {
    const streams = await Promise.all(Array.from({ length: 21 }, () => watching()))
    const refused = streams.filter(({ status }) => status !== 200)
    expect(refused.map(({ status }) => status)).to.deep.equal([429])
    expect(refused[0]!.headers['retry-after']).to.equal('10')
    expectProblem(await poll({ wait: 5 }), 'rate_limited')
    expectStatus(await poll({}), 200)
    const another = await anAccount(server)
    expect((await watching({ token: another.token })).status).to.equal(200)
    for (const each of open.splice(0)) each.close()
    await eventually(
      async () => (await watching()).status,
      status => status === 200,
      { withinMs: 5_000 },
    )
  })

  it('what another process appends is seen too, and a stop ends streams and waiting requests at once', async () => {
    const other = await startOneProcess({ databases: server.databases })
    const stream = await watchFeed(other.url, { token: reader.token })
    open.push(stream)
    const told = messages(1)
    await append(told)
    await shows(stream, told)
    // Not by the test server's own connections, which it closes before itself.
    const waited = fetch(`${other.url}/api/v1/activity?wait=30&after=${stream.lastEventId()}`, {
      headers: { authorization: `Bearer ${reader.token}` },
    })
    await eventually(
      async () => other.server.domains.webhooks.waiting(),
      count => count === 2,
      { withinMs: 5_000 },
    )
    const startedMs = performance.now()
    await other.close()
    expect(performance.now() - startedMs).to.be.lessThan(10_000)
    expect(await (await waited).json()).to.deep.include({ data: [], hasMore: false })
    await eventually(
      async () => stream.isOver(),
      over => over,
      { withinMs: 5_000 },
    )
  })

  it("is nobody's slowness: the log has no line about it", async () => {
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: line => void lines.push(line) })
    const env = { EVENTLY_SLOW_REQUEST_MS: '1500' }
    const other = await startOneProcess({ databases: server.databases, env, log })
    try {
      const { token } = await anAccount(other)
      expectStatus(await other.call('GET', '/activity', { token, query: { wait: 2, from: 'end' } }), 200)
      expect(lines.filter(line => line.includes('webhooks.listActivity'))).to.deep.equal([])
    } finally {
      await other.close()
    }
  })
})
