// Reservations and bookings, for people to read.
import type { Booking, BookingRefund, Reservation } from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { moneyText } from '../money.ts'
import { fields, table } from '../table.ts'
import type { Columns } from '../table.ts'
import { timeText } from '../times.ts'
import { holderText } from './tickets.ts'

export const reservationView = (reservation: Reservation) =>
  fields({
    ID: reservation.id,
    Event: reservation.eventId,
    Status: reservation.status,
    Buyer: reservation.buyer?.reference,
    Seats: reservation.quantity,
    Discount: discountText(reservation),
    Total: moneyText(reservation.totalMinor, reservation.currency),
    'External id': reservation.externalId,
    Metadata: metadataText(reservation.metadata),
    Expires: timeText(reservation.expiresAt),
  })

/** What a promotion takes off, if anything. */
const discountText = ({ discountMinor, currency }: Pick<Booking, 'discountMinor' | 'currency'>) =>
  discountMinor > 0 ? moneyText(discountMinor, currency) : undefined

/** `Ada Lovelace, ada@example.com (customer-4711)`, of as much as there is. */
function buyerText(buyer: Booking['buyer']): string | undefined {
  if (buyer === null) return 'not known at the moment'
  if (buyer === undefined) return undefined
  const { reference, name, email } = buyer
  const person = [name, email].filter(part => part !== undefined).join(', ')
  return person === '' || reference === undefined ? person || reference : `${person} (${reference})`
}

const bookingColumns: Columns<Booking> = {
  ID: booking => booking.id,
  EVENT: booking => booking.eventId,
  STATUS: booking => booking.status,
  SEATS: booking => booking.quantity,
  TOTAL: booking => moneyText(booking.totalMinor, booking.currency),
  BUYER: booking => buyerText(booking.buyer),
  MADE: booking => timeText(booking.createdAt),
}

const disputesText = ({ disputes = [], currency }: Booking) =>
  disputes.map(({ status, amountMinor, id }) => `${moneyText(amountMinor, currency)} ${status} (${id})`).join(', ')

export const bookingsView = ({ data }: { readonly data: readonly Booking[] }) =>
  data.length > 0 ? table(data, bookingColumns) : ''

export function bookingView(booking: Booking): string {
  const facts = fields({
    ID: booking.id,
    Event: booking.eventId,
    Status: booking.status,
    Buyer: buyerText(booking.buyer),
    Seats: booking.quantity,
    Discount: discountText(booking),
    Total: moneyText(booking.totalMinor, booking.currency),
    Payment: booking.payment && `${booking.payment.status} (${booking.payment.provider})`,
    Refunded: booking.refundedMinor && moneyText(booking.refundedMinor, booking.currency),
    Refund: booking.refund && `${moneyText(booking.refund.amountMinor, booking.currency)} ${booking.refund.status}`,
    'Refund failed': booking.refund?.reason && `${booking.refund.reason} (${booking.refund.attempts} tries)`,
    'Tried again': booking.refund?.nextAttemptAt && timeText(booking.refund.nextAttemptAt),
    Disputed: disputesText(booking),
    'External id': booking.externalId,
    Metadata: metadataText(booking.metadata),
    Test: booking.test ? 'yes: paid by the sandbox' : undefined,
    Made: timeText(booking.createdAt),
  })
  if (booking.tickets.length === 0) return facts
  const tickets = table(booking.tickets, {
    TICKET: ticket => ticket.id,
    CODE: ticket => ticket.code,
    STATUS: ticket => ticket.status,
    HOLDER: ticket => holderText(ticket.holder),
  })
  return `${facts}\n\n${tickets}`
}

const refundColumns: Columns<BookingRefund> = {
  ID: refund => refund.id,
  STATUS: refund => refund.status,
  AMOUNT: refund => moneyText(refund.amountMinor, refund.currency),
  ORIGIN: refund => refund.origin,
  REASON: refund => refund.reason ?? refund.providerReference,
  FAILED: refund => refund.failureReason,
  MADE: refund => timeText(refund.createdAt),
}

export const refundsView = ({ data }: { readonly data: readonly BookingRefund[] }) =>
  data.length > 0 ? table(data, refundColumns) : ''

export const refundView = (refund: BookingRefund) =>
  fields({
    ID: refund.id,
    Booking: refund.bookingId,
    Status: refund.status,
    Amount: moneyText(refund.amountMinor, refund.currency),
    Reason: refund.reason,
    'At the provider': refund.providerReference,
    Tickets: refund.ticketIds?.join(' '),
    'Refund failed': refund.failureReason && `${refund.failureReason} (${refund.attempts} tries)`,
    'Tried again': refund.nextAttemptAt && timeText(refund.nextAttemptAt),
    Made: timeText(refund.createdAt),
  })
