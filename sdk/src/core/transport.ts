// One request from its parts to its answer: headers, time-out, abort, pace, retries, and every fault as an error of the
// SDK.
import type { Answered } from './answer.ts'
import { answered, factsOf } from './answered.ts'
import type { Clock } from './clock.ts'
import type { RequestOptions } from './contract.ts'
import { ConnectionError, EventlyError, TimeoutError } from './errors.ts'
import type { Http, HttpAnswer, HttpRequest } from './http.ts'
import type { Attempted, Observer } from './observing.ts'
import type { Method } from './operation.ts'
import type { PaceKey, Pacer } from './pacing.ts'
import { bodyText } from './request-text.ts'
import type { ResponseFacts } from './response.ts'
import { isOutcomeUnknown, isOverdue, isPassing, isRepeatable, retryDelayMs } from './retries.ts'
import { withinTime } from './within-time.ts'

export interface TransportOptions {
  readonly baseUrl: string
  readonly http: Http
  /** Undefined: the platform has its own. */
  readonly userAgent: string | undefined
  readonly acceptLanguage: string | undefined
  readonly timeoutMs: number
  readonly retriesMax: number
  readonly clock: Clock
  readonly observer: Observer
  readonly pacer: Pacer
  /** Told of every answer, and of when its request went out and when it was there, by this machine's clock. */
  readonly onAnswer: (response: ResponseFacts, sentAtMs: number, gotAtMs: number) => void
}

export interface Outgoing {
  /** The name of its route; undefined: it is no operation by name. */
  readonly route: string | undefined
  readonly method: Method
  /** With its query, from the base URL on. */
  readonly path: string
  readonly body?: unknown
  /** A POST that done twice is done once, without a key. */
  readonly isRepeatable?: boolean
  readonly credential?: string | undefined
  /** What it is counted with by the server's rate limits; undefined: with nothing. */
  readonly paceKey?: PaceKey | undefined
  /** The server is asked to put off its answer by so much: that is no lateness. */
  readonly waitMs?: number
}

/** How long the whole call may take; the signal ends with it. */
export interface Deadline {
  readonly ms: number
  readonly signal: AbortSignal
  leftMs(): number
}

