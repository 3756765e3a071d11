// A server on loopback that answers what the test tells it to, and remembers what it was asked; and a clock that never
// waits.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Evently } from '../../src/node.ts'
import type { EventlyOptions } from '../../src/node.ts'
import type { Clock } from '../../src/core/clock.ts'
import { problemRegistry } from '../../src/generated/problems.ts'
import type { ProblemCode } from '../../src/generated/problems.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  /** Break the connection, in the middle of the text or before anything; or never answer. */
  readonly fault?: 'cut' | 'reset' | 'silence'
}

export type Script = (asked: Asked, turn: number) => Reply | Promise<Reply>

export interface Scene {
  readonly client: Evently
  readonly asked: Asked[]
  /** How long the client has slept, in ms, each time. */
  readonly slept: number[]
  readonly clock: Clock & { nowMs(): number; advance(ms: number): void }
  another(options?: EventlyOptions): Evently
}

/** Runs a test against a scripted server; client and server are closed at its end. */
export async function withServer(script: Script, options: EventlyOptions, test: (scene: Scene) => Promise<void>) {
  const asked: Asked[] = []
  const slept: number[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const one: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(one)
    const reply = await script(one, asked.length - 1)
    if (reply.fault === 'silence') return
    if (reply.fault === 'reset') return void request.socket.destroy()
    const isJson = reply.json !== undefined
    const mediaType = (reply.status ?? 200) >= 400 ? 'application/problem+json' : 'application/json'
    response.writeHead(reply.status ?? 200, {
      'request-id': `req_${asked.length}`,
      ...(isJson && { 'content-type': mediaType }),
      ...reply.headers,
    })
    if (reply.fault === 'cut') return void response.write(reply.text, () => request.socket.destroy())
    response.end(isJson ? JSON.stringify(reply.json) : reply.text)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let nowMs = Date.parse('2030-06-01T18:30:00.000Z')
  let passedMs = 0
  const clock = {
    nowMs: () => nowMs,
    monotonicMs: () => passedMs,
    sleep: async (ms: number) => {
      const endMs = passedMs + ms
      slept.push(ms)
      await new Promise(resolve => setImmediate(resolve)) // others may sleep at the same time
      passedMs = Math.max(passedMs, endMs)
    },
    random: () => 0.5,
    advance: (ms: number) => {
      nowMs += ms
      passedMs += ms
    },
  }
  const clients: Evently[] = []
  const another = (own: EventlyOptions = {}) => {
    const client = new Evently({ baseUrl, ...own }, { clock })
    clients.push(client)
    return client
  }
  try {
    await test({ client: another(options), asked, slept, clock, another })
  } finally {
    server.closeAllConnections()
    await Promise.all(clients.map(client => client.close()))
    await new Promise(resolve => server.close(resolve))
  }
}

/** The refusal with this code. */
export function aProblem(
  code: ProblemCode,
  extra: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const { status, title, retryable } = problemRegistry[code]
  const document = {
    type: `/problems/${code}`,
    title,
    status,
    detail: title,
    instance: '/',
    code,
    requestId: 'req_refused',
    retryable,
    ...extra,
  }
  return { status, json: document, headers }
}

export const aSession = (turn: number, expiresInSeconds = 900) => ({
  user: {
    id: 'usr_01jz3t5m8qf0vab9x2k4c7d6eh',
    email: 'ada@example.com',
    name: 'Ada',
    role: 'attendee',
    createdAt: '2030-06-01T18:30:00.000Z',
  },
  tokens: { accessToken: `access-${turn}`, refreshToken: `refresh-${turn}`, tokenType: 'Bearer', expiresInSeconds },
})

/** What a promise is rejected with. */
export async function faultOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a rejection')
}
