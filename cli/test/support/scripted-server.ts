// A server on loopback that answers what the test tells it to, and remembers what it was asked.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problemRegistry } from '@evently/sdk'
import type { ProblemCode } from '@evently/sdk'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

export interface Reply {
  readonly status?: number
  readonly json?: unknown
  readonly text?: string
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** By `METHOD /path`. */
export type Script = Readonly<Record<string, Reply | ((asked: Asked) => Reply)>>

export interface ScriptedServer {
  readonly url: string
  readonly asked: Asked[]
  close(): Promise<void>
}

export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const one: Asked = {
      method: request.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(one)
    const scripted = script[`${one.method} ${one.path}`] ?? aProblem('route_not_found')
    const {
      status = 200,
      json,
      text: plain,
      mediaType,
      headers,
    } = typeof scripted === 'function' ? scripted(one) : scripted
    response.writeHead(status, {
      'request-id': 'req_1',
      ...headers,
      ...((json !== undefined || plain !== undefined) && {
        'content-type': mediaType ?? (status >= 400 ? 'application/problem+json' : 'application/json'),
      }),
    })
    response.end(json === undefined ? plain : JSON.stringify(json))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** The refusal with this code. */
export function aProblem(code: ProblemCode, extra: Readonly<Record<string, unknown>> = {}): Reply {
  const { status, title, retryable } = problemRegistry[code]
  return {
    status,
    json: {
      type: `/problems/${code}`,
      title,
      status,
      detail: title,
      instance: '/',
      code,
      requestId: 'req_refused',
      retryable,
      ...extra,
    },
  }
}
