// The inventory's side of the comparison with the bookings: which holds are sold, and whether those of confirmed
// bookings are.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { BookedHold, SoldHold } from '../../bookings/port.ts'
import type { AuditViolation } from './audit.ts'
import { seatsLeftOfHoldSql } from '../lane/read-statement.ts'
import { ofEvent, statementFor, type EventRange } from './seat-checks.ts'

/** What has changed this shortly ago may have done so since its booking was read. */
const betweenSeconds = 10

/** What buyers have been sold; seats that another service took by itself belong to nobody's booking. */
const soldSql = `select id, event_id as "eventId", user_id as "userId" from all_holds
  where ${ofEvent('event_id')} and state = 'sold' and user_id like 'usr\\_%' and id > :afterId order by id limit :limit`

export async function soldHolds(
  sql: Sql,
  range: EventRange,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<readonly SoldHold[]> {
  const [text, bindings] = statementFor(soldSql, range)
  const { rows } = await sql.raw<{ rows: SoldHold[] }>(text, { ...bindings, afterId, limit })
  return rows
}

/** Those that are sold at this moment. */
export async function stillSold(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.raw<{ rows: { id: string }[] }>(
    `select id from all_holds where id = any(?::text[]) and state = 'sold'`,
    [[...ids]],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Confirmed bookings whose hold is not sold to their buyer, or not as many of its seats as they have valid tickets. */
export async function bookedWithoutHold(
  sql: Sql,
  confirmed: readonly BookedHold[],
): Promise<readonly AuditViolation[]> {
  const { rows } = await sql.raw<{ rows: BookedRow[] }>(
    `
    select booked.event_id, booked.hold_id, booked.booking_id, valid_tickets, seats.left
    from unnest(?::text[], ?::text[], ?::text[], ?::text[], cast(?::text[] as integer[]))
        as booked (hold_id, event_id, user_id, booking_id, valid_tickets)
      left join all_holds as holds on holds.id = booked.hold_id and holds.event_id = booked.event_id
      cross join lateral (
        select case when holds.state = 'sold' then ${seatsLeftOfHoldSql('holds')} end as left) as seats
    where not coalesce(holds.user_id = booked.user_id
      and (holds.state = 'sold' and seats.left = coalesce(valid_tickets, seats.left)
        or holds.changed_at > clock_timestamp() - interval '${betweenSeconds} seconds'),
      false)`,
    [
      confirmed.map(({ id }) => id),
      confirmed.map(({ eventId }) => eventId),
      confirmed.map(({ userId }) => userId),
      confirmed.map(({ bookingId }) => bookingId),
      confirmed.map(({ validTickets }) => (validTickets === undefined ? null : String(validTickets))) as string[],
    ],
  )
  return rows.map(({ event_id: eventId, hold_id: holdId, booking_id: bookingId, valid_tickets: tickets, left }) => ({
    detail:
      left === null || tickets === null
        ? 'the booking is confirmed, but its hold is not sold'
        : `the booking has ${tickets} valid tickets, but its hold ${left} sold seats`,
    eventId,
    holdId,
    bookingId,
  }))
}

interface BookedRow {
  readonly event_id: string
  readonly hold_id: string
  readonly booking_id: string
  readonly valid_tickets: number | null
  readonly left: number | null
}
