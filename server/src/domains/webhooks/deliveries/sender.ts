// One attempt: a signed request to an endpoint, in bounded time, of whose answer the beginning is kept.
import { request, type Agent, type Dispatcher } from 'undici'
import { isDelivered, retryAfterSecondsOf } from './rules.ts'
import { signatureOf } from './signature.ts'

/** What is sent, and to where. */
export interface Parcel {
  readonly url: string
  readonly messageId: string
  readonly body: string
  /** Seconds since 1970. */
  readonly timestamp: number
  /** One or two, opened. */
  readonly secrets: readonly string[]
}

export interface Sent {
  readonly durationMs: number
  readonly status?: number
  /** The beginning of it. */
  readonly answer?: string
  readonly retryAfterSeconds?: number
  /** In words, why it does not count as delivered; undefined: it does. */
  readonly error?: string
}

export type Send = (parcel: Parcel, signal: AbortSignal) => Promise<Sent>

/** From the look-up of the name to the end of the answer. */
export const sendMsMax = 10_000
export const connectMsMax = 5_000
const answerBytesMax = 4_096

export const createSender =
  (agent: Agent, { msMax = sendMsMax }: { readonly msMax?: number } = {}): Send =>
  async (parcel, signal) => {
    const startedMs = performance.now()
    const took = () => Math.round(performance.now() - startedMs)
    const { aborting, done } = bounded(signal, msMax)
    try {
      const response = await request(parcel.url, {
        method: 'POST',
        dispatcher: agent,
        headers: headersOf(parcel),
        body: parcel.body,
        signal: aborting.signal,
        headersTimeout: msMax,
        bodyTimeout: msMax,
      })
      const answer = await beginningOf(response.body)
      return { durationMs: took(), answer, ...verdictOn(response, parcel.timestamp) }
    } catch (error) {
      signal.throwIfAborted()
      return { durationMs: took(), error: wordsFor(error, { isLate: aborting.signal.aborted, msMax }) }
    } finally {
      done()
    }
  }

/** Aborted by the caller's signal, or when the time is over. */
function bounded(signal: AbortSignal, msMax: number) {
  const aborting = new AbortController()
  const abort = () => {
    aborting.abort()
  }
  const timer = setTimeout(abort, msMax)
  signal.addEventListener('abort', abort)
  return {
    aborting,
    done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    },
  }
}

const headersOf = ({ messageId, body, timestamp, secrets }: Parcel) => ({
  'content-type': 'application/json',
  'user-agent': 'Evently-Webhooks/1',
  'webhook-id': messageId,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signatureOf({ id: messageId, timestamp, body }, secrets),
})

/**
 * Reads as much of a body as is kept. The status has come: an answer that is too long, too slow or broken off says
 * less, and counts all the same.
 */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer)
      bytes += (chunk as Buffer).length
      if (bytes >= answerBytesMax) break // leaving the loop hangs up
    }
  } catch {
    // What has come is kept.
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, answerBytesMax))
  return text.replaceAll('\0', '') // PostgreSQL's text holds none
}

function verdictOn(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  timestamp: number,
): Omit<Sent, 'durationMs'> {
  if (isDelivered(status)) return { status }
  const retryAfterSeconds = retryAfterSecondsOf(one(headers['retry-after']), one(headers['date']), timestamp * 1_000)
  const isRedirect = status >= 300 && status <= 399
  return {
    status,
    error: isRedirect ? `It answered ${status}; redirects are not followed.` : `It answered ${status}.`,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}

const one = (header: string | string[] | undefined) => [header].flat()[0]

/** A name without addresses and one with private ones are told the same: nobody is to learn which names we know. */
function wordsFor(error: unknown, { isLate, msMax }: { isLate: boolean; msMax: number }): string {
  if (isLate) return `It did not answer within ${msMax / 1_000} seconds.`
  const code = codeOf(error)
  if (code === 'ENOTPUBLIC' || code === 'ENOTFOUND')
    return 'Its host does not exist, or has an address that is not public.'
  if (code === 'ELOOKUP') return 'Its host could not be looked up: its name servers did not answer.'
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'The connection took too long.'
  return code === undefined ? 'The connection failed.' : `The connection failed (${code}).`
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string') return code.slice(0, 60)
  return cause instanceof Error ? codeOf(cause) : undefined
}
