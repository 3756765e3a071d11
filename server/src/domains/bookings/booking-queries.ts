// How bookings are read: one, a list, what a key was used for, what is still to be done.
import { inBatches } from '../../platform/batches.ts'
import { metadataOf } from '../../platform/metadata.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { Booking, BookingStatus, RefundStatus } from './booking.ts'
import { backlogSql, bookingOf, bookingSql, bookingSqlOf, type Backlog, type BookingRow } from './statements.ts'

/** What is known of a caller's key: with which request it was used, and for which booking if it was a confirmation. */
export interface UsedKey {
  readonly fingerprint: string
  readonly bookingId: string | null
}

export interface BookingFilter {
  readonly userId?: string
  readonly eventId?: string | undefined
  readonly status?: BookingStatus | undefined
  readonly buyerReference?: string | undefined
  readonly externalId?: string | undefined
  /** `name=value` */
  readonly metadata?: string | undefined
  readonly refund?: RefundStatus | undefined
  /** Only those made before this one. */
  readonly beforeId?: string | undefined
  readonly limit: number
}

export function createBookingQueries({ pool }: Pick<Database, 'pool'>) {
  return {
    find: inBatches(
      async (ids: readonly string[]) => {
        const { rows } = await pool.query<BookingRow>({
          name: 'bookings-find',
          text: `${bookingSql} join unnest($1::text[]) as given (id) on given.id = b.id`,
          values: [ids],
        })
        const found = new Map(rows.map(row => [row.id, row]))
        return ids.map((id): Booking | undefined => {
          const row = found.get(id)
          return row && bookingOf(row)
        })
      },
      { name: 'bookings-find' },
    ),

    /** The same, where its buyer's account is known. */
    async findOf(userId: string, id: string): Promise<Booking | undefined> {
      const text = `${bookingSql} where b.id = $1 and b.user_id = $2`
      const {
        rows: [row],
      } = await pool.query<BookingRow>({ name: 'bookings-find-of', text, values: [id, userId] })
      return row && bookingOf(row)
    },

    /** The booking whose payment has this key, which is its id. */
    async ofPayment(key: string): Promise<Booking | undefined> {
      const {
        rows: [row],
      } = await pool.query<BookingRow>(`${bookingSql} where p.id = $1 and p.provider_key = $1`, [key])
      return row && bookingOf(row)
    },

    /** The booking of a reservation that has not failed, also when it has moved to another hold since. */
    async ofReservation(userId: string, reservationId: string): Promise<Booking | undefined> {
      const {
        rows: [row],
      } = await pool.query<BookingRow>(
        `${bookingSql} where b.user_id = $1 and (b.reservation_id = $2 or b.expired_reservation_id = $2) and ` +
          `b.status <> 'failed'`,
        [userId, reservationId],
      )
      return row && bookingOf(row)
    },

    async usedKey(caller: string, key: string): Promise<UsedKey | undefined> {
      const {
        rows: [row],
      } = await pool.query<UsedKey>(
        'select fingerprint, booking_id as "bookingId" from idempotency_keys where caller = $1 and key = $2',
        [caller, key],
      )
      return row
    },

    /** Newest first. */
    async list({
      userId,
      eventId,
      status,
      buyerReference,
      externalId,
      metadata,
      refund,
      beforeId,
      limit,
    }: BookingFilter): Promise<readonly Booking[]> {
      const conditions: string[] = []
      const values: unknown[] = []
      const where = (condition: string, value: string | undefined) => {
        if (value !== undefined) conditions.push(`${condition} $${values.push(value)}`)
      }
      where('b.user_id =', userId)
      where('b.event_id =', eventId)
      where('b.status =', status)
      // Each leads to an index of the few that it can be: what is under way, or is to be repaid once more, is due, and
      // what has a refund is undone. What is under way at the provider without our asking is not due.
      if (status === 'pending' || status === 'cancelling' || refund === 'failed')
        conditions.push('b.due_at is not null')
      if (refund === 'pending')
        conditions.push(`b.id in (select id from bookings where due_at is not null
          union all select booking_id from refunds where status = 'pending' and origin = 'provider')`)
      if (refund !== undefined)
        conditions.push(`(b.status in ('cancelling', 'cancelled', 'failed') or b.repaid_in_part)`)
      where('b.buyer_reference =', buyerReference)
      where('b.external_id =', externalId)
      where('b.metadata @>', metadata && metadataOf(metadata))
      // Most refunds have succeeded: then it is asked of one booking after the other until the page is full, instead of
      // being sorted. A booking may have several refunds.
      if (refund === 'succeeded')
        conditions.push(
          `(select bool_or(status = $${values.push(refund)}) from refunds
            where refunds.user_id = b.user_id and refunds.booking_id = b.id)`,
        )
      where('b.id <', beforeId)
      const refunds =
        refund === undefined || refund === 'succeeded'
          ? ''
          : `join (select distinct user_id, booking_id from refunds where status = $${values.push(refund)}) r
            on r.user_id = b.user_id and r.booking_id = b.id`
      // The page first, the rest of its bookings then. Else the statistics of before an event was cancelled would have
      // the rest of all of them looked up, to find the few that have failed.
      const page = `(select b.* from bookings b ${refunds} where ${conditions.join(' and ')}
        order by b.id desc limit $${values.push(limit)})`
      const { rows } = await pool.query<BookingRow>(`${bookingSqlOf(page)} order by b.id desc`, values)
      return rows.map(bookingOf)
    },

    /** What is still to be done, at most `backlogMax` of each. */
    async backlog(): Promise<Backlog> {
      const {
        rows: [row],
      } = await pool.query<Backlog>({ name: 'bookings-backlog', text: backlogSql })
      return row!
    },
  }
}
