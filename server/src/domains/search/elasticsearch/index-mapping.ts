// How Elasticsearch keeps events: the mapping, and an event or what is left of one as a document.
//
// Texts come as tokens (text/tokens.ts), the same for both engines, so all that the analyzers still do is to cut words
// into their beginnings. Scores are the fields' boosts alone (`similarity: boolean`), never the corpus' statistics: a
// page goes on where the last one ended although something came in, and neither two replicas nor two shards disagree.
import type { estypes } from '@elastic/elasticsearch'
import type { Shape } from '../../../contract/types.ts'
import { lengthOf } from '../../../platform/code-points.ts'
import { documentOf } from '../document.ts'
import type { AvailabilityChange } from '../port.ts'
import { eventAt } from '../seats.ts'
import { derivation, textWordsOf, type Weight } from '../text/tokens.ts'
import { foldedPhrase } from '../text/words.ts'

/**
 * Goes up with the mapping: a server that finds an older index builds a new one. With the major number goes what
 * servers of an older one can't use: each would build its own. With the minor goes what is only added: they use the
 * newer index.
 */
export const mappingVersion = { major: 1, minor: 3 } as const

export type Kind = Shape<'Suggestion'>['kind']
type SalesTimes = Pick<Shape<'TicketType'>, 'salesStartAt' | 'salesEndAt'>
export interface Seats extends Omit<AvailabilityChange, 'eventId' | 'ticketTypes'> {
  readonly ticketTypes: readonly (AvailabilityChange['ticketTypes'][number] & SalesTimes)[]
  /** When some seat can be had, in milliseconds since 1970: the sales of types that have seats left. */
  readonly onSale: readonly { readonly gte: number; readonly lt?: number }[]
}

/** An event that can be found. Times are milliseconds since 1970. */
export interface LiveDocument {
  readonly eventId: string
  readonly version: number
  readonly removed: false
  /** As it was indexed; its seats are those beside it. */
  readonly event: Shape<'Event'>
  readonly seats: Seats
  readonly text: Readonly<Record<Kind | 'tags', string>>
  readonly words: string
  /** What is derived from the words, by how much it counts; and of each name that is suggested. */
  readonly derived: Readonly<Record<Weight | Kind, string>>
  readonly derivation: number
  readonly folded: Readonly<Record<Kind, string>>
  readonly length: Readonly<Record<Kind, number>>
  readonly seriesId?: string
  readonly category: string
  readonly city: string
  readonly month: string
  readonly startsAt: number
  readonly endsAt: number
  readonly priceFromMinor: number
  readonly currency: string
  /** Each ticket type: what it costs, and until when it is on offer. */
  readonly offers: readonly { readonly priceMinor: number; readonly until: number }[]
  readonly place?: { readonly lat: number; readonly lon: number }
}

/** What is left of a removed event, so that late news of it don't bring it back. */
export interface Tombstone {
  readonly eventId: string
  readonly version: number
  readonly removed: true
  readonly removedAt: number
}

/** What is suggested of an event that is no title of it. */
export const phraseOf = (kind: Exclude<Kind, 'event'>, { venue, category }: Shape<'Event'>) =>
  ({ venue: venue.name, city: venue.city, category })[kind]

const kinds = ['event', 'venue', 'city', 'category'] as const
const perKind = <Value>(valueOf: (kind: Kind) => Value) =>
  Object.fromEntries(kinds.map(kind => [kind, valueOf(kind)])) as Record<Kind, Value>

const weights = ['A', 'B', 'C', 'D'] as const
const perWeight = <Value>(valueOf: (weight: Weight) => Value) =>
  Object.fromEntries(weights.map(weight => [weight, valueOf(weight)])) as Record<Weight, Value>
const textOf = (tokens: readonly string[]) => [...new Set(tokens)].join(' ')

/** A document for an index of this name: one of an older mapping does not take what came later. */
export function documentFor(alias: string, index: string, document: LiveDocument | Tombstone) {
  if (document.removed || isCurrent(alias, index)) return document
  const { derived: _, derivation: __, offers: ___, currency: ____, seriesId: ______, seats, ...older } = document
  const { onSale: _____, ...olderSeats } = seats
  return { ...older, seats: olderSeats }
}

export function liveDocumentOf(event: Shape<'Event'>, seats: Seats): LiveDocument {
  const {
    words,
    derived,
    category,
    city,
    month,
    priceFromMinor,
    lat,
    lon,
    seriesId,
    phrases: named,
  } = documentOf(event)
  const tokensOf = (kind: Kind, of: 'words' | 'derived') =>
    textOf(named.flatMap(phrase => (phrase.kind === kind ? phrase[of] : [])))
  const phrases = { event: event.title, venue: event.venue.name, city, category }
  const folded = perKind(kind => foldedPhrase(phrases[kind]))
  return {
    eventId: event.id,
    version: event.version,
    removed: false,
    event,
    seats,
    text: { ...perKind(kind => tokensOf(kind, 'words')), tags: textOf(event.tags.flatMap(textWordsOf)) },
    words: textOf(Object.values(words).flat()),
    derived: {
      ...perWeight(weight => textOf(derived[weight])),
      ...perKind(kind => tokensOf(kind, 'derived')),
    },
    derivation,
    folded,
    length: perKind(kind => lengthOf(folded[kind])),
    ...(seriesId !== null && { seriesId }),
    category,
    city,
    month,
    priceFromMinor,
    currency: event.ticketTypes[0]!.currency,
    offers: event.ticketTypes.map(({ priceMinor, salesEndAt = event.endsAt }) => ({
      priceMinor,
      until: Date.parse(salesEndAt),
    })),
    startsAt: Date.parse(event.startsAt),
    endsAt: Date.parse(event.endsAt),
    ...(lat !== null && lon !== null && { place: { lat, lon } }),
  }
}

