// Bookings and reservations as the contract shows them; every field is named here, so that a new column never leaks.
import type { Shape } from '../../contract/types.ts'
import type { Metadata } from '../../platform/metadata.ts'
import type { Buyer, Hold, PricedItem } from '../inventory/port.ts'
import type { BuyerProfile } from './attendees/buyers.ts'
import type { Guest } from './attendees/guest-queries.ts'
import {
  isOwn,
  refundedMinorOf,
  statusTold,
  subtotalOf,
  type Booking,
  type Dispute,
  type Holder,
  type Refund,
  type Ticket,
} from './booking.ts'
import type { TicketCodes } from './port.ts'
import type { ReservationStatus } from './rules.ts'

/** The booking as the API shows it; with the codes of its tickets where it is shown alone. */
export const toBooking = (booking: Booking, codes: TicketCodes = new Map()): Shape<'Booking'> => ({
  id: booking.id,
  reservationId: booking.reservationId,
  ...(booking.expiredReservationId !== null && { expiredReservationId: booking.expiredReservationId }),
  eventId: booking.eventId,
  ...toBuyer(booking.buyer),
  status: booking.status,
  items: booking.items.map(toItem),
  quantity: booking.quantity,
  ...toPrice(booking),
  currency: booking.currency,
  ...(booking.promotionId !== null && { promotionId: booking.promotionId }),
  ...(booking.payment && {
    payment: { id: booking.payment.id, provider: booking.payment.provider, status: booking.payment.status },
  }),
  ...(booking.refund && {
    refund: { id: booking.refund.id, status: booking.refund.status, amountMinor: booking.refund.amountMinor },
  }),
  ...(booking.refunds.length > 0 && {
    refunds: booking.refunds.map(({ id, status, amountMinor }) => ({ id, status, amountMinor })),
  }),
  ...(refundedMinorOf(booking) > 0 && { refundedMinor: refundedMinorOf(booking) }),
  ...(booking.disputes.length > 0 && { disputes: booking.disputes.map(toDispute) }),
  tickets: booking.tickets.map(ticket => toTicket(ticket, codes)),
  ...toLabels(booking),
  test: booking.test,
  createdAt: booking.createdAt.toISOString(),
  ...(booking.confirmedAt && { confirmedAt: booking.confirmedAt.toISOString() }),
  ...(booking.cancelledAt && { cancelledAt: booking.cancelledAt.toISOString() }),
})

const toDispute = ({ id, status, amountMinor, createdAt, closedAt }: Dispute): Shape<'Dispute'> => ({
  id,
  status,
  amountMinor,
  createdAt: createdAt.toISOString(),
  ...(closedAt && { closedAt: closedAt.toISOString() }),
})

export function toTicket(ticket: Ticket, codes: TicketCodes = new Map()): Shape<'Ticket'> {
  const { id, ticketTypeId, code, serial, holder, answers } = ticket
  const qr = codes.get(id)
  return {
    id,
    ticketTypeId,
    code,
    ...(qr !== undefined && { qr }),
    status: statusTold(ticket),
    serial,
    ...(holder && { holder: toHolder(holder) }),
    ...(answers && { answers: { ...answers } }),
  }
}

export const toHolder = ({ name, email }: Holder): Shape<'Holder'> => ({
  ...(name !== undefined && { name }),
  ...(email !== undefined && { email }),
})

/** A ticket in the guest list; a type that the event no longer has has no name. */
export const toGuest = (
  guest: Guest,
  { buyer, typeName = '' }: { readonly buyer: BuyerProfile | null; readonly typeName: string | undefined },
): Shape<'GuestTicket'> => ({
  ...toTicket(guest),
  serial: guest.serial,
  bookingId: guest.bookingId,
  ticketTypeName: typeName,
  userId: guest.buyer.userId,
  ...toBuyerProfile(buyer),
  admitted: guest.isAdmitted,
  ...(guest.admittedAt && { admittedAt: guest.admittedAt.toISOString() }),
})

