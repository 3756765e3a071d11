// What the next requests meet before, or instead of, their answer.
import { operations } from '../generated/operations.ts'
import type { OperationId } from '../generated/operations.ts'
import type { ProblemCode } from '../generated/problems.ts'
import { Refusal } from './refusal.ts'

export interface FaultOptions {
  /** Only requests of this operation, e.g. `bookings.reserve`; else any. */
  readonly operation?: OperationId
}

export interface Fault extends FaultOptions {
  readonly kind: 'refused' | 'stalled' | 'answer_lost'
  readonly refusal?: Refusal
  times: number
}

export type Faults = ReturnType<typeof createFaults>

/** Those that were set first are met first. */
export function createFaults() {
  const faults: Fault[] = []
  return {
    add(fault: Fault): void {
      if (!Number.isInteger(fault.times) || fault.times < 1)
        throw new TypeError(`It must happen once or more often; given was ${fault.times}.`)
      if (fault.operation !== undefined && !Object.hasOwn(operations, fault.operation))
        throw new TypeError(`There is no operation ${JSON.stringify(fault.operation)}; bookings.reserve is one.`)
      faults.push(fault)
    },

    /** The fault that a request meets: it is used up once. */
    next(id: OperationId): Fault | undefined {
      const n = faults.findIndex(({ operation }) => operation === undefined || operation === id)
      const fault = faults[n]
      if (!fault) return undefined
      fault.times -= 1
      if (fault.times === 0) faults.splice(n, 1)
      return fault
    },

    /** What a test has set and nobody has met. */
    get left(): number {
      return faults.reduce((sum, { times }) => sum + times, 0)
    },

    clear: () => void faults.splice(0),
  }
}

/** Throws TypeError for a problem that the contract doesn't know for the operation. */
export function refusalOf(
  operation: OperationId,
  code: ProblemCode,
  extra: Readonly<Record<string, unknown>>,
): Refusal {
  const known = operations[operation]?.problems as readonly string[] | undefined
  if (!known) throw new TypeError(`There is no operation ${JSON.stringify(operation)}; bookings.reserve is one.`)
  if (!known.includes(code))
    throw new TypeError(`${operation} never answers ${code}. By the contract it may answer ${known.join(', ')}.`)
  return new Refusal(code, extra)
}
