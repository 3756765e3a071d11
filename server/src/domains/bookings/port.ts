// What other domains may ask of the bookings.

/** A hold that a buyer has been sold, as the inventory has it. */
export interface SoldHold {
  readonly id: string
  readonly eventId: string
  readonly userId: string
}
/** The hold of a confirmed booking, as the bookings have it. */
export interface BookedHold extends SoldHold {
  readonly bookingId: string
}

export interface BookingsViolation {
  readonly detail: string
  readonly eventId?: string
  readonly holdId?: string
  readonly bookingId?: string
}
export interface BookingsCheck {
  readonly name: string
  readonly checked: number
  readonly violations: readonly BookingsViolation[]
}

/**
 * What the bookings look at by themselves: bookings with their payments, the provider's journal, keys that were used,
 * and the messages, which are at home with them.
 */
export const auditParts = ['bookings', 'journal', 'keys', 'messages'] as const
export type AuditPart = (typeof auditParts)[number]

export interface AuditPageRequest {
  readonly part: AuditPart
  /** One event's bookings; nobody knows which event's a charge or a key was. Undefined: all. */
  readonly eventId?: string | undefined
  /** Where the page before ended; undefined for the first. */
  readonly after?: string | undefined
}

export interface AuditPage {
  readonly rows: number
  readonly checks: readonly BookingsCheck[]
  /** Bookings of this page that are confirmed: whether their holds are sold is for the inventory to say. */
  readonly confirmed: readonly BookedHold[]
  /** Undefined: this was the last page. */
  readonly next?: string | undefined
  /** How many there are in all pages; the first one says it. */
  readonly total?: number | undefined
}

export interface BookingsPort {
  /**
   * Cancels and repays at most `limit` confirmed bookings of an event that doesn't take place; true when there may be
   * more. May be asked again and by several at once: a booking is cancelled and repaid once. A refund that fails is
   * tried again by the bookings themselves.
   */
  cancelBookingsOf(eventId: string, limit: number): Promise<boolean>
  /** Those of at most 1,000 sold holds that no booking stands for. */
  auditHolds(sold: readonly SoldHold[]): Promise<readonly BookingsViolation[]>
  /** A page of the bookings' own checks. */
  auditPage(page: AuditPageRequest): Promise<AuditPage>
}
