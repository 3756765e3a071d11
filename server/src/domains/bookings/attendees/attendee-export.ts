// All of an event's tickets as a table, read page by page while it is sent: however long it is, a page is in memory.
import { problem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import type { BookingFilter } from '../booking-queries.ts'
import type { BookingsStore } from '../store.ts'
import type { Buyers } from './buyers.ts'
import { inChunks, mark } from './chunks.ts'
import { createAttendeeTable, type Separator } from './csv.ts'

export interface AttendeeExportOptions {
  readonly store: Pick<BookingsStore, 'list'>
  readonly events: () => Pick<EventsPort, 'get'>
  readonly buyers: Pick<Buyers, 'ofNoneMissing'>
}

export interface TableFormat {
  readonly separator: Separator
  /** Whether it begins with a byte order mark, by which some spreadsheets know that it is UTF-8. */
  readonly bom: boolean
}

export interface Table {
  readonly fileName: string
  readonly chunks: AsyncIterable<string>
}

export type AttendeeExport = ReturnType<typeof createAttendeeExport>

const bookingsPerRead = 500
/**
 * The bookings that a filter names, newest first. The first page is read before it answers, so that what can't be read
 * is refused as ever; what fails later ends the table in the middle. Problems: event_not_found, service_unavailable:
 * a table without the names would be taken for one of people who have none.
 */
export function createAttendeeExport({ store, events, buyers }: AttendeeExportOptions) {
  return async function attendees(
    { eventId, ...filter }: Omit<BookingFilter, 'limit' | 'beforeId'> & { readonly eventId: string },
    { separator, bom }: TableFormat,
  ): Promise<Table> {
    const event = await events().get(eventId)
    if (!event) throw problem('event_not_found')
    const table = createAttendeeTable(event, separator)

    async function read(beforeId?: string) {
      const page = await store.list({ ...filter, eventId, beforeId, limit: bookingsPerRead })
      return { page, buyerOf: await buyers.ofNoneMissing(page) }
    }

    async function* pagesFrom(first: Awaited<ReturnType<typeof read>>) {
      for (let { page, buyerOf } = first; ; { page, buyerOf } = await read(page.at(-1)?.id)) {
        yield page.flatMap(booking => table.rowsOf(booking, buyerOf(booking) ?? {}))
        if (page.length < bookingsPerRead) return
      }
    }
    return {
      fileName: `${event.title}, attendees.csv`,
      chunks: inChunks(mark(bom) + table.header, pagesFrom(await read())),
    }
  }
}
