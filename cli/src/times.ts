// Times between people and the API: the clock on the wall of a zone, and RFC 3339 in UTC.
import type { Temporal } from 'temporal-polyfill'
import { UsageError } from './failures.ts'
import { plain } from './text.ts'

/** Whose clock a time means that names no offset, and what it was typed for: a flag, or how to name it in words. */
export type TimeContext = { readonly zone: string } & ({ readonly flag: string } | { readonly name: string })

const yearMin = 1
const yearMax = 9999
const dayMs = 86_400_000

/** Throws UsageError for what is no time zone that this machine knows. */
export function mustBeZone(name: string): void {
  if (!isZone(name))
    throw new UsageError(`${JSON.stringify(name)} is not a time zone: write its IANA name, like Europe/Berlin.`)
}

/** The zone of this machine, for times that belong to no event; UTC where it has none that is known. */
export function localZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return typeof timeZone === 'string' && isZone(timeZone) ? timeZone : 'UTC' // none where TZ names none
}

/**
 * `2030-06-01 20:30 Europe/Berlin`; in the hour that comes twice in autumn with its offset,
 * `2030-10-27 02:30+02:00 Europe/Berlin`. A zone that this machine doesn't know is shown in UTC.
 */
export function timeText(instant: string, zone = localZone()): string {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) return plain(instant)
  if (!isZone(zone)) return timeText(instant, 'UTC')
  const { wall, offset } = clockAt(ms, zone)
  return `${wall.slice(0, 16).replace('T', ' ')}${comesTwice(ms, zone) ? offset : ''} ${zone}`
}

/**
 * RFC 3339 in UTC of a time as people write it:
 * `2030-06-01T18:30Z` and `2030-06-01T20:30+02:00` wherever they are; `2030-06-01T20:30` on the clock of the zone;
 * `2030-06-01`, when that day begins there. A time that no calendar has, that the zone's clock skips, or that comes
 * twice there is a UsageError; of the last two it names both readings.
 */
export async function instantOf(text: string, context: TimeContext): Promise<string> {
  const { Temporal } = await import('temporal-polyfill') // loaded by those who need it alone: it takes 20 ms
  const { zone } = context
  const what = `${'flag' in context ? `--${context.flag}` : context.name} ${JSON.stringify(text)}`
  const typed = typedTime(text)
  if (!typed)
    throw new UsageError(
      `${what} is not a time: write it like 2030-06-01T20:30, or with its offset, 2030-06-01T18:30:00Z.`,
    )
  const fault = calendarFault(typed, Temporal.PlainYearMonth)
  if (fault) throw new UsageError(`${what} is not a time: ${fault}.`)
  const wall = Temporal.PlainDateTime.from(typed.time === undefined ? typed.date : `${typed.date}T${typed.time}`)
  const instant =
    typed.offset === undefined
      ? instantInZone({ wall, isDay: typed.time === undefined, what, zone })
      : Temporal.Instant.from(`${wall.toString()}${typed.offset.toUpperCase()}`)
  const time = new Date(instant.epochMilliseconds).toISOString()
  if (!/^(?!0000)\d{4}-/.test(time)) throw new UsageError(`${what} is not a time: ${outOfYears} in UTC.`)
  return time
}

const outOfYears = `years go from ${String(yearMin).padStart(4, '0')} to ${yearMax}`

interface TypedTime {
  readonly date: string
  readonly time: string | undefined
  readonly offset: string | undefined
}

function typedTime(text: string): TypedTime | undefined {
  const [, date, time, offset] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(text) ?? []
  return date === undefined ? undefined : { date, time, offset }
}

