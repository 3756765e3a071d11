// The statements about series.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { EventRecord } from '../store.ts'
import { seriesEventsMax } from './recurrence.ts'

export type SeriesStore = ReturnType<typeof createSeriesStore>

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
})
