// How much goes back, and for which tickets: pure decisions over plain data.
import type { CancellationPolicy } from '../../events/port.ts'
import {
  countedOf,
  paidMinorFor,
  refundedMinorOf,
  type Booking,
  type Cancellation,
  type Refund,
  type Ticket,
  type TicketShare,
} from '../booking.ts'

/** Cancelled while an event without a policy is to come, or by who runs it. */
export const wholePrice = 100

/**
 * A policy's share of a price, rounded half up to what its provider can give back, so that the shares of tickets add up
 * whatever is cancelled first.
 */
export function shareOf(priceMinor: number, percent: number, stepMinor = 1): number {
  const hundred = 100 * stepMinor
  const rest = Math.floor(((priceMinor % hundred) * percent + 50 * stepMinor) / hundred)
  return (Math.floor(priceMinor / hundred) * percent + rest) * stepMinor
}

/** Whether a buyer may no longer cancel, so long before the event begins. */
export const isTooLate = (
  { untilMinutesBefore }: CancellationPolicy,
  { startsInMs }: { readonly startsInMs: number },
) => startsInMs <= untilMinutesBefore * 60_000

export const deadlineOf = ({ untilMinutesBefore }: CancellationPolicy, startsAt: Date) =>
  new Date(startsAt.getTime() - untilMinutesBefore * 60_000)

/** What of the payment could still go back: nothing of one that was never captured. */
export function refundableMinorOf(booking: Pick<Booking, 'payment' | 'totalMinor' | 'refunds'>): number {
  const isCaptured = booking.payment?.status === 'captured' || booking.payment?.status === 'refunded'
  return isCaptured ? Math.max(0, booking.totalMinor - refundedMinorOf(booking)) : 0
}

/** What a ticket has cost and has not gone back for it alone. */
export function refundableOfTicket(booking: Pick<Booking, 'items' | 'refunds'>, ticket: Ticket): number {
  return paidMinorFor(booking, ticket) - repaidFor(booking, ticket.id)
}

/** What of a refund is for which ticket: where it has become smaller, the last ones have lost their share first. */
function allottedOf({ tickets, amountMinor }: Refund): readonly TicketShare[] {
  let left = amountMinor
  return (tickets ?? []).map(share => {
    const kept = Math.min(left, share.amountMinor)
    left -= kept
    return { id: share.id, amountMinor: kept }
  })
}

const repaidFor = ({ refunds }: Pick<Booking, 'refunds'>, ticketId: string) =>
  countedOf(refunds)
    .flatMap(allottedOf)
    .reduce((sum, { id, amountMinor }) => sum + (id === ticketId ? amountMinor : 0), 0)

/** What goes back for these tickets by a policy: of each its share, less what has gone back for it before. */
export function sharesOf(
  booking: Booking,
  tickets: readonly Ticket[],
  percent: number,
  stepMinor = 1,
): readonly TicketShare[] {
  let left = refundableMinorOf(booking)
  return tickets.map(ticket => {
    const share = shareOf(paidMinorFor(booking, ticket), percent, stepMinor) - repaidFor(booking, ticket.id)
    const amountMinor = Math.max(0, Math.min(left, share))
    left -= amountMinor
    return { id: ticket.id, amountMinor }
  })
}

/** An amount that somebody has named, for these tickets in their order: of each no more than it has cost. */
export function allotted(booking: Booking, tickets: readonly Ticket[], wholeMinor: number): readonly TicketShare[] {
  let left = wholeMinor
  return tickets.map(ticket => {
    const amountMinor = Math.max(0, Math.min(left, refundableOfTicket(booking, ticket)))
    left -= amountMinor
    return { id: ticket.id, amountMinor }
  })
}

export const sumOf = (shares: readonly TicketShare[]) => shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

export const isValid = ({ status }: Ticket) => status === 'valid'

/** What the inventory is to take back for these tickets. */
export function cancellationOf(id: string, tickets: readonly Ticket[]): Cancellation {
  const quantities = new Map<string, number>()
  for (const { ticketTypeId } of tickets) quantities.set(ticketTypeId, (quantities.get(ticketTypeId) ?? 0) + 1)
  return {
    id,
    ticketIds: tickets.map(ticket => ticket.id),
    items: [...quantities].map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity })),
  }
}
