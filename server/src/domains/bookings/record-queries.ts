// What the webhooks read of bookings: one of them, and which users have booked an event, each once.
import type { Database } from '../../platform/postgres/sql.ts'
import { cancelledSlackSeconds, type BookedAt, type BookingRecords } from './port.ts'
import { bookingOf, bookingSql, type BookingRow } from './statements.ts'

/** A user's own booking. Parameter $2 is when the event was cancelled, or null. */
const counts = (booking: string) => `(${booking}.buyer_reference is null and (${booking}.status = 'confirmed'
  or $2::timestamptz is not null and (${booking}.status in ('pending', 'cancelling')
    or ${booking}.status = 'cancelled'
      and ${booking}.cancelled_at >= $2::timestamptz - interval '${cancelledSlackSeconds} seconds')))`

const firstOfEachUserSql = `
select id, ${counts('page')} and not exists (select from bookings as own
  where own.user_id = page.user_id and own.event_id = $1 and own.id < page.id and ${counts('own')}) as "isFirst"
from (
  select id, user_id, buyer_reference, status, cancelled_at from bookings
  where event_id = $1 and id > $3 order by id limit $4
) as page
order by id`

const usersWhoBookedSql = `
select user_id as "userId" from unnest($3::text[]) as buyer (user_id)
where exists (select from bookings as own
  where own.user_id = buyer.user_id and own.event_id = $1 and ${counts('own')})`

const confirmedLikeSql = `${bookingSql}
where b.user_id = $1 and b.event_id = $2 and b.buyer_reference is null and b.status = 'confirmed'
order by b.id limit 1`

export function createBookingRecords({ pool }: Pick<Database, 'pool'>, { find }: Pick<BookingRecords, 'find'>) {
  const given = ({ eventId, cancelledAt }: BookedAt) => [eventId, cancelledAt ?? null]

  const records: BookingRecords = {
    find,

    async confirmedLike({ buyer: { userId }, eventId }) {
      const {
        rows: [row],
      } = await pool.query<BookingRow>(confirmedLikeSql, [userId, eventId])
      return row && bookingOf(row)
    },

    async firstOfEachUser(of, { afterId, limit }) {
      const { rows } = await pool.query<{ id: string; isFirst: boolean }>(firstOfEachUserSql, [
        ...given(of),
        afterId,
        limit,
      ])
      const ids = rows.filter(({ isFirst }) => isFirst).map(({ id }) => id)
      return { ids, ...(rows.length === limit && { next: rows.at(-1)!.id }) }
    },

    async usersWhoBooked(of, userIds) {
      const { rows } = await pool.query<{ userId: string }>(usersWhoBookedSql, [...given(of), userIds])
      return new Set(rows.map(({ userId }) => userId))
    },
  }
  return records
}
