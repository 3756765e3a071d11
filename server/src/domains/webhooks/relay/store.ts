// The SQL of the relay: what waits in the bookings' outbox, and up to where messages have been made.
import type { Sql } from '../../../platform/postgres/sql.ts'

/** What has happened to a booking or to one of its tickets; `payload` is what it was shown as then. */
export interface BookingFact {
  readonly id: string
  readonly userId: string
  readonly type: string
  readonly resourceType: 'booking' | 'ticket'
  readonly resourceId: string
  /** Zero: it was written by an older server. */
  readonly version: number
  readonly silent: boolean
  readonly payload: Readonly<Record<string, unknown>> & { readonly eventId: string }
  readonly at: Date
}

/** Up to which version of an inventory messages have been made, and what was left then. */
export interface InventoryCursor {
  readonly eventId: string
  readonly version: number
  readonly availableSeats: number
  readonly typeSeats: number
}
/** Moved only if it is still where it was; `from` undefined: there was none. */
export interface CursorMove extends InventoryCursor {
  readonly from: number | undefined
}

export type RelayStore = ReturnType<typeof createRelayStore>

export function createRelayStore(sql: Sql) {
  return {
    /** At most `limit` facts in the order of their commits, as far as one booking goes. */
    async bookingFacts(limit: number): Promise<readonly BookingFact[]> {
      const { rows } = await sql.raw<{ rows: BookingFact[] }>(bookingFactsSql, [limit])
      return rows
    },

    /** Takes these facts out of the outbox, for this transaction alone; answers which of them were still there. */
    async takeBookingFacts(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const { rows } = await sql.raw<{ rows: { id: string }[] }>(takeBookingFactsSql, [[...ids]])
      return new Set(rows.map(({ id }) => id))
    },

    async cursorsOf(eventIds: readonly string[]): Promise<ReadonlyMap<string, InventoryCursor>> {
      const { rows } = await sql.raw<{ rows: InventoryCursor[] }>(cursorsSql, [[...eventIds]])
      return new Map(rows.map(cursor => [cursor.eventId, cursor]))
    },

    /** Moves the cursors that are still where they were; answers whose those are. */
    async moveCursors(moves: readonly CursorMove[]): Promise<ReadonlySet<string>> {
      const eventIds = moves.map(({ eventId }) => eventId)
      const begun = moves.flatMap(({ eventId, from }) => (from === undefined ? [eventId] : []))
      if (begun.length > 0) await sql.raw(beginCursorsSql, [begun])
      const { rows } = await sql.raw<{ rows: { eventId: string }[] }>(moveCursorsSql, [
        eventIds,
        eventIds,
        moves.map(({ from }) => from ?? null) as number[], // knex's types know no null in an array
        moves.map(({ version }) => version),
        moves.map(({ availableSeats }) => availableSeats),
        moves.map(({ typeSeats }) => typeSeats),
      ])
      return new Set(rows.map(({ eventId }) => eventId))
    },

    /** This transaction's commit waits for no disk: it appends nothing, and may as well be done once more. */
    async mayBeLost(): Promise<void> {
      await sql.raw('set local synchronous_commit = off')
    },

    /** Up to which version of these events messages have been made; nobody else moves that in this transaction. */
    async lockEventVersions(eventIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      await sql.raw(beginCursorsSql, [[...eventIds]])
      const { rows } = await sql.raw<{ rows: { eventId: string; version: number }[] }>(lockEventsSql, [[...eventIds]])
      return new Map(rows.map(({ eventId, version }) => [eventId, version]))
    },

    async moveEventVersions(versions: ReadonlyMap<string, number>): Promise<void> {
      await sql.raw(moveEventsSql, [[...versions.keys()], [...versions.values()]])
    },

    /** How late the messages of the last minute are: 99 of 100 of the last thousand are sooner. 0: there are none. */
    async lagSeconds(): Promise<number> {
      const { rows } = await sql.raw<{ rows: { lag: number }[] }>(lagSql)
      return rows[0]!.lag
    },

    /** True for one process every `everySeconds`: it is its turn to compare. */
    async takeCheck(everySeconds: number): Promise<boolean> {
      const { rows } = await sql.raw<{ rows: unknown[] }>(takeCheckSql, [everySeconds])
      return rows.length > 0
    },

    /** The versions up to which messages of inventories have been made, summed up by what the events' ids end in. */
    async cursorSums(): Promise<ReadonlyMap<string, number>> {
      const { rows } = await sql.raw<{ rows: { group: string; sum: number }[] }>(cursorSumsSql)
      return new Map(rows.map(({ group, sum }) => [group, sum]))
    },

    async cursorVersionsIn(groups: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const { rows } = await sql.raw<{ rows: { eventId: string; version: number }[] }>(cursorVersionsSql, [[...groups]])
      return new Map(rows.map(({ eventId, version }) => [eventId, version]))
    },
  }
}

