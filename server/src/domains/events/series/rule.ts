// The parts of a recurrence rule (RFC 5545, 3.3.10) as they may be given: pure. What a library would silently read as
// something else is refused here by its name.
import { Temporal } from 'temporal-polyfill'

export interface Rule {
  /** All parts but COUNT and UNTIL, each as `NAME=value`. */
  readonly parts: readonly string[]
  readonly count?: number
  readonly until?:
    | { readonly kind: 'day'; readonly day: Temporal.PlainDate }
    | { readonly kind: 'instant'; readonly instant: Date }
  /** The rule as it was understood. */
  readonly text: string
}
type Parsed = { readonly rule: Rule; readonly fault?: never } | { readonly rule?: never; readonly fault: string }

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const weekday = '(MO|TU|WE|TH|FR|SA|SU)'
const counted = (pattern: string) => new RegExp(`^${pattern}(,${pattern})*$`)
const signed = (most: string) => counted(`[+-]?(${most})`)

/** What each part may be, and how that is said. */
const values: Readonly<Record<string, readonly [RegExp, string]>> = {
  FREQ: [
    new RegExp(`^(${frequencies.join('|')})$`),
    `one of ${frequencies.join(', ')}; several times a day are BYHOUR`,
  ],
  INTERVAL: [/^[1-9]\d{0,3}$/, 'a number from 1 to 9999'],
  COUNT: [/^[1-9]\d{0,6}$/, 'a number from 1'],
  UNTIL: [/^\d{8}(T\d{6}Z)?$/, 'a day such as 20301231, or a time in UTC such as 20301231T225959Z'],
  WKST: [new RegExp(`^${weekday}$`), 'a day of the week such as MO'],
  BYDAY: [counted(`([+-]?([1-9]|[1-4]\\d|5[0-3]))?${weekday}`), 'days of the week such as MO,FR, or -1FR for the last'],
  BYMONTH: [counted('([1-9]|1[0-2])'), 'months from 1 to 12'],
  BYMONTHDAY: [signed('[1-9]|[12]\\d|3[01]'), 'days of the month from 1 to 31, or from -31 to -1'],
  BYHOUR: [counted('(0?\\d|1\\d|2[0-3])'), 'hours from 0 to 23'],
  BYMINUTE: [counted('[0-5]?\\d'), 'minutes from 0 to 59'],
  BYSETPOS: [signed('[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]'), 'places from 1 to 366, or from -366 to -1'],
}
const order = Object.keys(values)

/** The rule, or what is wrong with it, to be read after the name of what was given. */
export function parseRule(given: string): Parsed {
  const text = given
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
  const parts = new Map<string, string>()
  for (const part of text.split(';').filter(each => each !== '')) {
    const [name = '', value, ...more] = part.split('=')
    if (value === undefined || more.length > 0) return { fault: `has a part that is not NAME=value: ${quoted(part)}` }
    const known = values[name]
    if (!known) return { fault: `has ${quoted(name)}, which series don't know: use ${order.join(', ')}` }
    if (parts.has(name)) return { fault: `has ${name} twice` }
    if (!known[0].test(value)) return { fault: `has ${name}=${clipped(value)}: it must be ${known[1]}` }
    parts.set(name, value)
  }
  const fault = faultOf(parts)
  if (fault !== undefined) return { fault }
  const until = parts.get('UNTIL')
  const end = until === undefined ? undefined : untilOf(until)
  if (until !== undefined && !end) return { fault: `has UNTIL=${until}, which is no day or time that exists` }
  const count = parts.get('COUNT')
  const sorted = order.flatMap(name => (parts.has(name) ? [`${name}=${parts.get(name)}`] : []))
  return {
    rule: {
      parts: sorted.filter(part => !/^(COUNT|UNTIL)=/.test(part)),
      ...(count !== undefined && { count: Number(count) }),
      ...(end && { until: end }),
      text: sorted.join(';'),
    },
  }
}

/** What the parts can't be together. */
function faultOf(parts: ReadonlyMap<string, string>): string | undefined {
  const frequency = parts.get('FREQ')
  if (frequency === undefined) return 'must have FREQ, such as FREQ=WEEKLY'
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'has both COUNT and UNTIL: give one of them'
  if (!parts.has('COUNT') && !parts.has('UNTIL')) return 'has no end: add COUNT or UNTIL'
  const days = parts.get('BYDAY')?.split(',') ?? []
  const nth = days.filter(day => /\d/.test(day))
  if (nth.length > 0 && !['MONTHLY', 'YEARLY'].includes(frequency))
    return `has BYDAY=${nth[0]}: a number before the day needs FREQ=MONTHLY or FREQ=YEARLY`
  if (nth.length > 0 && parts.has('BYMONTHDAY')) return 'has a number in BYDAY and BYMONTHDAY: give one of them'
  if (nth.length > 0 && nth.length < days.length)
    return 'has days with and without a number in BYDAY: number all or none'
  if (frequency === 'WEEKLY' && parts.has('BYMONTHDAY')) return "has BYMONTHDAY, which FREQ=WEEKLY doesn't know"
  const others = ['BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYHOUR', 'BYMINUTE']
  if (parts.has('BYSETPOS') && !others.some(name => parts.has(name)))
    return 'has BYSETPOS alone: it chooses among the dates of another part, such as BYDAY'
  return undefined
}

function untilOf(text: string): Rule['until'] {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(text)!
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' })
    if (hour === undefined) return { kind: 'day', day: date }
    const instant = Temporal.Instant.from(`${date.toString()}T${hour}:${minute}:${second}Z`)
    return { kind: 'instant', instant: new Date(instant.epochMilliseconds) }
  } catch {
    return undefined
  }
}

const clipped = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
const quoted = (text: string) => JSON.stringify(clipped(text))
