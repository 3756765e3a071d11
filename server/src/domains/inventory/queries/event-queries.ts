// What organizers read of an event's seats: availability, statistics, the ledger. Reads only.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { seatsLeftSql } from '../lane/read-statement.ts'
import type { Movement } from '../rules/inventory-state.ts'

export interface AvailabilityReport {
  readonly eventId: string
  readonly organizerId: string
  /** Of a test event: its organizer's account, for which alone it is there. */
  readonly testOf: string | null
  readonly isPublic: boolean
  readonly availableSeats: number
  readonly waitlistOpen: boolean
  /** Whether or not they are on sale now. */
  readonly ticketTypes: readonly {
    readonly id: string
    readonly available: number
    readonly salesStartAt: string | null
    readonly salesEndAt: string | null
    readonly hidden: boolean
  }[]
  readonly version: number
  readonly endsAt: Date
  readonly isClosed: boolean
}

export interface StatsReport {
  readonly capacity: number
  readonly availableSeats: number
  readonly pooledSeats: number
  readonly heldSeats: number
  readonly soldSeats: number
  readonly waiting: number
  readonly offered: number
  readonly revenueMinor: number
  readonly currency: string
  readonly ticketTypes: readonly {
    readonly id: string
    readonly name: string
    readonly capacity?: number
    readonly availableSeats: number
    readonly pooledSeats: number
    readonly heldSeats: number
    readonly soldSeats: number
    readonly revenueMinor: number
  }[]
  readonly cancellation?: CancellationReport
}

/** How far the ending of a cancelled event has come. */
export interface CancellationReport {
  readonly status: 'under_way' | 'complete'
  /** Seats that were held or sold when it began, and how many of them have been given back. */
  readonly seatsTotal: number
  readonly seatsReturned: number
  readonly startedAt: string
  readonly finishedAt?: string
}

/** A movement as it is shown: at which version of the inventory, which line of that, and when. */
export interface LedgerRow extends Omit<Movement, 'scope'> {
  readonly version: number
  readonly line: number
  readonly at: Date
}

export interface LedgerFilter {
  readonly before: { readonly version: number; readonly line: number } | undefined
  /** Of a folded history: the version that carries it forward; what was before is on its way out. */
  readonly fromVersion?: number | undefined
  readonly holdId?: string | undefined
  readonly ticketTypeId?: string | undefined
  readonly limit: number
}

