// What Elasticsearch is asked: bodies of searches, made of words and values only, never of a query language.
import type { estypes } from '@elastic/elasticsearch'
import type { Shape } from '../../../contract/types.ts'
import type { Coordinates, SearchQuery, SearchSort } from '../engine.ts'
import { priceSteps, type FacetRow } from '../facets.ts'
import { foldedPhrase, mistakesMax, type Term } from '../text/words.ts'
import type { Kind } from './index-mapping.ts'

type Query = estypes.QueryDslQueryContainer

/** Sums of these are exact in the 32 bits of a score, so a page begins exactly where the last one ended. */
const weights: Readonly<Record<string, number>> = {
  'text.event': 16,
  'text.tags': 6,
  'text.category': 6,
  'text.venue': 6,
  'text.city': 3,
  words: 1,
}
/** A word that only begins with what was typed. */
const begunWeight = 0.75
/** The words stand in the title one after the other. */
const phraseWeight = 4
const facetValuesMax = 20
const candidatesMax = 20

export const notEnded = (now: Date): Query => ({ range: { endsAt: { gt: now.getTime() } } })

/** A page of hits with the facets of the whole: at most `limit + 1` hits from the one after `query.after`. */
export function pageRequest(query: SearchQuery, terms: readonly Term[]): estypes.SearchRequest {
  const { sort, limit, after } = query
  const filters = facetFilters(query)
  const byWords = terms.map(term => termQuery(term, weights))
  const scored = sort === 'relevance' && terms.length > 0
  return {
    size: limit + 1,
    track_total_hits: false,
    _source: ['event', 'seats'],
    query: {
      bool: {
        filter: [...foundBy(query), ...(scored ? [] : byWords)],
        ...(scored && { must: byWords, should: phraseQuery(terms) }),
      },
    },
    post_filter: { bool: { filter: Object.values(filters).flat() } },
    sort: [scored ? { _score: { order: 'desc' } } : sortBy(sort, query.near), { eventId: { order: 'asc' } }],
    ...(after && { search_after: [after.value, after.id] }),
    aggs: facetAggregations(filters, query.now),
  }
}

function sortBy(sort: SearchSort, near: Coordinates | undefined): estypes.SortCombinations {
  if (sort === 'distance' && near) return { _geo_distance: { place: near, order: 'asc', unit: 'm' } }
  return { [sort === 'price' ? 'priceFromMinor' : 'startsAt']: { order: 'asc' } }
}

/** What every hit must be, and no facet sets aside. Removed events have no end, so they never are. */
function foundBy({ now, near, radiusKm, available }: SearchQuery): Query[] {
  const conditions = [notEnded(now)]
  if (near) conditions.push({ geo_distance: { distance: `${radiusKm}km`, place: near } })
  if (available !== undefined) {
    const canBeHad = [
      { range: { 'seats.availableSeats': { gt: 0 } } },
      { term: { 'seats.onSale': { value: now.getTime() } } },
    ]
    conditions.push({ bool: available ? { filter: canBeHad } : { must_not: [{ bool: { filter: canBeHad } }] } })
  }
  return conditions
}

type Filters = Readonly<Record<'category' | 'city' | 'currency' | 'price' | 'dates', readonly Query[]>>

/** The filters that facets offer: each facet is counted without its own. */
function facetFilters(query: SearchQuery): Filters {
  const { category, city, currency, minPrice, maxPrice, startsAfter, startsBefore, now } = query
  return {
    category: category === undefined ? [] : [{ term: { category } }],
    city: city === undefined ? [] : [{ term: { 'folded.city': foldedPhrase(city) } }],
    currency: currency === undefined ? [] : [{ term: { currency } }],
    price:
      minPrice === undefined && maxPrice === undefined
        ? []
        : [
            {
              nested: {
                path: 'offers',
                query: {
                  bool: {
                    filter: [onOffer(now), { range: { 'offers.priceMinor': { gte: minPrice, lte: maxPrice } } }],
                  },
                },
              },
            },
          ],
    dates:
      startsAfter === undefined && startsBefore === undefined
        ? []
        : [{ range: { startsAt: { gte: startsAfter?.getTime(), lt: startsBefore?.getTime() } } }],
  }
}

