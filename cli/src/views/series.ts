// A series and what became of its events, for people to read.
import type { Series, SeriesOutcomes } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

export function seriesView({ seriesId, rrule, timezone, data }: Series): string {
  const facts = fields({ Series: seriesId, Rule: rrule, Zone: timezone, Events: data.length })
  const events = table(data, {
    EVENT: event => event.eventId,
    STARTS: event => timeText(event.startsAt, timezone),
    STATUS: event => event.status,
  })
  return `${facts}\n\n${events}`
}

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
