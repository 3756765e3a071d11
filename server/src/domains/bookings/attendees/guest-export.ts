// The guest list as a table: read page by page while it is sent.
import type { Caller } from '../../../contract/types.ts'
import { problem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import type { Access } from '../access.ts'
import type { Table, TableFormat } from './attendee-export.ts'
import type { Buyers } from './buyers.ts'
import { inChunks, mark } from './chunks.ts'
import { createGuestTable } from './csv.ts'
import type { Guest, GuestFilter, GuestQueries } from './guest-queries.ts'

export interface GuestExportOptions {
  readonly queries: GuestQueries
  readonly events: () => Pick<EventsPort, 'get'>
  readonly access: Pick<Access, 'admitOrganizer'>
  readonly buyers: Pick<Buyers, 'ofNoneMissing'>
}

export type GuestExport = ReturnType<typeof createGuestExport>

const guestsPerRead = 500

/**
 * All tickets that a filter names, newest booking first. The first page is read before it answers, so that what can't
 * be read is refused as ever; what fails later ends the table in the middle. Problems: event_not_found,
 * service_unavailable: a table without the names would be taken for one of people who have none.
 */
export function createGuestExport({ queries, events, access, buyers }: GuestExportOptions) {
  return async function guests(caller: Caller, filter: GuestFilter, { separator, bom }: TableFormat): Promise<Table> {
    await access.admitOrganizer(caller, filter.eventId)
    const event = await events().get(filter.eventId)
    if (!event) throw problem('event_not_found')
    const table = createGuestTable(event, separator)

    async function read(last?: Guest) {
      const before = last && { bookingId: last.bookingId, ticketId: last.id }
      const page = await queries.page(filter, before, guestsPerRead)
      return { page, buyerOf: await buyers.ofNoneMissing(page) }
    }

    async function* pagesFrom(first: Awaited<ReturnType<typeof read>>) {
      for (let { page, buyerOf } = first; ; { page, buyerOf } = await read(page.at(-1))) {
        yield page.map(guest => table.rowOf(guest, buyerOf(guest) ?? {}))
        if (page.length < guestsPerRead) return
      }
    }
    return {
      fileName: `${event.title}, guests.csv`,
      chunks: inChunks(mark(bom) + table.header, pagesFrom(await read())),
    }
  }
}
