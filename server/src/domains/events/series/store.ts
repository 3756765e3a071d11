// The statements about series.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { EventRecord } from '../store.ts'
import type { StoredStatus } from '../rules.ts'
import { seriesEventsMax } from './recurrence.ts'

/** What a series was made by. */
export interface SeriesRecord {
  readonly id: string
  readonly organizerId: string
  /** Null of series that were made before it was kept. */
  readonly rrule: string | null
  readonly exdates: readonly string[]
  readonly timezone: string
  /** Such as 2030-06-07T20:30:00; null where the rule is. */
  readonly localStartsAt: string | null
  readonly createdAt: Date
}
export type NewSeries = Omit<SeriesRecord, 'createdAt'>
/** An event of a series at `now`, by the database's clock. */
export interface SeriesEventRecord {
  readonly id: string
  readonly organizerId: string
  readonly status: StoredStatus
  readonly test: boolean
  readonly startsAt: Date
  readonly endsAt: Date
  readonly now: Date
}
export interface SeriesSummaryRecord extends SeriesRecord {
  readonly title: string
  readonly events: number
  readonly firstStartsAt: Date
  readonly lastStartsAt: Date
  readonly nextStartsAt: Date | null
}
export interface SeriesListInput {
  readonly organizerId?: string
  readonly beforeId: string | undefined
  readonly limit: number
}

export type SeriesStore = ReturnType<typeof createSeriesStore>

const recordSql = `
  s.id, s.organizer_id as "organizerId", s.rrule, s.exdates, s.timezone, s.created_at as "createdAt",
  to_char(s.local_starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') as "localStartsAt"`

export const createSeriesStore = (sql: Sql) => ({
  /** The ids of an event and of those that follow it in its series, in their order. */
  async following({ id, seriesId, startsAt }: Pick<EventRecord, 'id' | 'seriesId' | 'startsAt'>): Promise<string[]> {
    const rows = sql('events')
      .where({ series_id: seriesId })
      .whereRaw('(starts_at, id) >= (?::timestamptz, ?)', [startsAt.toISOString(), id])
      .orderBy(['starts_at', 'id'])
      .limit(seriesEventsMax)
    return (await rows.pluck('id')) as string[]
  },

  /** Resolves with when it was made. */
  async keepSeries({ id, organizerId, rrule, exdates, timezone, localStartsAt }: NewSeries): Promise<Date> {
    const columns = { id, rrule, timezone, exdates, organizer_id: organizerId, local_starts_at: localStartsAt }
    const [row] = await sql('series').insert(columns).returning<{ created_at: Date }[]>('created_at')
    return row!.created_at
  },

  /** Undefined where nobody has kept what it was made by. */
  async findSeries(seriesId: string): Promise<SeriesRecord | undefined> {
    const { rows } = await sql.raw<{ rows: SeriesRecord[] }>(`select ${recordSql} from series s where s.id = ?`, [
      seriesId,
    ])
    return rows[0]
  },

  /** The events of a series, in their order. */
  async eventsOfSeries(seriesId: string): Promise<SeriesEventRecord[]> {
    const { rows } = await sql.raw<{ rows: SeriesEventRecord[] }>(
      `
      select id, organizer_id as "organizerId", status, test, starts_at as "startsAt", ends_at as "endsAt",
        clock_timestamp() as now
      from events where series_id = ? order by starts_at, id limit ?`,
      [seriesId, seriesEventsMax],
    )
    return rows
  },

  /** Series that have events, the newest first. */
  async listSeries({ organizerId, beforeId, limit }: SeriesListInput): Promise<SeriesSummaryRecord[]> {
    const { rows } = await sql.raw<{ rows: SeriesSummaryRecord[] }>(
      `
      select ${recordSql}, first.title, of_it.*
      from series s
      cross join lateral (
        select title from events where series_id = s.id order by starts_at, id limit 1) as first
      cross join lateral (
        select count(*)::int as events, min(starts_at) as "firstStartsAt", max(starts_at) as "lastStartsAt",
          min(starts_at) filter (where starts_at > now() and status <> 'cancelled') as "nextStartsAt"
        from events where series_id = s.id) as of_it
      where s.organizer_id = coalesce(?, s.organizer_id) and (?::text is null or s.id < ?)
      order by s.id desc limit ?`,
      [organizerId ?? null, beforeId ?? null, beforeId ?? null, limit],
    )
    return rows
  },

  /** Takes away what a series was made by, once it has no event. */
  async forgetEmptySeries(seriesId: string): Promise<void> {
    await sql('series')
      .where({ id: seriesId })
      .whereNotExists(sql('events').select(sql.raw('1')).where({ series_id: seriesId }))
      .delete()
  },
})
