// The way back: a booking is cancelled, or some of its tickets, by the event's policy; money is given back by hand.
import type { Booking, BookingRefund, Ticket } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { tellOfBooking } from './messages.ts'
import { ownBooking } from './reservations.ts'
import { freeSeats } from './seats.ts'
import { timeText } from './world.ts'
import type { Account, BookingState, Handlers, RefundState, World } from './world.ts'

type Share = NonNullable<RefundState['shares']>[number]

/** All of it, but where a policy says otherwise. */
const wholePrice = 100

const isValid = ({ status }: Ticket) => status === 'valid'
const sumOf = (shares: readonly { readonly amountMinor: number }[]) =>
  shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** What of the payment could still go back. */
const refundableOf = ({ booking, refunds }: BookingState) =>
  booking.payment ? Math.max(0, booking.totalMinor - sumOf(refunds)) : 0

function priceOf({ items }: Booking, { ticketTypeId }: Ticket): number {
  const item = items.find(each => each.ticketTypeId === ticketTypeId)!
  return item.unitPriceMinor - (item.unitDiscountMinor ?? 0)
}

const repaidFor = ({ refunds }: BookingState, { id }: Ticket) =>
  sumOf(refunds.flatMap(({ shares = [] }) => shares.filter(share => share.id === id)))

/** Of each ticket no more than `wantedOf` it, of all no more than is left. */
function sharesOf(tickets: readonly Ticket[], leftMinor: number, wantedOf: (ticket: Ticket) => number): Share[] {
  let left = leftMinor
  return tickets.map(ticket => {
    const amountMinor = Math.max(0, Math.min(left, wantedOf(ticket)))
    left -= amountMinor
    return { id: ticket.id, amountMinor }
  })
}

/** The tickets of these ids, each once. Problems: ticket_not_found. */
function ticketsOf({ booking: { tickets } }: BookingState, ids: readonly string[]): Ticket[] {
  const missing = ids.find(id => !tickets.some(ticket => ticket.id === id))
  if (missing !== undefined) throw new Refusal('ticket_not_found', { ticketId: missing })
  return tickets.filter(({ id }) => ids.includes(id))
}

/** The share that goes back. Problems: booking_not_cancellable, cancellation_deadline_passed. */
function percentFor(world: World, { booking }: BookingState, caller: Account | undefined): number {
  const { status, facts, cancellationPolicy } = world.events.get(booking.eventId)!
  const startsMs = Date.parse(facts.startsAt)
  if (booking.status !== 'confirmed' || status !== 'published' || world.nowMs >= startsMs)
    throw new Refusal('booking_not_cancellable')
  if (!cancellationPolicy || facts.organizerId === caller?.user.id) return wholePrice
  const deadlineMs = startsMs - cancellationPolicy.untilMinutesBefore * 60_000
  if (world.nowMs >= deadlineMs) throw new Refusal('cancellation_deadline_passed', { deadline: timeText(deadlineMs) })
  return cancellationPolicy.refundPercent
}

/** Cancels valid tickets, and gives back what their price comes to by the policy. */
function undo(world: World, state: BookingState, tickets: readonly Ticket[], percent: number): void {
  const shares = sharesOf(
    tickets,
    refundableOf(state),
    ticket => Math.floor((priceOf(state.booking, ticket) * percent + 50) / 100) - repaidFor(state, ticket),
  )
  const amountMinor = sumOf(shares)
  const given = amountMinor > 0 ? [newRefund(world, { amountMinor, origin: 'cancellation' as const, shares })] : []
  state.version += 1
  voidTickets(world, state, tickets, given)
}

const newRefund = (
  world: World,
  given: Pick<RefundState, 'amountMinor' | 'origin' | 'reason' | 'shares'>,
): RefundState => ({
  id: world.newId('ref'),
  status: 'succeeded',
  createdAt: timeText(world.nowMs),
  ...given,
})

/** With the last of them the booking is cancelled. Their seats go back, then the money. */
function voidTickets(
  world: World,
  state: BookingState,
  tickets: readonly Ticket[],
  refunds: readonly RefundState[],
): void {
  const ids = tickets.map(({ id }) => id)
  const isWhole = tickets.length === state.booking.tickets.filter(isValid).length
  const { booking } = state
  state.refunds.push(...refunds)
  state.booking = {
    ...withRefunds(booking, state.refunds),
    tickets: booking.tickets.map(ticket => (ids.includes(ticket.id) ? { ...ticket, status: 'cancelled' } : ticket)),
    ...(isWhole && { status: 'cancelled', cancelledAt: timeText(world.nowMs) }),
  }
  const hold = world.holds.get(state.holdId)!
  if (isWhole) hold.state = 'returned'
  else hold.returned = [...hold.returned, ...itemsOf(booking, tickets)]
  freeSeats(world, world.events.get(booking.eventId)!, itemsOf(booking, tickets))
  if (isWhole) tellOfBooking(world, state, 'booking.cancelled')
  else tellOfBooking(world, state, 'booking.tickets_cancelled', { ticketIds: ids })
  for (const _ of refunds) tellOfBooking(world, state, 'booking.refunded')
}

