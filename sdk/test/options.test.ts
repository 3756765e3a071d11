// What may be given to the client and to a request, and what is refused before anything is sent.
import { expect } from 'chai'
import { Agent } from 'undici'
import { Evently as EventlyAnywhere } from '../src/index.ts'
import { Evently, NotModifiedError } from '../src/node.ts'
import type { EventlyOptions, RequestOptions } from '../src/index.ts'
import { faultOf, withServer } from './support/scripted-server.ts'

const notNumbers: Record<string, [value: unknown, shown: string]> = {
  'NaN': [NaN, 'NaN'],
  'Infinity': [Infinity, 'Infinity'],
  'a fraction': [1.5, '1.5'],
  'a negative number': [-1, '-1'],
  'a string': ['3', '"3"'],
  'null': [null, 'null'],
  'a boolean': [true, 'of type boolean'],
  'a list': [[3], 'of type object'],
}
const ranges: Record<string, [min: number, max: number]> = {
  timeoutMs: [1, 2_147_483_647],
  deadlineMs: [1, 2_147_483_647],
  retriesMax: [0, 100],
  connectionsMax: [1, 65_535],
}

/** Given to a client, and to a request where it is an option of requests too. */
async function refusalsOf(option: string, value: unknown): Promise<unknown[]> {
  const refusals: unknown[] = []
  try {
    void new Evently({ [option]: value })
  } catch (error) {
    refusals.push(error)
  }
  if (option === 'connectionsMax') return refusals
  await withServer(
    () => ({ json: { data: [], hasMore: false, nextCursor: null } }),
    {},
    async ({ client, asked }) => {
      const options = { [option]: value } as RequestOptions
      const stream = client.events.stream('evt_1', options)[Symbol.asyncIterator]()
      refusals.push(await faultOf(client.events.get('evt_1', options)))
      refusals.push(await faultOf(client.events.list({}, options)))
      refusals.push(await faultOf(client.request('events.list', {}, options)))
      refusals.push(await faultOf(client.raw({ method: 'GET', path: '/' }, options)))
      refusals.push(await faultOf(stream.next()))
      expect(asked).to.deep.equal([])
    },
  )
  expect(refusals).to.have.length(6)
  return refusals
}

function expectTypeErrors(refusals: readonly unknown[], message: string) {
  expect(refusals).not.to.deep.equal([])
  for (const refusal of refusals) {
    expect(refusal).to.be.instanceOf(TypeError)
    expect((refusal as TypeError).message).to.equal(message)
  }
}

