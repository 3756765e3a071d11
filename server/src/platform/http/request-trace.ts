// Which request all of this is done for: carried along only in a process that asks other services, so that their logs
// name it too.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'

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
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-[\x21-\x7e]{1,200})?$/

/** What isn't of this form is not passed on. */
export function traceparentOf({ traceparent }: IncomingHttpHeaders): string | undefined {
  return typeof traceparent === 'string' && traceparentPattern.test(traceparent) ? traceparent : undefined
}

/** The trace that a request is part of. */
export const traceIdOf = (headers: IncomingHttpHeaders): string | undefined =>
  traceparentPattern.exec(traceparentOf(headers) ?? '')?.[1]

/** The id under which another service has sent its request, if it is one of ours. */
export function passedOnRequestId({ 'request-id': id }: IncomingHttpHeaders): string | undefined {
  return typeof id === 'string' && /^req_[0-9a-z]{26}$/.test(id) ? id : undefined
}
