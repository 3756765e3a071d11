// Requests over undici, with connections of the client's own. It is loaded with the first request: a program that only
// imports the SDK doesn't wait for it.
import type { Dispatcher as UndiciDispatcher } from 'undici'
import type { Dispatcher, Http, HttpAnswer, HttpRequest, Platform } from '../core/http.ts'
import { having, whole } from '../core/options.ts'
import { fetchHttp } from './fetch.ts'

/** Node. */
export const nodePlatform: Platform = {
  options: {
    connectionsMax: whole(1, 65_535),
    dispatcher: having('a dispatcher of undici', 'function', 'dispatch', 'request', 'close'),
  },
  open({ fetch, dispatcher, connectionsMax }, warn) {
    if (fetch !== undefined && (dispatcher !== undefined || connectionsMax !== undefined))
      throw new TypeError(
        `${dispatcher ? 'dispatcher' : 'connectionsMax'} has no effect beside fetch: give one of them.`,
      )
    if (dispatcher !== undefined && connectionsMax !== undefined)
      throw new TypeError('connectionsMax has no effect beside dispatcher: give one of them.')
    if (fetch !== undefined) return fetchHttp(fetch)
    return dispatcher === undefined
      ? ownHttp(connectionsMax ?? 64, warn)
      : undiciHttp(dispatcher, async () => undefined)
  },
  sendsUserAgent: true,
}

/** Over an Agent that is made for the first request and closed with the client. */
function ownHttp(connectionsMax: number, warn: (message: string) => void): Http {
  let opened: Promise<Http> | undefined
  const open = async () => {
    const undici = await import('undici').catch(() => undefined)
    if (undici === undefined) {
      // undici is CommonJS: bundled into a module for Node it finds no `require`, unless it stays external.
      warn('undici could not be loaded: requests go over the global fetch, and connectionsMax has no effect.')
      return fetchHttp()
    }
    const agent = new undici.Agent({ connections: connectionsMax, pipelining: 1 })
    return undiciHttp(agent, () => agent.close())
  }
  return {
    send: async request => (await (opened ??= open())).send(request),
    close: async () => (await opened)?.close(),
  }
}

function undiciHttp(dispatcher: Dispatcher, close: () => Promise<void>): Http {
  const own = dispatcher as unknown as UndiciDispatcher
  return { send: async request => answerOf(await own.request(optionsOf(request))), close }
}

/** The time-outs of undici are coarse and know nothing of queueing; the client's own cover it all. */
function optionsOf({ method, url, headers, body, signal }: HttpRequest): UndiciDispatcher.RequestOptions {
  const { origin } = new URL(url)
  const path = url.slice(origin.length)
  return { origin, path, method, headers, body: body ?? null, signal, headersTimeout: 0, bodyTimeout: 0 }
}

function answerOf({ statusCode, headers, body }: UndiciDispatcher.ResponseData): HttpAnswer {
  return { status: statusCode, headers: plainHeaders(headers), text: () => body.text(), chunks: () => chunksOf(body) }
}

async function* chunksOf(body: UndiciDispatcher.ResponseData['body']): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body as AsyncIterable<Uint8Array>
  } finally {
    if (!body.destroyed) body.on('error', () => undefined).destroy()
  }
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  return plain
}
