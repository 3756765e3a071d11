// One attempt to hand a message to an app: every way in which an app can answer, and not answer.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { expect } from 'chai'
import { attempt, type Attempted } from '../src/webhooks/attempt.ts'
import { cert, key } from './support/certificate.ts'

const open: Server[] = []
const sockets = new Set<Socket>()

async function listening(server: Server): Promise<number> {
  open.push(server)
  server.on('connection', socket => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const http = async (answer: RequestListener) => `http://127.0.0.1:${await listening(createServer(answer))}/hook`
const https = async (answer: RequestListener) =>
  `https://localhost:${await listening(createHttpsServer({ key, cert }, answer))}/hook`
const tcp = async (answer: (socket: Socket) => void) =>
  `http://127.0.0.1:${await listening(
    createTcpServer(socket => {
      socket.on('error', () => undefined)
      socket.once('data', () => answer(socket))
    }),
  )}/hook`

interface Given {
  readonly insecure?: boolean
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const sent = { headers: { 'webhook-id': 'msg_1' }, body: '{"text":"grün"}' }

const attemptAt = (
  url: string,
  { insecure = false, timeoutMs = 5_000, signal = new AbortController().signal }: Given = {},
) => attempt({ url: new URL(url), insecure }, sent, { timeoutMs, signal })

const withoutLatency = ({ latencyMs, ...rest }: Attempted) => {
  expect(latencyMs).to.be.at.least(0)
  return rest
}

describe('an attempt', () => {
  afterEach(() => {
    for (const socket of sockets) socket.destroy()
    for (const server of open.splice(0)) server.close()
    sockets.clear()
  })

  it('sends the body as bytes, with its length and the headers', async () => {
    const seen: unknown[] = []
    const url = await http((request, response) => {
      request.on('data', chunk => seen.push(String(chunk)))
      request.on('end', () => response.writeHead(204).end())
      seen.push(request.method, request.headers['content-length'], request.headers['webhook-id'])
    })
    expect(withoutLatency(await attemptAt(url))).to.deep.equal({ outcome: 'delivered', status: 204, answer: '' })
    expect(seen).to.deep.equal(['POST', '16', 'msg_1', sent.body])
  })

  const answers: [status: number, outcome: Attempted['outcome'], error: RegExp | undefined][] = [
    [200, 'delivered', undefined],
    [299, 'delivered', undefined],
    [302, 'failed', /^Redirects are not followed\.$/],
    [400, 'failed', /^It answered 400\.$/],
    [410, 'gone', /disables an endpoint/],
    [500, 'failed', /^It answered 500\.$/],
  ]
  for (const [status, outcome, error] of answers)
    it(`answered with ${status} is ${outcome}`, async () => {
      const url = await http((_request, response) => response.writeHead(status, { location: '/' }).end('because'))
      const attempted = await attemptAt(url)
      expect(attempted).to.include({ outcome, status, answer: 'because' })
      if (error) expect(attempted.error).to.match(error)
      else expect(attempted).not.to.have.property('error')
    })

  it('keeps the beginning of a long answer', async () => {
    const url = await http((_request, response) => response.end('x'.repeat(100_000)))
    expect((await attemptAt(url)).answer).to.equal('x'.repeat(4_096))
  })

  const faults: [what: string, url: () => Promise<string>, expected: object, given?: Given][] = [
    ['an app that is not there', async () => 'http://127.0.0.1:9/hook', { outcome: 'away', error: 'ECONNREFUSED' }],
    ['a name that is not there', async () => 'http://app.invalid/hook', { outcome: 'away' }],
    [
      'a connection that is closed',
      () => tcp(socket => socket.destroy()),
      { outcome: 'failed', error: 'It closed the connection without an answer (ECONNRESET).' },
    ],
    [
      'an answer that is no HTTP',
      () => tcp(socket => socket.end('220 mail.example.com ESMTP\r\n')),
      { outcome: 'failed', error: 'It answered something else than HTTP.' },
    ],
    [
      'no answer in time',
      () => tcp(() => undefined),
      { outcome: 'failed', error: 'It did not answer within 0.1 s.' },
      { timeoutMs: 100 },
    ],
    [
      'an answer that never ends',
      () => http((_request, response) => response.writeHead(200).write('begun')),
      { outcome: 'delivered', status: 200 },
      { timeoutMs: 200 },
    ],
    [
      'an answer that breaks off',
      () => tcp(socket => socket.end('HTTP/1.1 500 Oh\r\ncontent-length: 9\r\n\r\nhalf')),
      { outcome: 'failed', status: 500, answer: 'half' },
    ],
    [
      'a certificate that nobody has vouched for',
      () => https((_request, response) => response.end()),
      { outcome: 'untrusted', error: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ],
    [
      'https where http is spoken',
      async () => (await http((_request, response) => response.end())).replace('http:', 'https:'),
      { outcome: 'untrusted' },
    ],
  ]
  for (const [what, url, expected, given] of faults)
    it(`${what} is ${(expected as Attempted).outcome}`, async () => {
      expect(await attemptAt(await url(), given)).to.include(expected)
    })

  it('takes any certificate where it is to', async () => {
    const url = await https((_request, response) => response.end('hello'))
    expect(await attemptAt(url, { insecure: true })).to.include({ outcome: 'delivered', answer: 'hello' })
  })

  it('ends with the signal that aborts it, before it and meanwhile', async () => {
    const reason = new Error('enough')
    const stop = new AbortController()
    const url = await http(() => stop.abort(reason))
    const thrown = (work: Promise<unknown>) => work.catch((error: unknown) => error)
    expect(await thrown(attemptAt(url, { signal: stop.signal }))).to.equal(reason)
    expect(await thrown(attemptAt(url, { signal: stop.signal }))).to.equal(reason)
  })
})
