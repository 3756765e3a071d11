// Requests over `fetch`: the platform's own, or the one that the caller gives.
import type { Fetch, FetchAnswer, FetchInit, Http, HttpAnswer, HttpRequest, Platform } from '../core/http.ts'
import type { Kind } from '../core/options.ts'

const forNode: Kind = ['left out: it is for Node alone, `fetch` is for everywhere', () => false]

/** Browsers, workers, Deno, Bun. */
export const fetchPlatform: Platform = {
  options: { dispatcher: forNode, connectionsMax: forNode },
  open: ({ fetch }) => fetchHttp(fetch),
  // With a location it is a page or a worker of one, but Deno always has that property.
  sendsUserAgent: !('location' in globalThis) || 'Deno' in globalThis,
}

/** Without a function of the caller's own: the global one, as it is when a request goes out. */
export function fetchHttp(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Http {
  return {
    send: async request => answerOf(await fetch(request.url, initOf(request))),
    close: async () => undefined,
  }
}

/** No member more than needed: some platforms throw for `credentials`, `cache` and `mode`. */
function initOf({ method, headers, body, signal }: HttpRequest): FetchInit {
  return { method, headers: { ...headers }, ...(body !== undefined && { body }), signal, redirect: 'manual' }
}

function answerOf(answer: FetchAnswer): HttpAnswer {
  const headers: Record<string, string> = {}
  answer.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value
  })
  return {
    status: answer.status,
    headers,
    text: () => answer.text(),
    chunks: () => chunksOf(answer),
  }
}

async function* chunksOf({ body }: FetchAnswer): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (value !== undefined) yield value
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined) // a body that has failed or was aborted can't be closed once more
  }
}