/** The seats as the event itself tells them; anything that the inventory tells is newer than version 0. */
export const seatsToldBy = (event: Shape<'Event'>): Seats => seatsWith({ ...event, version: 0 }, event.ticketTypes)

/** Seats with the sales times that their types have. */
export function seatsWith(
  { version, availableSeats, waitlistOpen, ticketTypes }: Omit<AvailabilityChange, 'eventId'>,
  types: readonly ({ readonly id: string } & SalesTimes)[],
): Seats {
  const timesOf = new Map(types.map(type => [type.id, type]))
  const seats = ticketTypes.map(({ id, available }) => {
    const { salesStartAt, salesEndAt } = timesOf.get(id) ?? {}
    return { id, available, ...(salesStartAt && { salesStartAt }), ...(salesEndAt && { salesEndAt }) }
  })
  const onSale = seats
    .filter(({ available }) => available > 0)
    .map(({ salesStartAt, salesEndAt }) => ({
      gte: salesStartAt === undefined ? 0 : Date.parse(salesStartAt),
      ...(salesEndAt !== undefined && { lt: Date.parse(salesEndAt) }),
    }))
  return { version, availableSeats, waitlistOpen, ticketTypes: seats, onSale }
}

/** The event with these seats, as they can be had at `now`. */
export const withSeats = (event: Shape<'Event'>, { ticketTypes, ...seats }: Seats, now: Date): Shape<'Event'> =>
  eventAt(event, { ...seats, availableOf: new Map(ticketTypes.map(type => [type.id, type.available])) }, now)

const unscored = { similarity: 'boolean', norms: false } as const
const beginnings: estypes.MappingProperty = {
  type: 'text',
  analyzer: 'beginnings',
  search_analyzer: 'words',
  index_options: 'docs',
  ...unscored,
}
/** Positions are kept for servers of an older release, which ask for words that follow each other. */
const text: estypes.MappingProperty = { type: 'text', analyzer: 'whitespace', ...unscored, fields: { beginnings } }
const tokens: estypes.MappingProperty = { type: 'text', analyzer: 'whitespace', index_options: 'docs', ...unscored }
const time: estypes.MappingProperty = { type: 'date', format: 'epoch_millis' }
const keptOnly = { type: 'object', enabled: false } as const

const mappings: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    eventId: { type: 'keyword' },
    version: { type: 'long' },
    removed: { type: 'boolean' },
    removedAt: time,
    event: keptOnly,
    seats: {
      properties: {
        version: { type: 'long' },
        availableSeats: { type: 'integer' },
        waitlistOpen: { type: 'boolean' },
        ticketTypes: keptOnly,
        onSale: { type: 'date_range', format: 'epoch_millis' },
      },
    },
    text: { properties: { ...perKind(() => text), tags: text } },
    /** Every word of the event, the description's too: what must be found, and what a mistyped word may have meant. */
    words: { ...text, index_options: 'docs' } as estypes.MappingProperty,
    derived: { properties: { ...perWeight(() => tokens), ...perKind(() => tokens) } },
    derivation: { type: 'integer' },
    folded: { properties: perKind(() => ({ type: 'keyword' as const })) },
    length: { properties: perKind(() => ({ type: 'integer' as const })) },
    seriesId: { type: 'keyword' },
    category: { type: 'keyword' },
    city: { type: 'keyword' },
    month: { type: 'keyword' },
    startsAt: time,
    endsAt: time,
    priceFromMinor: { type: 'long' },
    currency: { type: 'keyword' },
    offers: { type: 'nested', properties: { priceMinor: { type: 'long' }, until: time } },
    place: { type: 'geo_point' },
  },
}

/** How late seats may be; what must be found at once asks for its refresh. */
const refreshInterval = '500ms'

/** Of an index that answers searches: a copy on another node, and a write is durable when it is acknowledged. */
export const servingSettings = {
  auto_expand_replicas: '0-1',
  refresh_interval: refreshInterval,
  translog: { durability: 'request' },
} satisfies estypes.IndicesIndexSettings

/** Of one that is being built, which would be made again if its node were lost. */
export const buildingSettings = {
  auto_expand_replicas: 'false',
  number_of_replicas: 0,
  refresh_interval: '-1',
  translog: { durability: 'async' },
} satisfies estypes.IndicesIndexSettings

const settingsFor = (shards: number): estypes.IndicesIndexSettings => ({
  number_of_shards: shards,
  ...servingSettings,
  analysis: {
    filter: { beginnings: { type: 'edge_ngram', min_gram: 1, max_gram: 60 } }, // no word is longer
    analyzer: {
      words: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding'] },
      beginnings: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding', 'beginnings'] },
    },
  },
})

/**
 * The template of every index behind the alias. It also forbids that a late write brings back an index that was
 * dropped meanwhile, which Elasticsearch would otherwise make with a mapping of its own guess.
 */
export const templateFor = (alias: string, shards: number): estypes.IndicesPutIndexTemplateRequest =>
  ({
    name: alias,
    index_patterns: [`${alias}_v*`],
    allow_auto_create: false,
    priority: 500,
    template: { settings: settingsFor(shards), mappings },
  }) as estypes.IndicesPutIndexTemplateRequest

const prefixOf = (alias: string) => `${alias}_v${mappingVersion.major}_${mappingVersion.minor}_`

export const indexName = (alias: string, now: Date) =>
  `${prefixOf(alias)}${now.toISOString().replaceAll(/[^0-9]/g, '')}`
export const isCurrent = (alias: string, index: string) => index.startsWith(prefixOf(alias))
