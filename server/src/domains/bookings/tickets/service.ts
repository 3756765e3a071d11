// What happens to tickets after the sale: who comes with them, and that they are given to somebody else.
import type { Caller, Fault, Idempotency, Shape } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { connectionOf, inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem, refuseFaults } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import { nextTicketCode } from '../attendees/ticket-codes.ts'
import type { Answers, Booking, Holder, Ticket } from '../booking.ts'
import type { BookingsService } from '../service.ts'
import { faultsOfAnswers } from './answers.ts'
import { step } from './recovery-steps.ts'
import { createTicketsStore, type HolderChange, type PastTransfer, type TicketsStore } from './store.ts'
import { refusalOfEvent, refusalOfTransfer } from './transfer-rules.ts'

export interface TicketsServiceOptions {
  readonly database: Database
  readonly bookings: Pick<BookingsService, 'get' | 'getReservation'>
  readonly events: () => Pick<EventsPort, 'get'>
  /** Told when there is a message to come. */
  readonly bookingChanged?: (() => void) | undefined
}

/** Who comes with a ticket. */
export interface Named {
  readonly holder?: Holder | undefined
  readonly answers?: Answers | undefined
}

export interface TransferRequest {
  readonly bookingId: string
  readonly ticketId: string
  readonly holder: Holder
  readonly answers: Answers | undefined
}

export type TicketsService = ReturnType<typeof createTicketsService>

