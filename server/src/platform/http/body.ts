// Reading a request's body: bounded in bytes, in one encoding, as one media type.
import type { IncomingMessage } from 'node:http'
import { isUtf8 } from 'node:buffer'
import { beginningOf } from '../code-points.ts'
import { problem } from '../problems.ts'
import { parseStrictJson } from './strict-json.ts'

/**
 * The JSON of a request, or undefined when there is no body. Throws `unsupported_media_type`, `payload_too_large`
 * (more than `bytesMax`) and `malformed_request`. `onBytes` is shown what it was made from.
 */
export async function readJson(
  request: IncomingMessage,
  { bytesMax, onBytes }: { bytesMax: number; onBytes?: (bytes: Buffer) => void },
): Promise<unknown> {
  const declared = request.headers['content-length']
  if (declared === '0' || (declared === undefined && request.headers['transfer-encoding'] === undefined))
    return undefined
  const type = request.headers['content-type'] ?? ''
  if (type !== 'application/json' && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    const given = type === '' ? 'which it lacks' : `not ${beginningOf(type, shownMax)}`
    throw problem(
      'unsupported_media_type',
      `Send the body as JSON, with the header Content-Type: application/json, ${given}.`,
    )
  }
  if (request.headers['content-encoding'] !== undefined)
    throw problem('unsupported_media_type', 'Send the body without a Content-Encoding.')
  if (Number(declared) > bytesMax) throw tooLarge(bytesMax)
  const bytes = await readBytes(request, bytesMax)
  onBytes?.(bytes)
  if (!isUtf8(bytes)) throw problem('malformed_request', 'The body is not UTF-8.')
  return parseStrictJson(bytes.toString('utf8'))
}

/** As much of a header as an answer repeats. */
const shownMax = 100

function readBytes(request: IncomingMessage, bytesMax: number) {
  return new Promise<Buffer>((resolve, reject) => {
    askForBody(request)
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', function take(chunk: Buffer) {
      length += chunk.length
      chunks.push(chunk)
      if (length <= bytesMax) return
      request.off('data', take).pause() // whoever answers decides what becomes of the rest
      reject(tooLarge(bytesMax))
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.on('error', () => reject(problem('malformed_request', 'The body ended before it was complete.')))
  })
}

const tooLarge = (bytesMax: number) => problem('payload_too_large', `The body may have ${bytesMax} bytes at most.`)

/**
 * Clients that send nothing but a head until they are asked for more (`Expect: 100-continue`), and how each is asked.
 */
const unasked = new WeakMap<IncomingMessage, () => void>()

/** The client waits to be asked for its body: nobody asks but who reads it, so that a refusal costs nobody a body. */
export function holdBack(request: IncomingMessage, ask: () => void) {
  unasked.set(request, ask)
}

/** False while a client waits to be asked: it may never send its body. */
export const hasAskedForBody = (request: IncomingMessage): boolean => !unasked.has(request)

function askForBody(request: IncomingMessage) {
  unasked.get(request)?.()
  unasked.delete(request)
}
