// Times on the clock of a zone, by the tz database of this process: pure.
import { Temporal } from 'temporal-polyfill'

/** Both times as ISO 8601 without a zone, such as `2030-06-01T20:30:00.000`. */
export interface LocalTimes {
  readonly localStartsAt: string
  readonly localEndsAt: string
}

/** What a process knows of zones. `edition` sorts: a later one is greater. */
export interface ZoneClock {
  readonly edition: string
  /** Throws a RangeError for a zone that it does not know. */
  localOf(instant: Date, timezone: string): Temporal.PlainDateTime
  /**
   * The instants that a local time may stand for: one, two where the clock was put back, and where it was put forward
   * the one as if it had not been (RFC 5545, 3.3.5). The first is the one that is meant.
   */
  instantsOf(local: Temporal.PlainDateTime, timezone: string): readonly Date[]
}

export const zoneClock: ZoneClock = {
  edition: process.versions['tz'] ?? '',
  localOf: (instant, timezone) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone).toPlainDateTime(),
  instantsOf(local, timezone) {
    const [meant, later] = (['compatible', 'later'] as const).map(
      disambiguation => local.toZonedDateTime(timezone, { disambiguation }).epochMilliseconds,
    ) as [number, number]
    return [...new Set([meant, later])].map(ms => new Date(ms))
  },
}

const zoneKnown = new Map<string, boolean>()

/** Years that ISO 8601 writes with four digits, and that PostgreSQL reads: on a clock there may be others. */
export const hasYear = ({ year }: { readonly year: number }) => year >= 1 && year <= 9_999

/** The local times of an event; undefined in a zone that this process does not know, and at the ends of all years. */
export function localTimesOf(
  { startsAt, endsAt, timezone }: { readonly startsAt: Date; readonly endsAt: Date; readonly timezone: string },
  clock: ZoneClock,
): LocalTimes | undefined {
  if (!isKnown(timezone)) return undefined
  const [start, end] = [clock.localOf(startsAt, timezone), clock.localOf(endsAt, timezone)]
  if (!hasYear(start) || !hasYear(end)) return undefined
  const text = (local: Temporal.PlainDateTime) => local.toString({ smallestUnit: 'millisecond' })
  return { localStartsAt: text(start), localEndsAt: text(end) }
}

function isKnown(timezone: string): boolean {
  const known = zoneKnown.get(timezone)
  if (known !== undefined) return known
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timezone)
    zoneKnown.set(timezone, true)
  } catch {
    zoneKnown.set(timezone, false)
  }
  return zoneKnown.get(timezone)!
}