/** What of the items these tickets are. */
const itemsOf = ({ items }: Booking, tickets: readonly Ticket[]) =>
  items.map(item => ({
    ...item,
    quantity: tickets.filter(({ ticketTypeId }) => ticketTypeId === item.ticketTypeId).length,
  }))

function withRefunds(booking: Booking, refunds: readonly RefundState[]): Booking {
  const shown = refunds.map(({ id, status, amountMinor }) => ({ id, status, amountMinor }))
  const newest = shown.at(-1)
  if (!newest) return booking
  const refundedMinor = sumOf(refunds)
  const isRepaid = refundedMinor >= booking.totalMinor
  return {
    ...booking,
    ...(booking.payment && { payment: { ...booking.payment, status: isRepaid ? 'refunded' : 'captured' } }),
    refund: newest,
    refunds: shown,
    refundedMinor,
  }
}

/** A booking of an event that the caller runs. Problems: booking_not_found. */
function organizersOwn(world: World, id: unknown, caller: Account | undefined): BookingState {
  const state = world.bookings.get(String(id))
  const organizerId = state && world.events.get(state.booking.eventId)!.facts.organizerId
  if (!state || organizerId !== caller?.user.id) throw new Refusal('booking_not_found')
  return state
}

interface RefundBody {
  readonly amountMinor: number
  readonly reason: string
  readonly ticketIds?: readonly string[]
  readonly returnSeats?: boolean
}

/** Problems: booking_not_refundable, ticket_not_found, refund_exceeds_payment, ticket_not_cancellable. */
function refund(world: World, state: BookingState, given: RefundBody): RefundState {
  const { amountMinor, reason, ticketIds, returnSeats = false } = given
  const { booking } = state
  if (!booking.payment || !['confirmed', 'cancelled'].includes(booking.status))
    throw new Refusal('booking_not_refundable')
  const tickets = ticketIds ? ticketsOf(state, ticketIds) : returnSeats ? booking.tickets.filter(isValid) : []
  const leftOf = (ticket: Ticket) => priceOf(booking, ticket) - repaidFor(state, ticket)
  const ofTickets = ticketIds ? tickets.reduce((sum, ticket) => sum + leftOf(ticket), 0) : Infinity
  const refundableMinor = Math.min(refundableOf(state), ofTickets)
  if (amountMinor > refundableMinor) throw new Refusal('refund_exceeds_payment', { refundableMinor })
  if (returnSeats && (booking.status !== 'confirmed' || tickets.length === 0 || !tickets.every(isValid)))
    throw new Refusal('ticket_not_cancellable')
  const shares = ticketIds || returnSeats ? sharesOf(tickets, amountMinor, leftOf) : undefined
  const made = newRefund(world, { amountMinor, origin: 'organizer', reason, ...(shares && { shares }) })
  state.version += 1
  if (returnSeats) voidTickets(world, state, tickets, [made])
  else {
    state.refunds.push(made)
    state.booking = withRefunds(booking, state.refunds)
    tellOfBooking(world, state, 'booking.refunded')
  }
  return made
}

const present = ({ booking }: BookingState, { shares, reason, ...refund }: RefundState): BookingRefund => ({
  ...refund,
  bookingId: booking.id,
  currency: booking.currency,
  ...(reason !== undefined && { reason }),
  ...(shares && { ticketIds: shares.map(({ id }) => id) }),
  attempts: 1,
})

export const refundHandlers: Handlers = {
  'bookings.cancel': (world, { parameters, caller }) => {
    const state = ownBooking(world, parameters['bookingId'], caller)
    if (state.booking.status !== 'cancelled')
      undo(world, state, state.booking.tickets.filter(isValid), percentFor(world, state, caller))
    return { body: state.booking }
  },

  'bookings.cancelTickets': (world, { parameters, caller, body }) => {
    const state = ownBooking(world, parameters['bookingId'], caller)
    const valid = ticketsOf(state, body['ticketIds'] as string[]).filter(isValid)
    if (valid.length > 0) undo(world, state, valid, percentFor(world, state, caller))
    return { body: state.booking }
  },

  'bookings.listRefunds': (world, { parameters, caller }) => {
    const state = organizersOwn(world, parameters['bookingId'], caller)
    return { body: { data: state.refunds.map(made => present(state, made)) } }
  },

  'bookings.refund': (world, { parameters, caller, body }) => {
    const state = organizersOwn(world, parameters['bookingId'], caller)
    const made = refund(world, state, body as unknown as RefundBody)
    return { body: present(state, made) }
  },

  /** Here none ever fails. */
  'bookings.retryRefund': (world, { parameters, caller }) => {
    organizersOwn(world, parameters['bookingId'], caller)
    throw new Refusal('refund_not_failed')
  },
}
