// An answer that is out before its request has arrived: it is received whole, and it says that the connection closes,
// or the connection goes on.
import { expect } from 'chai'
import type { Listener } from '../../src/platform/http/listener.ts'
import { createRateLimits, rateQuotas } from '../../src/platform/http/rate-limits.ts'
import { createWindowCounters, type WindowCounters } from '../../src/platform/redis/window-counters.ts'
import { listenAtEdge, liveHandlers } from '../support/edge.ts'
import { eventually } from '../support/processes.ts'
import { expectRefusal, get, head, rawClient, type RawConnection } from '../support/raw-http.ts'

const big = 8_000_000

/** What is answered without the body, by its code. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  unauthenticated: ['POST /api/v1/admin/events HTTP/1.1', 'Content-Type: application/json'],
  rate_limited: ['POST /api/v1/auth/login HTTP/1.1', 'Content-Type: application/json'],
  unsupported_media_type: ['POST /api/v1/webhooks/stripe HTTP/1.1', 'Content-Type: text/plain'],
  route_not_found: ['POST /nowhere HTTP/1.1', 'Content-Type: application/json'],
  method_not_allowed: ['POST /livez HTTP/1.1', 'Content-Type: application/json'],
  validation_failed: ['GET /api/v1/events?limit=0 HTTP/1.1', 'Content-Type: application/json'],
  uri_too_long: [`GET /${'x'.repeat(9_000)} HTTP/1.1`],
  malformed_request: ['GET /livez HTTP/1.1', 'Host: another'],
}
const tooLarge = ['POST /api/v1/webhooks/stripe HTTP/1.1', 'Content-Type: application/json'] as const

const declared = (lines: readonly string[], bytes: number, ...more: string[]) =>
  head(...lines, 'Host: x', `Content-Length: ${bytes}`, ...more)
const chunked = (lines: readonly string[], ...more: string[]) =>
  head(...lines, 'Host: x', 'Transfer-Encoding: chunked', ...more)
const chunk = (bytes: number) =>
  Buffer.concat([Buffer.from(`${bytes.toString(16)}\r\n`), Buffer.alloc(bytes, 'x'), Buffer.from('\r\n0\r\n\r\n')])

describe('an answer that does not wait for the body', () => {
  let listener: Listener
  let counters: WindowCounters
  const { open, destroy } = rawClient(() => listener.port)

  before(async () => {
    counters = createWindowCounters({ redis: undefined })
    const handlers = { ...liveHandlers, 'bookings.receiveStripeWebhook': async () => ({ status: 204 }) }
    listener = await listenAtEdge({
      handlers,
      rateLimits: createRateLimits(counters, { ...rateQuotas, auth: 0 }),
      limits: { lingerMsMax: 5_000 },
    })
  })
  afterEach(destroy)
  after(async () => {
    await listener.close()
    await counters.close()
  })

  /** The only answer of a connection that the server has ended; nothing was broken off before it was read. */
  async function expectLastAnswer(connection: RawConnection, code: string) {
    const answers = await connection.answers(1)
    await connection.hungUp()
    expect(connection.wasReset()).to.equal(false)
    expect(answers).to.have.length(1)
    expectRefusal(answers[0]!, code)
    expect(answers[0]!.headers['connection']).to.equal('close')
  }

  /** Sends all of it before it reads anything, as simple clients do. */
  async function sendAll(connection: RawConnection, bytes: readonly (string | Buffer)[]) {
    connection.socket.pause()
    for (const each of bytes) connection.send(each)
    await eventually(
      async () => connection.socket.writableLength,
      left => left === 0,
      { withinMs: 10_000 },
    )
    connection.socket.resume()
  }

  for (const [code, lines] of [...Object.entries(refusals), ['payload_too_large', tooLarge] as const]) {
    describe(code, () => {
      it('reaches a client that sends a big body first and reads then', async () => {
        const connection = open()
        await sendAll(connection, [declared(lines, big), Buffer.alloc(big, 'x')])
        await expectLastAnswer(connection, code)
      })

      it('reaches a client that sends a big body in chunks first and reads then', async () => {
        const connection = open()
        await sendAll(connection, [chunked(lines), chunk(big)])
        await expectLastAnswer(connection, code)
      })

      it('is out at once for a big body that does not come', async () => {
        const connection = open()
        connection.send(declared(lines, big))
        await expectLastAnswer(connection, code)
      })

      it('comes without a 100 before it to a client that asks whether to send its body', async () => {
        const connection = open()
        connection.send(declared(lines, big, 'Expect: 100-continue'))
        await expectLastAnswer(connection, code)
        expect(connection.received()).not.to.include('HTTP/1.1 100')
      })
    })
  }

  for (const [code, lines] of Object.entries(refusals)) {
    describe(`${code}, to a small body`, () => {
      for (const [how, slow] of Object.entries({
        declared: declared(lines, 60),
        'in chunks': `${chunked(lines)}3c\r\n`,
      })) {
        it(`ends the connection if the body does not come (${how})`, async () => {
          const connection = open()
          connection.send(`${slow}{`)
          await expectLastAnswer(connection, code)
        })
      }

      // What can't be understood ends its connection in any case.
      if (code === 'malformed_request' || code === 'uri_too_long') return
      for (const [how, ...pieces] of [
        ['declared', declared(lines, 100_000), Buffer.alloc(100_000, 'x')],
        ['in chunks', chunked(lines), chunk(100_000)],
      ] as const) {
        it(`lets the connection go on if the body comes (${how})`, async () => {
          const connection = open()
          for (const piece of pieces) connection.send(piece)
          connection.send(get('/livez'))
          const [refused, next] = await connection.answers(2)
          expectRefusal(refused!, code)
          expect(refused!.headers).not.to.have.property('connection', 'close')
          expect([next!.status, connection.isOpen()]).to.deep.equal([200, true])
        })
      }
    })
  }

  it('lets the connection go on where a client that waits to be asked is asked, and sends its body', async () => {
    const connection = open()
    connection.send(
      head(
        'POST /api/v1/webhooks/stripe HTTP/1.1',
        'Host: x',
        'Content-Type: application/json',
        'Stripe-Signature: x',
        'Content-Length: 2',
        'Expect: 100-continue',
      ),
    )
    await eventually(
      async () => connection.received(),
      text => text.startsWith('HTTP/1.1 100'),
      { withinMs: 2_000 },
    )
    connection.send(`{}${get('/livez')}`)
    expect((await connection.answers(2)).at(-1)!.status).to.equal(200)
  })

  it('does not count an expectation that nobody knows as one to wait for', async () => {
    const connection = open()
    connection.send(declared(tooLarge, 2, 'Expect: miracles'))
    await expectLastAnswer(connection, 'expectation_failed')
  })

  it('hangs up on who goes on sending long after the answer', async () => {
    const connection = open()
    connection.socket.on('error', () => {})
    connection.send(declared(tooLarge, 1_000_000_000))
    const pour = setInterval(() => {
      connection.socket.write('x')
    }, 5)
    await eventually(async () => connection.socket.destroyed || connection.socket.errored, Boolean, {
      withinMs: 15_000,
    }).finally(() => clearInterval(pour))
    expectRefusal((await connection.answers(1))[0]!, 'payload_too_large')
  })
})
