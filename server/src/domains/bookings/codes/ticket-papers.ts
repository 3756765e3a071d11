// What a buyer shows at the door and keeps in a calendar: signed codes, their pictures, and the booking's entry.
import { createHash } from 'node:crypto'
import type { Caller } from '../../../contract/types.ts'
import { problem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import type { Booking, Ticket } from '../booking.ts'
import type { BookingPapers, TicketCodes } from '../port.ts'
import { calendarOf } from './calendar.ts'
import type { CodeKeys } from './code-keys.ts'
import { qrPng, qrSvg } from './qr-picture.ts'

export interface TicketPapersOptions {
  readonly keys: Pick<CodeKeys, 'codeOf'>
  readonly events: () => Pick<EventsPort, 'get'>
  /** A booking that the caller may see. Problems: booking_not_found. */
  readonly get: (caller: Caller, bookingId: string) => Promise<Booking>
  /** The beginning of the links, without a slash at its end. */
  readonly publicUrl: string
}

export interface Picture<Content> {
  readonly content: Content
  /** The same for the same picture. */
  readonly version: string
}

export type TicketPapers = ReturnType<typeof createTicketPapers>

/** In a mail. */
const mailedPixels = 245

export function createTicketPapers({ keys, events, get, publicUrl }: TicketPapersOptions) {
  return { codesOf, qr, calendar, papers: { codesOf, picture, calendarFor } satisfies BookingPapers }

  /** The texts of the QR pictures of a booking's valid tickets, by the tickets' ids. */
  async function codesOf({ eventId, tickets }: Pick<Booking, 'eventId' | 'tickets'>): Promise<TicketCodes> {
    const valid = tickets.filter(({ status }) => status === 'valid')
    return new Map(
      await Promise.all(valid.map(async ticket => [ticket.id, await keys.codeOf(eventId, ticket)] as const)),
    )
  }

  /** Problems: booking_not_found, ticket_not_found, ticket_not_valid. */
  async function qr(
    caller: Caller,
    of: { readonly bookingId: string; readonly ticketId: string },
    { as, size }: { readonly as: 'svg' | 'png'; readonly size: number },
  ): Promise<Picture<string | Buffer>> {
    const booking = await get(caller, of.bookingId)
    const code = await keys.codeOf(booking.eventId, ticketIn(booking, of.ticketId))
    const version = createHash('sha256').update(`${as} ${size} ${code}`).digest('base64url').slice(0, 22)
    return { content: as === 'png' ? qrPng(code, size) : qrSvg(code, size), version }
  }

  /** Problems: booking_not_found. */
  async function calendar(caller: Caller, bookingId: string) {
    const booking = await get(caller, bookingId)
    const event = await events().get(booking.eventId)
    if (!event) throw problem('booking_not_found')
    const content = calendarFor(booking, event)
    const version = createHash('sha256').update(content).digest('base64url').slice(0, 22)
    return { content, version, fileName: `${event.title}.ics` }
  }

  function picture(code: string): Buffer {
    return qrPng(code, mailedPixels)
  }

  function calendarFor(booking: Booking, event: Parameters<BookingPapers['calendarFor']>[1]): string {
    return calendarOf({ booking, event, link: `${publicUrl}/bookings/${booking.id}` })
  }
}

/** Problems: ticket_not_found, ticket_not_valid. */
function ticketIn({ tickets }: Pick<Booking, 'tickets'>, id: string): Ticket {
  const ticket = tickets.find(each => each.id === id)
  if (!ticket) throw problem('ticket_not_found', undefined, { ticketId: id })
  if (ticket.status !== 'valid') throw problem('ticket_not_valid', undefined, { ticketId: id })
  return ticket
}
