// Which request all of this is done for, and the trace that it is part of: carried along only in a process that asks
// other services, so that their logs name it too.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'
import { currentSpanContext, type RemoteSpan } from '../observability/tracing.ts'

export interface RequestTrace {
  readonly requestId: string
  /** As W3C Trace Context has it; passed on as it came. */
  readonly traceparent?: string | undefined
}

const traces = new AsyncLocalStorage<RequestTrace>()

export const withTrace = <Result>(trace: RequestTrace, work: () => Result): Result => traces.run(trace, work)

/** Undefined outside a request: in a job, or where nothing is asked of other services. */
export const currentTrace = (): RequestTrace | undefined => traces.getStore()

/** https://www.w3.org/TR/trace-context/#traceparent-header; a later version may say more behind a dash. */
const traceparentPattern =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-[\x21-\x7e]{1,200})?$/

/** What isn't of this form is not passed on. */
export function traceparentOf({ traceparent }: IncomingHttpHeaders): string | undefined {
  return typeof traceparent === 'string' && traceparentPattern.test(traceparent) ? traceparent : undefined
}

/** The span that a request comes from; `tracestate` is looked at by whoever reads it. */
export function remoteSpanOf(headers: IncomingHttpHeaders): RemoteSpan | undefined {
  const [, traceId, spanId, flags] = traceparentPattern.exec(traceparentOf(headers) ?? '') ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, flags: Number.parseInt(flags, 16), tracestate: headers['tracestate']?.toString() }
}

/** The trace that a request is part of: the one it says, else the one that begins with it, if anybody records it. */
export const traceIdOf = (headers: IncomingHttpHeaders): string | undefined =>
  remoteSpanOf(headers)?.traceId ?? currentSpanContext()?.traceId

/** What another service is sent: the span under way, where there is one, else what this request came with. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const span = currentSpanContext()
  if (!span) {
    const traceparent = currentTrace()?.traceparent
    return traceparent === undefined ? {} : { traceparent }
  }
  const flags = span.traceFlags.toString(16).padStart(2, '0')
  const tracestate = span.traceState?.serialize()
  return { traceparent: `00-${span.traceId}-${span.spanId}-${flags}`, ...(tracestate && { tracestate }) }
}

/** The id under which another service has sent its request, if it is one of ours. */
export function passedOnRequestId({ 'request-id': id }: IncomingHttpHeaders): string | undefined {
  return typeof id === 'string' && /^req_[0-9a-z]{26}$/.test(id) ? id : undefined
}
