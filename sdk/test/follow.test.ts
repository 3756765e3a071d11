// Following a feed: each message once and in order, whatever ends the connection; and what ends the following.
import { expect } from 'chai'
import { ApiError, ConnectionError } from '../src/index.ts'
import { aProblem, faultOf, withServer, type Reply, type Script } from './support/scripted-server.ts'

const message = (n: number) => ({ id: `msg_${n}`, type: 'booking.confirmed' })
const event = (n: number) => `id: cursor-${n}\ndata: ${JSON.stringify(message(n))}\n\n`
const streamed = (...parts: readonly string[]): Reply => ({
  text: `retry: 2000\n\n${parts.join('')}`,
  headers: { 'content-type': 'text/event-stream' },
})
/** One reply after the other; then the account is disabled. */
const scripted =
  (...replies: readonly Reply[]): Script =>
  (_, turn) =>
    replies[turn] ?? aProblem('insufficient_scope')

async function read(messages: AsyncIterable<{ id: string }>): Promise<{ ids: string[]; ending: unknown }> {
  const ids: string[] = []
  const ending = await faultOf(
    (async () => {
      for await (const { id } of messages) ids.push(id)
    })(),
  )
  return { ids, ending }
}

describe('sdk: activity.follow', () => {
  const breaks: Readonly<Record<string, readonly Reply[]>> = {
    'the stream ends': [streamed(event(1)), streamed(event(2))],
    'the server is away for a while': [
      streamed(event(1)),
      { fault: 'reset' },
      { fault: 'reset' },
      { fault: 'reset' },
      { fault: 'reset' },
      streamed(event(2)),
    ],
    'the server is stopping': [streamed(event(1)), aProblem('service_unavailable'), streamed(event(2))],
    'too many streams are still open': [streamed(event(1)), aProblem('rate_limited'), streamed(event(2))],
    'a proxy has no server': [streamed(event(1)), { status: 502, text: 'Bad Gateway' }, streamed(event(2))],
    'a message was cut off': [streamed(event(1), event(2).slice(0, -8)), streamed(event(2))],
  }
  for (const [what, replies] of Object.entries(breaks))
    it(`goes on after the last message when ${what}`, () =>
      withServer(scripted(...replies), {}, async ({ client, asked }) => {
        const { ids, ending } = await read(client.activity.follow({ after: 'cursor-0', types: ['booking.confirmed'] }))
        expect(ids).to.deep.equal(['msg_1', 'msg_2'])
        expect(ending).to.be.instanceOf(ApiError).and.to.have.property('code', 'insufficient_scope')
        expect(asked[0]?.path).to.equal('/api/v1/activity?after=cursor-0&types=booking.confirmed')
        expect(asked.map(({ headers }) => headers['last-event-id'])).to.deep.equal([
          undefined,
          ...replies.slice(1).map(() => 'cursor-1'),
          'cursor-2',
        ])
      }))

  it('goes on after a position that came without a message', () =>
    withServer(scripted(streamed('id: cursor-7\n\n')), {}, async ({ client, asked }) => {
      const messages = client.activity.follow({ from: 'end' })
      await read(messages)
      expect(asked[1]?.headers['last-event-id']).to.equal('cursor-7')
      expect(messages.cursor).to.equal('cursor-7')
    }))

  it('tells the position after the message that was got last, and goes on from there when it is read again', () =>
    withServer(scripted(streamed(event(1), event(2), event(3)), streamed(event(2), event(3))), {}, async scene => {
      const messages = scene.client.activity.follow()
      expect(messages.cursor).to.equal(undefined)
      for await (const { id } of messages) {
        expect(id).to.equal('msg_1')
        expect(messages.cursor).to.equal('cursor-1')
        break
      }
      expect((await read(messages)).ids).to.deep.equal(['msg_2', 'msg_3'])
      expect(scene.asked[1]?.headers['last-event-id']).to.equal('cursor-1')
    }))

  it('throws what is not mended by trying again, with where to begin', () =>
    withServer(scripted(aProblem('activity_gone')), {}, async ({ client, asked }) => {
      const { ending } = await read(client.activity.follow({ after: 'cursor-0' }))
      expect(ending).to.have.property('code', 'activity_gone')
      expect(asked).to.have.length(1)
    }))

  it('gives up on a server that was never there after the usual attempts', () =>
    withServer(
      () => ({ fault: 'reset' }),
      { retriesMax: 3 },
      async ({ client, asked, slept }) => {
        expect((await read(client.activity.follow())).ending).to.be.instanceOf(ConnectionError)
        expect(asked).to.have.length(4)
        expect(slept).to.deep.equal([125, 250, 500])
      },
    ))

  it('tries as often in a row as it is told to', () =>
    withServer(
      (_, turn) => (turn % 3 === 0 ? streamed(event(turn)) : { fault: 'reset' }),
      {},
      async ({ client, asked }) => {
        expect((await read(client.activity.follow({}, { retriesMax: 1 }))).ids).to.deep.equal(['msg_0'])
        expect(asked).to.have.length(2)
      },
    ))

  it('does not hammer a server that ends each stream at once', () =>
    withServer(scripted(streamed(), streamed(), streamed(), streamed()), {}, async ({ client, slept }) => {
      await read(client.activity.follow({}, { retriesMax: 10 }))
      expect(slept).to.deep.equal([125, 250, 500, 1_000])
    }))

  it('ends with the reason of its signal', () =>
    withServer(scripted(streamed(event(1)), { fault: 'silence' }), {}, async ({ client }) => {
      const given = new AbortController()
      const reason = new Error('enough')
      const ids: string[] = []
      const reading = (async () => {
        for await (const { id } of client.activity.follow({}, { signal: given.signal })) {
          ids.push(id)
          setTimeout(() => given.abort(reason), 20)
        }
      })()
      expect(await faultOf(reading)).to.equal(reason)
      expect(ids).to.deep.equal(['msg_1'])
    }))
})

describe('sdk: activity.list', () => {
  it('waits longer than usual when it asks the server to wait', () =>
    withServer(
      async () => {
        await new Promise(resolve => setTimeout(resolve, 300))
        return { json: { data: [], hasMore: false, nextCursor: 'cursor-1' } }
      },
      { timeoutMs: 100, retriesMax: 0 },
      async ({ client }) => {
        expect(await client.activity.list({ wait: 5 })).to.have.property('nextCursor', 'cursor-1')
        expect(await faultOf(client.activity.list())).to.be.instanceOf(ConnectionError)
      },
    ))
})