export interface Transport {
  /**
   * Sends, and sends again where that is safe. The data is parsed JSON, text of another kind, the bytes of a picture,
   * or `undefined` where there is none.
   */
  send(outgoing: Outgoing, options: RequestOptions, deadline: Deadline): Promise<Answered<unknown>>
  /** What it consists of, for who reads an answer as it comes. */
  firstAttempt(outgoing: Outgoing, options: RequestOptions): Attempt
  timed<Result>(attempt: Attempt, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>
  /** Sends, and tells of it. */
  exchange(attempt: Attempt, signal: AbortSignal): Promise<HttpAnswer>
  /** Its data, if the answer is one of success; else it throws what that says. */
  read(answer: HttpAnswer, signal: AbortSignal): Promise<Answered<unknown>>
  /** What has failed in the network, as an error of the SDK. */
  faultOf(error: unknown): EventlyError
}

/** One attempt: what goes out, and what is told of it. */
export interface Attempt {
  readonly request: Omit<HttpRequest, 'signal'>
  readonly facts: Attempted
  readonly timeoutMs: number
}

export function createTransport(own: TransportOptions): Transport {
  const { baseUrl, http, userAgent, acceptLanguage, clock, observer, pacer, onAnswer } = own

  async function send(outgoing: Outgoing, options: RequestOptions, deadline: Deadline): Promise<Answered<unknown>> {
    const retriesMax =
      outgoing.isRepeatable || isRepeatable(outgoing.method, options.idempotencyKey)
        ? (options.retriesMax ?? own.retriesMax)
        : 0
    const first = firstAttempt(outgoing, options)
    let unknown: EventlyError | undefined
    let retries = 0
    for (let attempt = 1; ; attempt += 1) {
      const facts = { ...first.facts, attempt }
      try {
        return await attemptOnce({ ...first, facts }, outgoing, deadline)
      } catch (error) {
        if (!isPassing(error)) throw isOverdue(error) ? (unknown ?? error) : error
        if (isOutcomeUnknown(error)) unknown = error
        else retries += 1
        // What is known of the booking is worth more than how a later attempt failed.
        const fault = unknown ?? error
        if (retriesMax === 0 || retries > retriesMax) throw fault
        const delayMs = retryDelayMs(error, attempt - 1, clock.random())
        if (delayMs >= deadline.leftMs()) throw fault
        await observer.tell('retry', { ...facts, error, delayMs })
        await clock.sleep(delayMs, deadline.signal)
      }
    }
  }

  async function attemptOnce(attempt: Attempt, { paceKey }: Outgoing, { ms, signal, leftMs }: Deadline) {
    const tooLate = (waitMs: number) => new TimeoutError(ms, { isDeadline: true, waitMs })
    const permit = await pacer.admit(paceKey, { signal, leftMs, tooLate })
    try {
      return await timed(attempt, signal, async timedSignal => {
        const answer = await exchange(attempt, timedSignal)
        permit.done(answer.headers)
        return read(answer, timedSignal)
      })
    } finally {
      permit.done()
    }
  }

  const read = async (answer: HttpAnswer, signal: AbortSignal) =>
    answered(factsOf(answer), await carried(signal, bodyOf(answer)), { nowMs: clock.nowMs(), baseUrl })

  /** Sends, and tells of it. */
  async function exchange({ request, facts }: Attempt, signal: AbortSignal): Promise<HttpAnswer> {
    await observer.tell('request', facts)
    const [sentAtMs, startMs] = [clock.nowMs(), clock.monotonicMs()]
    const answer = await carried(signal, http.send({ ...request, signal }))
    const response = factsOf(answer)
    onAnswer(response, sentAtMs, clock.nowMs())
    await observer.tell('response', { ...facts, response, durationMs: Math.round(clock.monotonicMs() - startMs) })
    return answer
  }

  function firstAttempt(outgoing: Outgoing, options: RequestOptions): Attempt {
    const { route, method, path, body, credential, waitMs = 0 } = outgoing
    const headers: Record<string, string> = { accept: options.accept ?? 'application/json' }
    const languages = options.acceptLanguage ?? acceptLanguage
    if (languages !== undefined) headers['accept-language'] = languages
    if (userAgent !== undefined) headers['user-agent'] = userAgent
    if (credential !== undefined) headers['authorization'] = `Bearer ${credential}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
    if (options.ifMatch !== undefined) headers['if-match'] = etagOf(options.ifMatch)
    if (options.ifNoneMatch !== undefined) headers['if-none-match'] = etagOf(options.ifNoneMatch)
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value
    checkSendable(path, headers)
    const request = { method, url: baseUrl + path, headers }
    return {
      request: { ...request, body: body === undefined ? undefined : bodyText(body) },
      facts: { ...request, route, attempt: 1 },
      timeoutMs: options.timeoutMs ?? own.timeoutMs + waitMs,
    }
  }

  return { send, firstAttempt, timed, exchange, read, faultOf }
}

/** `3`, `abc` and `"abc"` all name an ETag; `*` and a weak one are sent as they are. */
const etagOf = (version: string | number) =>
  /^(\*|(W\/)?".*")$/.test(String(version)) ? String(version) : `"${version}"`

/** What no request can carry. Said here, without repeating it: what others say of it may show a credential. */
function checkSendable(path: string, headers: Readonly<Record<string, string>>): void {
  const isSendable =
    /^[\x21-\x7e]+$/.test(path) &&
    Object.entries(headers).every(
      ([name, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
    )
  if (!isSendable) throw new EventlyError('The request can not be sent as it is: a header or the path is not valid.')
}

/** Within the time-out of an attempt. */
const timed = <Result>(
  { timeoutMs: ms }: Attempt,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => withinTime({ ms, reason: () => new TimeoutError(ms), signal }, work)

/** What the network does; what fails in it is a fault of the connection, unless somebody has ended it. */
async function carried<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw error instanceof EventlyError || signal.aborted ? error : faultOf(error)
  }
}

function faultOf(error: unknown): EventlyError {
  const { code, message } = error as { code?: string; message?: string }
  return new ConnectionError(`The server could not be reached: ${message || code || 'the connection failed'}.`, {
    cause: error,
  })
}

/** PNG alone is no text. */
async function bodyOf(answer: HttpAnswer): Promise<string | Uint8Array> {
  if (answer.headers['content-type'] !== 'image/png') return answer.text()
  const bytes: number[] = []
  for await (const chunk of answer.chunks()) for (const byte of chunk) bytes.push(byte)
  return Uint8Array.from(bytes)
}
