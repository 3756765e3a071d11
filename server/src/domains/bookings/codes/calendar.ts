// A booking as iCalendar (RFC 5545): one event, which replaces what a calendar has of it.
import type { Shape } from '../../../contract/types.ts'
import type { Booking } from '../booking.ts'

type Event = Shape<'Event'>

/** `link`: where the booking is shown. */
export interface CalendarEntry {
  readonly booking: Pick<Booking, 'id' | 'status' | 'items' | 'createdAt' | 'confirmedAt' | 'cancelledAt'>
  readonly event: Pick<
    Event,
    'title' | 'status' | 'startsAt' | 'endsAt' | 'venue' | 'ticketTypes' | 'version' | 'updatedAt'
  >
  readonly link: string
}

/** RFC 5545 §3.1, in octets, without the line's end. */
const octetsMax = 75

/** Lines end in CRLF. Times are UTC: the calendar shows them on its reader's clock, in whatever zone the event is. */
export function calendarOf({ booking, event, link }: CalendarEntry): string {
  const status = statusOf(booking, event)
  const { name, address, city, location } = event.venue
  const changedAt = new Date(
    Math.max(
      Date.parse(event.updatedAt),
      ...[booking.createdAt, booking.confirmedAt, booking.cancelledAt].map(at => at?.getTime() ?? 0),
    ),
  )
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Evently//Evently//EN',
    `METHOD:${status === 'CANCELLED' ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${booking.id}@evently`,
    `SEQUENCE:${sequenceOf(booking, event)}`,
    `DTSTAMP:${timeOf(changedAt)}`,
    `LAST-MODIFIED:${timeOf(changedAt)}`,
    `CREATED:${timeOf(booking.createdAt)}`,
    `DTSTART:${timeOf(new Date(event.startsAt))}`,
    `DTEND:${timeOf(new Date(event.endsAt))}`,
    `SUMMARY:${textOf(event.title)}`,
    `LOCATION:${textOf([name, ...(address === undefined ? [] : [address]), city].join(', '))}`,
    ...(location ? [`GEO:${location.lat};${location.lon}`] : []),
    `DESCRIPTION:${textOf([...itemsOf(booking, event), link].join('\n'))}`,
    `URL:${link}`,
    `STATUS:${status}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

function statusOf({ status }: Pick<Booking, 'status'>, event: Pick<Event, 'status'>) {
  if (event.status === 'cancelled') return 'CANCELLED'
  if (status === 'pending') return 'TENTATIVE'
  return status === 'confirmed' ? 'CONFIRMED' : 'CANCELLED'
}

/** A booking is over once; the event's version, which goes up with each of its changes, is one at least by then. */
const sequenceOf = ({ status }: Pick<Booking, 'status'>, { version }: Pick<Event, 'version'>) =>
  version + (status === 'pending' || status === 'confirmed' ? 0 : 1)

const itemsOf = ({ items }: Pick<Booking, 'items'>, { ticketTypes }: Pick<Event, 'ticketTypes'>) =>
  items.map(
    ({ ticketTypeId, quantity }) =>
      `${quantity} × ${ticketTypes.find(({ id }) => id === ticketTypeId)?.name ?? 'Ticket'}`,
  )

/** `20300601T180000Z`: a calendar has no parts of a second. */
const timeOf = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '')

/** RFC 5545 §3.3.11. What can't be seen is left out: it would end the line, or the file. */
const textOf = (text: string) =>
  text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n?|\n|[\u2028\u2029]/g, String.raw`\n`)
    .replaceAll(/[^\P{Cc}\t]/gu, '')

/** A line that is longer goes on in the next one, behind a blank; no character is taken apart. */
function folded(line: string): string {
  let [text, octets] = ['', 0]
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (octets + length > octetsMax) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += length
  }
  return text
}
