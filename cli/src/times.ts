// Times between people and the API: the clock on the wall of a zone, and RFC 3339 in UTC.
import { UsageError } from './failures.ts'

/** The zone of this machine, for times that belong to no event. */
export const localZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** `2030-06-01 20:30 Europe/Berlin`; in UTC where this Node.js does not know the zone. */
export function timeText(instant: string, zone = localZone()): string {
  const shown = isKnown(zone) ? zone : 'UTC'
  return `${wallClock(Date.parse(instant), shown).slice(0, 16).replace('T', ' ')} ${shown}`
}

/** RFC 3339 in UTC of `2030-06-01T18:30:00Z`, or of `2030-06-01T20:30` or `2030-06-01` on the clock of the zone. */
export function instantOf(text: string, zone: string): string {
  const [, date, time, seconds, offset] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/i.exec(text) ?? []
  const wall = `${date}T${time ?? '00:00'}${seconds ?? ':00'}`
  const asIfUtcMs = Date.parse(`${wall}${offset ? offset.toUpperCase() : 'Z'}`)
  if (date === undefined || Number.isNaN(asIfUtcMs)) {
    throw new UsageError(
      `${JSON.stringify(text)} is not a time: write it like 2030-06-01T20:30, or with its zone, 2030-06-01T18:30:00Z.`,
    )
  }
  return new Date(offset ? asIfUtcMs : asIfUtcMs - offsetMsOf(asIfUtcMs, zone)).toISOString()
}

/**
 * How far the zone is ahead of UTC at that time of its wall clock. Twice, because the offset may be another one on the
 * other side of the change.
 */
function offsetMsOf(wallMs: number, zone: string): number {
  const aheadAt = (instantMs: number) =>
    Date.parse(`${wallClock(instantMs, zone)}Z`) - Math.floor(instantMs / 1000) * 1000
  return aheadAt(wallMs - aheadAt(wallMs))
}

/** `2030-06-01T20:30:00` */
function wallClock(instantMs: number, zone: string): string {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  } as const
  const parts = Object.fromEntries(
    formatOf(zone, options)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  )
  const date = `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`
  return `${date}T${parts['hour']}:${parts['minute']}:${parts['second']}`
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined
  } catch {
    return false // the only way in which Intl says that it does not know a zone
  }
}

function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone })
  } catch {
    throw new UsageError(`${JSON.stringify(timeZone)} is not a time zone: write its IANA name, like Europe/Berlin.`)
  }
}
