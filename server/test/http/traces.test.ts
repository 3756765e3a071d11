// What a host with a tracer sees of a server: requests, and beneath them what was done for them.
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { expect } from 'chai'
import { pino } from 'pino'
import {
  anAccount,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  password,
  type Account,
} from '../support/builders.ts'
import { listenAtEdge, liveHandlers } from '../support/edge.ts'
import { eventually } from '../support/processes.ts'
import { callOn, type TestServer } from '../support/server.ts'
import {
  aRemoteSpan,
  idOf,
  parentOf,
  recordSpans,
  textOf,
  traceOf,
  type SeenSpan,
  type SpanRecorder,
} from '../support/spans.ts'
import { startReceiver, type Receiver } from '../webhooks/receiver.ts'
import { anEndpoint, startWebhooksServer } from '../webhooks/webhooks-server.ts'

const isApart = process.env['EVENTLY_TEST_SERVICES'] === 'apart'

describe('the traces of a server', () => {
  let recorder: SpanRecorder
  let server: TestServer
  let receiver: Receiver
  before(async () => {
    recorder = recordSpans()
    server = await startWebhooksServer()
    receiver = await startReceiver()
  })
  after(async () => {
    await server.close()
    await receiver.close()
    await recorder.close()
  })
  beforeEach(() => recorder.forget())

  /** Calls as somebody with a trace of their own would. */
  async function traced(method: string, path: string, options: Parameters<TestServer['call']>[2] = {}) {
    const remote = aRemoteSpan()
    const answer = await server.call(method, path, { ...options, headers: { ...options.headers, ...remote.headers } })
    const { traceId } = remote
    const spans = await eventually(
      async () => recorder.spans().filter(span => traceOf(span) === traceId),
      seen => seen.some(span => parentOf(span) === remote.spanId), // the request's own ends last
      { withinMs: 5_000 },
    )
    const [request, ...more] = spans.filter(span => parentOf(span) === remote.spanId)
    expect(more.map(({ name }) => name)).to.deep.equal([])
    return { answer, spans, request: request! }
  }

  const one = (spans: readonly SeenSpan[], name: string) => {
    const found = spans.filter(span => span.name === name)
    expect(found, name).to.have.length(1)
    return found[0]!
  }
  const reserve = (event: { id: string }, { token }: Account) =>
    traced('POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1 } })

  it('begin with the request: its operation, its route and its answer, beneath where it came from', async () => {
    const event = await anEvent(server)
    const { answer, request } = await traced('GET', `/events/${event.id}`, { query: { include: 'x' } })
    expectStatus(answer, answer.status)
    expect(request.name).to.equal('events.get')
    expect(request.kind).to.equal(SpanKind.SERVER)
    expect(request.attributes).to.deep.include({
      'http.request.method': 'GET',
      'http.route': '/api/v1/events/{eventId}',
      'http.response.status_code': answer.status,
      'network.protocol.version': '1.1',
      'evently.request.id': answer.headers['request-id'],
    })
    expect(request.spanContext().traceState?.get('vendor')).to.equal('abc')
  })

  it('are one tree, also where services ask each other', async () => {
    const { spans, request } = await reserve(await anEvent(server), await anAccount(server))
    const ids = new Set(spans.map(idOf))
    for (const span of spans) if (span !== request) expect(ids.has(parentOf(span)!), span.name).to.equal(true)
    const servers = spans.filter(({ kind }) => kind === SpanKind.SERVER)
    expect(servers.length > 1, 'other services have answered').to.equal(isApart)
    for (const each of servers.filter(span => span !== request)) {
      const asked = spans.find(span => idOf(span) === parentOf(each))!
      expect([asked.name, asked.kind]).to.deep.equal([each.name, SpanKind.CLIENT])
    }
  })

  it('have none of a request that its sender records nothing of', async () => {
    const event = await anEvent(server)
    const buyer = await anAccount(server)
    recorder.forget()
    const { traceId, headers } = aRemoteSpan({ sampled: false })
    const body = { eventId: event.id, quantity: 1 }
    expectStatus(await server.call('POST', '/bookings/reserve', { token: buyer.token, body, headers }), 201)
    const { request } = await traced('GET', `/events/${event.id}`) // by then the other would be there
    expect(request.name).to.equal('events.get')
    expect(recorder.spans().filter(span => traceOf(span) === traceId)).to.deep.equal([])
  })

  it('show the batch that seats were taken in to everybody who was in it', async () => {
    const event = await anEvent(server, { capacity: 100 })
    const buyers = await Promise.all(Array.from({ length: 24 }, () => anAccount(server)))
    recorder.forget()
    const answers = await Promise.all(buyers.map(buyer => reserve(event, buyer)))
    const batches = recorder.spans().filter(({ name }) => name === 'lane.batch')
    expect(batches.length).to.be.lessThan(24)
    // Apart, whom the events' service answers: the bookings' service, once for each of them.
    const asking = (spans: readonly SeenSpan[], request: SeenSpan) =>
      isApart ? spans.filter(({ kind }) => kind === SpanKind.SERVER) : [request]
    const inBatch = (span: SeenSpan) =>
      batches.filter(
        batch => parentOf(batch) === idOf(span) || batch.links.some(({ context }) => context.spanId === idOf(span)),
      )
    for (const { spans, request } of answers) {
      const found = asking(spans, request).flatMap(span => inBatch(span).map(batch => ({ span, batch })))
      expect(found).to.have.length(1)
      const { span, batch } = found[0]!
      if (parentOf(batch) !== idOf(span))
        expect(span.links.map(({ context }) => context.spanId)).to.include(idOf(batch))
    }
    const sizes = batches.map(({ attributes }) => attributes['evently.batch.size'] as number)
    expect(sizes.reduce((soFar, size) => soFar + size, 0)).to.equal(24)
    for (const batch of batches) expect(batch.attributes['evently.event.id']).to.equal(event.id)
    const writes = recorder.spans().filter(({ name }) => name === 'lane.write')
    expect(writes.map(parentOf)).to.include.members(batches.map(idOf))
    const statements = recorder.spans().filter(({ attributes }) => attributes['db.system.name'] === 'postgresql')
    expect(statements.map(parentOf)).to.include.members(writes.map(idOf))
  })

  it('show the steps of a purchase, each with what it asks for', async () => {
    const event = await anEvent(server)
    const { id, buyer } = await aReservation(server, event)
    const body = { reservationId: id, payment: { token: 'tok_ok' } }
    const { answer, spans, request } = await traced('POST', '/bookings/confirm', { token: buyer.token, body })
    expectStatus(answer, 201)
    const saga = one(spans, 'saga')
    expect(parentOf(saga)).to.equal(idOf(request))
    expect(saga.attributes).to.deep.equal({ 'evently.booking.id': answer.body.id, 'evently.event.id': event.id })
    const steps = ['saga.begin-confirm', 'saga.authorize', 'saga.commit', 'saga.capture', 'saga.complete']
    expect(spans.filter(span => parentOf(span) === idOf(saga)).map(({ name }) => name)).to.include.members(steps)
    expect(parentOf(one(spans, 'sandbox.authorize'))).to.equal(idOf(one(spans, 'saga.authorize')))
    expect(parentOf(one(spans, 'booking.open'))).to.equal(idOf(request))
  })

  it('tell a refusal by its code', async () => {
    const event = await anEvent(server, { capacity: 1 })
    const buyer = await anAccount(server)
    await aReservation(server, event)
    const { answer, request } = await reserve(event, buyer)
    expectProblem(answer, 'sold_out')
    expect(request.attributes).to.deep.include({
      'evently.problem.code': 'sold_out',
      'http.response.status_code': answer.status,
    })
    expect(request.status).to.deep.equal({ code: SpanStatusCode.UNSET })
  })

  it('say of a fault that it is one, and the log names its trace', async () => {
    const lines: string[] = []
    const edge = await listenAtEdge({
      handlers: { ...liveHandlers, 'meta.live': () => Promise.reject(new Error('Ada Lovelace')) },
      log: pino({ level: 'error' }, { write: line => void lines.push(line) }),
    })
    try {
      const { status } = await callOn(`http://127.0.0.1:${edge.port}`)('GET', '/livez')
      expect(status).to.equal(500)
      const request = one(recorder.spans(), 'meta.live')
      expect(request.attributes).to.deep.include({ 'http.response.status_code': 500, 'error.type': 'internal_error' })
      expect(request.status).to.deep.equal({ code: SpanStatusCode.ERROR })
      expect(textOf([request])).not.to.include('Ada')
      expect(lines.map(line => (JSON.parse(line) as { traceId: string }).traceId)).to.include(traceOf(request))
    } finally {
      await edge.close()
    }
  })

  it('show a message on its way to an endpoint, in a trace of its own', async () => {
    const event = await anEvent(server)
    const { id } = await anEndpoint(server, event.organizer, { url: receiver.url })
    const { id: reservationId, buyer } = await aReservation(server, event)
    const body = { reservationId, payment: { token: 'tok_ok' } }
    expectStatus(await server.call('POST', '/bookings/confirm', { token: buyer.token, body }), 201)
    const deliveries = await eventually(
      async () => recorder.spans().filter(({ name }) => name === 'webhook.deliver'),
      seen => seen.length > 0,
      { withinMs: 15_000 },
    )
    expect(deliveries).to.have.length(1)
    const [delivery] = deliveries as [SeenSpan]
    expect(parentOf(delivery)).to.equal(undefined)
    expect(delivery.kind).to.equal(SpanKind.CLIENT)
    expect(delivery.attributes).to.deep.equal({
      'http.request.method': 'POST',
      'http.response.status_code': 204,
      'evently.webhook_endpoint.id': id,
      'evently.message.id': receiver.received.at(-1)!.headers['webhook-id'],
      'evently.message.type': 'booking.confirmed',
    })
    expect(receiver.received.at(-1)!.headers).not.to.have.any.keys('traceparent', 'tracestate')
    expect(
      recorder
        .spans()
        .filter(span => parentOf(span) === idOf(delivery))
        .map(({ name }) => name),
    ).to.include('delivery.send')
  })

  it('have nothing personal: no name, email, address, reference, token or text that somebody wrote', async () => {
    const email = 'ada.lovelace@example.com'
    const organizer = await anAccount(server, { role: 'organizer', email })
    const event = await anEvent(server, { organizer, title: 'Ada’s evening' })
    const named = { reference: 'guest-ada', name: 'Ada Guest', email: 'guest@example.com' }
    const { token } = organizer
    const headers = { 'user-agent': 'Ada/1', 'idempotency-key': 'ada-key' }
    const calls: [string, string, Parameters<TestServer['call']>[2]][] = [
      ['POST', '/auth/login', { body: { email, password } }],
      ['POST', '/auth/login', { body: { email, password: 'not the password of ada' } }],
      ['GET', '/users/profile', { token }],
      ['GET', '/search', { query: { q: 'ada lovelace' } }],
      ['POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1, buyer: named }, headers }],
      ['POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 'ada' } }],
      ['DELETE', '/buyers/guest-ada', { token }],
      ['GET', '/ada/unknown', { token }],
    ]
    for (const [method, path, options] of calls) await server.call(method, path, options)
    const told = await eventually(
      async () => textOf(recorder.spans()),
      text => text.includes('users.eraseBuyer'),
      { withinMs: 5_000 },
    )
    for (const operation of ['users.login', 'search.search', 'bookings.reserve']) expect(told).to.include(operation)
    expect(told).not.to.match(/ada|lovelace|guest|example\.com|127\.0\.0\.1|password|evening|::1/i)
    expect(told).not.to.include(token)
    expect(told).not.to.include(organizer.id)
  })
})
