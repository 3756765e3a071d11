// The most likely mistakes of those who use the API, and the exact words that come back for each. Read mistakes.yaml as
// somebody who has made the mistake: does it say what was wrong, what is allowed, and what to do?
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { request } from 'undici'
import { parse } from 'yaml'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aWorld, filled, named, type Who, type World } from './mistakes-world.ts'

interface Mistake {
  readonly mistake: string
  /** Method and path. */
  readonly ask: string
  readonly as?: Who
  readonly headers?: Readonly<Record<string, string>>
  /** As it is sent, or to be written as JSON. */
  readonly body?: unknown
  readonly event?: object
  readonly without?: readonly string[]
  readonly says: string
  readonly errors?: readonly string[]
}

const table = new URL('../../../../server/test/http/mistakes.yaml', import.meta.url)
const mistakes = parse(readFileSync(table, 'utf8')) as Mistake[]

const anEvent = ({ event, without = [] }: Mistake) => {
  const sound = {
    title: 'Night of Strings',
    category: 'music',
    startsAt: '2030-06-01T18:30:00Z',
    endsAt: '2030-06-01T21:00:00Z',
    capacity: 100,
    venueId: '{venue}',
  }
  return Object.fromEntries(Object.entries({ ...sound, ...event }).filter(([name]) => !without.includes(name)))
}

function bodyOf(mistake: Mistake): string | undefined {
  if (mistake.event) return JSON.stringify(anEvent(mistake))
  if (mistake.body === undefined || typeof mistake.body === 'string') return mistake.body
  return JSON.stringify(mistake.body)
}

/** The headers of the request: a type only where there is a body, and none where an empty one is named. */
function headersOf({ as = 'nobody', headers = {} }: Mistake, { tokens }: World, hasBody: boolean) {
  const token = tokens[as]
  const all = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(hasBody && { 'content-type': 'application/json' }),
    ...headers,
  }
  return Object.entries(all).filter(([name, value]) => name !== 'content-type' || value !== '')
}

async function make(mistake: Mistake, { url }: TestServer, world: World) {
  const [method = '', path = ''] = mistake.ask.split(' ')
  const body = bodyOf(mistake)
  const headers = headersOf(mistake, world, body !== undefined).map(([name, value]) => [name, filled(value, world)])
  const answer = await request(url + filled(path, world), {
    method: method as 'GET',
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(body !== undefined && { body: filled(body, world) }),
  })
  const text = await answer.body.text()
  const problem = JSON.parse(text) as { code: string; detail: string; errors?: { pointer: string; message: string }[] }
  return {
    says: `${answer.statusCode} ${problem.code}: ${named(problem.detail, world)}`,
    errors: problem.errors?.map(({ pointer, message }) => named(`${pointer} ${message}`, world)),
  }
}

describe('a mistake', () => {
  let server: TestServer
  let world: World
  before(async () => {
    server = await startTestServer()
    world = await aWorld(server)
  })
  after(() => server.close())

  it('is one of a hundred and more, each made once', () => {
    expect(mistakes.length).to.be.greaterThan(100)
    expect(new Set(mistakes.map(({ mistake }) => mistake)).size).to.equal(mistakes.length)
  })

  for (const mistake of mistakes) {
    it(`is answered in words: ${mistake.mistake}`, async () => {
      const { says, errors } = mistake
      expect(await make(mistake, server, world)).to.deep.equal({ says, errors })
    })
  }
})
