// What the server for tests refuses with: a code of the contract, and what comes with it.
import { problemRegistry } from '../generated/problems.ts'
import type { ProblemCode } from '../generated/problems.ts'

export class Refusal extends Error {
  readonly code: ProblemCode
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: ProblemCode, extra: Readonly<Record<string, unknown>> = {}, detail?: string) {
    super(detail ?? problemRegistry[code].description)
    this.code = code
    this.extra = extra
  }

  get status(): number {
    return problemRegistry[this.code].status
  }
}

/** As RFC 9457 writes it down. */
export function problemDocument({ code, message, extra }: Refusal, instance: string, requestId: string) {
  const { status, title, retryable } = problemRegistry[code]
  return { type: `/problems/${code}`, title, status, detail: message, instance, code, requestId, retryable, ...extra }
}
