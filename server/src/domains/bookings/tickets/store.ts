// The SQL of holders and of transfers: each within a transaction that keeps the booking and its tickets as they are.
import type pg from 'pg'
import type { Answers, Booking, Holder, Ticket } from '../booking.ts'

export type TicketsStore = ReturnType<typeof createTicketsStore>

/** A ticket behind its lock. */
export interface LockedTicket {
  readonly id: string
  readonly ticketTypeId: string
  readonly code: string
  readonly status: Ticket['status']
  readonly serial: number
  readonly holder: Holder | null
  readonly isAdmitted: boolean
}

/** Undefined: it stays as it is; null: it is taken away. */
export interface HolderChange {
  readonly ticketId: string
  readonly holder: Holder | null | undefined
  readonly answers: Answers | null | undefined
}

export interface Transfer {
  readonly booking: Booking
  readonly ticket: LockedTicket
  readonly code: string
  readonly holder: Holder
  readonly answers: Answers | null
  readonly byOrganizer: boolean
  readonly transferredAt: Date
  readonly messageId: string
}

/** As it is kept. */
export interface PastTransfer {
  readonly serial: number
  readonly from: Holder | null
  readonly to: Holder | null
  readonly byOrganizer: boolean
  readonly transferredAt: Date
}

/** On a pool, or on the connection of a transaction. */
export function createTicketsStore(sql: Pick<pg.ClientBase, 'query'>) {
  return {
    /**
     * These tickets as they are now, and so until the transaction ends. The booking first, as who cancels it and who
     * erases its buyer do; the tickets in one order, so that nobody waits in a circle.
     */
    async lock({ id, buyer: { userId } }: Booking, ticketIds: readonly string[]): Promise<readonly LockedTicket[]> {
      await sql.query('select from bookings where id = $1 and user_id = $2 for share', [id, userId])
      const { rows } = await sql.query<LockedTicket>(
        `
        select id, ticket_type_id as "ticketTypeId", code, status, serial, holder,
          admitted_scan is not null as "isAdmitted"
        from tickets where user_id = $1 and booking_id = $2 and id = any($3::text[])
        order by id for update`,
        [userId, id, ticketIds],
      )
      return rows
    },

    /** The database's clock. */
    async now(): Promise<Date> {
      const { rows } = await sql.query<{ now: Date }>('select clock_timestamp()::timestamptz(3) as now')
      return rows[0]!.now
    },

    async setHolders({ id, buyer: { userId } }: Booking, changes: readonly HolderChange[]): Promise<void> {
      await sql.query(
        `
        update tickets
        set holder = case when given.sets_holder then given.holder else tickets.holder end,
          answers = case when given.sets_answers then given.answers else tickets.answers end
        from unnest($3::text[], $4::jsonb[], $5::boolean[], $6::jsonb[], $7::boolean[])
          as given (id, holder, sets_holder, answers, sets_answers)
        where tickets.user_id = $1 and tickets.booking_id = $2 and tickets.id = given.id`,
        [userId, id, ...changeValues(changes)],
      )
    },

    /**
     * The same where nobody has said anything yet, of tickets that are as they were sold: in the order of the changes,
     * unless the buyer has been erased.
     */
    async fillHolders({ id, buyer: { userId } }: Booking, changes: readonly HolderChange[]): Promise<void> {
      await sql.query(
        `
        update tickets set holder = given.holder, answers = given.answers
        from unnest($3::text[], $4::jsonb[], $5::boolean[], $6::jsonb[], $7::boolean[])
          as given (id, holder, sets_holder, answers, sets_answers), bookings
        where tickets.user_id = $1 and tickets.booking_id = $2 and tickets.id = given.id
          and tickets.holder is null and tickets.answers is null and tickets.serial = 1 and tickets.status = 'valid'
          and bookings.id = $2 and bookings.user_id = $1 and bookings.buyer_erased_at is null`,
        [userId, id, ...changeValues(changes)],
      )
    },

    /** The next serial of a locked ticket, with what is told of it. */
    async transfer(transfer: Transfer): Promise<void> {
      const { booking, ticket, code, holder, answers, byOrganizer, transferredAt, messageId } = transfer
      const [serial, { userId }] = [ticket.serial + 1, booking.buyer]
      const payload = {
        id: ticket.id,
        bookingId: booking.id,
        eventId: booking.eventId,
        userId,
        ticketTypeId: ticket.ticketTypeId,
        serial,
        transferredAt: transferredAt.toISOString(),
      }
      await sql.query(transferSql, [
        userId,
        booking.id,
        ticket.id,
        serial,
        ticket.code,
        json(ticket.holder),
        json(holder),
        byOrganizer,
        transferredAt.toISOString(),
        code,
        json(answers),
        messageId,
        JSON.stringify({ type: 'ticket', id: ticket.id }),
        JSON.stringify(payload),
      ])
    },

    /** Oldest first; there are `transfersMax` at most. */
    async transfers({ id, buyer: { userId } }: Booking, ticketId: string): Promise<readonly PastTransfer[]> {
      const { rows } = await sql.query<PastTransfer>(
        `
        select serial, from_holder as "from", to_holder as "to", by_organizer as "byOrganizer",
          transferred_at as "transferredAt"
        from ticket_transfers where user_id = $1 and booking_id = $2 and ticket_id = $3 order by serial`,
        [userId, id, ticketId],
      )
      return rows
    },
  }
}

const transferSql = `
with kept as (
  insert into ticket_transfers (user_id, booking_id, ticket_id, serial, former_code, from_holder, to_holder,
    by_organizer, transferred_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
), changed as (
  update tickets set serial = $4, code = $10, holder = $7, answers = $11
  where user_id = $1 and booking_id = $2 and id = $3
)
insert into outbox (id, user_id, type, resource, payload, version)
values ($12, $1, 'ticket.transferred', $13, $14, $4)`

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)

const changeValues = (changes: readonly HolderChange[]) => [
  changes.map(({ ticketId }) => ticketId),
  changes.map(({ holder }) => json(holder)),
  changes.map(({ holder }) => holder !== undefined),
  changes.map(({ answers }) => json(answers)),
  changes.map(({ answers }) => answers !== undefined),
]