/** A ticket type whose sale has not ended. */
const onOffer = (now: Date): Query => ({ range: { 'offers.until': { gt: now.getTime() } } })

function facetAggregations(filters: Filters, now: Date): Record<string, estypes.AggregationsAggregationContainer> {
  const within = (
    own: readonly (keyof Filters)[],
    counted: estypes.AggregationsAggregationContainer,
  ): estypes.AggregationsAggregationContainer => ({
    filter: {
      bool: {
        filter: Object.entries(filters)
          .filter(([name]) => !(own as readonly string[]).includes(name))
          .flatMap(([, filter]) => filter),
      },
    },
    aggs: { counted },
  })
  const frequent = [{ _count: 'desc' as const }, { _key: 'asc' as const }]
  return {
    category: within(['category'], { terms: { field: 'category', size: facetValuesMax, order: frequent } }),
    city: within(['city'], {
      terms: { field: 'folded.city', size: facetValuesMax, order: frequent },
      aggs: { spelling: { terms: { field: 'city', size: 1, order: frequent } } },
    }),
    price: within(['price'], {
      nested: { path: 'offers' },
      aggs: {
        onOffer: {
          filter: onOffer(now),
          aggs: {
            steps: {
              range: {
                field: 'offers.priceMinor',
                ranges: priceSteps.map((from, n) => ({ key: String(n + 1), from, to: priceSteps[n + 1] })),
              },
              aggs: { events: { reverse_nested: {} } },
            },
          },
        },
      },
    }),
    currency: within(['currency', 'price'], { terms: { field: 'currency', size: facetValuesMax, order: frequent } }),
    month: within(['dates'], { terms: { field: 'month', size: facetValuesMax, order: { _key: 'asc' } } }),
  }
}

interface Bucket {
  readonly key: string
  readonly doc_count: number
  readonly spelling?: { readonly buckets: readonly Bucket[] }
  /** Of ticket types counted one by one: how many events these belong to. */
  readonly events?: { readonly doc_count: number }
}
interface Counted {
  readonly buckets?: readonly Bucket[]
  readonly onOffer?: { readonly steps: { readonly buckets: readonly Bucket[] } }
}

export function facetRowsOf(aggregations: unknown): FacetRow[] {
  const counted = aggregations as Readonly<Record<keyof Shape<'Facets'>, { readonly counted: Counted }>>
  return (['category', 'city', 'price', 'currency', 'month'] as const).flatMap(facet =>
    (counted[facet].counted.onOffer?.steps.buckets ?? counted[facet].counted.buckets ?? [])
      .filter(({ doc_count }) => doc_count > 0)
      .map(({ key, doc_count, spelling, events }) => ({
        facet,
        value: spelling?.buckets[0]?.key ?? key,
        count: events?.doc_count ?? doc_count,
      })),
  )
}

/** One of the term's words, in whichever of the fields it weighs most. */
function termQuery({ words, prefix }: Term, fieldWeights: Readonly<Record<string, number>>): Query {
  const fields = Object.entries(fieldWeights).flatMap(([field, weight]) => [
    `${field}^${weight}`,
    ...(prefix ? [`${field}.beginnings^${weight * begunWeight}`] : []),
  ])
  const ofWord = (word: string): Query => ({
    multi_match: { query: word, type: 'best_fields', operator: 'and', fields },
  })
  return words.length === 1 ? ofWord(words[0]!) : { dis_max: { queries: words.map(ofWord) } }
}