/** What of it no calendar and no clock has. */
function calendarFault(
  { date, time = '00:00', offset = 'Z' }: TypedTime,
  YearMonth: typeof Temporal.PlainYearMonth,
): string | undefined {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  const [offsetHours = 0, offsetMinutes = 0] = offset.slice(1).split(':').map(Number)
  if (year < yearMin) return outOfYears
  if (month < 1 || month > 12) return 'months go from 01 to 12'
  const { daysInMonth } = YearMonth.from({ year, month })
  if (day < 1 || day > daysInMonth) return `days of ${date.slice(0, 7)} go from 01 to ${daysInMonth}`
  if (hour === 24) return 'hours go from 00 to 23; midnight is 00:00 of the next day'
  if (hour > 23) return 'hours go from 00 to 23'
  if (minute > 59) return 'minutes go from 00 to 59'
  if (second >= 60) return 'seconds go from 00 to 59, and leap seconds are not counted'
  if (offsetHours > 23 || offsetMinutes > 59) return 'offsets go from -23:59 to +23:59'
  return undefined
}

function instantInZone(of: { wall: Temporal.PlainDateTime; isDay: boolean; what: string; zone: string }) {
  const { wall, isDay, what, zone } = of
  mustBeZone(zone)
  if (isDay) {
    const start = wall.toPlainDate().toZonedDateTime(zone)
    if (start.toPlainDate().equals(wall.toPlainDate())) return start
  }
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier
  if (earlier.toPlainDateTime().equals(wall))
    throw new UsageError(
      `${what} comes twice in ${zone}, where the clock goes back. ` +
        `Write ${withOffset(earlier)} for the first time, or ${withOffset(later)} for the second.`,
    )
  throw new UsageError(
    `${what} does not exist in ${zone}, where the clock skips it. ` +
      `Write ${withOffset(earlier)} or ${withOffset(later)}.`,
  )
}

/** A form that `instantOf` takes wherever one is. Offsets of the 19th century have seconds: these times are in UTC. */
const withOffset = (time: Temporal.ZonedDateTime) =>
  /^[+-]\d\d:\d\d$/.test(time.offset)
    ? `${wallText(time.toPlainDateTime())}${time.offset}`
    : `${wallText(time.withTimeZone('UTC').toPlainDateTime())}Z`

/** `2030-06-01T20:30`, longer where there are seconds. */
const wallText = (wall: Temporal.PlainDateTime) => wall.toString().replace(/:00$/, '')

/**
 * A time that `instantOf` reads as this instant: `2030-06-01T20:30` on the clock of the zone, with its offset in the
 * hour that comes twice; in UTC where this machine doesn't know the zone.
 */
export async function wallTimeOf(instant: string, zone: string): Promise<string> {
  const { Temporal } = await import('temporal-polyfill')
  const { epochMilliseconds } = Temporal.Instant.from(instant)
  if (!isZone(zone)) return withOffset(atUtc(epochMilliseconds))
  const time = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone)
  if (time.year < yearMin || time.year > yearMax) return withOffset(time.withTimeZone('UTC'))
  const wall = time.toPlainDateTime()
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const isOnce = earlier.epochMilliseconds === wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
  return isOnce ? wallText(wall) : withOffset(time)

  function atUtc(ms: number) {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC')
  }
}

/** Whether another instant, a day away at most, shows the same time on that clock. */
function comesTwice(ms: number, zone: string): boolean {
  const here = clockAt(ms, zone)
  return [-dayMs, dayMs].some(away => {
    const otherMs = ms + here.aheadMs - clockAt(ms + away, zone).aheadMs
    return otherMs !== ms && clockAt(otherMs, zone).wall === here.wall
  })
}

/** The clock of a zone at an instant: `2030-06-01T20:30:00`, `+02:00`, and how far that is ahead of UTC. */
function clockAt(instantMs: number, zone: string) {
  const aheadMs = wallMsAt(instantMs, zone) - Math.floor(instantMs / 1000) * 1000
  const minutes = Math.abs(Math.round(aheadMs / 60_000))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0'))
  const wall = new Date(instantMs + aheadMs).toISOString().replace(/\..*$/, '')
  return { wall, offset: `${aheadMs < 0 ? '-' : '+'}${hours}:${rest}`, aheadMs }
}

function wallMsAt(instantMs: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const wall = new Date(0)
  wall.setUTCFullYear(year, month - 1, day)
  return wall.setUTCHours(hour, minute, second)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    calendar: 'gregory', // of iso8601 V8 makes the Julian calendar before 1582
    timeZone,
  })
  formats.set(timeZone, format)
  return format
}

export function isZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}
