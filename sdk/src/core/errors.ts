// What the SDK throws. Match on classes and codes, never on messages. None of them carries a credential.
import type { ProblemCode } from '../generated/problems.ts'
import type { WaitlistEntry } from '../generated/shapes.ts'
import type { Problem, ProblemOf } from './problem.ts'
import type { ResponseFacts } from './response.ts'

const apiError = Symbol.for('@evently/sdk ApiError')

/** The base of everything the SDK throws, except an abort: that throws the signal's own reason. */
export class EventlyError extends Error {
  override readonly name: string = 'EventlyError'
}

/**
 * The server refused, and said why: a problem with a stable `code`. A newer server may know codes that are not in
 * `ProblemCode`.
 */
export class ApiError<Code extends ProblemCode = ProblemCode> extends EventlyError {
  /** @internal */
  get [apiError]() {
    return true as const
  }
  override readonly name = 'ApiError'
  declare readonly code: Code
  declare readonly status: number
  declare readonly problem: ProblemOf<Code>
  /** A page that explains the code and says how to mend it. */
  declare readonly type: string
  /** To be named in reports. */
  declare readonly requestId: string
  /** The same request may succeed later. The SDK has already tried again where that was safe. */
  declare readonly retryable: boolean
  declare readonly retryAfterSeconds: number | undefined

  /** `baseUrl`: of the server that has refused; what its problem refers to begins there. */
  constructor(problem: ProblemOf<Code>, retryAfterSeconds?: number, baseUrl = '') {
    const { type, code, title, detail, status, requestId, retryable } = problem as Problem
    super(`${detail && detail !== title ? `${title}: ${detail}` : title} (${code})`)
    this.type = type?.startsWith('/') ? baseUrl + type : (type ?? 'about:blank')
    this.code = code as Code
    this.status = status
    this.problem = problem
    this.requestId = requestId
    this.retryable = retryable
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** An answer that the contract does not know: not JSON, not a problem. Mostly somebody between here and the server. */
export class UnexpectedAnswerError extends EventlyError {
  override readonly name = 'UnexpectedAnswerError'
  declare readonly status: number
  declare readonly requestId: string | undefined
  declare readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    mediaType: string | undefined,
    requestId: string | undefined,
    retryAfterSeconds?: number,
  ) {
    super(`The answer (status ${status}, ${mediaType ?? 'no media type'}) is not one that the API gives.`)
    this.status = status
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * With `ifNoneMatch`: what you have read is still current, so there is nothing to answer with (304). An error, so that
 * an answer is always the whole resource.
 */
export class NotModifiedError extends EventlyError {
  override readonly name = 'NotModifiedError'
  declare readonly response: ResponseFacts

  constructor(response: ResponseFacts) {
    super('Not modified: what you have read is still current.')
    this.response = response
  }
}

/** The server could not be reached, or the connection broke before the answer was complete. `cause` says how. */
export class ConnectionError extends EventlyError {
  override readonly name: string = 'ConnectionError'
}

/**
 * No complete answer in time: within `timeoutMs` for an attempt, or within `deadlineMs` for the whole call. Whether the
 * server did what was asked is not known.
 */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError'
  declare readonly timeoutMs: number
  /** The whole call was out of time, not one attempt. */
  declare readonly isDeadline: boolean

  /** `waitMs`: how long the server's rate limit would have made the call wait. */
  constructor(timeoutMs: number, { isDeadline = false, waitMs }: { isDeadline?: boolean; waitMs?: number } = {}) {
    super(
      waitMs === undefined
        ? `No answer within ${timeoutMs} ms${isDeadline ? ' for the whole call' : ''}.`
        : `The rate limit lets the next request go in ${Math.ceil(waitMs / 1_000)} s, after the deadline of the call.`,
    )
    this.timeoutMs = timeoutMs
    this.isDeadline = isDeadline
  }
}

/** The entry has ended without an offer, or its offer has: `entry` says how. */
export class WaitlistEndedError extends EventlyError {
  override readonly name = 'WaitlistEndedError'
  declare readonly entry: WaitlistEntry

  constructor(entry: WaitlistEntry) {
    super(`The waitlist entry ${entry.id} is ${entry.status}: no offer will come.`)
    this.entry = entry
  }
}

/**
 * Whether an error is the problem with this code, or one of these codes; `error.problem` is then of that code's own
 * type.
 */
export function isProblem<Code extends ProblemCode>(
  error: unknown,
  ...codes: readonly [Code, ...Code[]]
): error is ApiError<Code> {
  return isApiError(error) && (codes as readonly string[]).includes(error.code)
}

/** One of another copy of the SDK too: a program may load it as a module and as CommonJS. */
const isApiError = (error: unknown): error is ApiError =>
  error instanceof Error && (error as Partial<Record<typeof apiError, true>>)[apiError] === true
