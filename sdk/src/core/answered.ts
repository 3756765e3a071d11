// What an answer of the server is for the caller: the data, or the error that it says.
import type { Answered } from './answer.ts'
import { ApiError, NotModifiedError, UnexpectedAnswerError } from './errors.ts'
import type { HttpAnswer } from './http.ts'
import type { Problem } from './problem.ts'
import type { ResponseFacts } from './response.ts'
import { retryAfterSecondsOf } from './retries.ts'

export function factsOf({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): ResponseFacts {
  return {
    status,
    headers,
    requestId: headers['request-id'],
    etag: headers['etag'],
    replayed: headers['idempotency-replayed'] === 'true',
  }
}

/** The answer, if it is one of success; else it throws what it says. `baseUrl`: of the server that has answered. */
export function answered(
  response: ResponseFacts,
  body: string | Uint8Array,
  { nowMs, baseUrl }: { readonly nowMs: number; readonly baseUrl: string },
): Answered<unknown> {
  const { status, headers } = response
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const retryAfterSeconds = retryAfterSecondsOf(headers['retry-after'], nowMs)
  const unexpected = () => new UnexpectedAnswerError(status, mediaType, response.requestId, retryAfterSeconds)
  const isEmpty = status === 204 || (body === '' && mediaType === undefined)
  if (isEmpty && status >= 200 && status < 300) return { data: undefined, response }
  if (status === 304) throw new NotModifiedError(response)
  const data = typeof body === 'string' && mediaType?.endsWith('json') ? parsed(body, unexpected) : body
  if (status >= 200 && status < 300) return { data, response }
  if (mediaType !== 'application/problem+json' || !isProblemDocument(data)) throw unexpected()
  const seconds = retryAfterSeconds ?? (data as { retryAfterSeconds?: number }).retryAfterSeconds
  throw new ApiError(data, seconds, baseUrl)
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
