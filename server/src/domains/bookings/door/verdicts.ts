// What a scanned code is worth at the door: pure.

export type Verdict = 'admitted' | 'already_admitted' | 'void' | 'wrong_event' | 'unknown'

/** A code in front of a scanner. */
export interface Scan {
  /** The scanner's own id of the scan, unique within the event. */
  readonly scanId: string
  readonly code: string
  /** By the scanner's clock; undefined: now. */
  readonly at: Date | undefined
  readonly device: string | undefined
}

export interface Admission {
  readonly scanId: string
  readonly at: Date
  readonly device: string | undefined
}

/** What never changes of a ticket. */
export interface TicketFacts {
  readonly id: string
  readonly ticketTypeId: string
  readonly bookingId: string
  readonly userId: string
  readonly eventId: string
}

export interface TicketState {
  readonly facts: TicketFacts
  readonly status: 'valid' | 'cancelling' | 'cancelled'
  /** Counts its codes: one of an earlier serial is void. */
  readonly serial: number
  /** The one that stands. */
  readonly admission: Admission | undefined
}

/**
 * Where a code leads: to a ticket of this event, with the serial that the code is of, to a ticket of another event that
 * the caller runs, or nowhere.
 */
export type Found = (TicketState & { readonly codeSerial: number }) | 'elsewhere' | undefined

export interface CheckIn {
  readonly scanId: string
  readonly verdict: Verdict
  readonly ticket: Pick<TicketFacts, 'id' | 'ticketTypeId' | 'bookingId'> | undefined
  /** The ticket's, when it was scanned. */
  readonly serial?: number | undefined
  /** With `already_admitted`: the admission that stands. */
  readonly admission: Admission | undefined
  readonly device: string | undefined
  /** It was scanned before the admission that stands, and came later. */
  readonly conflict: boolean
  readonly scannedAt: Date
  readonly recordedAt: Date
}

/**
 * `now`: the database's clock, behind the ticket's lock. A scan from the future, by the scanner's clock, is one of now.
 * A cancelled ticket lets nobody in, whether it was used before or not. Neither does the code that a ticket had before
 * it was given to somebody else; and one of a later serial is from after the moment that a backup was taken.
 */
export function judge(found: Found, { scanId, at, device }: Scan, now: Date): CheckIn {
  const scannedAt = at === undefined || at > now ? now : at
  const said = { scanId, device, scannedAt, recordedAt: now, ticket: undefined, admission: undefined, conflict: false }
  if (found === undefined) return { ...said, verdict: 'unknown' }
  if (found === 'elsewhere') return { ...said, verdict: 'wrong_event' }
  const { facts, status, serial, codeSerial, admission } = found
  const { id, ticketTypeId, bookingId } = facts
  const of = { ...said, ticket: { id, ticketTypeId, bookingId }, serial }
  if (status !== 'valid' || codeSerial !== serial) return { ...of, verdict: 'void' }
  if (!admission) return { ...of, verdict: 'admitted' }
  return { ...of, verdict: 'already_admitted', admission, conflict: scannedAt < admission.at }
}

/** The ticket after what was said of it. */
export const afterwards = (state: TicketState, { verdict, scanId, scannedAt, device }: CheckIn): TicketState =>
  verdict === 'admitted' ? { ...state, admission: { scanId, at: scannedAt, device } } : state
