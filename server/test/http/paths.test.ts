// One door, one spelling: paths, methods and names are what the contract says, to the letter, on both listeners.
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import type { DocumentName, OperationId } from '../../src/contract/types.ts'
import { metricsRoute } from '../../src/meta.ts'
import { docsRoutes } from '../../src/reference/page.ts'
import type { Listener } from '../../src/platform/http/listener.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { listenAtEdge, liveHandlers } from '../support/edge.ts'
import { expectRefusal, get, head, rawClient } from '../support/raw-http.ts'

const ids = Object.keys(operationFacts) as OperationId[]
/** What comes beside the contract. */
const extra: Readonly<Record<DocumentName, readonly string[]>> = {
  evently: docsRoutes.map(({ path }) => path),
  internal: ['/metrics'],
}
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']

const nothing = async () => {
  throw new Error('this far no request comes')
}

/** Every path of a document, with something in its parameters' place, and what may be done there. */
function pathsOf(document: DocumentName) {
  const methods = new Map<string, Set<string>>(extra[document].map(path => [path, new Set(['GET', 'HEAD'])]))
  for (const id of ids) {
    const { document: home, method, path } = operationFacts[id]
    if (home !== document) continue
    const asked = path.replaceAll(/\{\w+\}/g, 'x1')
    const known = methods.get(asked) ?? new Set()
    methods.set(asked, known.add(method.toUpperCase()))
    if (method === 'get') known.add('HEAD')
  }
  return [...methods].map(([path, allowed]) => ({ path, allowed: [...allowed].sort() }))
}

/** Other spellings of a path, which somebody in front of the server may count or let through as another one. */
function spellingsOf(path: string): string[] {
  const at = path.search(/[a-z]/)
  const instead = (textOf: (letter: string) => string) =>
    at < 0 ? path : path.slice(0, at) + textOf(path[at]!) + path.slice(at + 1)
  return [
    path.toUpperCase(),
    instead(letter => letter.toUpperCase()),
    instead(letter => `%${letter.charCodeAt(0).toString(16)}`),
    path.replace(/\/(?=[^/]*$)/, '%2f'),
    path.replace(/\/(?=[^/]*$)/, '%2F'),
    `${path}/`,
    `${path}//`,
    `/${path}`,
    path.replace(/\/(?=[^/]*$)/, '//'),
    `/.${path}`,
    `${path}/.`,
    `/x/..${path}`,
    `${path}/..${path.slice(path.lastIndexOf('/'))}`,
    path.replace(/\/(?=[^/]*$)/, '\\'),
    `${path}#x`,
    `${path};x=1`,
    `${path}%20`,
    `${path}%00`,
    `${path}.json`,
  ]
}

