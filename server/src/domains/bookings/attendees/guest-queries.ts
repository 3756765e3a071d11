// How the tickets of an event are read: a page of all, or those of some bookings.
import type pg from 'pg'
import { statusToldSql, type Answers, type Holder, type ToldStatus } from '../booking.ts'
import type { Buyer } from '../../inventory/port.ts'

/** A ticket with what the guest list needs of its booking. */
export interface Guest {
  readonly id: string
  readonly bookingId: string
  readonly buyer: Buyer
  readonly ticketTypeId: string
  readonly code: string
  readonly serial: number
  readonly status: ToldStatus
  readonly holder: Holder | null
  readonly answers: Answers | null
  readonly isAdmitted: boolean
  readonly admittedAt: Date | null
}

export interface GuestFilter {
  readonly eventId: string
  readonly status?: ToldStatus | undefined
  readonly isAdmitted?: boolean | undefined
  readonly ticketTypeId?: string | undefined
  readonly buyerReference?: string | undefined
}

/** The last one of the page before. */
export interface GuestPlace {
  readonly bookingId: string
  readonly ticketId: string
}

export type GuestQueries = ReturnType<typeof createGuestQueries>

type Row = Omit<Guest, 'buyer'> & { readonly userId: string; readonly buyer: Buyer['named'] | null }

export function createGuestQueries(sql: Pick<pg.ClientBase, 'query'>) {
  // Tickets are looked up booking by booking until the page is full, whatever the statistics say of both tables: a
  // subquery that is sorted is not made a join of all of them.
  async function read(filter: GuestFilter, bounds: { condition: string; values: unknown[]; limit?: number }) {
    const { eventId, status, isAdmitted, ticketTypeId, buyerReference } = filter
    const values: unknown[] = [eventId, ...bounds.values]
    const conditions = ['b.event_id = $1', bounds.condition]
    const where = (condition: string, value: unknown) => {
      if (value !== undefined) conditions.push(`${condition} $${values.push(value)}`)
    }
    where(`${statusToldSql} =`, status)
    where('(t.admitted_scan is not null) =', isAdmitted)
    where('t.ticket_type_id =', ticketTypeId)
    where('b.buyer_reference =', buyerReference)
    const limit = bounds.limit === undefined ? '' : `limit $${values.push(bounds.limit)}`
    const { rows } = await sql.query<Row>(
      `
      select t.id, t.booking_id as "bookingId", t.user_id as "userId", b.buyer, t.ticket_type_id as "ticketTypeId",
        t.code, t.serial, ${statusToldSql} as status, t.holder, t.answers, t.admitted_scan is not null as "isAdmitted",
        t.admitted_at as "admittedAt"
      from bookings b
      cross join lateral (
        select * from tickets where tickets.user_id = b.user_id and tickets.booking_id = b.id order by id desc
      ) as t
      where ${conditions.join(' and ')}
      order by b.id desc, t.id desc ${limit}`,
      values,
    )
    return rows.map(guestOf)
  }

  return {
    /** Newest booking first. */
    page: (filter: GuestFilter, before: GuestPlace | undefined, limit: number): Promise<readonly Guest[]> =>
      read(filter, {
        condition: before ? 'b.id <= $2 and (b.id < $2 or t.id < $3)' : 'true',
        values: before ? [before.bookingId, before.ticketId] : [],
        limit,
      }),

    ofBookings: (filter: GuestFilter, bookingIds: readonly string[]): Promise<readonly Guest[]> =>
      read(filter, { condition: 'b.id = any($2::text[])', values: [bookingIds] }),
  }
}

const guestOf = ({ userId, buyer, ...row }: Row): Guest => ({
  ...row,
  buyer: buyer ? { userId, named: buyer } : { userId },
})
