// What a client tells of its work: log lines by level, hooks, and no credential in either.
import { expect } from 'chai'
import { Evently } from '../src/node.ts'
import { contract } from '../src/index.ts'
import type { EventlyOptions, Hooks, Logger } from '../src/index.ts'
import { aProblem, aSession, faultOf, withServer } from './support/scripted-server.ts'
import type { Script } from './support/scripted-server.ts'

/** A logger that keeps what it is given. */
function keptLog() {
  const lines: { level: string; message: string; facts: unknown }[] = []
  const at = (level: string) => (message: string, facts?: object) => void lines.push({ level, message, facts })
  const logger: Logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
  return { lines, logger }
}

/** With this environment, and the one there was before afterwards. */
async function withEnvironment(name: string, value: string, work: () => Promise<void> | void) {
  const before = process.env[name]
  process.env[name] = value
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  }
}

const busyOnce: Script = (_, turn) => (turn === 0 ? { status: 502 } : { json: { id: 'evt_1' } })

describe('sdk: log', () => {
  const levels = { off: [], error: [], warn: [], info: ['info'], debug: ['debug', 'info'] } as const
  for (const [logLevel, told] of Object.entries(levels))
    it(`at ${logLevel} has ${told.join(' and ') || 'nothing of an ordinary call'}`, async () => {
      const { lines, logger } = keptLog()
      await withServer(busyOnce, { logger, logLevel: logLevel as 'info' }, async ({ client }) => {
        await client.events.get('evt_1')
        expect([...new Set(lines.map(({ level }) => level))].sort()).to.deep.equal(told)
      })
    })

  it('is debug with EVENTLY_LOG=debug, unless the client says otherwise', async () => {
    await withEnvironment('EVENTLY_LOG', 'debug', async () => {
      for (const [options, isTold] of [
        [{}, true],
        [{ logLevel: 'warn' }, false],
      ] as [EventlyOptions, boolean][]) {
        const { lines, logger } = keptLog()
        await withServer(busyOnce, { logger, ...options }, async ({ client }) => {
          await client.events.get('evt_1')
          expect(lines.length > 0).to.equal(isTold)
        })
      }
    })
  })

  it('EVENTLY_LOG of another word is refused by its name', async () => {
    await withEnvironment('EVENTLY_LOG', 'loud', () => {
      expect(() => new Evently()).to.throw(TypeError, 'EVENTLY_LOG must be one of off, error, warn, info, debug')
    })
  })
})

describe('sdk: the contract of the server', () => {
  const own = `${contract.version}.${contract.hash}`
  const servers: [what: string, header: string | undefined, warnings: number][] = [
    ['the same', own, 0],
    ['another', '1.0.0.000000000000', 1],
    ['unknown', undefined, 0],
  ]
  for (const [what, header, warnings] of servers)
    it(`is ${what}: ${warnings} warning, however many calls`, async () => {
      const { lines, logger } = keptLog()
      const headers: Record<string, string> = header === undefined ? {} : { 'evently-contract': header }
      await withServer(
        () => ({ json: {}, headers }),
        { logger },
        async ({ client }) => {
          for (let n = 0; n < 3; n += 1) await client.events.get('evt_1')
          await client.withCredentials().events.get('evt_1')
          expect(client.contract).to.equal(contract)
        },
      )
      expect(lines.map(({ level }) => level)).to.deep.equal(Array.from({ length: warnings }, () => 'warn'))
      if (warnings > 0) expect(lines[0]?.message).to.include(own).and.include(header)
    })
})

describe('sdk: hooks', () => {
  it('see each request, each answer and each wait, with what belongs to them', async () => {
    const seen: string[] = []
    const hooks: Hooks = {
      onRequest: ({ operation, method, url, attempt }) =>
        seen.push(`request ${operation} ${method} ${new URL(url).pathname} ${attempt}`),
      onResponse: ({ operation, attempt, response, durationMs }) =>
        seen.push(`response ${operation} ${attempt} ${response.status} ${typeof durationMs}`),
      onRetry: ({ operation, attempt, delayMs, error }) =>
        seen.push(`retry ${operation} ${attempt} ${delayMs} ${error.name}`),
    }
    await withServer(busyOnce, hooks, async ({ client }) => {
      await client.events.get('evt_1')
      await client.raw({ method: 'GET', path: '/healthz' })
      expect(seen).to.deep.equal([
        'request events.get GET /api/v1/events/evt_1 1',
        'response events.get 1 502 number',
        'retry events.get 1 125 UnexpectedAnswerError',
        'request events.get GET /api/v1/events/evt_1 2',
        'response events.get 2 200 number',
        'request undefined GET /healthz 1',
        'response undefined 1 200 number',
      ])
    })
  })

  for (const hook of ['onRequest', 'onResponse', 'onRetry'] as const)
    it(`what ${hook} throws, the call throws`, async () => {
      const fault = new Error('not like this')
      const refuse = () => {
        throw fault
      }
      await withServer(busyOnce, { [hook]: refuse }, async ({ client }) => {
        expect(await faultOf(client.events.get('evt_1'))).to.equal(fault)
      })
    })
})

describe('sdk: credentials', () => {
  it('are in no log line and in no hook', async () => {
    const secrets = ['evk_secret', 'correct horse battery', 'access-1', 'refresh-1', 'cookie-secret', 'mine-secret']
    const { lines, logger } = keptLog()
    const told: unknown[] = []
    const tell = (each: unknown) => void told.push(each)
    const script: Script = ({ path }, turn) =>
      turn === 0
        ? aProblem('overloaded', {}, { 'set-cookie': 'session=cookie-secret' })
        : path.endsWith('/login')
          ? { json: aSession(1), headers: { 'set-cookie': 'session=cookie-secret' } }
          : { json: {} }
    const hooks = { onRequest: tell, onResponse: tell, onRetry: tell }
    await withServer(script, { apiKey: 'evk_secret', logger, logLevel: 'debug', ...hooks }, async ({ client }) => {
      await client.events.get('evt_1', { headers: { 'X-Api-Key': 'mine-secret', Cookie: 'a=cookie-secret' } })
      await client.auth.login({ email: 'ada@example.com', password: 'correct horse battery' })
      await client.users.profile.get()
    })
    const text = JSON.stringify([lines, told])
    expect(text).to.include('[redacted]').and.to.include('overloaded')
    for (const secret of secrets) expect(text).not.to.include(secret)
  })
})
