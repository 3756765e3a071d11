// Times on the clock of a zone, with how far it is from UTC: for tables, and for people to read.

/** RFC 3339 with the zone's offset at that moment, to the second: `2030-06-01T20:31:00+02:00`. */
export function timesIn(timezone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  return instant => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const { year, month, day, hour, minute, second, timeZoneName = '' } = parts
    // `GMT` alone is UTC itself.
    const offset = timeZoneName.replace('GMT', '') || '+00:00'
    return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`
  }
}

/** `Saturday, 1 June 2030, 20:31 CEST (UTC+02:00)`. */
export function momentIn(timezone: string): (instant: Date) => string {
  const clock = clockOf(timezone)
  return instant => `${clock.dayOf(instant)}, ${clock.timeOf(instant)} ${clock.zoneAt(instant)}`
}

/**
 * `Saturday, 1 June 2030, 20:00–22:30 CEST (UTC+02:00)`. The day of the end is said where it is another one, and the
 * zone's clock of the start where it has been put forward or back in between.
 */
export function spanIn(timezone: string): (startsAt: Date, endsAt: Date) => string {
  const { dayOf, timeOf, zoneAt } = clockOf(timezone)
  return (startsAt, endsAt) => {
    const [day, endDay, zone, endZone] = [dayOf(startsAt), dayOf(endsAt), zoneAt(startsAt), zoneAt(endsAt)]
    const start = `${day}, ${timeOf(startsAt)}${zone === endZone ? '' : ` ${zone}`}`
    const end = `${timeOf(endsAt)} ${endZone}`
    return day === endDay && zone === endZone
      ? `${start}–${end}`
      : `${start} – ${day === endDay ? '' : `${endDay}, `}${end}`
  }
}

/** Each knows the short names of the zones of its own country only: the first that has one is asked. */
const locales = ['en-GB', 'en-US', 'en-AU', 'en-IN', 'en-CA', 'en-ZA'] as const
const isName = (zone: string) => !/^(GMT|UTC)[+-]/.test(zone)

function clockOf(timezone: string) {
  const format = (options: Intl.DateTimeFormatOptions, locale: string = locales[0]) =>
    new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options })
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const offset = format({ timeZoneName: 'longOffset' })
  const names = locales.map(locale => format({ timeZoneName: 'short' }, locale))
  const zoneOf = (format: Intl.DateTimeFormat, instant: Date) =>
    format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value
  return {
    dayOf: (instant: Date) => day.format(instant),
    timeOf: (instant: Date) => time.format(instant),

    /** `CEST (UTC+02:00)`; `(UTC+09:00)` where the zone has no short name in English; `UTC`. */
    zoneAt(instant: Date): string {
      const name = names.map(format => zoneOf(format, instant)).find(isName)
      if (name === 'UTC') return name
      const fromUtc = `(UTC${zoneOf(offset, instant).replace('GMT', '') || '+00:00'})`
      return name === undefined ? fromUtc : `${name} ${fromUtc}`
    },
  }
}
