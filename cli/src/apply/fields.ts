// What can be written of a thing, and when two say the same of it: by the schema of the files, so that a new property
// of the contract is compared from its first day.
import { moneyText } from '../money.ts'
import { timeText } from '../times.ts'
import type { Kind, Values } from './entries.ts'
import { sectionOf } from './entries.ts'
import type { FileSchema } from './file-schema.ts'
import { fileSchema } from './generated/schema.ts'
import { quoted } from './shape.ts'

/** Names of the files that the API has other ones for. */
const inApi: Readonly<Record<string, string>> = { venue: 'venueId', price: 'priceMinor', amount: 'amountMinor' }
const inFile: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(inApi).map(([a, b]) => [b, a]))

/** By the name in the API, that in the files. */
export const nameInFile = (name: string): string => inFile[name] ?? name

const entrySchema = (kind: Kind): FileSchema => fileSchema.properties![sectionOf[kind]]!.items!

/** What a file can say of a thing, by the names of the API; what says what is to be done with it is none of it. */
export function fieldsOf(kind: Kind): readonly string[] {
  const single = ['priceMinor', 'currency'] // short for one ticket type
  const apart = ['externalId', 'publish', 'ticketTypes', 'promotions', ...(kind === 'event' ? single : [])]
  return Object.keys(entrySchema(kind).properties!)
    .map(name => inApi[name] ?? name)
    .filter(name => !apart.includes(name))
}

/** The same of a ticket type: one that everybody sees is as if nothing were said. */
export const typeFields: readonly string[] = Object.keys(
  entrySchema('event').properties!['ticketTypes']!.items!.properties!,
).map(name => inApi[name] ?? name)

/** The same of a code; its ticket types are told by their names. */
export const promotionFields: readonly string[] = Object.keys(
  entrySchema('event').properties!['promotions']!.items!.properties!,
).map(name => inApi[name] ?? name)

/** What the server makes of what is left out; what is empty is as if it were left out. */
const defaults: Readonly<Record<Kind, Values>> = {
  venue: {},
  event: {
    waitlistPolicy: { order: 'strict' },
    holdsPerBuyerMax: 3,
    holdSeatsPerBuyerMax: 20,
    claimSecondsMax: 600,
  },
  webhookEndpoint: { mode: 'live' },
}
const skipMaxDefault = 3
const freeTicket = { name: 'General Admission', priceMinor: 0, currency: 'EUR' } as const

/** The ticket types that are wanted: what a single price, or none, is short for too. */
export function wantedTypes({ ticketTypes, priceMinor, currency }: Values): readonly Values[] {
  if (ticketTypes !== undefined) return ticketTypes as readonly Values[]
  return [priceMinor === undefined ? freeTicket : { ...freeTicket, priceMinor, currency }]
}

/** A value as it is kept: undefined where nothing is said, or nothing but the default. */
export function keptValue(kind: Kind, name: string, value: unknown): unknown {
  const filled = isEmpty(value) ? defaults[kind][name] : value
  if (name !== 'waitlistPolicy' || filled === undefined) return filled
  const { order, skipMax = skipMaxDefault } = filled as { order: string; skipMax?: number }
  return order === 'skip' ? { order, skipMax } : { order }
}

/** Whether a value is what is there when nothing is said. */
export const isDefault = (kind: Kind, name: string, value: unknown): boolean =>
  keyOf(name, keptValue(kind, name, value)) === keyOf(name, keptValue(kind, name, undefined))

const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** The same of a ticket type: one that everybody sees is as if nothing were said. */
export const keptTypeValue = (name: string, value: unknown): unknown =>
  isEmpty(value) || (name === 'hidden' && value === false) ? undefined : value

/** Two values with one key are the same to the server. */
export function keyOf(name: string, value: unknown): string {
  if (value === undefined) return ''
  if (name === 'language') return canonicalLanguage(String(value))
  if (name === 'translations')
    return keyOf(
      '',
      Object.fromEntries(Object.entries(value as object).map(([tag, texts]) => [canonicalLanguage(tag), texts])),
    )
  if (isTimeName(name)) return String(Date.parse(String(value)))
  if (name === 'types') return JSON.stringify([...(value as string[])].sort()) // a set
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

/** As the server keeps it: `pt-BR` of `PT-br`. What is none is told of by the server. */
function canonicalLanguage(tag: string): string {
  try {
    return new Intl.Locale(tag).toString()
  } catch {
    return tag
  }
}

export const isTimeName = (name: string) => /At$/.test(name)

/** One difference, in words; null where there is nothing. */
export interface Change {
  readonly field: string
  readonly from: string | null
  readonly to: string | null
}

/** A value as people read it; null where there is none. */
export function fieldText(name: string, value: unknown, zone: string): string | null {
  if (value === undefined || value === null) return null
  if (isTimeName(name)) return timeText(String(value), zone)
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(each => partText(name, each, zone)).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([part, its]) => `${part} ${typeof its === 'object' ? `(${fieldText(name, its, zone)})` : String(its)}`)
      .join(', ')
  return typeof value === 'string' ? quoted(value) : String(value)
}

/** Of a list: things with names of their own stand in brackets. */
const partText = (name: string, part: unknown, zone: string): string =>
  typeof part === 'object' ? `(${fieldText(name, part, zone)})` : String(part)

/** `45.00 EUR` and what else a ticket type has. */
export function typeText(type: Values, zone: string): string {
  const others = typeFields.filter(
    name => !['name', 'priceMinor', 'currency'].includes(name) && keptTypeValue(name, type[name]) !== undefined,
  )
  const price = moneyText(Number(type['priceMinor']), String(type['currency']))
  return [price, ...others.map(name => `${name} ${fieldText(name, type[name], zone)}`)].join(', ')
}
