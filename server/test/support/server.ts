// A whole server on databases of its own, and clients that speak to it over HTTP as anyone would.
import { pino, type Logger } from 'pino'
import { Agent, request } from 'undici'
import { readConfig, type Config } from '../../src/config.ts'
import type { AccountsAmong } from '../../src/domains/webhooks/index.ts'
import { startServer, type AllDomains, type Server } from '../../src/server.ts'
import { startApart } from './apart.ts'
import { cloneDatabases, type TestDatabases } from './databases.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- the only one: what a test expects of a body it says itself
export interface Answer<Body = any> {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Body
  readonly text: string
}

export interface CallOptions {
  readonly body?: unknown
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean>>
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>

export interface TestServer {
  readonly url: string
  readonly server: Server & { readonly domains: AllDomains }
  readonly databases: TestDatabases
  /** Calls the public listener; a path that begins with a slash and not with /api is taken as it is. */
  readonly call: Call
  /** Calls the internal listener with the service token. */
  readonly internal: Call
  /** Answers that did not fit the contract, so far; `close` fails when there are any. */
  readonly breaches: readonly string[]
  close(): Promise<void>
}

const secrets = {
  EVENTLY_JWT_SECRET: 'j'.repeat(48),
  EVENTLY_INTERNAL_TOKEN: 'i'.repeat(48),
  EVENTLY_CURSOR_SECRET: 'c'.repeat(48),
  EVENTLY_TICKET_SECRET: 't'.repeat(48),
}
/**
 * A hash that takes a fraction of a millisecond: hundreds of people sign up. The ordinary cost has a test of its own.
 */
export const cheapPasswords = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const
export const admin = { email: 'admin@example.com', password: 'the admin of the tests' }

/** The environment of a test's server on these databases, on any free port. */
export function testEnvironment(urls: Partial<TestDatabases['urls']>): Readonly<Record<string, string>> {
  const named = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_DATABASE_URL`, url]),
  )
  return {
    PORT: '0',
    EVENTLY_INTERNAL_PORT: '0',
    EVENTLY_PUBLIC_METRICS: 'on',
    EVENTLY_LOG_LEVEL: 'silent',
    EVENTLY_RATE_LIMIT: 'off',
    EVENTLY_BUYER_MAILS: 'off',
    EVENTLY_DRAIN_SECONDS: '0',
    EVENTLY_ADMIN_EMAIL: admin.email,
    EVENTLY_ADMIN_PASSWORD: admin.password,
    ...secrets,
    ...named,
  }
}

export const testConfig = (urls: Partial<TestDatabases['urls']>, env: Readonly<Record<string, string>> = {}): Config =>
  readConfig({ ...testEnvironment(urls), ...env })

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly databases?: TestDatabases
  readonly log?: Logger
  /** Which accounts want to hear of reservations. */
  readonly alsoListen?: AccountsAmong
}

/**
 * Starts a server; `env` adds settings. Close it when the file is done. With EVENTLY_TEST_SERVICES=apart it is four,
 * one for each service, behind one address: every file that starts its server here can be run both ways, and those of
 * runner/apart.ts are by `npm test`.
 */
export const startTestServer = (options: TestServerOptions = {}): Promise<TestServer> =>
  start(isApart() ? startApart : startTogether, options)

interface WithRateLimits {
  /** A clock for the limits: one that stands, for a test that counts up to a limit. */
  readonly rateLimits?: { readonly clock: () => number }
}

/**
 * Starts a server in one process whatever is asked for: for what is about one process, such as its metrics or how it
 * outlives a store, and for pages and programs that take long and call only what other files call in both ways.
 */
export const startOneProcess = ({
  rateLimits,
  ...options
}: TestServerOptions & WithRateLimits = {}): Promise<TestServer> =>
  start(asked => startTogether({ ...asked, ...(rateLimits && { rateLimits }) }), options)

const startTogether = ({ urls, env, log, ...options }: Parameters<typeof startApart>[0] & WithRateLimits) =>
  startServer(testConfig(urls, env), log, { ...options, passwordCost: cheapPasswords })

async function start(
  startServers: typeof startApart,
  { env = {}, databases, log = pino({ level: 'silent' }), alsoListen }: TestServerOptions,
): Promise<TestServer> {
  const own = databases ?? (await cloneDatabases())
  const breaches: string[] = []
  const onBreach = (message: string) => {
    breaches.push(message)
  }
  const server = await startServers({ urls: own.urls, env, log, onBreach, alsoListen }).catch(async error => {
    if (!databases) await own.close()
    throw error
  })
  const agent = new Agent({ connections: 256, pipelining: 1 })
  return {
    // All services run, together or apart.
    url: server.url,
    server: server as TestServer['server'],
    databases: own,
    breaches,
    call: callOn(server.url, agent),
    internal: (method, path, options = {}) =>
      callOn(server.internalUrl, agent)(method, path, { token: server.internalToken, ...options }),
    async close() {
      await agent.close()
      await server.close()
      if (!databases) await own.close()
      if (breaches.length > 0) throw new Error(`answers that did not fit the contract:\n${breaches.join('\n')}`)
    },
  }
}

/** Whether a whole server is four, one for each service. */
export const isApart = () => process.env['EVENTLY_TEST_SERVICES'] === 'apart'

/**
 * Whether a table of what operations refuse says something new of this one: together of each, and apart of those that
 * another service may refuse. Inventories are where the events are, and only bookings ask for theirs.
 */
export const isJudged = (id: string) => !isApart() || id.startsWith('bookings.')

/** Calls whatever listens at `base`. */
export function callOn(base: string, dispatcher: Agent = new Agent({ connections: 128, pipelining: 1 })): Call {
  return async (method, path, { body, token, headers = {}, query } = {}) => {
    const prefix = path.startsWith('/api/') || path.startsWith('/internal/') || rootPaths.test(path) ? '' : '/api/v1'
    const {
      statusCode,
      headers: answered,
      body: stream,
    } = await request(`${base}${prefix}${path}`, {
      method: method as 'GET',
      dispatcher,
      ...(query && { query: { ...query } }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await stream.text()
    return {
      status: statusCode,
      headers: answered,
      text,
      body: String(answered['content-type']).includes('json') && text !== '' ? JSON.parse(text) : undefined,
    }
  }
}

const rootPaths = /^\/($|livez|readyz|metrics|openapi\.json|docs|problems\/)/
