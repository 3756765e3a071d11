// Clock and calendar of the demo events: from "a Friday in three weeks, at 20:00 in Lisbon" to an instant.
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

const dayMs = 24 * 3_600_000

/** The first such weekday that is at least so many days away, as `2030-06-01`. */
export function firstWeekday(now: Date, daysMin: number, weekday: Weekday): string {
  const earliest = new Date(now.getTime() + daysMin * dayMs)
  const daysMore = (weekdays.indexOf(weekday) - earliest.getUTCDay() + 7) % 7
  return new Date(earliest.getTime() + daysMore * dayMs).toISOString().slice(0, 10)
}

/** The instant at which a clock on the wall of that time zone shows this date and time. */
export function instantAt(date: string, time: string, timezone: string): Date {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`)
  const guess = asIfUtc - offsetMs(asIfUtc, timezone)
  return new Date(asIfUtc - offsetMs(guess, timezone)) // again, as the guess may lie beyond a change of the clocks
}

export const hoursAfter = (instant: Date, hours: number) => new Date(instant.getTime() + hours * 3_600_000)
export const daysBefore = (instant: Date, days: number) => new Date(instant.getTime() - days * dayMs)

/** How far the zone's clocks are ahead of UTC at that moment. */
function offsetMs(atMs: number, timezone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const shown = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000
}
