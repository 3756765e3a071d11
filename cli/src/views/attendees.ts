// Who comes to an event, a row for each ticket, for people to read.
import type { Booking, Event } from '@evently/sdk'
import { table } from '../table.ts'

/** `event` has the names of the ticket types; a type that it no longer has is shown by its id. */
export const attendeesView =
  (event: Event | undefined) =>
  ({ data }: { readonly data: readonly Booking[] }): string => {
    const names = new Map(event?.ticketTypes.map(({ id, name }) => [id, name]))
    const tickets = data.flatMap(booking => booking.tickets.map(ticket => ({ ticket, buyer: booking.buyer })))
    return tickets.length === 0
      ? ''
      : table(tickets, {
          NAME: ({ buyer }) => buyer?.name ?? buyer?.reference ?? (buyer === null ? 'not known now' : undefined),
          EMAIL: ({ buyer }) => buyer?.email,
          TYPE: ({ ticket }) => names.get(ticket.ticketTypeId) ?? ticket.ticketTypeId,
          CODE: ({ ticket }) => ticket.code,
          STATUS: ({ ticket }) => ticket.status,
        })
  }
