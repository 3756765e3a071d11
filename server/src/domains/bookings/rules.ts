// Pure decisions about reservations and bookings: what a hold looks like from outside, how long to wait, what is left to do.
import type { Hold } from '../inventory/stock.ts'
import type { Booking } from './booking.ts'

export type ReservationStatus = 'held' | 'confirming' | 'confirmed' | 'expired' | 'released'

/** A hold past its end shows as expired, even if no sweep has run. A returned one was confirmed, whatever came after. */
export function reservationStatusOf({ state, expiresAt }: Pick<Hold, 'state' | 'expiresAt'>, now: Date): ReservationStatus {
  switch (state) {
    case 'held': return expiresAt <= now ? 'expired' : 'held'
    case 'sold': case 'returned': return 'confirmed'
    default: return state
  }
}

/** The booking as it was the moment it was confirmed: the answer of a repeated confirm, whatever has happened since. */
export function asConfirmed(booking: Booking): Booking {
  return {
    ...booking, status: 'confirmed', cancelledAt: null, refund: null,
    payment: booking.payment && { ...booking.payment, status: 'captured' },
    tickets: booking.tickets.map(ticket => ({ ...ticket, status: 'valid' as const })),
  }
}

/** The ticket type of each seat, in the order of the items. */
export const seatsOf = ({ items }: Pick<Booking, 'items'>): readonly string[] =>
  items.flatMap(({ ticketTypeId, quantity }) => Array.from({ length: quantity }, () => ticketTypeId))

/** A seat counts as given back, and the refund is tried again, this often at most: about a day. */
export const attemptsMax = 30
const retryMsMin = 5_000
const retryMsMax = 3_600_000

/** When to try again after `attempts` failures: twice as long each time, an hour at most; undefined when it is enough. */
export function retryDelayMs(attempts: number): number | undefined {
  return attempts >= attemptsMax ? undefined : Math.min(retryMsMax, retryMsMin * 2 ** attempts)
}

/** Whether the caller of a cancellation can still have it: until the event begins. */
export const isCancellable = ({ status }: Pick<Booking, 'status'>, event: { readonly startsAt: Date }, now: Date) =>
  status === 'confirmed' && event.startsAt > now
