// The attendee list as a table that spreadsheets open without being tricked.
import type { Booking } from '../booking.ts'

/**
 * What begins like a formula gets an apostrophe, so that it stays text
 * (https://owasp.org/www-community/attacks/CSV_Injection). Spreadsheets take wide and small forms of the signs for the
 * signs themselves, as Unicode's compatible forms are (NFKC), and skip blanks and what can't be seen before them. Tabs
 * and line ends in front are signs of their own to some.
 */
const formula = /^[\p{Z}\p{C}]*(?:[=+\-@\t\r\n]|\p{Pd}|\u2212)/u

export const attendeeColumns = [
  'bookingId',
  'status',
  'userId',
  'buyerReference',
  'buyerName',
  'buyerEmail',
  'ticketId',
  'ticketTypeId',
  'ticketCode',
  'ticketStatus',
  'unitPriceMinor',
  'currency',
  'createdAt',
] as const

export const attendeeHeader = csvRowOf(attendeeColumns)

/** A line for each ticket of a booking. */
export function attendeeLines({ id, status, buyer, tickets, items, currency, createdAt }: Booking): string {
  const prices = new Map(items.map(({ ticketTypeId, unitPriceMinor }) => [ticketTypeId, unitPriceMinor]))
  return tickets
    .map(ticket =>
      csvRowOf([
        id,
        status,
        buyer.userId,
        buyer.named?.reference ?? '',
        buyer.named?.name ?? '',
        buyer.named?.email ?? '',
        ticket.id,
        ticket.ticketTypeId,
        ticket.code,
        ticket.status,
        String(prices.get(ticket.ticketTypeId) ?? 0),
        currency,
        createdAt.toISOString(),
      ]),
    )
    .join('')
}

function csvRowOf(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(text: string): string {
  const harmless = formula.test(text.normalize('NFKC')) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
