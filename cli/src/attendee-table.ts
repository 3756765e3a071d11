// The table of who comes to an event, as CSV, a row for each ticket.
import type { Evently, QueryInput } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { goesWithout, needs } from './flag-ties.ts'

export const csvFlags = {
  csv: Flags.boolean({ summary: 'Print CSV, a row for each ticket.', ...goesWithout('json', 'cursor') }),
  separator: Flags.string({
    summary: 'What is between the cells of CSV. [default: comma]',
    options: ['comma', 'semicolon'],
    ...needs('csv'),
  }),
  bom: Flags.boolean({
    summary: 'Begin CSV with a byte order mark, by which some spreadsheets know UTF-8.',
    ...needs('csv'),
  }),
}

/** The tickets of bookings. */
export const attendeesCsv = (evently: Evently, eventId: string, query: QueryInput) =>
  withMark(query, rest => evently.events.bookingsCsv(eventId, rest))

/** Tickets with their holders. */
export const ticketsCsv = (evently: Evently, eventId: string, query: QueryInput) =>
  withMark(query, rest => evently.events.ticketsCsv(eventId, rest))

/** The SDK hands over text, and decoding takes a byte order mark away. */
const withMark = async ({ bom, ...query }: QueryInput, csv: (query: QueryInput) => PromiseLike<string>) =>
  `${bom === true ? '\ufeff' : ''}${await csv(query)}`