// Rows of an older server say no version: one of what was there before messages has 0; one that came since, that of its
// booking now, and never more than a later row of the same booking says.
const bookingFactsSql = `
select fact.id, fact.user_id as "userId", fact.type, fact.resource ->> 'type' as "resourceType",
  fact.resource ->> 'id' as "resourceId",
  coalesce(fact.version, case when fact.silent then 0 else coalesce(
    (select min(later.version) from outbox as later
      where later.resource ->> 'id' = fact.resource ->> 'id' and later.place > fact.place),
    (select fence from bookings where bookings.id = fact.resource ->> 'id' and bookings.user_id = fact.user_id),
    0) end) as version,
  fact.silent, fact.payload, fact.created_at as at
from (select * from outbox order by place nulls first, id limit ?) as fact
order by fact.place nulls first, fact.id`

// Rows are locked in one order by everybody.
const takeBookingFactsSql = `
with taken as (
  select id, user_id from outbox where id = any(?::text[]) order by place nulls first, id for update)
delete from outbox using taken where outbox.id = taken.id and outbox.user_id = taken.user_id
returning outbox.id`

const cursorsSql = `
select event_id as "eventId", version, available_seats as "availableSeats", type_seats as "typeSeats"
from relay_cursors where event_id = any(?::text[]) and version is not null`

const moveCursorsSql = `
with locked as (
  select event_id, version from relay_cursors where event_id = any(?::text[]) order by event_id for update)
update relay_cursors set version = moved.version, available_seats = moved.available_seats,
  type_seats = moved.type_seats
from locked
join unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
  as moved (event_id, known, version, available_seats, type_seats) using (event_id)
where relay_cursors.event_id = locked.event_id and locked.version is not distinct from moved.known
returning relay_cursors.event_id as "eventId"`

const beginCursorsSql = `
insert into relay_cursors (event_id) select event_id from unnest(?::text[]) as event (event_id) order by event_id
on conflict (event_id) do nothing`
const lockEventsSql = `
select event_id as "eventId", coalesce(event_version, 0) as version from relay_cursors where event_id = any(?::text[])
order by event_id for update`
const moveEventsSql = `
update relay_cursors set event_version = moved.version
from unnest(?::text[], ?::bigint[]) as moved (event_id, version) where relay_cursors.event_id = moved.event_id`

const lagSql = `
select coalesce(percentile_disc(0.99) within group (order by lag), 0) as lag from (
  select greatest(extract(epoch from appended_at - occurred_at), 0)::double precision as lag from messages
  where place > (select place - 1000 from message_end) and not silent
    and appended_at > clock_timestamp() - interval '1 minute') as latest`

const takeCheckSql = `
update relay_checks set due_at = clock_timestamp() + make_interval(secs => ?) where due_at <= clock_timestamp()
returning due_at`

const cursorSumsSql = `
select right(event_id, 2) as group, sum(version)::bigint as sum from relay_cursors where version is not null group by 1`
const cursorVersionsSql = `
select event_id as "eventId", version from relay_cursors where version is not null and right(event_id, 2) = any(?)`
