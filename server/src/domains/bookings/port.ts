// What other domains may ask of the bookings.
import type { Shape } from '../../contract/types.ts'
import type { Booking } from './booking.ts'

export type { Booking, Ticket } from './booking.ts'

/** A hold that a buyer has been sold, as the inventory has it. */
export interface SoldHold {
  readonly id: string
  readonly eventId: string
  readonly userId: string
}
/** The hold of a confirmed booking, as the bookings have it. */
export interface BookedHold extends SoldHold {
  readonly bookingId: string
  /** Undefined: some of its tickets are just being cancelled. */
  readonly validTickets?: number | undefined
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
  /** Of an event, as it was at most a second ago. */
  countTickets(eventId: string): Promise<TicketCounts>
}

export interface TicketCounts {
  /** Tickets that let somebody in, or have. */
  readonly valid: number
  /** How many of them have been let in. */
  readonly admitted: number
}

/** What the QR pictures of tickets say, by the tickets' ids. */
export type TicketCodes = ReadonlyMap<string, string>

/** The clocks of two databases may differ, and whoever cancelled just before the event was may not have heard of it. */
export const cancelledSlackSeconds = 60

/** Whose bookings of an event count: those that are confirmed, and those that the event's cancellation has ended. */
export interface BookedAt {
  readonly eventId: string
  /** When the event was cancelled; undefined: it was not. Bookings cancelled from a minute before on count too. */
  readonly cancelledAt?: Date | undefined
}

/** What only the webhooks may ask, which are at home in the same service and database. */
export interface BookingRecords {
  find(id: string): Promise<Booking | undefined>
  /** Another booking of the same user for the same event that is confirmed; none of buyers whom they have named. */
  confirmedLike(booking: Booking): Promise<Booking | undefined>
  /**
   * Of a page of an event's bookings, in the order of their ids, the first that counts of each user. Named buyers are
   * left out. `next`: where the next page begins; undefined: there is none.
   */
  firstOfEachUser(
    of: BookedAt,
    page: { readonly afterId: string; readonly limit: number },
  ): Promise<{ readonly ids: readonly string[]; readonly next?: string | undefined }>
  /** Those of these users who have a booking that counts, for themselves. */
  usersWhoBooked(of: BookedAt, userIds: readonly string[]): Promise<ReadonlySet<string>>
}

/** What goes with the mail about a booking; only the webhooks may ask. */
export interface BookingPapers {
  /** Of its valid tickets. */
  codesOf(booking: Pick<Booking, 'eventId' | 'tickets'>): Promise<TicketCodes>
  /** A code's QR picture, as PNG. */
  picture(code: string): Buffer
  /** The booking's entry for a calendar, as iCalendar. */
  calendarFor(booking: Booking, event: Shape<'Event'>): string
}
