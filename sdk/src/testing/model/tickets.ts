// Tickets after the sale: who comes with them, and giving them to somebody else.
import type { Answers, Holder, SetHoldersBody, Ticket, TicketTransfer } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { tellOfTicket } from './messages.ts'
import { ownBooking } from './reservations.ts'
import { timeText } from './world.ts'
import type { BookingState, Handlers, World } from './world.ts'

const transfersMax = 20

/** Undefined: it stays as it is; null: it is taken away. */
interface Change {
  readonly holder?: Holder | null | undefined
  readonly answers?: Answers | null | undefined
}

function changed(ticket: Ticket, { holder = ticket.holder, answers = ticket.answers }: Change): Ticket {
  const { holder: _, answers: __, ...rest } = ticket
  return { ...rest, ...(holder && { holder }), ...(answers && { answers }) }
}

function ticketOf({ booking }: BookingState, ticketId: unknown): Ticket {
  const ticket = booking.tickets.find(({ id }) => id === ticketId)
  if (!ticket) throw new Refusal('ticket_not_found', { ticketId: String(ticketId) })
  return ticket
}

function replace(state: BookingState, ticket: Ticket): void {
  const tickets = state.booking.tickets.map(each => (each.id === ticket.id ? ticket : each))
  state.booking = { ...state.booking, tickets }
}

/** In the order of the tickets, where nobody has said anything yet. */
export function fillHolders(state: BookingState, named: readonly Change[]): void {
  for (const [n, change] of named.entries()) {
    const ticket = state.booking.tickets[n]
    if (ticket && !ticket.holder && !ticket.answers) replace(state, changed(ticket, change))
  }
}

function transfer(world: World, state: BookingState, ticketId: unknown, change: { holder: Holder; answers?: Answers }) {
  const ticket = ticketOf(state, ticketId)
  const { status } = world.events.get(state.booking.eventId)!
  const serial = ticket.serial ?? 1
  if (ticket.status !== 'valid' || status === 'cancelled' || serial > transfersMax)
    throw new Refusal('ticket_not_transferable', { ticketId: ticket.id })
  const given = changed(ticket, { holder: change.holder, answers: change.answers ?? null })
  const moved: Ticket = { ...given, serial: serial + 1, code: world.newCode() }
  const transferredAt = timeText(world.nowMs)
  state.transfers.push({
    ticketId: ticket.id,
    transfer: {
      serial: serial + 1,
      ...(ticket.holder && { from: ticket.holder }),
      to: change.holder,
      by: 'buyer',
      transferredAt,
    },
  })
  replace(state, moved)
  tellOfTicket(world, state, moved, transferredAt)
  return moved
}

export const ticketHandlers: Handlers = {
  'bookings.setHolders': (world, { parameters, body, caller }) => {
    const state = ownBooking(world, parameters['bookingId'], caller)
    const { tickets } = body as unknown as SetHoldersBody
    for (const { ticketId } of tickets)
      if (ticketOf(state, ticketId).status !== 'valid') throw new Refusal('ticket_not_valid', { ticketId })
    for (const { ticketId, ...change } of tickets) replace(state, changed(ticketOf(state, ticketId), change))
    return { body: state.booking }
  },

  'bookings.transferTicket': (world, { parameters, body, caller }) => {
    const state = ownBooking(world, parameters['bookingId'], caller)
    const change = body as unknown as { holder: Holder; answers?: Answers }
    const { id } = transfer(world, state, parameters['ticketId'], change)
    return { body: ticketOf(state, id), again: () => ticketOf(state, id) }
  },

  'bookings.listTransfers': (world, { parameters, caller }) => {
    const state = ownBooking(world, parameters['bookingId'], caller)
    const { id } = ticketOf(state, parameters['ticketId'])
    const data: TicketTransfer[] = state.transfers.flatMap(({ ticketId, transfer: each }) =>
      ticketId === id ? [each] : [],
    )
    return { body: { data } }
  },
}
