// One attempt to hand a message to the local app: a request as the server makes it, in bounded time.
import { request as requestHttp } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { ForwardAddress } from './forward-address.ts'

export interface Attempted {
  /** `delivered`: answered with 2xx. `away`: nobody listens. `untrusted`: TLS failed, and will again. */
  readonly outcome: 'delivered' | 'failed' | 'gone' | 'away' | 'untrusted'
  readonly latencyMs: number
  readonly status?: number
  /** The beginning of what was answered. */
  readonly answer?: string
  /** In words, why it does not count as delivered. */
  readonly error?: string
}

export interface AttemptOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface Sent {
  readonly headers: OutgoingHttpHeaders
  readonly body: string
}

/** As the server keeps of an answer. */
const answerBytesMax = 4_096
/** What Node.js and OpenSSL call faults of certificates, and of peers that speak no TLS. */
const tlsFault =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER|DECODE)|HOSTNAME_)/

/** Throws the signal's reason when it is aborted; every other end is an outcome. */
export function attempt(
  { url, insecure }: ForwardAddress,
  { headers, body }: Sent,
  { timeoutMs, signal }: AttemptOptions,
): Promise<Attempted> {
  const startedMs = performance.now()
  const isTls = url.protocol === 'https:'
  const bytes = Buffer.from(body)
  // A connection each: one that is kept may be closed by an app that starts again, and look like a failure.
  const options = { method: 'POST', agent: false, headers: { ...headers, 'content-length': bytes.length } } as const
  return new Promise((resolve, reject) => {
    let isConnected = false
    let answered: number | undefined
    const request = isTls ? requestHttps(url, { ...options, rejectUnauthorized: !insecure }) : requestHttp(url, options)
    const end = (attempted: Omit<Attempted, 'latencyMs'>) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      request.destroy()
      resolve({ ...attempted, latencyMs: Math.round(performance.now() - startedMs) })
    }
    const abort = () => {
      clearTimeout(timer)
      request.destroy()
      reject(signal.reason as Error)
    }
    const late = () => end(lateVerdict(answered, isConnected, timeoutMs))
    const timer = setTimeout(late, timeoutMs)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    request.on('socket', socket =>
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        isConnected = true
      }),
    )
    request.on('response', response => {
      const status = (answered = response.statusCode ?? 0)
      void beginningOf(response).then(answer => end({ ...verdictOn(status), answer }))
    })
    request.on('error', error => end(faultOf(error, isConnected)))
    request.end(bytes)
  })
}

function verdictOn(status: number): Omit<Attempted, 'latencyMs'> {
  if (status >= 200 && status <= 299) return { outcome: 'delivered', status }
  if (status === 410) return { outcome: 'gone', status, error: 'It answered 410, which disables an endpoint.' }
  const isRedirect = status >= 300 && status <= 399
  return { outcome: 'failed', status, error: isRedirect ? 'Redirects are not followed.' : `It answered ${status}.` }
}

function lateVerdict(status: number | undefined, isConnected: boolean, ms: number): Omit<Attempted, 'latencyMs'> {
  if (status !== undefined) return verdictOn(status) // of an answer that never ends
  if (!isConnected) return { outcome: 'away', error: 'the connection took too long' }
  return { outcome: 'failed', error: `It did not answer within ${ms / 1_000} s.` }
}

function faultOf(error: NodeJS.ErrnoException, isConnected: boolean): Omit<Attempted, 'latencyMs'> {
  const { code = error.name } = error
  if (!isConnected && tlsFault.test(code)) return { outcome: 'untrusted', error: code }
  if (!isConnected) return { outcome: 'away', error: code }
  if (code.startsWith('HPE_')) return { outcome: 'failed', error: 'It answered something else than HTTP.' }
  return { outcome: 'failed', error: `It closed the connection without an answer (${code}).` }
}

/** The status has come: a body that breaks off or never ends says less, and counts all the same. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer)
      bytes += (chunk as Buffer).length
      if (bytes >= answerBytesMax) break
    }
  } catch {
    // What has come is kept.
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, answerBytesMax))
}
