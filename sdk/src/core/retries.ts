// Which requests are sent again, and when. Pure: no clock, no randomness of its own.
import type { Method } from './operation.ts'
import { ApiError, ConnectionError, isProblem, TimeoutError, UnexpectedAnswerError } from './errors.ts'
import type { EventlyError } from './errors.ts'

const retriedStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504])
const backoffMsFirst = 250
const backoffMsMax = 8_000
/** When the server asks for a longer wait, the caller gets the error with `retryAfterSeconds` instead. */
const retryAfterSecondsMax = 60

/** Whether doing it twice is doing it once, whatever it is: a POST only is with an Idempotency-Key, a PATCH never. */
export const isRepeatable = (method: Method, idempotencyKey: string | undefined) =>
  method === 'GET' || method === 'PUT' || method === 'DELETE' || (method === 'POST' && idempotencyKey !== undefined)

/**
 * Whether the fault may be gone next time. A 409 is a fact about the resource, to be decided on by the caller, even a
 * retryable one.
 */
export function isPassing(error: unknown): error is EventlyError {
  if (error instanceof ConnectionError) return !isOverdue(error)
  if (!(error instanceof ApiError || error instanceof UnexpectedAnswerError)) return false
  return retriedStatuses.has(error.status) && (error.retryAfterSeconds ?? 0) <= retryAfterSecondsMax
}

/** The whole call is out of time. */
export const isOverdue = (error: unknown) => error instanceof TimeoutError && error.isDeadline

/** A payment is under way: asked for again by the same key, until the whole call is out of time. */
export const isOutcomeUnknown = (error: unknown): error is ApiError<'payment_outcome_unknown'> =>
  isProblem(error, 'payment_outcome_unknown')

/**
 * How long to wait before attempt `attempt` + 1: what the server asks for, and on top a share of a doubling span (full
 * jitter).
 */
export function retryDelayMs(error: unknown, attempt: number, random: number): number {
  const asked = error instanceof ApiError || error instanceof UnexpectedAnswerError ? (error.retryAfterSeconds ?? 0) : 0
  return Math.round(asked * 1_000 + random * Math.min(backoffMsMax, backoffMsFirst * 2 ** attempt))
}

/** Retry-After in seconds, whether it says seconds or a date (RFC 9110 §10.2.3). */
export function retryAfterSecondsOf(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1_000))
}
