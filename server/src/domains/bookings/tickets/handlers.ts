// The contract's operations on tickets after the sale, and the guest list: its shapes in, one call, its shapes out.
import { ok, type HandlersOf, type Shape } from '../../../contract/types.ts'
import { wantsInsteadOfJson } from '../../../platform/http/accept.ts'
import type { GuestExport } from '../attendees/guest-export.ts'
import type { GuestList } from '../attendees/guest-list.ts'
import type { TicketPapers } from '../codes/ticket-papers.ts'
import type { Presenter } from '../presenter.ts'
import { toHolder, toTicket } from '../present.ts'
import type { TicketsService } from './service.ts'
import type { PastTransfer } from './store.ts'

export type TicketOperation =
  | 'bookings.setHolders'
  | 'bookings.transferTicket'
  | 'bookings.listTransfers'
  | 'bookings.listTickets'

export interface TicketsHandlerOptions {
  readonly tickets: TicketsService
  readonly guests: GuestList
  readonly guestTable: GuestExport
  readonly presenter: Pick<Presenter, 'presentTo'>
  readonly papers: Pick<TicketPapers, 'codesOf'>
}

export const ticketsHandlers = ({
  tickets,
  guests,
  guestTable,
  presenter,
  papers,
}: TicketsHandlerOptions): Pick<HandlersOf<'bookings'>, TicketOperation> => ({
  'bookings.setHolders': async ({ params, body, caller }) => {
    const changes = body.tickets.map(({ ticketId, holder, answers }) => ({ ticketId, holder, answers }))
    return ok(await presenter.presentTo(caller, await tickets.setHolders(caller, params.bookingId, changes)))
  },

  'bookings.transferTicket': async ({
    params: { bookingId, ticketId },
    body: { holder, answers },
    caller,
    idempotency,
  }) => {
    const request = { bookingId, ticketId, holder, answers }
    const { booking, ticket, replayed } = await tickets.transfer(caller, request, idempotency)
    const codes = await papers.codesOf({ eventId: booking.eventId, tickets: [ticket] })
    return ok(toTicket(ticket, codes), { replayed })
  },

  'bookings.listTransfers': async ({ params: { bookingId, ticketId }, caller }) =>
    ok({ data: (await tickets.transfersOf(caller, bookingId, ticketId)).map(toTransfer) }),

  'bookings.listTickets': async ({
    params: { eventId },
    query: { status, admitted, ticketTypeId, buyer, after, limit, cursor, separator, bom },
    caller,
    accept,
  }) => {
    const filter = { eventId, status, isAdmitted: admitted, ticketTypeId, buyerReference: buyer }
    if (wantsInsteadOfJson(accept, 'text/csv')) {
      const { chunks, fileName } = await guestTable(caller, filter, { separator, bom })
      return { status: 200, mediaType: 'text/csv', body: chunks, fileName }
    }
    return { mediaType: 'application/json', ...ok(await guests.page(caller, filter, { after, cursor, limit })) }
  },
})

const toTransfer = ({ serial, from, to, byOrganizer, transferredAt }: PastTransfer): Shape<'TicketTransfer'> => ({
  serial,
  ...(from && { from: toHolder(from) }),
  ...(to && { to: toHolder(to) }),
  by: byOrganizer ? 'organizer' : 'buyer',
  transferredAt: transferredAt.toISOString(),
})
