// Rows that are events.
import type { Evently, EventToMake, TicketTypeToMake } from '@evently/sdk'
import { UsageError } from '../failures.ts'
import { ticketTypeOf } from '../event-input.ts'
import { instantOf } from '../times.ts'
import { CellFault, fault, lineOf, linesOf, listOf, oneOf, shown } from './cells.ts'
import { pairsOf, textIn, urlIn, wholeOf, yesOrNo } from './cells.ts'
import type { FieldReader } from './fields.ts'
import type { Kind, RowToSend } from './kinds.ts'
import { knownVenues, type KnownVenue, type KnownVenues } from './known-venues.ts'
import { categoryPattern, limits } from './limits.ts'
import { currencyOf, priceOf } from './prices.ts'
import { made, put, withoutKey } from './sending.ts'
import { zoneOf } from './venue-rows.ts'

export interface EventRowsOptions {
  /** For rows that don't say. */
  readonly publish: boolean
  readonly test: boolean
}

export function eventRows(evently: Evently, options: EventRowsOptions): Kind {
  const venues = knownVenues(evently)
  return {
    name: 'events',
    fields: [
      'externalId',
      'title',
      'category',
      'venue',
      'startsAt',
      'endsAt',
      'capacity',
      'price',
      'currency',
      'priceMinor',
      'ticketTypes',
      'description',
      'language',
      'title:language',
      'description:language',
      'tags',
      'timezone',
      'imageUrl',
      'websiteUrl',
      'metadata',
      'holdsPerBuyerMax',
      'holdSeatsPerBuyerMax',
      'claimSecondsMax',
      'waitlistOrder',
      'waitlistSkipMax',
      'test',
      'publish',
    ],
    required: ['title', 'category', 'venue', 'startsAt', 'endsAt', 'capacity'],
    toSend: (row, client) => eventOf(row, { evently: client, venues, ...options }),
  }
}

interface Context extends EventRowsOptions {
  readonly evently: Evently
  readonly venues: KnownVenues
}

async function eventOf(row: FieldReader, context: Context): Promise<RowToSend | undefined> {
  const externalId = row.optional('externalId', lineOf(limits.externalId))
  const words = wordsOf(row)
  const place = await placeOf(row, context.venues)
  const times = await timesOf(row, place?.timezone)
  const capacity = row.required('capacity', wholeOf({ min: 1, max: limits.capacity }))
  const prices = pricesOf(row)
  const rules = rulesOf(row)
  const test = row.optional('test', yesOrNo) ?? context.test
  const publish = row.optional('publish', yesOrNo) ?? context.publish
  if (row.faults.length > 0 || !words || !place || !times || capacity === undefined) return undefined
  const event = { ...words, ...place.parts, ...times, capacity, ...prices, ...rules, ...(test && { test }), publish }
  const { evently } = context
  return {
    externalId,
    send: options =>
      externalId === undefined
        ? made(evently.events.create(event as EventToMake, options))
        : put(
            evently.events.upsert(
              { externalId, ...event } as Parameters<typeof evently.events.upsert>[0],
              withoutKey(options),
            ),
          ),
  }
}

function wordsOf(row: FieldReader) {
  const title = row.required('title', lineOf(limits.title))
  const category = row.required('category', categoryOf)
  const description = row.optional('description', linesOf(limits.description))
  const tags = row.optional('tags', tagsOf) ?? []
  const imageUrl = row.optional('imageUrl', urlIn)
  const websiteUrl = row.optional('websiteUrl', urlIn)
  const metadata = row.optional('metadata', pairsOf)
  const language = row.optional('language', textIn)
  const translations = translationsOf(row)
  if (title === undefined || category === undefined) return undefined
  return {
    title,
    category,
    tags: [...tags],
    ...(description !== undefined && { description }),
    ...(imageUrl !== undefined && { imageUrl }),
    ...(websiteUrl !== undefined && { websiteUrl }),
    ...(metadata && { metadata }),
    ...(language !== undefined && { language }),
    ...(Object.keys(translations).length > 0 && { translations }),
  }
}

/** Of columns such as `title:de`. */
function translationsOf(row: FieldReader) {
  const translations: Record<string, { title?: string; description?: string }> = {}
  for (const [field, read] of [
    ['title', lineOf(limits.title)],
    ['description', linesOf(limits.description)],
  ] as const)
    for (const language of row.languagesOf(field)) {
      const text = row.optional(`${field}:${language}`, read)
      if (text !== undefined) (translations[language] ??= {})[field] = text
    }
  return translations
}

/** Spreadsheets write `Music`. */
function categoryOf(value: unknown): string | undefined {
  const text = textIn(value)
    ?.toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  if (text !== undefined && !categoryPattern.test(text))
    throw fault(`must be one word, or several joined by hyphens, such as music or stand-up-comedy, not ${shown(text)}`)
  return text
}

