// Which events a recurrence rule of RFC 5545 makes of one: pure.
//
// The rule is worked out on the wall clock alone, as if there were no zones, by a library; then each local time becomes
// an instant by the zone. So a rule counts the same whatever the clocks do, and there is one place that knows what a
// local time means that is not there, or is there twice.
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { Fault } from '../../../contract/types.ts'
import { hasYear, zoneClock } from '../zone-clock.ts'
import { parseRule, type Rule } from './rule.ts'

/** How many events a series has at most, with the one that it is made of. */
export const seriesEventsMax = 400
/** Periods that the library looks at, such as days of a daily rule: a rule that never holds would go on for ever. */
const periodsMax = 4_000
const candidatesMax = 100_000
/** Dates that are looked at, with those that are left out. */
const datesMax = 4_000

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
  const exclusions = exclusionsOf(exdates, original.timezone)
  const { isExcluded } = exclusions
  const malformed = exclusions.excluded.indexOf(undefined)
  if (malformed >= 0) return refused(`/exdates/${malformed}`, 'must be a day or a time that exists')

  // As many could be left out again.
  if ((rule.count ?? 0) > seriesEventsMax + exdates.length * 24 * 60) return refused('/rrule', tooMany)
  const { startsAt, endsAt, timezone } = original
  const start = zoneClock.localOf(startsAt, timezone)
  if (!hasYear(start)) return refused('/rrule', rareOrFar)
  const dates = localDatesOf({ rule, start, timezone, isExcluded })
  if (typeof dates === 'string') return refused('/rrule', dates)
  if (!dates[0]?.equals(start)) return refused('/rrule', notSynchronised(start, dates[0]))

  const unmatched = exclusions.unmatchedAmong(dates)
  if (unmatched >= 0) return refused(`/exdates/${unmatched}`, 'is no date of the rule')
  const first = exclusions.firstOf(start)
  if (first >= 0) return refused(`/exdates/${first}`, 'is the event itself, which is the first of its series')
  const left = dates.filter(date => !isExcluded(date))
  if (left.length > seriesEventsMax) return refused('/rrule', tooMany)

  const durationMs = endsAt.getTime() - startsAt.getTime()
  const occurrences = left.map((local, n) => {
    // The original may be at the second of two times of one name.
    const begins = n === 0 ? startsAt : zoneClock.instantsOf(local, timezone)[0]!
    return { startsAt: begins, endsAt: new Date(begins.getTime() + durationMs), movedLocally: start.until(local) }
  })
  const kept = distinct(occurrences.filter(({ startsAt: time }) => isUntil(rule, time)))
  if (kept.some(each => !isWritable(each))) return refused('/rrule', rareOrFar)
  if (kept.length < 2) return refused('/rrule', 'makes no copy: it must have another date than the event itself')
  return { fault: undefined, rrule: rule.text, occurrences: kept }
}

/** RFC 3339 has four digits for a year. */
const isWritable = ({ startsAt, endsAt }: Occurrence) =>
  [startsAt, endsAt].every(time => hasYear({ year: time.getUTCFullYear() }))

const refused = (pointer: string, message: string): Recurrence => ({ fault: { pointer, keyword: 'rrule', message } })
const tooManyLeftOut =
  `has ${datesMax} dates or more with those that are left out: ` + 'lower COUNT, or give an earlier UNTIL'
const tooMany = `makes more than ${seriesEventsMax} events: lower COUNT, or give an earlier UNTIL`

interface WallRule {
  readonly rule: Rule
  readonly start: Temporal.PlainDateTime
  readonly timezone: string
  readonly isExcluded: (date: Temporal.PlainDateTime) => boolean
}

/** What the rule says of the wall clock, one more than may be left of it at most; or what is wrong with it. */
function localDatesOf({ rule, start, timezone, isExcluded }: WallRule): readonly Temporal.PlainDateTime[] | string {
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
    // COUNT counts those that are left out, too.
    let left = 0
    library.all(date => {
      const local = Temporal.PlainDateTime.from(date.toString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)).add(rest)
      dates.push(local)
      if (!isExcluded(local)) left++
      return left <= seriesEventsMax && dates.length < datesMax
    })
    if (dates.length >= datesMax) return tooManyLeftOut
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (dates.length > seriesEventsMax) return tooMany
    if (/maximum iterations|maxCandidateEvaluations|out-of-bounds|exceeded/i.test(error.message)) return rareOrFar
    return `is not a rule that can be worked out: ${error.message}`
  }
  return !dates.every(hasYear) ? rareOrFar : dates
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

/** What is left out: days, and times by their instants. Undefined: it is no day or time that exists. */
type Excluded = string | number | undefined

/** A time may be said as the rule has it, or as the clock shows it where that was put forward. */
function exclusionsOf(exdates: readonly string[], timezone: string) {
  const instantOf = (local: Temporal.PlainDateTime) => zoneClock.instantsOf(local, timezone)[0]!.getTime()
  const excluded = exdates.map(text => excludedOf(text, instantOf))
  const all = new Set(excluded)
  const hasTimes = excluded.some(each => typeof each === 'number')
  const whole = (date: Temporal.PlainDateTime) => date.with({ millisecond: 0, microsecond: 0, nanosecond: 0 })
  /** What could leave out a date. */
  const sayingsOf = (date: Temporal.PlainDateTime): readonly Excluded[] => [
    date.toPlainDate().toString(),
    ...(hasTimes ? [instantOf(whole(date))] : []),
  ]
  return {
    excluded,
    isExcluded: (date: Temporal.PlainDateTime) => all.size > 0 && sayingsOf(date).some(each => all.has(each)),
    /** Which of them is none of these dates; -1 where all are. */
    unmatchedAmong(dates: readonly Temporal.PlainDateTime[]): number {
      if (all.size === 0) return -1
      const there = new Set(dates.flatMap(sayingsOf))
      return excluded.findIndex(each => !there.has(each))
    },
    /** Which of them leaves out this date; -1 where none does. */
    firstOf: (date: Temporal.PlainDateTime) => excluded.findIndex(each => sayingsOf(date).includes(each)),
  }
}

function excludedOf(text: string, instantOf: (local: Temporal.PlainDateTime) => number): Excluded {
  try {
    if (!text.includes('T')) return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
    return instantOf(Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
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
