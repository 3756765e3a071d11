// What the webhooks read of bookings: one of them, and who has booked an event, a buyer once.
import type { Database } from '../../platform/postgres/sql.ts'
import type { BookedAt, BookingRecords } from './port.ts'
import { bookingOf, bookingSql, type BookingRow } from './statements.ts'

/** The clocks of two databases may differ, and whoever cancelled just before the event was may not have heard of it. */
const slackSeconds = 60

/** Parameter $2 is when the event was cancelled, or null. */
const counts = (booking: string) => `(${booking}.status = 'confirmed'
  or $2::timestamptz is not null and (${booking}.status in ('pending', 'cancelling')
    or ${booking}.status = 'cancelled'
      and ${booking}.cancelled_at >= $2::timestamptz - interval '${slackSeconds} seconds'))`

/** Whether the buyer has one of the event $1 for which this holds; each of the two finds it by an index of its own. */
const hasOne = (buyer: string, condition: string) => {
  const ofAccount = `exists (select from bookings as own where own.user_id = ${buyer}.user_id and own.event_id = $1`
  return `case when ${buyer}.buyer_reference is null
    then ${ofAccount} and own.buyer_reference is null and ${condition})
    else ${ofAccount} and own.buyer_reference = ${buyer}.buyer_reference and ${condition}) end`
}

const firstOfEachBuyerSql = `
select id, ${counts('page')} and not (${hasOne('page', `own.id < page.id and ${counts('own')}`)}) as "isFirst"
from (
  select id, user_id, buyer_reference, status, cancelled_at from bookings
  where event_id = $1 and id > $3 order by id limit $4
) as page
order by id`

const haveBookedSql = `
select ${hasOne('buyer', counts('own'))} as "hasBooked"
from unnest($3::text[], $4::text[]) with ordinality as buyer (user_id, buyer_reference, place)
order by place`

const confirmedLikeSql = `${bookingSql}
where b.user_id = $1 and b.event_id = $2 and b.status = 'confirmed'
  and case when $3::text is null then b.buyer_reference is null else b.buyer_reference = $3 end
order by b.id limit 1`

export function createBookingRecords({ pool }: Pick<Database, 'pool'>, { find }: Pick<BookingRecords, 'find'>) {
  const given = ({ eventId, cancelledAt }: BookedAt) => [eventId, cancelledAt ?? null]

  const records: BookingRecords = {
    find,

    async confirmedLike({ buyer: { userId, named }, eventId }) {
      const {
        rows: [row],
      } = await pool.query<BookingRow>(confirmedLikeSql, [userId, eventId, named?.reference ?? null])
      return row && bookingOf(row)
    },

    async firstOfEachBuyer(of, { afterId, limit }) {
      const { rows } = await pool.query<{ id: string; isFirst: boolean }>(firstOfEachBuyerSql, [
        ...given(of),
        afterId,
        limit,
      ])
      const ids = rows.filter(({ isFirst }) => isFirst).map(({ id }) => id)
      return { ids, ...(rows.length === limit && { next: rows.at(-1)!.id }) }
    },

    async haveBooked(of, buyers) {
      const { rows } = await pool.query<{ hasBooked: boolean }>(haveBookedSql, [
        ...given(of),
        buyers.map(({ userId }) => userId),
        buyers.map(({ buyerReference = null }) => buyerReference),
      ])
      return rows.map(({ hasBooked }) => hasBooked)
    },
  }
  return records
}
