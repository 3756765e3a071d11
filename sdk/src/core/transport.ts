// One request from its parts to its answer: headers, time-out, abort, retries, and every fault as an error of the SDK.
import type { Dispatcher } from 'undici'
import { onAbort } from './abort.ts'
import type { Answered } from './answer.ts'
import type { Clock } from './clock.ts'
import type { RequestOptions } from './contract.ts'
import type { Method } from './operation.ts'
import {
  ApiError,
  ConnectionError,
  EventlyError,
  NotModifiedError,
  TimeoutError,
  UnexpectedAnswerError,
} from './errors.ts'
import type { Problem } from './problem.ts'
import { bodyText } from './request-text.ts'
import type { ResponseFacts } from './response.ts'
import { isPassing, isRepeatable, retryAfterSecondsOf, retryDelayMs } from './retries.ts'

export interface TransportOptions {
  readonly baseUrl: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly timeoutMs: number
  readonly retriesMax: number
  readonly clock: Clock
}

export interface Outgoing {
  readonly method: Method
  /** With its query, from the base URL on. */
  readonly path: string
  readonly body?: unknown
  readonly credential?: string
  /** The server is asked to put off its answer by so much: that is no lateness. */
  readonly waitMs?: number
}

export interface Transport {
  /**
   * Sends, and sends again where that is safe. The data is parsed JSON, text of another kind, or `undefined` where
   * there is none.
   */
  send(outgoing: Outgoing, options: RequestOptions): Promise<Answered<unknown>>
  /** Sends once and hands over the open body of a successful answer. The time-out is for its beginning only. */
  open(outgoing: Outgoing, options: RequestOptions): Promise<Dispatcher.ResponseData['body']>
}

export function createTransport({
  baseUrl,
  dispatcher,
  userAgent,
  timeoutMs,
  retriesMax,
  clock,
}: TransportOptions): Transport {
  const { origin, pathname } = new URL(baseUrl)
  const prefix = pathname.replace(/\/+$/, '')

  async function send(outgoing: Outgoing, options: RequestOptions): Promise<Answered<unknown>> {
    const attempts = isRepeatable(outgoing.method, options.idempotencyKey) ? 1 + (options.retriesMax ?? retriesMax) : 1
    const request = requestOf(outgoing, options)
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await attemptOnce(request, { ...options, timeoutMs: timeoutMsOf(outgoing, options) })
      } catch (error) {
        if (attempt + 1 >= attempts || !isPassing(error)) throw error
        await clock.sleep(retryDelayMs(error, attempt, clock.random()), options.signal)
      }
    }
  }

  const timeoutMsOf = ({ waitMs = 0 }: Outgoing, options: RequestOptions) => options.timeoutMs ?? timeoutMs + waitMs

  const attemptOnce = (
    request: Dispatcher.RequestOptions,
    { signal, timeoutMs: attemptMs }: { readonly signal?: AbortSignal; readonly timeoutMs: number },
  ) =>
    withinTime(attemptMs, signal, async timed => {
      const { statusCode, headers, body } = await dispatcher.request({ ...request, signal: timed })
      return answered(statusCode, headers, await body.text(), { nowMs: clock.nowMs(), baseUrl })
    })

  async function open(outgoing: Outgoing, options: RequestOptions) {
    const request = requestOf(outgoing, options)
    return withinTime(options.timeoutMs ?? timeoutMs, options.signal, async timed => {
      const { statusCode, headers, body } = await dispatcher.request({ ...request, signal: timed })
      if (statusCode !== 200) answered(statusCode, headers, await body.text(), { nowMs: clock.nowMs(), baseUrl })
      return body
    })
  }

  function requestOf({ method, path, body, credential }: Outgoing, options: RequestOptions): Dispatcher.RequestOptions {
    const headers: Record<string, string> = { accept: options.accept ?? 'application/json', 'user-agent': userAgent }
    if (credential !== undefined) headers['authorization'] = `Bearer ${credential}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
    if (options.ifMatch !== undefined) headers['if-match'] = etagOf(options.ifMatch)
    if (options.ifNoneMatch !== undefined) headers['if-none-match'] = etagOf(options.ifNoneMatch)
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value
    // The time-outs of undici are coarse and know nothing of queueing; ours covers it all.
    return {
      origin,
      path: prefix + path,
      method,
      headers,
      body: body === undefined ? null : bodyText(body),
      headersTimeout: 0,
      bodyTimeout: 0,
    }
  }

  return { send, open }
}

/** `3`, `abc` and `"abc"` all name an ETag; `*` and a weak one are sent as they are. */
const etagOf = (version: string | number) =>
  /^(\*|(W\/)?".*")$/.test(String(version)) ? String(version) : `"${version}"`

/** Runs with a signal that ends it when the time is over or the caller gives up, and tells the two apart. */
async function withinTime<Result>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted()
  const timed = new AbortController()
  const timer = setTimeout(() => timed.abort(new TimeoutError(timeoutMs)), timeoutMs)
  const forget = onAbort(signal, () => timed.abort(signal?.reason))
  try {
    return await work(timed.signal)
  } catch (error) {
    if (timed.signal.aborted) throw timed.signal.reason
    throw error instanceof EventlyError ? error : sendingFault(error)
  } finally {
    clearTimeout(timer)
    forget()
  }
}

function sendingFault(error: unknown): EventlyError {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'UND_ERR_INVALID_ARG')
    return new EventlyError('The request can not be sent as it is: a header or the path is not valid.')
  return new ConnectionError(`The server could not be reached: ${message || code || 'the connection failed'}.`, {
    cause: error,
  })
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** The answer, if it is one of success; else it throws what it says. */
function answered(
  status: number,
  rawHeaders: Headers,
  text: string,
  { nowMs, baseUrl }: { readonly nowMs: number; readonly baseUrl: string },
): Answered<unknown> {
  const headers = plainHeaders(rawHeaders)
  const response: ResponseFacts = {
    status,
    headers,
    requestId: headers['request-id'],
    etag: headers['etag'],
    replayed: headers['idempotency-replayed'] === 'true',
  }
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const retryAfterSeconds = retryAfterSecondsOf(headers['retry-after'], nowMs)
  const unexpected = () => new UnexpectedAnswerError(status, mediaType, response.requestId, retryAfterSeconds)
  const isEmpty = status === 204 || (text === '' && mediaType === undefined)
  if (isEmpty && status >= 200 && status < 300) return { data: undefined, response }
  if (status === 304) throw new NotModifiedError(response)
  const data = mediaType?.endsWith('json') ? parsed(text, unexpected) : text
  if (status >= 200 && status < 300) return { data, response }
  if (mediaType !== 'application/problem+json' || !isProblemDocument(data)) throw unexpected()
  const seconds = retryAfterSeconds ?? (data as { retryAfterSeconds?: number }).retryAfterSeconds
  throw new ApiError(data, seconds, baseUrl)
}

function plainHeaders(headers: Headers): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  return plain
}

function parsed(text: string, fault: () => Error): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw fault()
  }
}

function isProblemDocument(data: unknown): data is Problem {
  if (typeof data !== 'object' || data === null) return false
  const { code, status, title } = data as Readonly<Record<string, unknown>>
  return typeof code === 'string' && typeof status === 'number' && typeof title === 'string'
}
