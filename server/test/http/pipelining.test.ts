// Clients that send many requests at once: they get their answers one after the other, and cost the others nothing,
// also if they never read.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { expect } from 'chai'
import fc from 'fast-check'
import { problem } from '../../src/platform/problems.ts'
import type { Listener } from '../../src/platform/http/listener.ts'
import type { StreamBody } from '../../src/contract/types.ts'
import { listenAtEdge, listenWithoutListener, liveHandlers, type EdgeOptions } from '../support/edge.ts'
import { eventually } from '../support/processes.ts'
import { get, head, parsedAnswers, rawClient, type RawConnection } from '../support/raw-http.ts'

/** An answer of 100 kB: the page of a list may be as large. */
const bigPage = { status: 200, body: { data: [], hasMore: true, nextCursor: 'x'.repeat(100_000) } }
const list = '/api/v1/events'
const clients = 20
const requests = 3_000
const eventId = `evt_${'0'.repeat(26)}`

/** What a server holds for its clients at a moment. */
function aMeter() {
  const sockets = new Set<Socket>()
  const unanswered = new Set<ServerResponse>()
  let served = 0
  const onRequest: EdgeOptions['onRequest'] = (request, response) => {
    served++
    sockets.add(request.socket)
    unanswered.add(response)
    response.once('close', () => unanswered.delete(response))
  }
  const perConnection = () => {
    const counts = new Map<Socket, number>()
    for (const { req } of unanswered) counts.set(req.socket, (counts.get(req.socket) ?? 0) + 1)
    return Math.max(0, ...counts.values())
  }
  const bufferedBytes = () =>
    [...sockets].reduce((sum, socket) => sum + socket.writableLength + socket.readableLength, 0) +
    [...unanswered].reduce((sum, response) => sum + response.writableLength, 0)
  return { onRequest, served: () => served, perConnection, bufferedBytes }
}