export function createTicketsService({ database, bookings, events, bookingChanged = () => {} }: TicketsServiceOptions) {
  const store = createTicketsStore(database.pool)

  return { setHolders, checkNamed, fillHolders, transfer, transfersOf }

  /**
   * Names holders and gives their answers, all of them or nothing, for the buyer or the event's organizer. Problems:
   * booking_not_found, ticket_not_found, ticket_not_valid, validation_failed.
   */
  async function setHolders(caller: Caller, bookingId: string, changes: readonly HolderChange[]): Promise<Booking> {
    const booking = await bookings.get(caller, bookingId)
    const ids = changes.map(({ ticketId }) => ticketId)
    refuseFaults(faultsOfTwice(ids))
    for (const id of ids) ticketOf(booking, id)
    const questions = await questionsOf(booking.eventId)
    refuseFaults(
      changes.flatMap(({ answers }, n) =>
        answers ? faultsOfAnswers(`/tickets/${n}/answers`, answers, questions) : [],
      ),
    )
    await step('tickets.set-holders', () =>
      inOneTransaction(async tickets => {
        const cancelled = (await tickets.lock(booking, ids)).find(({ status }) => status !== 'valid')
        if (cancelled) throw problem('ticket_not_valid', undefined, { ticketId: cancelled.id })
        await tickets.setHolders(booking, changes)
      }),
    )
    return bookings.get(caller, bookingId)
  }

  /**
   * Whether holders can be named with the confirmation of a reservation: to be asked before anything is paid. False:
   * they can't, and the reservation is held no more, so that whoever repeats their request gets the booking without.
   * Problems: reservation_not_found, validation_failed.
   */
  async function checkNamed(caller: Caller, reservationId: string, named: readonly Named[]): Promise<boolean> {
    const { eventId, quantity, state } = await bookings.getReservation(caller, reservationId)
    const questions = await questionsOf(eventId)
    const tooMany = `has ${named.length} holders; the reservation has ${quantity} ${quantity === 1 ? 'seat' : 'seats'}`
    const faults: readonly Fault[] = [
      ...(named.length > quantity ? [{ pointer: '/holders', keyword: 'maxItems', message: tooMany }] : []),
      ...named.flatMap(({ answers }, n) =>
        answers ? faultsOfAnswers(`/holders/${n}/answers`, answers, questions) : [],
      ),
    ]
    if (state === 'held') refuseFaults(faults)
    return faults.length === 0
  }

  /** Names the holders of a booking that has just been confirmed, in the order of its tickets, where there are none. */
  async function fillHolders(caller: Caller, booking: Booking, named: readonly Named[]): Promise<Booking> {
    const changes = named.flatMap(({ holder, answers }, n): HolderChange[] => {
      const ticket = booking.tickets[n]
      return ticket ? [{ ticketId: ticket.id, holder: holder ?? null, answers: answers ?? null }] : []
    })
    await step('tickets.fill-holders', () => store.fillHolders(booking, changes))
    const current = new Map((await bookings.get(caller, booking.id)).tickets.map(ticket => [ticket.id, ticket]))
    const withHolder = (ticket: Ticket): Ticket => {
      const { holder = null, answers = null } = current.get(ticket.id) ?? {}
      return { ...ticket, holder, answers }
    }
    return { ...booking, tickets: booking.tickets.map(withHolder) }
  }

  /**
   * Gives a ticket another holder and a new code, for the buyer or the event's organizer: the code before is void from
   * the commit on. With a key that was used for it, it is the ticket as it is now. Problems: booking_not_found,
   * ticket_not_found, ticket_not_transferable, validation_failed, idempotency_key_reused,
   * idempotency_in_flight.
   */
  async function transfer(
    caller: Caller,
    { bookingId, ticketId, holder, answers }: TransferRequest,
    idempotency: Idempotency | undefined,
  ): Promise<{ readonly booking: Booking; readonly ticket: Ticket; readonly replayed: boolean }> {
    const booking = await bookings.get(caller, bookingId)
    ticketOf(booking, ticketId)
    const event = await eventOf(booking.eventId)
    const refused = refusalOfEvent(event.status)
    const faults = answers ? faultsOfAnswers('/answers', answers, event.questions ?? []) : []
    const { replayed } = await step('tickets.transfer', () =>
      inTransaction(
        database,
        sql => sql,
        // Nothing is kept of the answer, which has personal data: it is the ticket as it is.
        sql =>
          answerOnce(sql, { caller: caller.userId, idempotency }, async () => {
            await transferNow(createTicketsStore(await connectionOf(sql)))
            return { status: 200, body: {} }
          }),
      ),
    )
    if (!replayed) bookingChanged()
    return { booking, ticket: ticketOf(await bookings.get(caller, bookingId), ticketId), replayed }

    async function transferNow(tickets: TicketsStore): Promise<void> {
      refuseFaults(faults)
      const [ticket] = await tickets.lock(booking, [ticketId])
      if (!ticket) throw notFound(ticketId)
      const detail = refused ?? refusalOfTransfer(ticket)
      if (detail !== undefined) throw problem('ticket_not_transferable', detail, { ticketId })
      await tickets.transfer({
        booking,
        ticket,
        code: nextTicketCode(),
        holder,
        answers: answers ?? null,
        byOrganizer: caller.userId !== booking.buyer.userId,
        transferredAt: await tickets.now(),
        messageId: newId('msg'),
      })
    }
  }

  /** Who has had a ticket, oldest first. Problems: booking_not_found, ticket_not_found. */
  async function transfersOf(caller: Caller, bookingId: string, ticketId: string): Promise<readonly PastTransfer[]> {
    const booking = await bookings.get(caller, bookingId)
    ticketOf(booking, ticketId)
    return store.transfers(booking, ticketId)
  }

  async function eventOf(eventId: string): Promise<Shape<'Event'>> {
    const event = await events().get(eventId)
    if (!event) throw new Error(`the event ${eventId} is gone`)
    return event
  }

  async function questionsOf(eventId: string): Promise<readonly Shape<'Question'>[]> {
    return (await eventOf(eventId)).questions ?? []
  }

  function inOneTransaction<Result>(work: (tickets: TicketsStore) => Promise<Result>): Promise<Result> {
    return inTransaction(
      database,
      transaction => transaction,
      async transaction => work(createTicketsStore(await connectionOf(transaction))),
    )
  }
}

const notFound = (ticketId: string) => problem('ticket_not_found', undefined, { ticketId })

function ticketOf({ tickets }: Booking, ticketId: string): Ticket {
  const ticket = tickets.find(({ id }) => id === ticketId)
  if (!ticket) throw notFound(ticketId)
  return ticket
}

function faultsOfTwice(ids: readonly string[]): Fault[] {
  return ids.flatMap((id, n) => {
    const before = ids.indexOf(id)
    const message = `is that of tickets[${before}]: name each ticket once`
    return before === n ? [] : [{ pointer: `/tickets/${n}/ticketId`, keyword: 'uniqueItems', message }]
  })
}
