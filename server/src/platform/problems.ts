// The one kind of error that a client is meant to see: a problem with a stable code from the contract's registry.
import { problemRegistry, type ProblemCode } from '../contract/generated/problem-registry.ts'

export type { ProblemCode }

/** What a problem may carry beyond RFC 9457's members; which code carries what stands in openapi/problems.yaml. */
export interface ProblemExtra {
  readonly errors?: readonly ValidationError[]
  readonly available?: number
  readonly ticketTypeId?: string
  readonly ticketId?: string
  readonly limit?: number
  readonly deadline?: string
  readonly refundableMinor?: number
  readonly uses?: number
  readonly retryAfterSeconds?: number
  readonly scope?: string
  readonly reason?: string
  readonly expiresAt?: string
  readonly bookingId?: string
  readonly currentVersion?: number
  readonly currentETag?: string
  readonly minimumCapacity?: number
  readonly events?: readonly { readonly id: string; readonly title: string }[]
  readonly moreEvents?: number
  readonly codes?: readonly string[]
  readonly heldReservations?: number
  readonly heldSeats?: number
  readonly heldUntil?: string
  readonly holdsPerBuyerMax?: number
  readonly holdSeatsPerBuyerMax?: number
  readonly outstandingSeats?: number
  readonly seatsMax?: number
  readonly seatsLeft?: number
}

/** One fault of a request: where (RFC 6901 pointer), which rule, in words. */
export interface ValidationError {
  readonly pointer: string
  readonly keyword: string
  readonly message: string
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly extra: ProblemExtra

  constructor(code: ProblemCode, detail: string, extra: ProblemExtra) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.status = problemRegistry[code].status
    this.extra = extra
  }
}

/** A problem to be thrown; without `detail` it says what the registry says. */
export const problem = (
  code: ProblemCode,
  detail: string = problemRegistry[code].description,
  extra: ProblemExtra = {},
) => new Problem(code, detail, extra)

/** A `validation_failed` that says the first of these faults in its detail and lists all of them. */
export function validationProblem(faults: readonly [ValidationError, ...ValidationError[]]): Problem {
  const [first, ...others] = faults
  const more =
    others.length === 0
      ? ''
      : ` ${others.length === 1 ? 'Another fault is' : `${others.length} more faults are`} listed in errors.`
  return problem('validation_failed', `${sentenceOf(first)}${more}`, { errors: faults })
}

/** `The query is not valid: limit must be 100 or less, not 1000.` */
function sentenceOf({ pointer, message }: ValidationError): string {
  const end = /[.?]$/.test(message) ? '' : '.'
  const [, first = '', ...rest] = pointer.split('/').map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (first === 'header') return `The ${rest.join('/')} header ${message}${end}`
  const isParameter = first === 'query' || first === 'path'
  const name = nameOf(isParameter ? rest : [first, ...rest])
  const part = isParameter ? `The ${first}` : 'The body'
  return name === '' ? `${part} ${message}${end}` : `${part} is not valid: ${name} ${message}${end}`
}

/** `ticketTypes[0].priceMinor` */
const nameOf = (parts: readonly string[]) =>
  parts.reduce((name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`), '')

/** Throws the faults, if there are any. */
export function refuseFaults(faults: readonly ValidationError[]): void {
  const [first, ...others] = faults
  if (first) throw validationProblem([first, ...others])
}

/**
 * Where a code is explained. Relative to the server, as RFC 9457 lets it be: it opens on whatever name the server was
 * asked by, and is the same on all of them.
 */
export const problemPath = (code: ProblemCode): string => `/problems/${code}`

/** The problem as RFC 9457 writes it down (https://www.rfc-editor.org/rfc/rfc9457). */
export function problemDocument(
  { code, message, extra }: Problem,
  { instance, requestId }: { instance: string; requestId: string },
) {
  const { status, title, retryable } = problemRegistry[code]
  return {
    type: problemPath(code),
    title,
    status,
    detail: message,
    instance,
    code,
    requestId,
    retryable,
    ...extra,
  }
}

/** What was asked for, or undefined where it is refused with this code: for what may well not be there. */
export async function undefinedIf<Thing>(code: ProblemCode, asked: Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && error.code === code) return undefined
    throw error
  }
}
