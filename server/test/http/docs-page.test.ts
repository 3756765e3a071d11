// The reference page and the document that it is made from: they name the place that they were fetched from.
import { expect } from 'chai'
import { request } from 'undici'
import { originOf } from '../../src/platform/http/origin.ts'
import { expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const asked = (headers: Record<string, string>, trustedProxies = 0) =>
  originOf({ headers } as unknown as Parameters<typeof originOf>[0], trustedProxies)

describe('the name that a server was asked by', () => {
  const forwarded = { 'host': 'backend:3000', 'x-forwarded-host': 'tickets.example', 'x-forwarded-proto': 'https' }
  const cases: readonly [what: string, headers: Record<string, string>, trustedProxies: number, string | undefined][] =
    [
      ['the Host', { host: '127.0.0.1:4000' }, 0, 'http://127.0.0.1:4000'],
      ['an IPv6 Host', { host: '[::1]:4000' }, 0, 'http://[::1]:4000'],
      ['no Host, in HTTP/1.0', {}, 0, undefined],
      ['what anybody says of a proxy', forwarded, 0, 'http://backend:3000'],
      ["what one's own proxy says", forwarded, 1, 'https://tickets.example'],
      [
        'a proxy that says the scheme alone',
        { 'host': 'tickets.example', 'x-forwarded-proto': 'https' },
        1,
        'https://tickets.example',
      ],
      [
        'the outer of two proxies',
        { 'host': 'b', 'x-forwarded-host': 'tickets.example, inner' },
        2,
        'http://tickets.example',
      ],
      [
        'what a client has put before the proxy',
        { 'host': 'b', 'x-forwarded-host': 'evil.example, tickets.example' },
        1,
        'http://tickets.example',
      ],
      ['a scheme that is none', { 'host': 'b', 'x-forwarded-proto': 'javascript' }, 1, 'http://b'],
      ['a host that is none', { 'host': 'b', 'x-forwarded-host': 'a/b"<' }, 1, 'http://b'],
    ]
  for (const [what, headers, trustedProxies, origin] of cases)
    it(`is read from ${what}`, () => expect(asked(headers, trustedProxies)).to.equal(origin))
})

describe('the reference page', () => {
  let server: TestServer
  let behindProxy: TestServer
  before(async () => {
    server = await startTestServer()
    behindProxy = await startTestServer({ env: { EVENTLY_TRUST_PROXY: '1' } })
  })
  after(() => Promise.all([server.close(), behindProxy.close()]))

  const serversFor = async ({ url }: TestServer, headers: Record<string, string>) => {
    const { body } = await request(`${url}/openapi.json`, { headers })
    return ((await body.json()) as { servers: unknown }).servers
  }

  it('is made from a document that names the place it was fetched from', async () => {
    expect(await serversFor(server, {})).to.deep.equal([{ url: server.url }])
    const { port } = new URL(server.url)
    expect(await serversFor(server, { host: `localhost:${port}` })).to.deep.equal([{ url: `http://localhost:${port}` }])
  })

  it('believes the proxies that it is told to, and nobody else', async () => {
    const headers = { 'x-forwarded-host': 'tickets.example', 'x-forwarded-proto': 'https' }
    expect(await serversFor(behindProxy, headers)).to.deep.equal([{ url: 'https://tickets.example' }])
    expect(await serversFor(server, headers)).to.deep.equal([{ url: server.url }])
  })

  it('stays the same document under a thousand names', async () => {
    for (let n = 0; n < 20; n++)
      expect(await serversFor(server, { host: `name${n}.example` })).to.deep.equal([{ url: `http://name${n}.example` }])
  })

  it('sends requests to where it was opened, whatever the document says, and asks nobody else', async () => {
    const { text } = expectStatus(await server.call('GET', '/docs/start.js'), 200)
    const drawn: Record<string, unknown>[] = []
    const page = {
      document: { getElementById: () => ({}) },
      window: { location: { origin: 'https://opened.example' } },
      location: { hash: '#/booking' },
      fetch: async (path: string) => ({
        path,
        json: async () => ({ paths: {}, servers: [{ url: 'http://backend' }] }),
      }),
      init: (document: object, options: object) => drawn.push({ document, ...options }),
    }
    // The page's own script, on a page of nothing.
    await new Promise<void>(resolve => {
      const script = text.replace(/^import .*\n/, '')
      new Function(...Object.keys(page), `return (async () => {${script}})()`)(...Object.values(page))
      setImmediate(resolve)
    })
    expect(drawn[0]!['document']).to.deep.equal({ paths: {}, servers: [{ url: 'https://opened.example' }] })
    expect(drawn[0]!['disableTelemetry']).to.equal(true)
  })
})