for (const document of ['evently', 'internal'] as const) {
  describe(`the paths of ${document}`, () => {
    let listener: Listener
    const { open, ask, destroy } = rawClient(() => listener.port)
    before(async () => {
      listener = await listenAtEdge({
        document,
        handlers: { ...liveHandlers, 'events.get': nothing, 'users.login': nothing },
        extraRoutes: document === 'evently' ? docsRoutes : [metricsRoute(createMetrics())],
      })
    })
    afterEach(destroy)
    after(() => listener.close())

    /** The answers to requests that are sent all at once. */
    async function askAll(requests: readonly string[]) {
      const connection = open()
      connection.send(Buffer.from(requests.join(''), 'latin1'))
      return connection.answers(requests.length)
    }

    for (const { path, allowed } of pathsOf(document)) {
      const known = new Set(pathsOf(document).map(each => each.path))

      it(`${path} is found by no other spelling`, async () => {
        // Another path's pattern may take a spelling whole, as its parameter's value: then it is that path, and its
        // parameter is refused.
        const spellings = spellingsOf(path).filter(
          spelling => spelling !== path && spelling.startsWith('/') && !known.has(spelling),
        )
        const answers = await askAll(spellings.map(spelling => get(spelling)))
        expect(spellings.filter((_, n) => answers[n]!.status !== 404)).to.deep.equal(
          spellings.filter(spelling => fitsAPattern(document, spelling)),
        )
      })

      it(`${path} takes ${allowed.join(', ')} and answers everything else with 405`, async () => {
        const others = methods.filter(method => !allowed.includes(method))
        const answers = await askAll(
          others
            .filter(method => method !== 'HEAD')
            .map(method => head(`${method} ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 0')),
        )
        for (const answer of answers) {
          expectRefusal(answer, 'method_not_allowed')
          expect(answer.headers['allow']).to.equal(allowed.join(', '))
        }
        const taken = await askAll(
          allowed
            .filter(method => method !== 'HEAD')
            .map(method => head(`${method} ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 0')),
        )
        expect(taken.map(({ body }) => body)).to.satisfy((bodies: string[]) =>
          bodies.every(body => !/"code":\s*"(route_not_found|method_not_allowed)"/.test(body)),
        )
      })

      it(`${path} takes HEAD where it takes GET, and nothing comes after the head`, async () => {
        const connection = open()
        connection.send(head(`HEAD ${path} HTTP/1.1`, 'Host: x', 'Connection: close'))
        await connection.hungUp()
        const [first = '', ...rest] = connection.received().split('\r\n\r\n')
        expect([/^HTTP\/1\.1 405 /.test(first), rest.join('')]).to.deep.equal([!allowed.includes('HEAD'), ''])
      })
    }

    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'length']) {
      it(`${name} is a name like any other: in a path, a query, a header`, async () => {
        for (const path of [`/${name}`, `/docs/${name}`, `/api/v1/${name}`, `/internal/${name}`])
          expectRefusal(await ask(get(path)), 'route_not_found')
        if (document === 'internal') return
        expectRefusal(await ask(get(`/api/v1/events/${name}`)), 'validation_failed')
        const { body } = await ask(get(`/api/v1/events?${name}=1`))
        const { errors } = JSON.parse(body) as { errors: { pointer: string; message: string }[] }
        expect(errors.map(({ pointer }) => pointer)).to.deep.equal([`/query/${name}`])
        expect(errors[0]!.message).to.match(/^is not known here; there are only category, seriesId, city, /)
        expect(
          (await ask(get('/livez', `${name}: x`, `Accept-Language: ${name}`, `Accept: ${name}`, `Cookie: ${name}=1`)))
            .status,
        ).to.equal(200)
      })

      it(`${name} is no property that a body may have`, async () => {
        if (document === 'internal') return
        const text = `{"email":"a@example.com","password":"correct horse battery","${name}":1}`
        const { status, body } = await ask(
          head(
            'POST /api/v1/auth/login HTTP/1.1',
            'Host: x',
            'Content-Type: application/json',
            `Content-Length: ${text.length}`,
          ) + text,
        )
        expect([status, body.includes(name)]).to.deep.equal([400, true])
      })
    }
  })
}

describe('a fixed path and one with a parameter in its place', () => {
  let listener: Listener
  const { ask, destroy } = rawClient(() => listener.port)
  before(async () => {
    listener = await listenAtEdge()
  })
  afterEach(destroy)
  after(() => listener.close())

  for (const [path, allowed] of [
    ['/api/v1/bookings/confirm', 'POST'],
    ['/api/v1/bookings/reserve', 'POST'],
  ] as const) {
    it(`GET ${path} is no booking of this name`, async () => {
      const { connection: _, ...answer } = await ask(get(path))
      expectRefusal(answer, 'method_not_allowed')
      expect(answer.headers['allow']).to.equal(allowed)
    })
  }
})

function fitsAPattern(document: DocumentName, spelling: string) {
  return ids.some(id => {
    const { document: home, path } = operationFacts[id]
    return (
      home === document &&
      path.includes('{') &&
      new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`, 's').test(spelling)
    )
  })
}
