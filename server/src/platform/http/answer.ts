// Sending an answer, also one that is out before its request has arrived: a refusal must reach a client that is still
// sending.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hasAskedForBody } from './body.ts'

export interface Outgoing {
  readonly status: number
  readonly head: OutgoingHttpHeaders
  readonly content: string | Buffer | undefined
}

/** Beyond this it costs more to let a client finish than to let it connect again. */
const leftBytesMax = 262_144
/** So long the answer to a request that is nearly here waits for its rest. */
const leftMsMax = 300

/**
 * Sends the whole answer. Where the request has not arrived as a whole, its rest is awaited if it is small and on its
 * way, so that the connection can go on. Else the answer says that the connection closes, and it closes as
 * `closeGently` (connection.ts) does.
 */
export function send(request: IncomingMessage, response: ServerResponse, answer: Outgoing): void {
  if (request.complete) write(response, answer)
  else
    void restArrives(request).then(arrived => {
      write(response, arrived ? answer : { ...answer, head: { ...answer.head, Connection: 'close' } })
    })
}

/**
 * Sends an answer piece by piece, as fast as its client takes it. A client that goes away ends the reading, and is no
 * failure. What fails on the way ends the connection, so that nobody takes a part for the whole. Rejects with it.
 */
export async function sendChunks(
  request: IncomingMessage,
  response: ServerResponse,
  { status, head, chunks }: Omit<Outgoing, 'content'> & { readonly chunks: AsyncIterable<string> },
): Promise<void> {
  response.writeHead(status, request.complete ? head : { ...head, Connection: 'close' })
  request.resume() // a body is read by nobody
  if (request.method === 'HEAD') return void response.end()
  let failure: Error | undefined
  const source = chunks[Symbol.asyncIterator]()
  async function* watched() {
    try {
      for (;;) {
        const next = await source.next().catch((error: Error) => {
          failure = error
          throw error
        })
        if (next.done) return
        yield next.value
      }
    } finally {
      await source.return?.()
    }
  }
  await pipeline(Readable.from(watched()), response).catch(() => {}) // its client has gone, or it is `failure`
  if (failure) throw failure
}

function write(response: ServerResponse, { status, head, content }: Outgoing) {
  if (!response.destroyed) response.writeHead(status, head).end(content)
}

/** Throws away what is left of a request; true once all of it was. */
function restArrives(request: IncomingMessage): Promise<boolean> {
  return new Promise<boolean>(resolve => {
    if (!hasAskedForBody(request) || Number(request.headers['content-length']) > leftBytesMax) return resolve(false)
    const timer = setTimeout(() => resolve(false), leftMsMax)
    let left = leftBytesMax
    request.on('data', (chunk: Buffer) => {
      if ((left -= chunk.length) < 0) resolve(false)
    })
    request.once('end', () => resolve(true))
    request.resume() // whoever read it may have stopped
    request.once('close', () => {
      clearTimeout(timer)
      resolve(false)
    })
  }).finally(() => {
    request.resume()
  })
}