describe('many requests at once on one connection', () => {
  let listener: Pick<Listener, 'port' | 'close'>
  const { open, ask, destroy } = rawClient(() => listener.port)
  let endSlow = () => {}
  const handlers = {
    ...liveHandlers,
    'events.list': async () => bigPage,
    'events.get': () =>
      new Promise(resolve => {
        endSlow = () => {
          resolve({ status: 204 })
        }
      }),
    'users.login': async ({ body }: { body: { email: string } }) => {
      throw problem('credentials_invalid', body.email)
    },
    'inventory.streamAvailability': async () => ({
      status: 200,
      mediaType: 'text/event-stream',
      body: ((reader): void => {
        reader.write(': begun\n\n')
      }) satisfies StreamBody,
    }),
  }
  afterEach(async () => {
    destroy()
    endSlow()
    await listener.close()
  })

  /** Clients that send all they can and read nothing; resolves when nothing moves any more. */
  async function greedy(meter: ReturnType<typeof aMeter>, clientsCount = clients): Promise<readonly RawConnection[]> {
    const clients = Array.from({ length: clientsCount }, open)
    for (const client of clients) {
      client.socket.pause()
      client.send(get(list).repeat(requests))
    }
    let before = -1
    await eventually(
      async () => meter.served(),
      now => {
        const isStill = now > 0 && now === before
        before = now
        return isStill
      },
      { withinMs: 60_000 },
    )
    return clients
  }

  it('costs the others nothing if nobody reads the answers: what waits is bounded', async function () {
    this.timeout(60_000)
    const meter = aMeter()
    listener = await listenAtEdge({ handlers, onRequest: meter.onRequest })
    await greedy(meter)
    expect(meter.perConnection()).to.be.at.most(2)
    expect(meter.bufferedBytes() / clients, 'bytes that wait for each').to.be.lessThan(400_000)

    const startedMs = performance.now()
    for (let n = 0; n < 20; n++) expect((await ask(get('/livez'))).status).to.equal(200)
    expect(performance.now() - startedMs).to.be.lessThan(10_000)
  })

  it("would cost thousands of answers in memory behind Node's server as it comes (the control)", async function () {
    this.timeout(60_000)
    const meter = aMeter()
    listener = await listenWithoutListener({ handlers, onRequest: meter.onRequest })
    await greedy(meter, 1)
    expect(meter.perConnection()).to.be.greaterThan(100)
    expect(meter.bufferedBytes()).to.be.greaterThan(10_000_000)
  })

  it('is answered in order and to the last one if the answers are read', async () => {
    listener = await listenAtEdge({ handlers })
    const connection = open()
    connection.send(Array.from({ length: 1_000 }, (_, n) => get(n % 10 === 0 ? `/nowhere/${n}` : '/livez')).join(''))
    const answers = await connection.answers(1_000)
    expect(
      answers
        .map(({ status, body }, n) => (n % 10 === 0 ? body.includes(`/nowhere/${n}"`) : status === 200))
        .every(Boolean),
    ).to.equal(true)
  })

  it('is read right wherever it is cut, also where a body looks like the end of a head', async () => {
    listener = await listenAtEdge({ handlers })
    const requestOf = (n: number, blanks: string) => {
      const body = `{${blanks}"email":"number${n}@example.com",${blanks}"password":"correct horse battery"}`
      const length = `Content-Length: ${body.length}`
      return head('POST /api/v1/auth/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', length) + body
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('', '\r\n\r\n', '\r\n\r\n\r\n\r\n', '\r\n\r\n \r\n\r\n'), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.nat(2_000), { maxLength: 8 }),
        async (blanks, cuts) => {
          const text = blanks.map((each, n) => requestOf(n, each)).join('')
          const connection = open()
          connection.socket.setNoDelay(true)
          const ends = [...cuts.map(cut => cut % text.length), text.length].sort((one, other) => one - other)
          for (const [n, end] of ends.entries()) {
            connection.send(text.slice(ends[n - 1] ?? 0, end))
            await new Promise(setImmediate)
          }
          const answers = await connection.answers(blanks.length)
          expect(answers.map(({ body }) => /number\d+/.exec(body)?.[0])).to.deep.equal(
            blanks.map((_, n) => `number${n}`),
          )
        },
      ),
      { numRuns: 15 },
    )
  })

  it('waits behind an answer that takes its time, and nobody is hung up on for it', async () => {
    listener = await listenAtEdge({ handlers, limits: { unreadMsMax: 1_000, idleMsMax: 500 } })
    const connection = open()
    connection.send(get(`${list}/${eventId}`) + get('/livez').repeat(2_500))
    await eventually(
      async () => connection.socket.bytesWritten,
      sent => sent > 0,
      { withinMs: 1_000 },
    )
    const other = await ask(get('/livez'))
    await other.connection.hungUp() // it is idle; the other one is worked for
    expect([other.status, connection.isOpen(), connection.received()]).to.deep.equal([200, true, ''])
    endSlow()
    expect(await connection.answers(2_501)).to.have.length(2_501)
  })

  it('is not looked at behind a stream, which goes on', async () => {
    const meter = aMeter()
    listener = await listenAtEdge({ handlers, onRequest: meter.onRequest })
    const connection = open()
    connection.send(get(`${list}/${eventId}/stream`) + get('/livez').repeat(requests))
    await eventually(
      async () => connection.received(),
      text => text.includes(': begun'),
      { withinMs: 2_000 },
    )
    expect([meter.served(), parsedAnswers(connection.received()).length]).to.deep.equal([1, 1])
  })

  it('ends the connection of who takes nothing for too long', async () => {
    const meter = aMeter()
    listener = await listenAtEdge({ handlers, onRequest: meter.onRequest, limits: { unreadMsMax: 1_000 } })
    await greedy(meter)
    await eventually(
      async () => meter.bufferedBytes(),
      bytes => bytes === 0,
      { withinMs: 10_000 },
    )
  })

  it('ends the connection with which more would wait, over all of them, than there is room for', async () => {
    const meter = aMeter()
    listener = await listenAtEdge({ handlers, onRequest: meter.onRequest, limits: { waitingMax: 100 } })
    const connection = open()
    connection.send(get(`${list}/${eventId}`) + get('/livez').repeat(requests))
    await connection.hungUp()
    expect([meter.served(), (await ask(get('/livez'))).status]).to.deep.equal([1, 200])
  })
})