function phraseQuery(terms: readonly Term[]): Query[] {
  const query = terms.map(({ words }) => words[0]!).join(' ')
  if (terms.length < 2) return []
  return [
    terms.at(-1)!.prefix
      ? { match_phrase_prefix: { 'text.event': { query, boost: phraseWeight } } }
      : { match_phrase: { 'text.event': { query, boost: phraseWeight } } },
  ]
}

/**
 * The best phrases of one kind that hold the terms, each once with its soonest event: those that begin with what was
 * typed, then shorter ones.
 */
export const suggestionRequest = (
  kind: Kind,
  { terms, now, limit }: { terms: readonly Term[]; now: Date; limit: number },
): estypes.SearchRequest => ({
  size: limit,
  track_total_hits: false,
  _source: ['event.id', 'event.title', 'event.category', 'event.venue.name', 'event.venue.city'],
  query: {
    bool: {
      filter: [notEnded(now), ...terms.map(term => termQuery(term, { [`text.${kind}`]: 1 }))],
      should: [
        {
          constant_score: { filter: { prefix: { [`folded.${kind}`]: terms.map(({ words }) => words[0]).join(' ') } } },
        },
      ],
    },
  },
  collapse: { field: `folded.${kind}` },
  sort: [
    { _score: { order: 'desc' } },
    { [`length.${kind}`]: 'asc' },
    { [`folded.${kind}`]: 'asc' },
    { startsAt: 'asc' },
  ],
})

/**
 * Which of the terms some event has that hasn't ended, and what words and beginnings of words are near each of them.
 * The dictionary is one of everything indexed: whether an event still has a candidate is for `knownRequest` to say.
 */
export function spellingRequest(terms: readonly Term[], now: Date): estypes.SearchRequest {
  const near = (field: string, word: string): estypes.SearchFieldSuggester => ({
    text: word,
    term: {
      field,
      size: candidatesMax,
      max_edits: mistakesMax(word),
      prefix_length: 0,
      min_word_length: 3,
      suggest_mode: 'always',
      string_distance: 'damerau_levenshtein',
      sort: 'score',
    },
  })
  const suggest: Record<string, estypes.SearchFieldSuggester> = {}
  terms.forEach(({ words: [word], prefix }, n) => {
    if (mistakesMax(word!) === 0) return
    suggest[`word ${n}`] = near('words', word!)
    if (prefix) suggest[`beginning ${n}`] = near('words.beginnings', word!)
  })
  return {
    ...knownRequest(terms, now),
    ...(Object.keys(suggest).length > 0 && { suggest: suggest as estypes.SearchSuggester }),
  }
}

/** How many events that haven't ended have each of the terms; read with `knownIn`. */
export const knownRequest = (terms: readonly Term[], now: Date): estypes.SearchRequest => ({
  size: 0,
  track_total_hits: false,
  query: notEnded(now),
  aggs: { known: { filters: { filters: terms.map(term => termQuery(term, { words: 1 })) } } },
})

export const knownIn = (aggregations: unknown): boolean[] =>
  (aggregations as { readonly known: { readonly buckets: readonly Bucket[] } }).known.buckets.map(
    ({ doc_count }) => doc_count > 0,
  )

export function candidatesIn(
  suggest: Readonly<Record<string, readonly estypes.SearchSuggest[]>> | undefined,
  list: 'word' | 'beginning',
  n: number,
): string[] {
  const entries = (suggest?.[`${list} ${n}`] ?? []) as readonly {
    readonly options: readonly { readonly text: string }[]
  }[]
  return entries.flatMap(({ options }) => options.map(({ text }) => text))
}

const earthRadiusMeters = 6_371_008.8

/** Metres on a globe of the earth's mean radius (haversine), as Elasticsearch computes them. */
export function metersBetween(one: Coordinates, other: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [lat, lon] = [radians(other.lat - one.lat) / 2, radians(other.lon - one.lon) / 2]
  const chord = Math.sin(lat) ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(lon) ** 2
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(chord)))
}
