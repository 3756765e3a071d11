// The tickets that a booking gets when it is confirmed.
import { newId } from '../../../platform/ids.ts'
import { seatsOf, type Booking, type Ticket } from '../booking.ts'
import { newTicketCode } from './ticket-codes.ts'

/** One for each seat. */
export const newTickets = (booking: Pick<Booking, 'items'>): readonly Ticket[] =>
  seatsOf(booking).map(ticketTypeId => ({
    id: newId('tic'),
    ticketTypeId,
    code: newTicketCode(),
    serial: 1,
    status: 'valid',
  }))
