import { request } from 'undici'
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { anAccount, anEventBody, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the HTTP face', () => {
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(() => server.close())

  it('puts a Request-Id on every answer, good or bad', async () => {
    for (const path of ['/livez', '/events', '/nowhere', '/users/profile'])
      expect((await server.call('GET', path)).headers['request-id'], path).to.match(/^req_[0-9a-z]{26}$/)
  })

  it('says on every answer, good or bad, from which contract it was built', async () => {
    for (const path of ['/livez', '/events', '/nowhere', '/users/profile'])
      expect((await server.call('GET', path)).headers['evently-contract'], path).to.match(
        /^\d+\.\d+\.\d+\.[0-9a-f]{12}$/,
      )
  })

  it('answers an unknown path with a problem that names it', async () => {
    const answer = expectProblem(await server.call('GET', '/nowhere'), 'route_not_found')
    expect(answer.body).to.include({
      instance: '/api/v1/nowhere',
      requestId: answer.headers['request-id'],
      retryable: false,
    })
  })

  for (const [method, path, allow] of [
    ['PUT', '/events', 'GET, HEAD'],
    ['DELETE', '/auth/login', 'POST'],
    ['PROPFIND', '/events', 'GET, HEAD'],
  ] as const) {
    it(`answers ${method} ${path} with 405 and what it allows`, async () => {
      expect(expectProblem(await server.call(method, path), 'method_not_allowed').headers['allow']).to.equal(allow)
    })
  }

  it('keeps the internal operations off the public listener', async () => {
    expectProblem(await server.call('POST', '/internal/auth/verify', { body: { token: 'x' } }), 'route_not_found')
    expectStatus(await server.internal('POST', '/internal/auth/verify', { body: { token: 'x' } }), 200)
  })

  it('asks for the service token on the internal listener', async () => {
    expectProblem(
      await server.internal('POST', '/internal/auth/verify', { body: { token: 'x' }, token: 'wrong' }),
      'token_invalid',
    )
  })

  it('refuses unknown query parameters by name', async () => {
    const { body } = expectProblem(await server.call('GET', '/events', { query: { limt: 3 } }), 'validation_failed')
    expect(body.errors).to.deep.equal([
      { pointer: '/query/limt', keyword: 'additionalProperties', message: 'is not known here; did you mean limit?' },
    ])
  })

  for (const [query, pointer] of [
    [{ limit: 0 }, '/query/limit'],
    [{ limit: 101 }, '/query/limit'],
    [{ limit: 'many' }, '/query/limit'],
    [{ available: 'perhaps' }, '/query/available'],
  ] as const) {
    it(`refuses the query ${JSON.stringify(query)}`, async () => {
      expect(
        expectProblem(await server.call('GET', '/events', { query }), 'validation_failed').body.errors[0].pointer,
      ).to.equal(pointer)
    })
  }

  it('refuses unknown and missing properties of a body, all of them at once', async () => {
    const { title: _, ...untitled } = anEventBody()
    const { body } = expectProblem(
      await server.call('POST', '/admin/events', { token: organizer.token, body: { ...untitled, titel: 'x' } }),
      'validation_failed',
    )
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).to.include.members(['/title', '/titel'])
  })

  it('refuses a path parameter that is no id', async () => {
    expect(expectProblem(await server.call('GET', '/events/123'), 'validation_failed').body.errors[0].pointer).to.equal(
      '/path/eventId',
    )
  })

  it('refuses a path that is not well encoded', async () => {
    expectProblem(await server.call('GET', '/events/%E0%A4%A'), 'validation_failed')
  })

  const bodies: [string, string | Buffer, Record<string, string>, string][] = [
    ['broken JSON', '{', {}, 'malformed_request'],
    ['a duplicate key', '{"email":"a","email":"b"}', {}, 'malformed_request'],
    ['a form', 'email=a', { 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported_media_type'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 'unsupported_media_type'],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 'unsupported_media_type'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 'malformed_request'],
    ['too much', JSON.stringify({ email: 'x'.repeat(70_000) }), {}, 'payload_too_large'],
    ['an empty body', '', {}, 'validation_failed'],
  ]
  for (const [what, body, headers, code] of bodies) {
    it(`refuses ${what} with ${code}`, async () => {
      const { statusCode, body: stream } = await request(`${server.url}/api/v1/auth/login`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      expect(await stream.json()).to.include({ code, status: statusCode })
    })
  }

  for (const [what, authorization] of [
    ['no token', undefined],
    ['another scheme', 'Basic YTpi'],
    ['a token that is none', 'Bearer nonsense'],
    ['an API key that is none', 'Bearer evk_nonsense'],
  ] as const) {
    it(`refuses ${what} with 401 and says how to do better`, async () => {
      const answer = await server.call('GET', '/users/profile', { headers: authorization ? { authorization } : {} })
      expectProblem(answer, authorization ? 'token_invalid' : 'unauthenticated')
      expect(answer.headers['www-authenticate']).to.equal('Bearer')
    })
  }

  it('refuses a caller without the role before it looks at the body', async () => {
    expectProblem(
      await server.call('POST', '/admin/events', { token: (await anAccount(server)).token, body: { nonsense: true } }),
      'forbidden',
    )
  })

  for (const key of ['', 'a\tb', 'x'.repeat(256)]) {
    it(`refuses the Idempotency-Key ${JSON.stringify(key).slice(0, 20)}`, async () => {
      const answer = await server.call('POST', '/admin/events', {
        token: organizer.token,
        body: anEventBody(),
        headers: { 'idempotency-key': key },
      })
      expect(expectProblem(answer, 'validation_failed').body.errors[0].pointer).to.equal('/header/Idempotency-Key')
    })
  }

  it('leads whoever opens the server in a browser to the reference page', async () => {
    const { status, headers } = await server.call('GET', '/')
    expect([status, headers['location'], headers['x-content-type-options']]).to.deep.equal([303, '/docs', 'nosniff'])
    expectStatus(await server.call('GET', String(headers['location'])), 200)
  })

  it('serves its contract, a reference page that needs no network, its health and its metrics', async () => {
    expect(expectStatus(await server.call('GET', '/openapi.json'), 200).body.openapi).to.equal('3.1.0')
    const { text } = expectStatus(await server.call('GET', '/docs'), 200)
    const links = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!)
    expect(links).to.deep.equal(['/docs/favicon.svg', '/openapi.json', '/docs/start.js'])
    const { text: script } = expectStatus(await server.call('GET', '/docs/start.js'), 200)
    links.push(...[...script.matchAll(/'(\/[^']+)'/g)].map(([, link]) => link!))
    expect(links).to.include.members(['/docs/redoc.js', '/docs/reference.json'])
    for (const link of links) expectStatus(await server.call('GET', link), 200)
    expect(expectStatus(await server.call('GET', '/readyz'), 200).body.status).to.equal('ready')
    expect(expectStatus(await server.call('GET', '/metrics'), 200).text).to.include(
      'evently_http_request_duration_seconds_count{operation="meta.ready",status="200"} 1',
    )
  })

  it('answers every operation of its document, and no other', async () => {
    const codeOf = async (method: string, path: string) => {
      const { body } = await request(`${server.url}${path.replaceAll(/\{\w+\}/g, 'evt_0')}`, {
        method: method.toUpperCase() as 'GET',
      })
      const code = /"code":"(\w+)"/.exec(await body.text())?.[1]
      return code === 'route_not_found' || code === 'method_not_allowed' ? code : 'answered'
    }
    const methodsOf = new Map<string, string[]>()
    for (const { document, method, path } of Object.values(operationFacts))
      if (document === 'evently') methodsOf.set(path, [...(methodsOf.get(path) ?? []), method])
    expect(methodsOf.size).to.be.greaterThan(50)
    for (const [path, methods] of methodsOf) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
        const isThere = methods.includes(method)
        if (isThere && path.endsWith('/stream')) continue // it has no end
        expect(await codeOf(method, path), `${method} ${path}`).to.equal(isThere ? 'answered' : 'method_not_allowed')
      }
      expect(await codeOf('get', `${path}/nowhere/nowhere`), path).to.equal('route_not_found')
    }
  })
})
