// A booking, its payment, refund and tickets, as plain data.
import type { Metadata } from '../../platform/metadata.ts'
import type { Problem } from '../../platform/problems.ts'
import type { Buyer, Item, PricedItem } from '../inventory/port.ts'

/**
 * pending → confirmed → cancelling → cancelled is the way of a booking; pending → failed when it is never confirmed.
 * Failed and cancelled are final. A reservation has one booking that hasn't failed, at most.
 */
export type BookingStatus = 'pending' | 'confirmed' | 'cancelling' | 'cancelled' | 'failed'
export type PaymentStatus = 'requested' | 'authorized' | 'captured' | 'declined' | 'voided' | 'unknown' | 'refunded'
/** `cancelled`: it counts no more. One made at the provider has failed there, or has taken the place of ours. */
export type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'needs_attention' | 'cancelled'
export type DisputeStatus = 'open' | 'won' | 'lost'

export interface Payment {
  readonly id: string
  readonly provider: 'sandbox' | 'stripe'
  /** The provider's idempotency key. */
  readonly key: string
  /** The means of payment; null once it isn't needed any more. */
  readonly token: string | null
  readonly status: PaymentStatus
}

/** `provider`: made there by a person. `dispute`: taken back by the payer's bank. */
export type RefundOrigin = 'cancellation' | 'organizer' | 'provider' | 'dispute'

/** What of a refund is for one ticket. */
export interface TicketShare {
  readonly id: string
  readonly amountMinor: number
}

export interface Refund {
  readonly id: string
  /** The provider's idempotency key; of one that began at the provider, its own id of it. */
  readonly key: string
  readonly status: RefundStatus
  readonly amountMinor: number
  /** What it was made over, where money that went back at the provider has taken the place of some of it, or of all. */
  readonly askedMinor: number | null
  readonly origin: RefundOrigin
  /** Why the organizer has made it. */
  readonly note: string | null
  /** Null: nobody has said for which tickets it is. */
  readonly tickets: readonly TicketShare[] | null
  readonly createdAt: Date
  /** What the provider said of the last try, if it wasn't yes. */
  readonly reason: string | null
  readonly attempts: number
  /** When it is tried again by itself; null when it isn't. */
  readonly nextAttemptAt: Date | null
}

/** The payer's bank takes the payment back, or has tried to. */
export interface Dispute {
  /** The provider's own. */
  readonly id: string
  readonly status: DisputeStatus
  readonly amountMinor: number
  readonly createdAt: Date
  readonly closedAt: Date | null
}

