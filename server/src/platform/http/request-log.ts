// Which requests get a line in the log. A line for each costs a fifth of what the server can do, and the metrics count
// them anyway: so those that were slow or failed by our fault, a bounded number of them, and at level debug all.
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { createLineBound } from '../observability/bounded-lines.ts'
import { traceIdOf } from './request-trace.ts'

export interface RequestLogOptions {
  readonly log: Logger
  readonly slowMs: number
  /**
   * Lines a second beyond which requests are only counted; the next line says how many there were. An overload must not
   * be made worse by telling of it.
   */
  readonly linesPerSecondMax?: number
}

export interface AnswerFacts {
  readonly operation: string
  readonly status: number
  readonly seconds: number
  readonly requestId: string
  readonly request: IncomingMessage
}

export type RequestLog = ReturnType<typeof createRequestLog>

export function createRequestLog({ log, slowMs, linesPerSecondMax = 10 }: RequestLogOptions) {
  const slowSeconds = slowMs / 1_000
  const tellsAll = log.isLevelEnabled('debug')
  const room = createLineBound({ linesPerSecondMax })

  function tell({ operation, status, seconds, requestId, request }: AnswerFacts) {
    const line = { operation, status, ms: Math.round(seconds * 1_000), ...idsOf(request, requestId) }
    if (seconds < slowSeconds && status < 500) return log.debug(line, 'a request')
    const left = room()
    if (left) log.warn({ ...line, ...left }, status >= 500 ? 'a request could not be served' : 'a slow request')
  }

  return {
    answered(answered: AnswerFacts) {
      if (answered.seconds >= slowSeconds || answered.status >= 500 || tellsAll) tell(answered)
    },
  }
}

/**
 * What every line about a request is found by: our id of it, and the trace that it is part of
 * (https://www.w3.org/TR/trace-context/).
 */
export function idsOf(request: IncomingMessage, requestId: string) {
  const traceId = traceIdOf(request.headers)
  return { requestId, ...(traceId && { traceId }) }
}
