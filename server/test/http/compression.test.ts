// Answers compressed for those who accept it: which, how, and which never.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import { request } from 'undici'
import { encodingFor, isCompressible } from '../../src/platform/http/compression.ts'
import { aBooking, anAccount, anEvent, anEventBody, expectStatus, type Account } from '../support/builders.ts'
import { rawClient } from '../support/raw-http.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the encoding of an answer', () => {
  const chosen: [accepted: string | undefined, encoding: 'br' | 'gzip' | undefined][] = [
    [undefined, undefined],
    ['', undefined],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['identity;q=1, gzip;q=0.5', undefined],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['deflate, zstd', undefined],
    ['nonsense;;q=x', undefined],
  ]
  for (const [accepted, encoding] of chosen)
    it(`is ${encoding ?? 'none'} for ${JSON.stringify(accepted)}, the second time too`, () => {
      for (let times = 0; times < 2; times += 1)
        expect(encodingFor({ headers: accepted === undefined ? {} : { 'accept-encoding': accepted } })).to.equal(
          encoding,
        )
    })

  const compressible: [method: string, mediaType: string, bytes: number, is: boolean][] = [
    ['GET', 'application/json', 1_024, true],
    ['HEAD', 'application/json', 1_024, true],
    ['GET', 'application/json', 1_023, false],
    ['GET', 'application/problem+json', 2_000, true],
    ['GET', 'text/csv', 2_000, true],
    ['GET', 'text/html', 2_000, true],
    ['GET', 'text/javascript', 2_000, true],
    ['GET', 'image/svg+xml', 2_000, true],
    ['GET', 'text/event-stream', 2_000, false],
    ['GET', 'image/png', 2_000, false],
    ['POST', 'application/json', 2_000, false],
    ['PATCH', 'application/json', 2_000, false],
    ['DELETE', 'application/json', 2_000, false],
  ]
  for (const [method, mediaType, bytes, is] of compressible)
    it(`is ${is ? '' : 'never '}looked for with ${method}, ${mediaType}, ${bytes} bytes`, () =>
      expect(isCompressible(method, mediaType, bytes)).to.equal(is))
})

const description = 'Strings of the night. '.repeat(100)