/** Who comes with a ticket: a name, an email or both. */
export interface Holder {
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/** To the event's questions, by the question's id. */
export type Answers = Readonly<Record<string, string>>

export interface Ticket {
  readonly id: string
  readonly ticketTypeId: string
  readonly code: string
  /** `cancelling`: it lets nobody in any more, and its seat is on its way back. */
  readonly status: 'valid' | 'cancelling' | 'cancelled'
  /** 1, and one more with each transfer. */
  readonly serial: number
  readonly holder: Holder | null
  readonly answers: Answers | null
}

/** Some of a booking's tickets, whose seats are on their way back. */
export interface Cancellation {
  /** Under which the inventory takes them back, once. */
  readonly id: string
  readonly ticketIds: readonly string[]
  readonly items: readonly Item[]
}

/** As anybody is told: one that is on its way back lets nobody in either. */
export type ToldStatus = 'valid' | 'cancelled'
export const statusTold = ({ status }: Pick<Ticket, 'status'>): ToldStatus =>
  status === 'valid' ? status : 'cancelled'
/** The same of a ticket `t`. */
export const statusToldSql = "case when t.status = 'valid' then 'valid' else 'cancelled' end"

/** A ticket as it is sold. */
export const asSold = (ticket: Pick<Ticket, 'id' | 'ticketTypeId' | 'code'>): Ticket => ({
  ...ticket,
  status: 'valid',
  serial: 1,
  holder: null,
  answers: null,
})

/** Why a booking has failed: the problem that its buyer got, and gets again. */
export interface Failure extends Pick<Problem, 'code' | 'extra'> {
  readonly detail: string
}

export interface Booking {
  readonly id: string
  readonly reservationId: string
  /**
   * The reservation that was to be confirmed, where it ran out first and the booking has got the seats of another hold.
   */
  readonly expiredReservationId: string | null
  readonly eventId: string
  readonly buyer: Buyer
  readonly status: BookingStatus
  readonly items: readonly PricedItem[]
  readonly quantity: number
  readonly totalMinor: number
  readonly currency: string
  /** By which it has its price. */
  readonly promotionId: string | null
  readonly payment: Payment | null
  /** The newest of its refunds. */
  readonly refund: Refund | null
  /** Oldest first. */
  readonly refunds: readonly Refund[]
  /** Oldest first. */
  readonly disputes: readonly Dispute[]
  /** Cancellations of some tickets that are under way. */
  readonly cancellations: readonly Cancellation[]
  readonly tickets: readonly Ticket[]
  readonly failure: Failure | null
  /** What the organizer has kept of a cancelled booking, by the event's policy. */
  readonly keptMinor: number
  /** What was said with its reservation; null where nothing was. */
  readonly externalId: string | null
  readonly metadata: Metadata | null
  /** Of a test event. */
  readonly test: boolean
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly cancelledAt: Date | null
  /** How many have worked on it: 1 while its first run does. Writes that carry an older number change nothing. */
  readonly fence: number
  /** How often the recovery job has tried in vain. */
  readonly attempts: number
  /** How long ago it was made, by the database's clock. */
  readonly ageMs: number
}

/** A webhook message to come. */
export interface Message {
  readonly id: string
  readonly type:
    | 'booking.confirmed'
    | 'booking.cancelled'
    | 'booking.tickets_cancelled'
    | 'booking.refunded'
    | 'booking.disputed'
  readonly payload: object
}

/** Oldest first. */
export const refundsAre = (refunds: readonly Refund[]): Pick<Booking, 'refund' | 'refunds'> => ({
  refunds,
  refund: refunds.at(-1) ?? null,
})

/** Those that money has gone back by, or is to. */
export const countedOf = (refunds: readonly Refund[]) => refunds.filter(({ status }) => status !== 'cancelled')

/** Whether we have made it: any other began at the provider. */
export const isOwn = ({ origin }: Pick<Refund, 'origin'>) => origin === 'cancellation' || origin === 'organizer'
/** Whether the provider is to be asked for it. */
export const isOwed = (refund: Refund) =>
  isOwn(refund) && refund.status !== 'succeeded' && refund.status !== 'cancelled'

/** What of the payment has gone back or is on its way. */
export const refundedMinorOf = ({ refunds }: Pick<Booking, 'refunds'>) =>
  countedOf(refunds).reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** The booking as it was the moment it was confirmed: the answer of a repeated confirm, whatever has happened since. */
export function asConfirmed(booking: Booking): Booking {
  return {
    ...booking,
    status: 'confirmed',
    cancelledAt: null,
    ...refundsAre([]),
    disputes: [],
    payment: booking.payment && { ...booking.payment, status: 'captured' },
    tickets: booking.tickets.map(ticket => ({ ...ticket, status: 'valid' as const })),
  }
}

/** What its items cost together before a promotion took something off. */
export const subtotalOf = (items: readonly PricedItem[]) =>
  items.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0)

/** What was paid for a ticket of this type: its price less what a promotion took off. */
export function paidMinorFor(
  { items }: Pick<Booking, 'items'>,
  { ticketTypeId }: Pick<Ticket, 'ticketTypeId'>,
): number {
  const item = items.find(each => each.ticketTypeId === ticketTypeId)
  return item ? item.unitPriceMinor - (item.unitDiscountMinor ?? 0) : 0
}

/** The ticket type of each seat, in the order of the items. */
export const seatsOf = ({ items }: Pick<Booking, 'items'>): readonly string[] =>
  items.flatMap(({ ticketTypeId, quantity }) => Array.from({ length: quantity }, () => ticketTypeId))
