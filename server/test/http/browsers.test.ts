// What browsers are told, over HTTP: whose pages may call the API, and what they must not make of answers.
import { expect } from 'chai'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const shop = 'https://tickets.example.com'
const stranger = 'https://elsewhere.example.com'

describe('a browser', () => {
  let databases: TestDatabases
  const opened: TestServer[] = []
  let server: TestServer
  let eventId: string
  before(async () => {
    databases = await cloneDatabases()
    server = await aServer()
    eventId = (await anEvent(server)).id
  })
  after(async () => {
    for (const each of opened) await each.close()
    await databases.close()
  })

  async function aServer(env: Readonly<Record<string, string>> = {}) {
    const started = await startOneProcess({ env, databases })
    opened.push(started)
    return started
  }

  const preflight = (to: TestServer, origin: string) =>
    to.call('OPTIONS', '/bookings/reserve', {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    })

  describe('with a list of origins', () => {
    let listed: TestServer
    before(async () => {
      listed = await aServer({ EVENTLY_CORS_ORIGINS: `${shop}, http://localhost:5173` })
    })

    for (const origin of [shop, 'http://localhost:5173']) {
      it(`lets the pages of ${origin} call, with every header that the API takes`, async () => {
        const { headers } = expectStatus(await preflight(listed, origin), 204)
        expect(headers['access-control-allow-origin']).to.equal(origin)
        expect(headers['access-control-allow-methods']?.toString().split(',')).to.include.members([
          'GET',
          'POST',
          'PATCH',
          'DELETE',
        ])
        expect(headers['access-control-allow-headers']).to.equal('authorization,content-type,idempotency-key')
        expect(headers['vary']).to.match(/origin/i)
      })
    }

    it('lets them read answers and problems, and what the headers say', async () => {
      for (const [path, status] of [
        [`/events/${eventId}`, 200],
        ['/events/evt_nothing', 400],
      ] as const) {
        const { headers } = expectStatus(await listed.call('GET', path, { headers: { origin: shop } }), status)
        expect(headers['access-control-allow-origin'], path).to.equal(shop)
        expect(headers['access-control-expose-headers']?.toString().split(',')).to.include.members([
          'Date',
          'ETag',
          'Evently-Contract',
          'Idempotency-Replayed',
          'RateLimit',
          'Request-Id',
          'Retry-After',
        ])
      }
    })

    it('lets no other page call, nor read', async () => {
      for (const origin of [stranger, `${shop}.example.org`, 'null', shop.toUpperCase(), `${shop}:8443`]) {
        expect((await preflight(listed, origin)).headers, origin).to.not.have.property('access-control-allow-origin')
        const { headers } = await listed.call('GET', `/events/${eventId}`, { headers: { origin } })
        expect(headers, origin).to.not.have.property('access-control-allow-origin')
      }
    })
  })

  it('lets every page call where the origins are *, without cookies', async () => {
    const open = await aServer({ EVENTLY_CORS_ORIGINS: '*' })
    const { headers } = expectStatus(await preflight(open, stranger), 204)
    expect(headers).to.include({ 'access-control-allow-origin': '*' })
    expect(headers).to.not.have.property('access-control-allow-credentials')
    const answer = expectStatus(await open.call('GET', `/events/${eventId}`, { headers: { origin: stranger } }), 200)
    expect(answer.headers).to.include({ 'access-control-allow-origin': '*' })
  })

  it('lets no page call where no origin is set', async () => {
    expectProblem(await preflight(server, shop), 'method_not_allowed')
    const { headers } = await server.call('GET', `/events/${eventId}`, { headers: { origin: shop } })
    expect(headers).to.not.have.property('access-control-allow-origin')
  })

  const answers: readonly [what: string, method: string, path: string, status: number][] = [
    ['an answer', 'GET', '/events', 200],
    ['a problem', 'POST', '/bookings/reserve', 401],
    ['nothing there', 'GET', '/api/v2', 404],
    ['another method', 'PUT', '/events', 405],
    ['the document', 'GET', '/openapi.json', 200],
    ['the metrics', 'GET', '/metrics', 200],
  ]
  for (const [what, method, path, status] of answers) {
    it(`takes ${what} for what it is said to be`, async () => {
      const { headers } = expectStatus(await server.call(method, path), status)
      expect(headers).to.include({ 'x-content-type-options': 'nosniff' })
      expect(headers).to.not.have.property('strict-transport-security')
    })
  }

  const pages: readonly [what: string, path: string, status: number][] = [
    ['the reference page', '/docs', 200],
    ['a file of that page', '/docs/start.js', 200],
    ['the way there', '/', 303],
    ['the page of a problem', '/problems/sold_out', 200],
  ]
  for (const [what, path, status] of pages) {
    it(`frames nothing, guesses at nothing and tells no other site of ${what}`, async () => {
      const { headers } = expectStatus(await server.call('GET', path, { headers: { accept: 'text/html' } }), status)
      expect(headers).to.include({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(headers['content-security-policy']).to.match(/default-src 'none'.*frame-ancestors 'none'/)
    })
  }

  it('is told to use TLS alone where the proxy says that it does, and nobody else says so', async () => {
    const behind = await aServer({ EVENTLY_TRUST_PROXY: '1' })
    const over = async (to: TestServer, protocol: string) =>
      (await to.call('GET', '/events', { headers: { 'x-forwarded-proto': protocol } })).headers
    expect(await over(behind, 'https')).to.include({ 'strict-transport-security': 'max-age=31536000' })
    expect(await over(behind, 'http')).to.not.have.property('strict-transport-security')
    expect(await over(server, 'https')).to.not.have.property('strict-transport-security')
  })
})

describe('the metrics', () => {
  it('are on the internal listener, and on the public one only where that is set', async () => {
    const server = await startOneProcess({ env: { EVENTLY_PUBLIC_METRICS: 'off' } })
    try {
      expectProblem(await server.call('GET', '/metrics'), 'route_not_found')
      const inside = await fetch(`${server.server.internalUrl}/metrics`)
      expect(inside.status).to.equal(200)
      expect(await inside.text()).to.match(/^evently_build_info\{/m)
    } finally {
      await server.close()
    }
  })
})

describe('guesses at the service token', () => {
  it('are bounded, and good tokens are not kept out with the guesser', async () => {
    const server = await startOneProcess({ env: { EVENTLY_RATE_LIMIT: 'on' } })
    try {
      const guess = (n: number) => server.internal('GET', '/internal/services', { token: `guess-${n}`.padEnd(40, 'x') })
      const codes = new Set<string>()
      // A minute may end in between.
      for (let n = 0; n < 250 && codes.size < 2; n++) codes.add((await guess(n)).body.code)
      expect([...codes]).to.deep.equal(['token_invalid', 'rate_limited'])
      expectStatus(await server.internal('GET', '/internal/services'), 200)
    } finally {
      await server.close()
    }
  })
})
