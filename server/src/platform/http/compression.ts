// Answers compressed for those who accept it: those to GET alone, and only those that gain by it.
//
// An answer that holds a secret beside what somebody else has written must not be compressed: its length would tell how
// much of the secret has been guessed (BREACH). Secrets are answered to POST (tokens, keys), next to the body that was
// sent, and such an answer is never compressed. What is read with GET is asked for with a token that no browser adds by
// itself, so nobody can make another's browser ask for it over and over.
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'

export type Encoding = 'br' | 'gzip'

/** Below this a packet is sent anyway, and the work is lost. */
const bytesMin = 1_024
const compressible = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json$|image\/svg)/
/** Of what is compressed equally willingly the first. */
const preferred = ['br', 'gzip']
const [brotli, zipped] = [promisify(brotliCompress), promisify(gzip)]

/** Whether it is compressed for those who accept it; then its head says `Vary: Accept-Encoding`, to all. */
export const isCompressible = (method: string | undefined, mediaType: string, bytes: number) =>
  bytes >= bytesMin && (method === 'GET' || method === 'HEAD') && compressible.test(mediaType)

/** The encoding that a client likes best; undefined: none. */
export function encodingFor({ headers }: Pick<IncomingMessage, 'headers'>): Encoding | undefined {
  if (headers['accept-encoding'] === undefined) return undefined
  const accepted = String(headers['accept-encoding'])
  const known = chosen.get(accepted)
  if (known) return known === 'identity' ? undefined : known
  const negotiator = new Negotiator({ headers }) as unknown as {
    encodings(available: readonly string[], options: { preferred: readonly string[] }): string[]
  }
  const [best] = negotiator.encodings([...preferred, 'identity'], { preferred })
  chosen.set(accepted, best === 'br' || best === 'gzip' ? best : 'identity')
  return encodingFor({ headers })
}

/** What clients accept is the same few lines over and over, and reading one takes as long as finding an event. */
const chosen = new LRUCache<string, Encoding | 'identity'>({ max: 100 })

const keptOf = new WeakMap<object, Map<Encoding, Promise<Buffer>>>()

/** Compressed in another thread. `shared` stands for content that is answered with again: it is compressed once. */
export function compressed(content: string | Buffer, encoding: Encoding, shared?: object): Promise<Buffer> {
  if (!shared) return compress(content, encoding)
  const kept = keptOf.get(shared) ?? new Map<Encoding, Promise<Buffer>>()
  keptOf.set(shared, kept)
  const running = kept.get(encoding) ?? compress(content, encoding)
  kept.set(encoding, running)
  return running
}

/** Cheap: 100 kB of JSON take 0.6 ms of a processor with either, and keep a tenth of their size. */
function compress(content: string | Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return zipped(content, { level: 4 })
  const size = typeof content === 'string' ? content.length : content.byteLength
  return brotli(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  })
}
