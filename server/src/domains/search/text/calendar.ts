// Days and months: `on sunday`, `im Juni`. A name of either also means the events that begin then, on their own clock.
import { LRUCache } from 'lru-cache'
import { stemOf } from './stems.ts'
import { languages } from './stop-words.ts'
import { wordsOf } from './words.ts'

interface LocalDate {
  /** Sunday is 0. */
  readonly weekday: number
  readonly year: number
  /** January is 1. */
  readonly month: number
}

const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: 500 })

/** The date on the clock that hangs on the wall there; an unknown zone counts as UTC. */
export function localDateOf(startsAt: string, timeZone: string): LocalDate {
  const at = new Date(startsAt)
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const [year, month, day] = (['year', 'month', 'day'] as const).map(part => Number(parts.get(part)))
  return { weekday: new Date(Date.UTC(year!, month! - 1, day!)).getUTCDay(), year: year!, month: month! }
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = (zone: string) =>
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      calendar: 'iso8601',
    })
  let made: Intl.DateTimeFormat
  try {
    made = format(timeZone)
  } catch {
    made = format('UTC')
  }
  formats.set(timeZone, made)
  return made
}

export const weekdayToken = (weekday: number) => `~d${weekday}`
export const monthToken = (month: number) => `~m${month}`

/** The token of a weekday or a month that is called so in some language, in the singular or plural; else undefined. */
export const calendarTokenOf = (word: string): string | undefined => names().get(word) ?? names().get(stemOf(word))

let known: ReadonlyMap<string, string> | undefined

/** Put together when it is first asked for: it takes some milliseconds. */
function names(): ReadonlyMap<string, string> {
  known ??= new Map(languages.flatMap(namesIn))
  return known
}

function namesIn(language: string): [name: string, token: string][] {
  const formatted = (options: Intl.DateTimeFormatOptions, part: 'weekday' | 'month', at: Date) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', calendar: 'gregory' })
      .formatToParts(at)
      .find(({ type }) => type === part)?.value ?? ''
  const named = (token: string, name: string): [string, string][] => {
    const words = wordsOf(name)
    return words.length === 1 && /^\p{L}{3,}$/u.test(words[0]!) ? [[words[0]!, token]] : []
  }
  // 1 January 2023 was a Sunday.
  const days = Array.from({ length: 7 }, (_, day) =>
    named(weekdayToken(day), formatted({ weekday: 'long' }, 'weekday', new Date(Date.UTC(2023, 0, 1 + day)))),
  )
  // A month alone and in a date: languages with cases tell them apart.
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 1))).flatMap((at, n) =>
    [{ month: 'long' } as const, { month: 'long', day: 'numeric' } as const].map(options =>
      named(monthToken(n + 1), formatted(options, 'month', at)),
    ),
  )
  return [...days, ...months].flat()
}
