// Series as they are looked at: what one was made by and its events, and all of an organizer's.
import type { Caller, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { problem } from '../../../platform/problems.ts'
import { maySee, statusAt } from '../rules.ts'
import type { NewSeries, SeriesEventRecord, SeriesStore, SeriesSummaryRecord } from './store.ts'

export type SeriesReading = ReturnType<typeof createSeriesReading>

export interface SeriesReadingOptions {
  readonly store: Pick<SeriesStore, 'findSeries' | 'eventsOfSeries' | 'listSeries'>
  readonly cursors: Cursors
}

export function createSeriesReading({ store, cursors }: SeriesReadingOptions) {
  return { get, list }

  /** A series with those of its events that the caller may see. Problems: series_not_found. */
  async function get(caller: Caller | undefined, seriesId: string): Promise<Shape<'Series'>> {
    const [series, events] = await Promise.all([store.findSeries(seriesId), store.eventsOfSeries(seriesId)])
    const seen = events.filter(event => maySee(caller, { ...event, status: statusAt(event, event.now) }))
    if (!series || seen.length === 0) throw problem('series_not_found')
    return { ...toRule(series), createdAt: series.createdAt.toISOString(), data: seen.map(toSeriesEvent) }
  }

  /** The caller's own, the newest first; everybody's for an admin. Problems: invalid_cursor. */
  async function list(caller: Caller, { cursor, limit }: { readonly cursor?: string; readonly limit: number }) {
    const organizerId = caller.role === 'admin' ? undefined : caller.userId
    const name = `series ${organizerId ?? ''}`
    const beforeId = cursor === undefined ? undefined : cursors.decode<string>(name, cursor)
    const rows = await store.listSeries({ ...(organizerId && { organizerId }), beforeId, limit: limit + 1 })
    const { data, ...page } = pageOf(rows, limit, ({ id }) => cursors.encode(name, id))
    return { ...page, data: data.map(toSummary) }
  }
}

/** What a series was made by, as the contract shows it. */
export const toRule = ({ id, organizerId, rrule, localStartsAt, timezone, exdates }: NewSeries) => ({
  seriesId: id,
  organizerId,
  ...(rrule !== null && { rrule }),
  ...(localStartsAt !== null && { localStartsAt }),
  timezone,
  exdates: [...exdates],
})

const toSeriesEvent = (event: SeriesEventRecord): Shape<'SeriesEvent'> => ({
  eventId: event.id,
  startsAt: event.startsAt.toISOString(),
  endsAt: event.endsAt.toISOString(),
  status: statusAt(event, event.now),
})

const toSummary = (series: SeriesSummaryRecord): Shape<'SeriesSummary'> => ({
  ...toRule(series),
  title: series.title,
  events: series.events,
  firstStartsAt: series.firstStartsAt.toISOString(),
  lastStartsAt: series.lastStartsAt.toISOString(),
  ...(series.nextStartsAt && { nextStartsAt: series.nextStartsAt.toISOString() }),
  createdAt: series.createdAt.toISOString(),
})