function tagsOf(value: unknown): readonly string[] {
  const tags = listOf(/[,;|\n]/)(value)
  if (tags.length > limits.tags) throw fault(`must be ${limits.tags} tags at most, and are ${tags.length}`)
  for (const tag of tags) lineOf(limits.tag)(tag)
  return tags
}

/** Where it is; the clock of its times is its own, or else the venue's. */
async function placeOf(row: FieldReader, venues: KnownVenues) {
  const name = row.required('venue', textIn)
  const timezone = row.optional('timezone', zoneOf)
  const venue = name === undefined ? undefined : await found(row, name, venues)
  if (!venue) return undefined
  return {
    timezone: timezone ?? venue.timezone,
    parts: { venueId: venue.id, ...(timezone !== undefined && { timezone }) },
  }
}

async function found(row: FieldReader, name: string, venues: KnownVenues): Promise<KnownVenue | undefined> {
  try {
    return await venues.find(name)
  } catch (error) {
    if (!(error instanceof CellFault)) throw error
    row.wrong('venue', error.message)
    return undefined
  }
}

async function timesOf(row: FieldReader, zone: string | undefined) {
  const start = row.required('startsAt', textIn)
  const end = row.required('endsAt', textIn)
  if (zone === undefined) return undefined
  const startsAt = await timeOf(row, { field: 'startsAt', text: start, zone })
  const endsAt = await timeOf(row, { field: 'endsAt', text: end, zone })
  if (startsAt === undefined || endsAt === undefined) return undefined
  if (endsAt <= startsAt) row.wrong('endsAt', 'must be after startsAt')
  return { startsAt, endsAt }
}

interface TimeCell {
  readonly field: string
  readonly text: string | undefined
  readonly zone: string
}

async function timeOf(row: FieldReader, { field, text, zone }: TimeCell): Promise<string | undefined> {
  if (text === undefined) return undefined
  try {
    return await instantOf(text, { name: '', zone })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    row.wrong(field, error.message.trim().replace(/\.$/, ''))
    return undefined
  }
}

/** One price, or ticket types each with theirs. */
function pricesOf(row: FieldReader) {
  const currency = row.optional('currency', currencyOf)
  const minor = row.optional('priceMinor', wholeOf({ min: 0, max: limits.priceMinor }))
  const price = row.optional('price', value => priceOf(value, currency))
  const ticketTypes = row.optional('ticketTypes', value => ticketTypesOf(value, currency)) ?? []
  if (minor !== undefined && currency === undefined)
    row.wrong('priceMinor', 'needs a currency: give it in the column currency')
  if (minor !== undefined && price !== undefined) row.wrong('priceMinor', 'is there beside price: leave one out')
  if (ticketTypes.length === 0) return price ?? (minor === undefined ? {} : { priceMinor: minor, currency })
  if (price !== undefined || minor !== undefined) row.wrong('ticketTypes', 'are there beside a price: leave one out')
  return { ticketTypes }
}

/** `VIP:120.00:50 | Standard:45.00` */
function ticketTypesOf(value: unknown, currency: string | undefined): TicketTypeToMake[] {
  const texts = listOf(/[|\n]/)(value)
  if (texts.length === 0) return []
  if (currency === undefined) throw fault('need a currency: give it in the column currency')
  if (texts.length > limits.ticketTypes) throw fault(`must be ${limits.ticketTypes} at most, and are ${texts.length}`)
  return texts.map(text => {
    try {
      return ticketTypeOf(text, currency)
    } catch (error) {
      throw fault(`can't be read: ${(error as Error).message.replace(/\.$/, '')}`)
    }
  })
}

function rulesOf(row: FieldReader) {
  const holds = wholeOf({ min: 1, max: limits.holdsPerBuyer })
  const rules = {
    holdsPerBuyerMax: row.optional('holdsPerBuyerMax', holds),
    holdSeatsPerBuyerMax: row.optional('holdSeatsPerBuyerMax', holds),
    claimSecondsMax: row.optional('claimSecondsMax', wholeOf({ min: 1, max: limits.claimSeconds })),
    waitlistPolicy: policyOf(row),
  }
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}

function policyOf(row: FieldReader) {
  const order = row.optional('waitlistOrder', oneOf(['strict', 'skip']))
  const skipMax = row.optional('waitlistSkipMax', wholeOf({ min: 1, max: limits.skip }))
  if (skipMax !== undefined && order !== 'skip') row.wrong('waitlistSkipMax', 'is for waitlistOrder skip alone')
  return order && { order, ...(skipMax !== undefined && { skipMax }) }
}