describe('sdk: options', () => {
  for (const [option, [min, max]] of Object.entries(ranges)) {
    const outside: typeof notNumbers = {
      ...notNumbers,
      [`${min - 1}`]: [min - 1, String(min - 1)],
      [`${max + 1}`]: [max + 1, String(max + 1)],
    }
    for (const [what, [value, shown]] of Object.entries(outside))
      it(`${option} is refused when it is ${what}`, async () => {
        const message = `${option} must be a whole number from ${min} to ${max}; it is ${shown}.`
        expectTypeErrors(await refusalsOf(option, value), message)
      })
    it(`${option} may be ${min}, ${max} or left out`, async () => {
      for (const value of [min, max, undefined]) await new Evently({ [option]: value }).close()
    })
  }

  for (const option of ['ifMatch', 'ifNoneMatch'])
    for (const [what, [value, shown]] of Object.entries(notNumbers)) {
      if (what === 'a string') continue
      it(`${option} is refused when it is ${what}`, async () => {
        await withServer(
          () => ({ json: {} }),
          {},
          async ({ client, asked }) => {
            const message = `${option} must be an ETag or a version, a whole number from 0 on; it is ${shown}.`
            expectTypeErrors([await faultOf(client.events.get('evt_1', { [option]: value }))], message)
            expect(asked).to.deep.equal([])
          },
        )
      })
    }

  const misspelt: [name: string, hint: string][] = [
    ['baseURL', 'Did you mean baseUrl?'],
    ['baseurl', 'Did you mean baseUrl?'],
    ['base_url', 'Did you mean baseUrl?'],
    ['apikey', 'Did you mean apiKey?'],
    ['timeout', 'Did you mean timeoutMs?'],
    ['maxRetries', 'There are baseUrl, apiKey, session, onSession, timeoutMs, deadlineMs, retriesMax, '],
    ['retries', 'Did you mean retriesMax?'],
    ['retryMax', 'Did you mean retriesMax?'],
    ['userAgents', 'Did you mean userAgent?'],
    ['constructor', 'There are baseUrl'],
    ['fetcher', 'Did you mean fetch?'],
    ['log', 'There are baseUrl'],
    ['loglevel', 'Did you mean logLevel?'],
  ]
  for (const [name, hint] of misspelt)
    it(`a client knows no ${name}: ${hint}`, () => {
      for (const value of ['https://evently.example', undefined])
        expect(() => new Evently({ [name]: value } as EventlyOptions)).to.throw(
          TypeError,
          `There is no client option "${name}". ${hint}`,
        )
    })

  const misspeltInRequests: [name: string, hint: string][] = [
    ['idempotency_key', 'Did you mean idempotencyKey?'],
    ['ifmatch', 'Did you mean ifMatch?'],
    ['baseUrl', 'There are idempotencyKey, ifMatch, '],
    ['timeout', 'Did you mean timeoutMs?'],
    ['header', 'Did you mean headers?'],
    ['query', 'There are idempotencyKey'],
  ]
  for (const [name, hint] of misspeltInRequests)
    it(`a request knows no ${name}: ${hint}`, async () => {
      await withServer(
        () => ({ json: {} }),
        {},
        async ({ client, asked }) => {
          const fault = await faultOf(client.events.get('evt_1', { [name]: 'x' } as RequestOptions))
          expect(fault).to.be.instanceOf(TypeError)
          expect((fault as TypeError).message).to.contain(`There is no request option "${name}". ${hint}`)
          expect(asked).to.deep.equal([])
        },
      )
    })

  it('a part of an operation or of a raw request that is none is refused too', async () => {
    await withServer(
      () => ({ json: {} }),
      {},
      async ({ client, asked }) => {
        const input = { params: { eventId: 'evt_1' } }
        expectTypeErrors(
          [await faultOf(client.request('events.get', input as object))],
          'There is no part of an operation "params". There are path, query, body.',
        )
        const raw = { method: 'GET', path: '/', headers: {} } as const
        expectTypeErrors(
          [await faultOf(client.raw(raw))],
          'There is no part of a raw request "headers". There are path, query, body, method.',
        )
        expect(asked).to.deep.equal([])
      },
    )
  })

  const kinds: [option: string, value: unknown, message: string][] = [
    ['baseUrl', 5, 'baseUrl must be a string; it is 5.'],
    ['apiKey', '', 'apiKey must be a string that is not empty; it is of type string.'],
    ['session', { accessToken: 'a' }, 'session must be a session: an object with accessToken and refreshToken'],
    ['onSession', {}, 'onSession must be a function; it is of type object.'],
    ['dispatcher', {}, 'dispatcher must be a dispatcher of undici; it is of type object.'],
    ['fetch', 'fetch', 'fetch must be a function; it is "fetch".'],
    ['userAgent', 5, 'userAgent must be a string; it is 5.'],
    ['logger', { warn: () => undefined }, 'logger must be an object with the methods error, warn, info and debug'],
    ['logLevel', 'verbose', 'logLevel must be one of off, error, warn, info, debug; it is "verbose".'],
    ['onRequest', true, 'onRequest must be a function; it is of type boolean.'],
  ]
  for (const [option, value, message] of kinds)
    it(`${option} is refused when it is of another kind`, () =>
      expect(() => new Evently({ [option]: value })).to.throw(TypeError, message))

  it('a way out that has no effect beside another one is refused', () => {
    const dispatcher = new Agent()
    const both: [options: EventlyOptions, message: string][] = [
      [{ fetch, dispatcher }, 'dispatcher has no effect beside fetch'],
      [{ fetch, connectionsMax: 5 }, 'connectionsMax has no effect beside fetch'],
      [{ dispatcher, connectionsMax: 5 }, 'connectionsMax has no effect beside dispatcher'],
    ]
    for (const [options, message] of both) expect(() => new Evently(options)).to.throw(TypeError, message)
  })

  it('what is for Node alone is refused elsewhere, with what to do instead', () => {
    for (const options of [{ dispatcher: new Agent() }, { connectionsMax: 5 }])
      expect(() => new EventlyAnywhere(options)).to.throw(TypeError, 'it is for Node alone')
  })

  it("a dispatcher of the caller's own carries the requests, and stays open", async () => {
    await withServer(
      () => ({ json: { id: 'evt_1' } }),
      {},
      async ({ another }) => {
        const dispatcher = new Agent()
        const client = another({ dispatcher })
        expect((await client.events.get('evt_1')).id).to.equal('evt_1')
        await client.close()
        expect((await another({ dispatcher }).events.get('evt_1')).id).to.equal('evt_1')
        await dispatcher.close()
      },
    )
  })

  it("a client for somebody else shares the connection, and nothing of the first one's credentials", async () => {
    await withServer(
      () => ({ json: { id: 'evt_1' } }),
      { apiKey: 'evk_first' },
      async ({ client, asked }) => {
        const other = client.withCredentials({ apiKey: 'evk_other' })
        await other.events.get('evt_1')
        await client.withCredentials().events.get('evt_1')
        await other.close() // not its own to close
        await client.events.get('evt_1')
        const sent = asked.map(({ headers }) => headers['authorization'])
        expect(sent).to.deep.equal(['Bearer evk_other', undefined, 'Bearer evk_first'])
        expect(other).to.be.instanceOf(Evently)
        expect(() => client.withCredentials({ apikey: 'x' } as object)).to.throw(TypeError, 'Did you mean apiKey?')
      },
    )
  })

  it('what has not changed is a NotModifiedError, never a resource that is not there', async () => {
    await withServer(
      ({ headers }) =>
        headers['if-none-match'] === '"7"' ? { status: 304, headers: { etag: '"7"' } } : { json: { id: 'evt_1' } },
      {},
      async ({ client, asked }) => {
        for (const options of [{ ifNoneMatch: 7 }, { ifNoneMatch: '"7"' }, { headers: { 'If-None-Match': '"7"' } }]) {
          const fault = await faultOf(client.events.get('evt_1', options).withResponse())
          expect(fault).to.be.instanceOf(NotModifiedError)
          expect((fault as NotModifiedError).response).to.deep.include({ status: 304, etag: '"7"' })
        }
        expect(asked).to.have.length(3)
        expect(await client.events.get('evt_1', { ifNoneMatch: 6 })).to.deep.equal({ id: 'evt_1' })
      },
    )
  })
})
