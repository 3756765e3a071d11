// The attendee list as a table that spreadsheets open without being tricked: RFC 4180, a row for each ticket.
import { paidMinorFor, statusTold, type Booking } from '../booking.ts'
import type { BuyerProfile } from './buyers.ts'
import type { Guest } from './guest-queries.ts'
import { decimalOf } from '../../../platform/money.ts'
import { timesIn } from '../../../platform/zone-times.ts'

export const separators = { comma: ',', semicolon: ';' } as const
export type Separator = keyof typeof separators

/** What a table says of its event. */
export interface AttendedEvent {
  /** IANA zone: the times of the table are on its clock. */
  readonly timezone: string
  readonly ticketTypes: readonly { readonly id: string; readonly name: string }[]
}

/**
 * What begins like a formula gets an apostrophe, so that it stays text
 * (https://owasp.org/www-community/attacks/CSV_Injection). Spreadsheets take wide and small forms of the signs for the
 * signs themselves, as Unicode's compatible forms are (NFKC), and skip blanks and what can't be seen before them. Tabs
 * and line ends in front are signs of their own to some.
 */
const formula = /^[\p{Z}\p{C}]*(?:[=+\-@\t\r\n]|\p{Pd}|\u2212)/u
/** Whatever the separator: a cell that holds the other one is a cell to whoever guesses wrong. */
const special = /[",;\r\n]/

export const attendeeColumns = [
  'bookingId',
  'status',
  'userId',
  'buyerReference',
  'buyerName',
  'buyerEmail',
  'ticketId',
  'ticketTypeId',
  'ticketTypeName',
  'ticketCode',
  'ticketStatus',
  'unitPrice',
  'currency',
  'createdAt',
  'externalId',
  'metadata',
  'paid',
] as const

export function createAttendeeTable({ timezone, ticketTypes }: AttendedEvent, separator: Separator) {
  const timeOf = timesIn(timezone)
  const typeNames = new Map(ticketTypes.map(({ id, name }) => [id, name]))
  const row = rowsWith(separator)

  return {
    header: row(attendeeColumns),

    /** A row for each ticket of a booking. */
    rowsOf(booking: Booking, buyer: BuyerProfile) {
      const { id, status, tickets, items, currency, createdAt, externalId, metadata } = booking
      const { userId } = booking.buyer
      const prices = new Map(
        items.map(({ ticketTypeId, unitPriceMinor }) => [ticketTypeId, decimalOf(unitPriceMinor, currency)]),
      )
      return tickets.map(ticket =>
        row([
          id,
          status,
          userId,
          buyer.reference ?? '',
          buyer.name ?? '',
          buyer.email ?? '',
          ticket.id,
          ticket.ticketTypeId,
          typeNames.get(ticket.ticketTypeId) ?? '',
          ticket.code,
          statusTold(ticket),
          prices.get(ticket.ticketTypeId) ?? decimalOf(0, currency),
          currency,
          timeOf(createdAt),
          externalId ?? '',
          metadata ? JSON.stringify(metadata) : '',
          decimalOf(paidMinorFor(booking, ticket), currency),
        ]),
      )
    },
  }
}

const guestColumns = [
  'ticketId',
  'bookingId',
  'ticketTypeId',
  'ticketTypeName',
  'code',
  'serial',
  'status',
  'holderName',
  'holderEmail',
  'userId',
  'buyerReference',
  'buyerName',
  'buyerEmail',
  'admittedAt',
] as const

/** A row for each ticket, with a column for each of the event's questions, by its id. */
export function createGuestTable(
  {
    timezone,
    ticketTypes,
    questions = [],
  }: AttendedEvent & { readonly questions?: readonly { readonly id: string }[] },
  separator: Separator,
) {
  const timeOf = timesIn(timezone)
  const typeNames = new Map(ticketTypes.map(({ id, name }) => [id, name]))
  const row = rowsWith(separator)

  return {
    header: row([...guestColumns, ...questions.map(({ id }) => `answers.${id}`)]),

    rowOf: (guest: Guest, buyer: BuyerProfile) =>
      row([
        guest.id,
        guest.bookingId,
        guest.ticketTypeId,
        typeNames.get(guest.ticketTypeId) ?? '',
        guest.code,
        String(guest.serial),
        guest.status,
        guest.holder?.name ?? '',
        guest.holder?.email ?? '',
        guest.buyer.userId,
        buyer.reference ?? '',
        buyer.name ?? '',
        buyer.email ?? '',
        guest.admittedAt ? timeOf(guest.admittedAt) : '',
        ...questions.map(({ id }) => guest.answers?.[id] ?? ''),
      ]),
  }
}

const rowsWith = (separator: Separator) => (cells: readonly string[]) =>
  `${cells.map(cell).join(separators[separator])}\r\n`

function cell(text: string): string {
  const harmless = formula.test(text.normalize('NFKC')) ? `'${text}` : text
  return special.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
