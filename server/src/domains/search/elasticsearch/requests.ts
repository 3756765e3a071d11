// What Elasticsearch is asked: bodies of searches, made of words and values only, never of a query language.
import type { estypes } from '@elastic/elasticsearch'
import {
  isAnyEnough,
  soughtAt,
  type Coordinates,
  type Looking,
  type SearchQuery,
  type SearchSort,
  type SuggestionTerms,
} from '../engine.ts'
import { priceSteps, valuesMax, type CutFacet, type FacetName, type FacetRow } from '../facets.ts'
import type { Asked, Option, Term } from '../text/query.ts'
import { mistakesMax } from '../text/spelling.ts'
import { isDerived } from '../text/tokens.ts'
import { foldedPhrase } from '../text/words.ts'
import type { Kind } from './index-mapping.ts'

type Query = estypes.QueryDslQueryContainer

/** Sums of these are exact in the 32 bits of a score, so a page begins exactly where the last one ended. */
const weights = { A: 10, B: 4, C: 2, D: 1 } as const
/** Where words and what is derived from them stand. */
interface Fields {
  readonly words: Readonly<Record<string, number>>
  readonly derived: Readonly<Record<string, number>>
}
const everywhere: Fields = {
  words: {
    'text.event': weights.A,
    'text.tags': weights.B,
    'text.category': weights.B,
    'text.venue': weights.B,
    'text.city': weights.C,
    words: weights.D,
  },
  derived: { 'derived.A': weights.A, 'derived.B': weights.B, 'derived.C': weights.C, 'derived.D': weights.D },
}
/** For whether a term is there at all. */
const anywhere: Fields = { words: { words: 1 }, derived: everywhere.derived }
const ofName = (kind: Kind): Fields => ({ words: { [`text.${kind}`]: 1 }, derived: { [`derived.${kind}`]: 1 } })
/** A word that only begins with what was typed. */
const begunWeight = 0.75
/** A term, one that needn't be found, and that a term is there at all where any is enough. */
const factors = { term: 10, light: 3, presence: 3 } as const
const candidatesMax = 20
/**
 * What each shard tells of, before the best of all are taken: with fewer, what is rare on one of them would be counted
 * too low. More cities than that have no facet that is exact.
 */
const perShard = { values: 10_000, spellings: 100, candidates: 200 } as const

export const notEnded = (now: Date): Query => ({ range: { endsAt: { gt: now.getTime() } } })

/** A page of hits with the facets of the whole: at most `limit + 1` hits from the one after `query.after`. */
export function pageRequest(query: SearchQuery, asked: Asked, looking: Looking): estypes.SearchRequest {
  const { sort, limit, after } = query
  const filters = facetFilters(query)
  const isScored = sort === 'relevance' && asked.terms.length > 0
  return {
    size: limit + 1,
    track_total_hits: false,
    _source: ['event', 'seats'],
    query: {
      bool: {
        filter: [...foundBy(query), ...foundByWords(asked, looking)],
        ...(isScored && { should: scoredBy(asked, looking) }),
      },
    },
    post_filter: { bool: { filter: Object.values(filters).flat() } },
    sort: [isScored ? { _score: { order: 'desc' } } : sortBy(sort, query.near), { eventId: { order: 'asc' } }],
    ...(after && { search_after: [after.value, after.id] }),
    aggs: facetAggregations(filters, query.now),
  }
}

/** All of the terms that are sought at this stage, or any of them. */
function foundByWords(asked: Asked, { stage }: Looking): Query[] {
  const queries = soughtAt(stage, asked).map(term => termQuery(term, anywhere))
  return isAnyEnough(stage) ? [anyOf(queries)] : queries
}

function scoredBy({ terms, bonuses }: Asked, { stage, weights: given }: Looking): Query[] {
  const ofTerms = terms.flatMap((term, n): Query[] => {
    const isFull = term.meaning === 'full'
    const weight = isFull ? factors.term * (given?.[n] ?? 1) : factors.light
    const scored = { bool: { ...anyOf([termQuery(term, everywhere)]).bool, boost: weight } }
    if (!isAnyEnough(stage) || !isFull) return [scored]
    return [scored, { constant_score: { filter: termQuery(term, anywhere), boost: weight * factors.presence } }]
  })
  const ofBonuses = bonuses.map(option => ({
    bool: { ...anyOf([optionQuery(option, everywhere)]).bool, boost: factors.term },
  }))
  return [...ofTerms, ...ofBonuses]
}

function sortBy(sort: SearchSort, near: Coordinates | undefined): estypes.SortCombinations {
  if (sort === 'distance' && near) return { _geo_distance: { place: near, order: 'asc', unit: 'm' } }
  return { [sort === 'price' ? 'priceFromMinor' : 'startsAt']: { order: 'asc' } }
}

