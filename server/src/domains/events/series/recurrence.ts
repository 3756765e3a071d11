// Which events a recurrence rule of RFC 5545 makes of one: pure.
//
// The rule is worked out on the wall clock alone, as if there were no zones, by a library; then each local time becomes
// an instant by the zone. So a rule counts the same whatever the clocks do, and there is one place that knows what a
// local time means that is not there, or is there twice.
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { Fault } from '../../../contract/types.ts'
import { zoneClock } from '../zone-clock.ts'
import { parseRule, type Rule } from './rule.ts'

/** How many events a series has at most, with the one that it is made of. */
export const seriesEventsMax = 400
/** Periods that the library looks at, such as days of a daily rule: a rule that never holds would go on for ever. */
const periodsMax = 4_000
const candidatesMax = 100_000
const yearMax = 9_999

export interface SeriesInput {
  readonly rrule: string
  readonly exdates?: readonly string[]
}
export interface Original {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly timezone: string
}
export interface Occurrence {
  readonly startsAt: Date
  readonly endsAt: Date
  /** By how much it is later than the original on the wall clock. */
  readonly movedLocally: Temporal.Duration
}
export type Recurrence =
  | { readonly fault: Fault }
  | { readonly fault: undefined; readonly rrule: string; readonly occurrences: readonly Occurrence[] }

/** The occurrences in their order, the original first; or what is wrong. */
export function recurrenceOf({ rrule, exdates = [] }: SeriesInput, original: Original): Recurrence {
  const { rule, fault } = parseRule(rrule)
  if (!rule) return refused('/rrule', fault)
  const excluded = exdates.map(exdateOf)
  const malformed = excluded.findIndex(each => each === undefined)
  if (malformed >= 0) return refused(`/exdates/${malformed}`, 'must be a day or a time that exists')

  // As many could be left out again.
  if ((rule.count ?? 0) > seriesEventsMax + exdates.length * 24 * 60) return refused('/rrule', tooMany)
  const { startsAt, endsAt, timezone } = original
  const start = zoneClock.localOf(startsAt, timezone)
  const dates = localDatesOf(rule, start, timezone)
  if (typeof dates === 'string') return refused('/rrule', dates)
  if (!dates[0]?.equals(start)) return refused('/rrule', notSynchronised(start, dates[0]))

  const unmatched = excluded.findIndex(each => !dates.some(date => each!(date)))
  if (unmatched >= 0) return refused(`/exdates/${unmatched}`, 'is no date of the rule')
  const first = excluded.findIndex(each => each!(start))
  if (first >= 0) return refused(`/exdates/${first}`, 'is the event itself, which is the first of its series')
  const left = dates.filter(date => !excluded.some(each => each!(date)))
  if (left.length > seriesEventsMax) return refused('/rrule', tooMany)

  const durationMs = endsAt.getTime() - startsAt.getTime()
  const occurrences = left.map((local, n) => {
    // The original may be at the second of two times of one name.
    const begins = n === 0 ? startsAt : zoneClock.instantsOf(local, timezone)[0]!
    return { startsAt: begins, endsAt: new Date(begins.getTime() + durationMs), movedLocally: start.until(local) }
  })
  const kept = distinct(occurrences.filter(({ startsAt: time }) => isUntil(rule, time)))
  if (kept.length < 2) return refused('/rrule', 'makes no copy: it must have another date than the event itself')
  return { fault: undefined, rrule: rule.text, occurrences: kept }
}

const refused = (pointer: string, message: string): Recurrence => ({ fault: { pointer, keyword: 'rrule', message } })
const tooMany = `makes more than ${seriesEventsMax} events: lower COUNT, or give an earlier UNTIL`

/** What the rule says of the wall clock, one more than may be at most; or what is wrong with it. */
function localDatesOf(
  rule: Rule,
  start: Temporal.PlainDateTime,
  timezone: string,
): readonly Temporal.PlainDateTime[] | string {
  // A rule knows whole seconds.
  const whole = start.with({ millisecond: 0, microsecond: 0, nanosecond: 0 })
  const rest = whole.until(start)
  const dates: Temporal.PlainDateTime[] = []
  try {
    const last = lastLocalOf(rule, timezone)
    const text = [...rule.parts, ...(last ? [`UNTIL=${basic(last)}Z`] : [`COUNT=${rule.count}`])].join(';')
    const library = new RRuleTemporal({
      rruleString: `DTSTART;TZID=UTC:${basic(whole)}\nRRULE:${text}`,
      strict: true,
      maxIterations: periodsMax,
      maxCandidateEvaluations: candidatesMax,
    })
    // Exdates are taken away later, so that COUNT counts them.
    const readMax = seriesEventsMax * 2 + 1
    library.all(date => {
      dates.push(Temporal.PlainDateTime.from(date.toString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)).add(rest))
      return dates.length < readMax
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (dates.length > seriesEventsMax) return tooMany
    if (/maximum iterations|maxCandidateEvaluations|out-of-bounds|exceeded/i.test(error.message)) return rareOrFar
    return `is not a rule that can be worked out: ${error.message}`
  }
  return dates.some(({ year }) => year > yearMax) ? rareOrFar : dates
}

const rareOrFar =
  'has dates too far apart, or none at all: of a daily rule they must be within some ten years, and all must be ' +
  'before the year 10000'

/** The last local time that UNTIL may let in. */
function lastLocalOf({ until }: Rule, timezone: string): Temporal.PlainDateTime | undefined {
  if (!until) return undefined
  if (until.kind === 'day') return until.day.toPlainDateTime({ hour: 23, minute: 59, second: 59 })
  return zoneClock.localOf(until.instant, timezone)
}

const isUntil = ({ until }: Rule, time: Date) => until?.kind !== 'instant' || time <= until.instant

const basic = (local: Temporal.PlainDateTime) => local.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')

/** Two local times may be one instant, where the clock was put forward. */
function distinct(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const byTime = new Map(occurrences.map(each => [each.startsAt.getTime(), each] as const).reverse())
  return [...byTime.values()].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

type Excluded = (date: Temporal.PlainDateTime) => boolean

function exdateOf(text: string): Excluded | undefined {
  try {
    if (!text.includes('T')) {
      const day = Temporal.PlainDate.from(text, { overflow: 'reject' })
      return date => date.toPlainDate().equals(day)
    }
    const time = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return date => date.with({ millisecond: 0, microsecond: 0, nanosecond: 0 }).equals(time)
  } catch {
    return undefined
  }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const inWords = (local: Temporal.PlainDateTime) =>
  `${weekdays[local.dayOfWeek - 1]}, ${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')}`

function notSynchronised(start: Temporal.PlainDateTime, first: Temporal.PlainDateTime | undefined): string {
  const own = `the event begins on ${inWords(start)} on its zone's clock, which is no date of this rule`
  return first
    ? `must begin with the event: ${own}; its first is ${inWords(first)}`
    : `has no date at all: ${own}, nor is any later time`
}
