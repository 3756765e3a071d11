import { expect } from 'chai'
import { pino } from 'pino'
import { createApp, type HandlersFor } from '../../src/app.ts'
import { listen, type Listener } from '../../src/platform/http/listener.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { problem } from '../../src/platform/problems.ts'
import { eventually } from '../support/processes.ts'
import { expectRefusal, get, head, parsedAnswers, rawClient } from '../support/raw-http.ts'

const loginPath = '/api/v1/auth/login'
const body = JSON.stringify({ email: 'a@example.com', password: 'correct horse battery' })

describe('the listener', () => {
  let listener: Listener
  const { open, ask, destroy } = rawClient(() => listener.port)
  /** Times so short that nobody has to wait for them. */
  const limits = {
    headersMsMax: 150,
    requestMsMax: 400,
    checkEveryMs: 25,
    headerBytesMax: 4_096,
    connectionsMax: 20,
    lingerMsMax: 300,
  }

  before(async () => {
    const handlers = {
      'meta.live': async () => ({ status: 200, body: { status: 'live' } }),
      'events.list': async () => ({ status: 200, body: { data: [], hasMore: false, nextCursor: null } }),
      'events.get': async () => {
        throw problem('event_not_found')
      },
      'users.login': async () => {
        throw new Error('nobody logs in here')
      },
    } as unknown as HandlersFor<'evently'>
    const app = createApp({
      document: 'evently',
      handlers,
      authenticate: () => {
        throw new Error('nobody is known here')
      },
      log: pino({ level: 'silent' }),
      metrics: createMetrics().http,
    })
    listener = await listen(app.callback(), { host: '127.0.0.1', port: 0, ...limits })
  })
  afterEach(destroy)
  after(() => listener.close())

  const post = (body: string, ...lines: string[]) =>
    head(`POST ${loginPath} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...lines) + body

  describe('hangs up on who', () => {
    it('never finishes the headers, with 408', async () => {
      const { connection, ...answer } = await ask('GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ')
      expectRefusal(answer, 'request_timeout')
      expect(answer.headers['connection']).to.equal('close')
      await connection.hungUp()
    })

    it('sends headers a byte at a time', async () => {
      const connection = open()
      const text = get('/livez', `X-Slow: ${'x'.repeat(2_000)}`)
      let sent = 0
      const drip = setInterval(() => {
        if (sent < text.length && connection.isOpen()) connection.send(text[sent++]!)
      }, 5)
      const [answer] = await connection.answers(1).finally(() => clearInterval(drip))
      expectRefusal(answer!, 'request_timeout')
      expect(sent).to.be.lessThan(text.length)
    })

    it('never finishes the body, and leaves nothing under way', async () => {
      const { status } = await ask(post('{"email":', 'Content-Length: 60'))
      expect(status).to.be.oneOf([400, 408])
      await eventually(
        async () => listener.underWay(),
        underWay => underWay.length === 0,
        { withinMs: 2_000 },
      )
    })

    it('sends more headers than there is room for, with 431', async () => {
      const { connection, ...answer } = await ask(get('/livez', `X-Much: ${'x'.repeat(8_000)}`))
      expect(answer.status).to.equal(431)
      expectRefusal(answer, 'headers_too_large')
      await connection.hungUp()
    })

    it('connects more often than there is room for, and serves the others', async () => {
      const many = Array.from({ length: limits.connectionsMax + 5 }, () => open())
      await Promise.race(many.map(({ hungUp }) => hungUp()))
      const first = many.find(({ isOpen }) => isOpen())!
      first.send(get('/livez'))
      expect((await first.answers(1))[0]!.status).to.equal(200)
    })
  })

  describe('reads a request in one way only: it refuses', () => {
    const twofold: Record<string, string> = {
      'both Content-Length and Transfer-Encoding': post(
        `0\r\n\r\n${get('/smuggled')}`,
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
      ),
      'both, the other way round': post(
        `0\r\n\r\n${get('/smuggled')}`,
        'Transfer-Encoding: chunked',
        'Content-Length: 5',
      ),
      'two Content-Lengths that differ': post(`{}${get('/smuggled')}`, 'Content-Length: 2', 'Content-Length: 60'),
      'two Content-Lengths that agree': post('{}', 'Content-Length: 2', 'Content-Length: 2'),
      'a Content-Length that is a list': post('{}', 'Content-Length: 2, 2'),
      'a Content-Length with a sign': post('{}', 'Content-Length: +2'),
      'a Content-Length below zero': post('{}', 'Content-Length: -2'),
      'a chunked that is not the last coding': post(`0\r\n\r\n`, 'Transfer-Encoding: chunked, identity'),
      'a chunk size that is no number': post('x\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'),
      'a header folded over two lines': head('GET /livez HTTP/1.1', 'Host: x', 'X-Folded: one', ' two'),
      'a blank before the colon': head('GET /livez HTTP/1.1', 'Host: x', 'Content-Length : 5'),
      'a bare line feed in a header': 'GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b\nX-C: d\r\n\r\n',
      'a NUL in a header': head('GET /livez HTTP/1.1', 'Host: x', 'X-A: b\0c'),
      'no Host': head('GET /livez HTTP/1.1', 'X-A: b'),
      "two requests' worth of version": head('GET /livez HTTP/1.1 HTTP/1.1', 'Host: x'),
      'what is no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello\r\n\r\n',
    }
    for (const [what, text] of Object.entries(twofold)) {
      it(what, async () => {
        const connection = open()
        connection.send(Buffer.from(text, 'latin1'))
        await connection.hungUp()
        const answers = parsedAnswers(connection.received())
        expect(
          answers.map(({ status }) => status),
          connection.received(),
        ).to.deep.equal([400])
        expect(connection.received()).not.to.include('smuggled')
      })
    }
  })

  describe('answers', () => {
    it('pipelined requests in their order, on one connection', async () => {
      const connection = open()
      connection.send(get('/livez') + get('/nowhere') + post('', 'Content-Length: 0') + get('/livez'))
      const answers = await connection.answers(4)
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 404, 400, 200])
      expect(connection.isOpen()).to.equal(true)
    })

    it('what was asked before the nonsense that follows it, or nothing: never the refusal of that', async () => {
      const connection = open()
      connection.send(post(body, `Content-Length: ${body.length}`) + 'nonsense\r\n\r\n')
      await connection.hungUp()
      expect(parsedAnswers(connection.received()).map(({ status }) => status)).to.satisfy(
        ([first]: number[]) => first !== 400,
      )
    })

    it('HTTP/1.0, and hangs up', async () => {
      const { status, body, connection } = await ask(head('GET /livez HTTP/1.0'))
      expect([status, body]).to.deep.equal([200, '{"status":"live"}'])
      await connection.hungUp()
    })

    it('a target in absolute form as it would its path', async () => {
      expect((await ask(get('http://evently.example/livez'))).status).to.equal(200)
      expect((await ask(get('http://evently.example/api/v1/events?limit=0'))).status).to.equal(400)
    })

    for (const path of [
      '/api/v1/events/%',
      '/api/v1/events/%zz',
      '/api/v1/events/%ff',
      '/api/v1/events/%c0%af',
      '/api/v1/events?limit=%zz',
      '//',
      '/api/v1/events/..%2f..%2fetc',
      '*',
    ]) {
      it(`the odd target ${path} with a refusal that is no 500`, async () => {
        expect((await ask(get(path))).status).to.be.oneOf([400, 404])
      })
    }

    for (const method of ['PUT', 'PATCH', 'PROPFIND', 'TRACE']) {
      it(`${method} with 405 and what is allowed`, async () => {
        const { connection: _, ...answer } = await ask(
          head(`${method} /livez HTTP/1.1`, 'Host: x', 'Content-Length: 0'),
        )
        expectRefusal(answer, 'method_not_allowed')
        expect(answer.headers['allow']).to.equal('GET, HEAD')
      })
    }

    it("OPTIONS without letting other origins' pages in: this API's callers are servers and terminals", async () => {
      const { status, headers } = await ask(
        head(
          'OPTIONS /livez HTTP/1.1',
          'Host: x',
          'Origin: https://elsewhere.example',
          'Access-Control-Request-Method: GET',
        ),
      )
      expect(status).to.be.oneOf([200, 204, 405])
      expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).to.deep.equal([])
    })

    it('HEAD as GET without its body', async () => {
      const connection = open()
      connection.send(head('HEAD /livez HTTP/1.1', 'Host: x') + get('/livez', 'Connection: close'))
      await connection.hungUp()
      const [first] = connection.received().split('\r\n\r\n')
      expect(first)
        .to.match(/^HTTP\/1\.1 200 /)
        .and.to.match(/Content-Length: 17/i)
      expect(connection.received().match(/"live"/g)).to.have.length(1)
    })

    it('CONNECT and an upgrade with nothing that could be tunnelled through', async () => {
      const connection = open()
      connection.send(head('CONNECT other.example:443 HTTP/1.1', 'Host: other.example:443'))
      await connection.hungUp()
      expect(connection.received()).not.to.match(/^HTTP\/1\.1 (101|2)/)
      expect((await ask(get('/livez', 'Connection: Upgrade', 'Upgrade: websocket'))).status).to.equal(200)
    })

    it('Expect: 100-continue by asking for the body, and any other expectation by refusing it', async () => {
      const connection = open()
      connection.send(post('', 'Expect: 100-continue', `Content-Length: ${body.length}`))
      await eventually(
        async () => connection.received(),
        text => text.startsWith('HTTP/1.1 100'),
        { withinMs: 2_000 },
      )
      connection.send(body)
      await eventually(
        async () => connection.received(),
        text => text.includes('HTTP/1.1 500'),
        { withinMs: 2_000 },
      )
      expect((await ask(post('', 'Expect: miracles', 'Content-Length: 2'))).status).to.equal(417)
    })

    it("with nosniff, and with no-store where somebody's credentials are in play", async () => {
      const { headers } = await ask(get('/livez'))
      expect(headers).to.include({ 'x-content-type-options': 'nosniff' }).and.not.to.have.property('cache-control')
      expect((await ask(post(body, `Content-Length: ${body.length}`))).headers['cache-control']).to.equal('no-store')
    })
  })

  describe('tells a body that is too large so at once, and', () => {
    const big = 'x'.repeat(70_000)
    for (const [how, request] of Object.entries({
      'declared': post(big, `Content-Length: ${big.length}`),
      'in chunks': post(`${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked'),
    })) {
      it(`goes on with the connection if not much is left (${how})`, async () => {
        const connection = open()
        connection.send(request + get('/livez'))
        const answers = await connection.answers(2)
        expectRefusal(answers[0]!, 'payload_too_large')
        expect(answers[1]!.status).to.equal(200)
      })
    }

    for (const [how, begin] of Object.entries({
      declared: post('', 'Content-Length: 1000000000'),
      'in chunks': `${post('', 'Transfer-Encoding: chunked')}3b9aca00\r\n`,
    })) {
      it(`hangs up on a sender that doesn't stop (${how})`, async () => {
        const connection = open()
        connection.send(begin)
        const piece = Buffer.alloc(65_536, 'x')
        let sent = 0
        const pour = () => {
          while (connection.isOpen() && !connection.socket.destroyed && connection.socket.write(piece))
            sent += piece.length
        }
        connection.socket.on('drain', pour)
        pour()
        await connection.hungUp()
        expect(sent).to.be.lessThan(100_000_000)
        const [answer] = parsedAnswers(connection.received())
        expectRefusal(answer!, 'payload_too_large')
      })
    }
  })
})
