// The span of one request, in the terms of OpenTelemetry's conventions for HTTP. A path and a query may hold what a
// person has typed, such as a buyer's reference: so the route is told and these are not, nor who the client is.
import type { IncomingMessage } from 'node:http'
import { operationFacts } from '../../contract/generated/operation-facts.ts'
import type { OperationId } from '../../contract/types.ts'
import { currentSpan, failSpan, inServerSpan } from '../observability/tracing.ts'
import type { Problem } from '../problems.ts'
import { remoteSpanOf } from './request-trace.ts'

/** Answers as a span by the name of its operation, beneath the one that the request comes from. */
export const inRequestSpan = <Result>(
  id: OperationId,
  request: IncomingMessage,
  requestId: string,
  answer: () => Promise<Result>,
): Promise<Result> =>
  inServerSpan(
    id,
    {
      kind: 'server',
      parent: remoteSpanOf(request.headers),
      attributes: {
        'http.request.method': request.method ?? 'GET',
        'http.route': operationFacts[id].path,
        'network.protocol.version': request.httpVersion,
        'evently.request.id': requestId,
      },
    },
    answer,
  )

export function noteStatus(status: number): void {
  currentSpan()?.setAttribute('http.response.status_code', status)
}

/** A refusal says its code; only what is a fault of ours makes the span one that failed. */
export function noteProblem({ code, status }: Problem): void {
  currentSpan()?.setAttribute('evently.problem.code', code)
  if (status >= 500) failSpan(code)
}