/** The booking as its messages show it: nothing of its buyer, its metadata, its tickets and its payment. */
export function toBookingMessage(booking: Booking): Shape<'BookingConfirmedMessage'>['data'] {
  const {
    buyer: _buyer,
    tickets: _tickets,
    payment: _payment,
    metadata: _metadata,
    refunds: _refunds,
    disputes: _disputes,
    ...data
  } = toBooking(booking)
  return data
}

/** The booking for who runs the event: with who has bought, with why a refund has failed and how it goes on. */
export const toOrganizersBooking = (
  booking: Booking,
  buyer: BuyerProfile | null,
  codes?: TicketCodes,
): Shape<'Booking'> => {
  const { refund, ...rest } = { ...toBooking(booking, codes), ...toBuyerProfile(buyer) }
  if (!refund || !booking.refund) return rest
  const { reason, attempts, nextAttemptAt } = booking.refund
  return {
    ...rest,
    refund: {
      ...refund,
      ...(reason !== null && { reason }),
      attempts,
      ...(nextAttemptAt && { nextAttemptAt: nextAttemptAt.toISOString() }),
    },
  }
}

/** A refund for who runs the event. */
export const toRefund = (booking: Booking, refund: Refund): Shape<'BookingRefund'> => ({
  id: refund.id,
  bookingId: booking.id,
  status: refund.status,
  amountMinor: refund.amountMinor,
  currency: booking.currency,
  origin: refund.origin,
  ...(!isOwn(refund) && { providerReference: refund.key }),
  ...(refund.note !== null && { reason: refund.note }),
  ...(refund.tickets && { ticketIds: refund.tickets.map(({ id }) => id) }),
  ...(refund.reason !== null && { failureReason: refund.reason }),
  attempts: refund.attempts,
  ...(refund.nextAttemptAt && { nextAttemptAt: refund.nextAttemptAt.toISOString() }),
  createdAt: refund.createdAt.toISOString(),
})

/** A hold as the API shows it. */
export const toReservation = (hold: Hold, status: ReservationStatus): Shape<'Reservation'> => ({
  id: hold.id,
  eventId: hold.eventId,
  ...toBuyer(hold.buyer),
  status,
  items: hold.items.map(toItem),
  quantity: hold.quantity,
  ...toPrice(hold),
  currency: hold.currency,
  // Documents that an older server has kept have none.
  ...(hold.promotionId && { promotionId: hold.promotionId }),
  ...toLabels(hold.labels ?? {}),
  expiresAt: hold.expiresAt.toISOString(),
  createdAt: hold.createdAt.toISOString(),
})

const toItem = ({ ticketTypeId, quantity, unitPriceMinor, unitDiscountMinor }: PricedItem) => ({
  ticketTypeId,
  quantity,
  unitPriceMinor,
  ...(unitDiscountMinor !== undefined && { unitDiscountMinor }),
})

function toPrice({ items, totalMinor }: { readonly items: readonly PricedItem[]; readonly totalMinor: number }) {
  const subtotalMinor = subtotalOf(items)
  return { subtotalMinor, discountMinor: subtotalMinor - totalMinor, totalMinor }
}

const toLabels = ({ externalId, metadata }: { externalId?: string | null; metadata?: Metadata | null }) => ({
  ...(externalId && { externalId }),
  ...(metadata && { metadata: { ...metadata } }),
})

const toBuyer = ({ userId, named }: Buyer) => ({ userId, ...(named && { buyer: toNamed(named) }) })

const toBuyerProfile = (buyer: BuyerProfile | null) => {
  if (buyer === null) return { buyer }
  const { reference, email, name } = buyer
  const told = {
    ...(reference !== undefined && { reference }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  }
  return Object.keys(told).length > 0 ? { buyer: told } : {}
}

export const toNamed = ({ reference, email, name }: NonNullable<Buyer['named']>) => ({
  reference,
  ...(email !== undefined && { email }),
  ...(name !== undefined && { name }),
})
