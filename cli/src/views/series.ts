// A series and what became of its events, for people to read.
import type { Series, SeriesList, SeriesOutcomes } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

export function seriesView({ seriesId, rrule, localStartsAt, timezone, exdates, data }: Series): string {
  const facts = fields({
    'Series': seriesId,
    'Rule': rrule,
    'From': localStartsAt?.replace('T', ' '),
    'Zone': timezone,
    'Left out': exdates.join(', ') || undefined,
    'Events': data.length,
  })
  const events = table(data, {
    EVENT: event => event.eventId,
    STARTS: event => timeText(event.startsAt, timezone),
    STATUS: event => event.status,
  })
  return `${facts}\n\n${events}`
}

export const seriesListView = ({ data }: SeriesList): string =>
  data.length === 0
    ? ''
    : table(data, {
        SERIES: one => one.seriesId,
        TITLE: one => one.title,
        RULE: one => one.rrule,
        EVENTS: one => one.events,
        NEXT: one => one.nextStartsAt && timeText(one.nextStartsAt, one.timezone),
        LAST: one => timeText(one.lastStartsAt, one.timezone),
      })

export const outcomesView = ({ data }: SeriesOutcomes): string =>
  table(data, {
    EVENT: one => one.eventId,
    STARTS: one => timeText(one.startsAt),
    OUTCOME: one => one.outcome,
    WHY: one => one.problem && `${one.problem.code}: ${one.problem.detail}`,
  })

/** Some events that were refused are no success of the whole. */
export function mustAllBeDone({ refused, data }: SeriesOutcomes): void {
  if (refused > 0)
    throw new CommandError(
      'series_partly_changed',
      `${refused} of ${data.length} events stay as they were; the list says why.`,
      exit.partlyDone,
    )
}