describe('a compressed answer', () => {
  let server: TestServer
  let organizer: Account
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
    event = await anEvent(server, { organizer, description })
  })
  after(() => server.close())

  interface Fetched {
    readonly status: number
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
    readonly bytes: Buffer
    readonly text: string
  }
  async function fetched(path: string, headers: Record<string, string>, method = 'GET'): Promise<Fetched> {
    const answer = await request(`${server.url}${path}`, { method: method as 'GET', headers })
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    const encoding = answer.headers['content-encoding']
    const text = method === 'HEAD' ? '' : encoding === 'br' ? brotliDecompressSync(bytes).toString() : undefined
    return {
      status: answer.statusCode,
      headers: answer.headers,
      bytes,
      text: text ?? (encoding === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString()),
    }
  }
  const eventPath = () => `/api/v1/events/${event.id}`

  const paths: Record<string, () => string> = {
    'an event': eventPath,
    'a list of events': () => '/api/v1/events',
    'a search': () => '/api/v1/search?q=strings',
    'the contract': () => '/openapi.json',
    "the reference page's script": () => '/docs/redoc.js',
    'what the reference page is drawn from': () => '/docs/reference.json',
    'the metrics': () => '/metrics',
    'a long refusal': () => `/api/v1/events?${Array.from({ length: 20 }, (_, n) => `unknown${n}=1`).join('&')}`,
  }
  /** These have texts in several languages. */
  const translated: ReadonlySet<string> = new Set(['an event', 'a list of events', 'a search'])
  for (const [what, path] of Object.entries(paths)) {
    const vary = translated.has(what) ? 'Accept-Language, Accept-Encoding' : 'Accept-Encoding'
    it(`is the same, and smaller, for ${what}`, async () => {
      const plain = await fetched(path(), {})
      expect(plain.headers).to.include({ vary }).and.not.have.property('content-encoding')
      for (const encoding of ['br', 'gzip']) {
        const answer = await fetched(path(), { 'accept-encoding': encoding })
        expect(answer.status).to.equal(plain.status)
        expect(answer.headers).to.include({ 'content-encoding': encoding, vary })
        expect(answer.headers['content-length']).to.equal(String(answer.bytes.length))
        expect(answer.headers['content-type']).to.equal(plain.headers['content-type'])
        expect(answer.bytes.length).to.be.lessThan(plain.bytes.length / 1.5)
        const isCounting = what === 'the metrics' || what === 'a long refusal' // times and ids differ
        if (!isCounting) expect(answer.text).to.equal(plain.text)
      }
    })
  }

  it('is none below 1 kB, for a picture, for a POST and for a stream', async () => {
    const accepting = { 'accept-encoding': 'br, gzip' }
    for (const path of ['/livez', '/docs', '/docs/favicon.svg']) {
      const { status, headers } = await fetched(path, accepting)
      expect(status).to.equal(200)
      expect(headers, path).not.to.have.any.keys('content-encoding', 'vary')
    }
    const seats = await anEvent(server, { organizer })
    const booking = await aBooking(server, seats, { quantity: 15 })
    const { token } = booking.buyer
    const again = await fetched(`/api/v1/bookings/${booking.id}`, { authorization: `Bearer ${token}`, ...accepting })
    expect(again.headers['content-encoding']).to.equal('br')
    const made = await server.call('POST', '/admin/events', {
      token: organizer.token,
      headers: accepting,
      body: anEventBody({ description }),
    })
    expect(made.text.length).to.be.greaterThan(1_024)
    expect(expectStatus(made, 201).headers).not.to.have.any.keys('content-encoding', 'vary')

    const stream = await request(`${server.url}${eventPath()}/availability/stream`, { headers: accepting })
    expect(stream.headers).not.to.have.property('content-encoding')
    stream.body.on('error', () => undefined).destroy()
  })

  it('has a weak ETag, which spares the next answer and lets the next change pass', async () => {
    const { headers: strong } = await fetched(eventPath(), {})
    const { headers: weak } = await fetched(eventPath(), { 'accept-encoding': 'gzip' })
    expect(weak['etag']).to.equal(`W/${String(strong['etag'])}`)
    const etag = String(weak['etag'])
    const spared = await fetched(eventPath(), { 'accept-encoding': 'gzip', 'if-none-match': etag })
    expect([spared.status, spared.bytes.length]).to.deep.equal([304, 0])
    expect(spared.headers)
      .to.include({ vary: 'Accept-Language, Accept-Encoding' })
      .and.not.have.property('content-encoding')
    const changed = await server.call('PATCH', `/admin/events/${event.id}`, {
      token: organizer.token,
      headers: { 'if-match': etag },
      body: { title: 'Changed under a weak ETag' },
    })
    expectStatus(changed, 200)
    expect((await fetched(eventPath(), { 'accept-encoding': 'br' })).text).to.include('Changed under a weak ETag')
  })

  it('to HEAD is its head alone', async () => {
    const got = await fetched(eventPath(), { 'accept-encoding': 'gzip' })
    const { status, headers, bytes } = await fetched(eventPath(), { 'accept-encoding': 'gzip' }, 'HEAD')
    expect([status, bytes.length]).to.deep.equal([200, 0])
    for (const name of ['content-encoding', 'content-length', 'content-type', 'etag', 'vary'])
      expect(headers[name], name).to.equal(got.headers[name])
  })

  it('keeps its place among the answers on one connection', async () => {
    const client = rawClient(() => Number(new URL(server.url).port))
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n`
    const connection = client.open()
    connection.send([ask('/livez'), ask(eventPath()), ask('/nowhere')].join(''))
    const answers = await connection.answers(3)
    expect(answers.map(({ status, headers }) => [status, headers['content-encoding']])).to.deep.equal([
      [200, undefined],
      [200, 'gzip'],
      [404, undefined],
    ])
    client.destroy()
    const mixed = await Promise.all(
      Array.from({ length: 20 }, (_, n) => fetched(n % 2 ? eventPath() : '/livez', { 'accept-encoding': 'gzip' })),
    )
    expect(mixed.every(({ text }, n) => text.includes(n % 2 ? event.id : 'live'))).to.equal(true)
  })
})