export function createInventoryReports(sql: Sql) {
  return {
    /** Who organizes the event; undefined when there is none. */
    async organizerOf(eventId: string): Promise<string | undefined> {
      const row = await sql('inventory')
        .where({ event_id: eventId })
        .first<{ organizer_id: string } | undefined>('organizer_id')
      return row?.organizer_id
    },

    async availability(eventId: string): Promise<AvailabilityReport | undefined> {
      return (await this.availabilities([eventId]))[0]
    },

    async availabilities(eventIds: readonly string[]): Promise<readonly AvailabilityReport[]> {
      const { rows } = await sql.raw<{ rows: AvailabilityReport[] }>(
        `
        select event_id as "eventId", organizer_id as "organizerId",
          case when test then organizer_id end as "testOf", sales <> 'draft' as "isPublic",
          available_seats as "availableSeats", waitlist_open as "waitlistOpen", version, ends_at as "endsAt",
          sales = 'closed' as "isClosed",
          (select coalesce(json_agg(json_build_object('id', id, 'available',
            least(ticket_types.available_seats, inventory.available_seats), 'salesStartAt', sales_start_at,
            'salesEndAt', sales_end_at, 'hidden', hidden)
            order by position), '[]')
            from ticket_types where ticket_types.event_id = inventory.event_id) as "ticketTypes"
        from inventory where event_id = any(?::text[])`,
        [[...eventIds]],
      )
      return rows
    },

    /** Those of the events that are on sale, or will be, and not over. */
    async running(eventIds: readonly string[]): Promise<readonly string[]> {
      const { rows } = await sql.raw<{ rows: { event_id: string }[] }>(
        `select event_id from inventory
        where event_id = any(?::text[]) and sales <> 'closed' and ends_at > clock_timestamp()`,
        [[...eventIds]],
      )
      return rows.map(({ event_id: eventId }) => eventId)
    },

    async stats(eventId: string): Promise<StatsReport | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: (Omit<StatsReport, 'cancellation'> & { cancellation: CancellationReport | null })[] }>(
        `
        with revenue as (
          select item ->> 'ticketTypeId' as ticket_type_id,
            sum(${seatsLeftSql}::bigint
              * ((item ->> 'unitPriceMinor')::bigint - coalesce((item ->> 'unitDiscountMinor')::bigint, 0)))::bigint
              as minor
          from all_holds as holds cross join lateral jsonb_array_elements(items) as item
          where holds.event_id = :eventId and holds.state = 'sold' group by 1
        )
        select capacity, available_seats as "availableSeats", pooled_seats as "pooledSeats", held_seats as "heldSeats",
          sold_seats as "soldSeats", currency,
          (select count(*) from waitlist_entries where event_id = :eventId and state = 'waiting') as waiting,
          (select count(*) from waitlist_entries where event_id = :eventId and state = 'offered') as offered,
          coalesce((select sum(minor) from revenue), 0)::bigint as "revenueMinor",
          (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'name', name, 'capacity',
            case when capacity_is_own then capacity end,
              'availableSeats', available_seats, 'pooledSeats', pooled_seats, 'heldSeats', held_seats, 'soldSeats',
              sold_seats,
              'revenueMinor', coalesce((select minor from revenue where ticket_type_id = ticket_types.id), 0)))
              order by position), '[]')
            from ticket_types where event_id = :eventId) as "ticketTypes",
          (select json_strip_nulls(json_build_object('status', state, 'seatsTotal', seats.total, 'seatsReturned',
              seats.total - held_seats - sold_seats, 'startedAt', started_at, 'finishedAt', finished_at))
            from event_cancellations
            cross join lateral (select coalesce(seats_total, held_seats + sold_seats) as total) as seats
            where event_id = :eventId) as cancellation
        from inventory where event_id = :eventId`,
        { eventId },
      )
      return row && { ...row, cancellation: row.cancellation ? cancellationOf(row.cancellation) : undefined }
    },

    /** Rows of the ledger, newest first. */
    async ledger(
      eventId: string,
      { before, fromVersion, holdId, ticketTypeId, limit }: LedgerFilter,
    ): Promise<readonly LedgerRow[]> {
      const query = sql('movements')
        .where({ event_id: eventId })
        .orderBy([
          { column: 'version', order: 'desc' },
          { column: 'line', order: 'desc' },
        ])
        .limit(limit)
      if (before) void query.whereRaw('(version, line) < (?::bigint, ?::integer)', [before.version, before.line])
      if (fromVersion !== undefined) void query.where('version', '>=', fromVersion)
      if (holdId !== undefined) void query.where({ hold_id: holdId })
      if (ticketTypeId !== undefined) void query.where({ ticket_type_id: ticketTypeId })
      // Servers of an earlier release write `hold_anew` where we write `reacquire`
      // (migrations/events/0010_reacquire.sql).
      const cause = sql.raw(`case cause when 'hold_anew' then 'reacquire' else cause end as cause`)
      return query.select<LedgerRow[]>(
        'version',
        'line',
        { ticketTypeId: 'ticket_type_id' },
        'quantity',
        { from: 'source' },
        { to: 'target' },
        cause,
        { holdId: 'hold_id' },
        'at',
      )
    },
  }
}

/** Times inside JSON are texts in the session's own time zone. */
const cancellationOf = ({ startedAt, finishedAt, ...cancellation }: CancellationReport): CancellationReport => ({
  ...cancellation,
  startedAt: new Date(startedAt).toISOString(),
  ...(finishedAt !== undefined && { finishedAt: new Date(finishedAt).toISOString() }),
})

export type InventoryReports = ReturnType<typeof createInventoryReports>
