// Asking another service: what comes back, what is sent again and what never is, against a service that really fails.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { pino } from 'pino'
import { createInternalClient, type InternalClient } from '../../src/platform/http/internal-client.ts'
import { withTrace } from '../../src/platform/http/request-trace.ts'
import { Problem, problem, problemDocument, type ProblemCode, type ProblemExtra } from '../../src/platform/problems.ts'

const eventId = 'evt_01jz3t5m8qf0vab9x2k4c7d6eh',
  holdId = 'rsv_01jz3t5m8qf0vab9x2k4c7d6eh',
  sagaId = 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh'
const buyer = { userId: 'usr_01jz3t5m8qf0vab9x2k4c7d6eh' }

type Manner = (request: IncomingMessage, response: ServerResponse) => void

describe('asking another service', () => {
  let service: Server
  let client: InternalClient
  let manners: Manner[]
  let seen: IncomingMessage[]
  before(async () => {
    service = createServer((request, response) => {
      seen.push(request)
      request.resume().once('end', () => (manners.length > 1 ? manners.shift()! : manners[0]!)(request, response))
    })
    await new Promise<void>(resolve => {
      service.listen(0, '127.0.0.1', resolve)
    })
  })
  beforeEach(() => {
    seen = []
    client = createInternalClient({
      service: 'events',
      url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
      token: 'the token',
      log: pino({ level: 'silent' }),
      timeoutMs: 1_000,
    })
  })
  afterEach(() => client.close())
  after(() => {
    service.closeAllConnections()
    service.close()
  })

  const answers =
    (body: unknown, status = 200, type = 'application/json'): Manner =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
    }
  const refuses = (code: ProblemCode, detail = 'So it is.', extra: ProblemExtra = {}): Manner => {
    const refusal = problem(code, detail, extra)
    return answers(
      problemDocument(refusal, { instance: '/internal/x', requestId: 'req_x' }),
      refusal.status,
      'application/problem+json',
    )
  }
  const hangsUp: Manner = request => {
    request.socket.destroy()
  }
  const saysNothing: Manner = () => {}

  const published = () => client.call('events.published', { query: { limit: 3 } })
  const commit = () => client.call('inventory.commit', { params: { holdId }, body: { eventId, sagaId } })
  const reserve = (repeatable?: boolean) =>
    client.call(
      'inventory.reserve',
      { body: { eventId, buyer, quantity: 1 } },
      repeatable === undefined ? {} : { repeatable },
    )
  const refusalOf = (asked: Promise<unknown>) =>
    asked.then(
      () => {
        throw new Error('it was answered')
      },
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error
        const { code, message, extra } = error
        return { code, message, extra }
      },
    )

  it('shows the service token and answers with the body', async () => {
    manners = [answers({ data: [] })]
    expect(await published()).to.deep.equal({ data: [] })
    expect([seen[0]!.method, seen[0]!.url, seen[0]!.headers.authorization]).to.deep.equal([
      'GET',
      '/internal/events?limit=3',
      'Bearer the token',
    ])
  })

  it('passes on the id of the request it asks for, and its traceparent', async () => {
    manners = [answers({ data: [] })]
    const trace = {
      requestId: 'req_01jz3t5m8qf0vab9x2k4c7d6eh',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    }
    await withTrace(trace, published)
    expect(seen[0]!.headers).to.include({ 'request-id': trace.requestId, traceparent: trace.traceparent })
    await published()
    expect(seen[1]!.headers['request-id'], 'outside a request it has an id of its own').to.match(/^req_[0-9a-z]{26}$/)
    expect(seen[1]!.headers).not.to.have.property('traceparent')
  })

  it("throws the other service's refusal as its own: code, detail and what it carries", async () => {
    manners = [refuses('sold_out', 'Only 1 seat is left.', { available: 1, ticketTypeId: 'tkt_x' })]
    expect(await refusalOf(reserve())).to.deep.equal({
      code: 'sold_out',
      message: 'Only 1 seat is left.',
      extra: { available: 1, ticketTypeId: 'tkt_x' },
    })
    manners = [refuses('overloaded', 'Too many wait.', { retryAfterSeconds: 7 })]
    expect(await refusalOf(commit())).to.deep.equal({
      code: 'overloaded',
      message: 'Too many wait.',
      extra: { retryAfterSeconds: 7 },
    })
  })

  const away: [string, () => Manner][] = [
    ['a fault', () => refuses('internal_error')],
    ['a token that is refused', () => refuses('token_invalid')],
    ["a body it doesn't take", () => refuses('validation_failed')],
    ["a problem that isn't the operation's", () => refuses('email_taken')],
    ["a proxy's page", () => answers('<html>', 502, 'text/html')],
    ['an answer cut off', () => hangsUp],
    ['no answer in time', () => saysNothing],
  ]
  for (const [what, manner] of away) {
    it(`tells ${what} as service_unavailable, with when to come back`, async () => {
      manners = [manner()]
      expect(await refusalOf(commit())).to.deep.equal({
        code: 'service_unavailable',
        message: 'The events service does not answer.',
        extra: { retryAfterSeconds: 1 },
      })
    })
  }

  it('asks again where the answer was lost and a repeat does no harm', async () => {
    manners = [hangsUp, refuses('service_unavailable'), answers({ id: holdId })]
    expect(await commit()).to.deep.equal({ id: holdId })
    expect(seen).to.have.length(3)
  })

  it('asks three times at most', async () => {
    manners = [hangsUp]
    expect((await refusalOf(commit())).code).to.equal('service_unavailable')
    expect(seen).to.have.length(3)
  })

  it('never repeats what might take effect twice: a reservation without a key (the control has one)', async () => {
    manners = [hangsUp]
    expect((await refusalOf(reserve())).code).to.equal('service_unavailable')
    expect(seen).to.have.length(1)
    await refusalOf(reserve(true))
    expect(seen).to.have.length(4)
  })

  it('does not try again when the time is used up, nor after a refusal', async () => {
    manners = [saysNothing]
    await refusalOf(commit())
    manners = [refuses('reservation_not_held')]
    await refusalOf(commit())
    expect(seen).to.have.length(2)
  })

  it('says once in its log that the other service is away, and once that it is back', async () => {
    const lines: string[] = []
    const log = pino(
      {},
      {
        write: (line: string) => {
          lines.push((JSON.parse(line) as { msg: string }).msg)
        },
      },
    )
    const talkative = createInternalClient({
      service: 'events',
      url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
      token: 'the token',
      log,
    })
    const ask = () => talkative.call('events.published', { query: { limit: 3 } })
    manners = [hangsUp]
    for (let n = 0; n < 3; n++) await refusalOf(ask())
    manners = [answers({ data: [] })]
    for (let n = 0; n < 3; n++) await ask()
    await talkative.close()
    expect(lines).to.deep.equal(['another service has not answered', 'another service answers again'])
  })

  it('sends again what was never sent, whatever it is: the service is back before the last try', async () => {
    const { port } = service.address() as AddressInfo
    await new Promise(resolve => {
      service.close(resolve)
      service.closeAllConnections()
    })
    const reserving = reserve()
    manners = [answers({ replayed: false })]
    await new Promise<void>(resolve => {
      service.listen(port, '127.0.0.1', resolve)
    })
    expect(await reserving).to.deep.equal({ replayed: false })
    expect(seen).to.have.length(1)
  })
})