/** What every hit must be, and no facet sets aside. Removed events have no end, so they never are. */
function foundBy({ now, near, radiusKm, available, seriesId }: SearchQuery): Query[] {
  const conditions = [notEnded(now)]
  if (seriesId !== undefined) conditions.push({ term: { seriesId } })
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
                ignore_unmapped: true, // an index of an older release has none, until a new one is built
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
    category: within(['category'], {
      terms: { field: 'category', size: valuesMax, shard_size: perShard.values, order: frequent },
    }),
    city: within(['city'], {
      terms: { field: 'folded.city', size: valuesMax, shard_size: perShard.values, order: frequent },
      aggs: { spelling: { terms: { field: 'city', size: 1, shard_size: perShard.spellings, order: frequent } } },
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
    currency: within(['currency', 'price'], {
      terms: { field: 'currency', size: valuesMax, shard_size: perShard.values, order: frequent },
    }),
    month: within(['dates'], { terms: { field: 'month', size: valuesMax, order: { _key: 'asc' } } }),
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
  readonly sum_other_doc_count?: number
  readonly onOffer?: { readonly steps: { readonly buckets: readonly Bucket[] } }
}

type Facets = Readonly<Record<FacetName, { readonly counted: Counted }>>

export function facetRowsOf(aggregations: unknown): FacetRow[] {
  const counted = aggregations as Facets
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

/** How many events have a value that is in no bucket. */
export function uncountedIn(aggregations: unknown): Record<CutFacet, number> {
  const counted = aggregations as Facets
  const of = (facet: CutFacet) => counted[facet].counted.sum_other_doc_count ?? 0
  return { category: of('category'), city: of('city'), month: of('month') }
}

const anyOf = (should: Query[]) => ({ bool: { should, minimum_should_match: 1 } })

/** Any of the term's options, or all of its sequences together; each in whichever of the fields it weighs most. */
function termQuery({ options, sequences }: Pick<Term, 'options' | 'sequences'>, fields: Fields): Query {
  const together = sequences.length > 0 ? [togetherQuery(sequences, fields)] : []
  return anyOf([...options.map(option => optionQuery(option, fields)), ...together])
}

function optionQuery({ token, begins }: Option, fields: Fields): Query {
  const weighted = (of: Readonly<Record<string, number>>, factor = 1) =>
    Object.entries(of).map(([field, weight]) => [field, weight * factor] as const)
  if (isDerived(token) && begins)
    return {
      dis_max: {
        queries: weighted(fields.derived).map(([field, boost]) => ({ prefix: { [field]: { value: token, boost } } })),
      },
    }
  const places = isDerived(token)
    ? weighted(fields.derived)
    : [
        ...weighted(fields.words),
        ...(begins ? weighted(fields.words, begunWeight).map(([field, boost]) => [`${field}.beginnings`, boost]) : []),
      ]
  return {
    multi_match: {
      query: token,
      type: 'best_fields',
      operator: 'and',
      fields: places.map(([field, boost]) => `${field}^${boost}`),
    },
  }
}

/** All of them, wherever they are; all in one field count as much as that. */
function togetherQuery(sequences: readonly string[], { derived }: Fields): Query {
  const query = sequences.join(' ')
  return {
    bool: {
      filter: sequences.map(token => optionQuery({ token, begins: false }, { words: {}, derived })),
      should: [
        {
          dis_max: {
            queries: Object.entries(derived).map(([field, boost]) => ({
              match: { [field]: { query, operator: 'and' as const, boost } },
            })),
          },
        },
      ],
    },
  }
}

/**
 * The best phrases of one kind that hold the terms, each once with its soonest event: those that begin with what was
 * typed, then shorter ones.
 */
export const suggestionRequest = (
  kind: Kind,
  { asked: { terms }, now, limit }: SuggestionTerms,
): estypes.SearchRequest => ({
  size: limit,
  track_total_hits: false,
  _source: ['id', 'title', 'language', 'translations', 'category', 'venue.name', 'venue.city'].map(
    name => `event.${name}`,
  ),
  query: {
    bool: {
      filter: [notEnded(now), ...soughtAt('typed', { terms }).map(term => termQuery(term, ofName(kind)))],
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
      shard_size: perShard.candidates,
      max_edits: mistakesMax(word),
      prefix_length: 0,
      min_word_length: 3,
      suggest_mode: 'always',
      string_distance: 'damerau_levenshtein',
      sort: 'score',
    },
  })
  const suggest: Record<string, estypes.SearchFieldSuggester> = {}
  terms.forEach(({ run, prefix }, n) => {
    if (mistakesMax(run) === 0) return
    suggest[`word ${n}`] = near('words', run)
    if (prefix) suggest[`beginning ${n}`] = near('words.beginnings', run)
  })
  return {
    ...knownRequest(terms, now),
    ...(Object.keys(suggest).length > 0 && { suggest: suggest as estypes.SearchSuggester }),
  }
}

/** A word of the dictionary, and the beginning of one, to be looked for. */
export const wordAlone = (token: string) => ({ options: [{ token, begins: false }], sequences: [] })
export const begunWord = (token: string) => ({ options: [{ token, begins: true }], sequences: [] })

/** How many events that haven't ended have each of the terms; read with `countsIn`. */
export const knownRequest = (
  terms: readonly Pick<Term, 'options' | 'sequences'>[],
  now: Date,
): estypes.SearchRequest => ({
  size: 0,
  track_total_hits: false,
  query: notEnded(now),
  aggs: { known: { filters: { filters: terms.map(term => termQuery(term, anywhere)) } } },
})

export const countsIn = (aggregations: unknown): number[] =>
  (aggregations as { readonly known: { readonly buckets: readonly Bucket[] } }).known.buckets.map(
    ({ doc_count }) => doc_count,
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
