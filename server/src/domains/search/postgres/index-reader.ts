// Every statement that reads the index: pages of hits, facets, suggestions, and the words that may have been meant.
import type { Shape } from '../../../contract/types.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import {
  isAnyEnough,
  type Coordinates,
  type Looking,
  type Matched,
  type Position,
  type SearchQuery,
  type SuggestionTerms,
} from '../engine.ts'
import { priceSteps, type FacetRow } from '../facets.ts'
import type { Asked, Term } from '../text/query.ts'
import { foldedPhrase } from '../text/words.ts'
import { rankedOf, termQuery, tsqueryOf, type Ranked } from './lexemes.ts'

export type IndexReader = ReturnType<typeof createIndexReader>

/** SQL with its bindings. */
interface Fragment {
  readonly text: string
  readonly bindings: readonly unknown[]
}
const fragment = (text: string, ...bindings: unknown[]): Fragment => ({ text, bindings })
const allOf = (conditions: readonly Fragment[]): Fragment =>
  fragment(
    conditions.map(({ text }) => text).join(' and ') || 'true',
    ...conditions.flatMap(({ bindings }) => bindings),
  )

export interface HitRow {
  readonly event: Shape<'Event'>
  readonly value: number | Date
  readonly distanceMeters: number | null
  readonly availableSeats: number
  readonly waitlistOpen: boolean
  readonly ticketTypes: Readonly<Record<string, number>>
}

export interface SuggestionRow {
  readonly kind: Shape<'Suggestion'>['kind']
  readonly text: string
  readonly eventId: string
}

/** earthdistance takes the earth's radius at the equator; distances are commonly given with its mean. */
const meanOverEquatorialRadius = 6_371_008.8 / 6_378_168
const candidatesMax = 50

export function createIndexReader(sql: Sql) {
  async function rowsOf<Row>({ text, bindings }: Fragment): Promise<Row[]> {
    const { rows } = await sql.raw<{ rows: Row[] }>(text, bindings as never[])
    return rows
  }

  return {
    /** At most `limit + 1` hits from the one after `question.after`. */
    page(query: SearchQuery, asked: Asked, looking: Looking): Promise<HitRow[]> {
      const { sort, near, limit, after } = query
      const value = sortValue(sort, near, asked, looking)
      const distance = near ? distanceMeters(near) : fragment('null::float8')
      const where = allOf([...foundBy(query, asked, looking), ...Object.values(facetFilters(query))])
      const later = after
        ? fragment(`where (value, event_id) > (cast(? as ${valueTypes[sort]}), ?)`, after.value, after.id)
        : fragment('')
      return rowsOf<HitRow>(
        fragment(
          `
        with page as (
          select * from (
            select d.event_id, ${value.text} as value, ${distance.text} as distance
            from documents d ${joins(query)} ${value.from.text} where ${where.text}
          ) found ${later.text}
          order by value, event_id limit ?
        )
        select d.event, page.value, page.distance as "distanceMeters",
          a.available_seats as "availableSeats", a.waitlist_open as "waitlistOpen", a.ticket_types as "ticketTypes"
        from page join documents d on d.event_id = page.event_id join availability a on a.event_id = page.event_id
        order by page.value, page.event_id`,
          ...value.bindings,
          ...distance.bindings,
          ...value.from.bindings,
          ...where.bindings,
          ...later.bindings,
          limit + 1,
        ),
      )
    },

    facets(query: SearchQuery, asked: Asked, looking: Looking): Promise<FacetRow[]> {
      const where = allOf(foundBy(query, asked, looking))
      const filters = facetFilters(query)
      const except = (...names: readonly (keyof typeof filters)[]) =>
        allOf(
          Object.entries(filters)
            .filter(([each]) => !(names as readonly string[]).includes(each))
            .map(([, filter]) => filter),
        )
      const within = {
        category: except('category'),
        city: except('city'),
        price: except('price'),
        currency: except('currency', 'price'),
        month: except('dates'),
      }
      return rowsOf<FacetRow>(
        fragment(
          `
        with found as materialized (
          select d.category, d.city, d.city_folded, d.currency, d.prices, d.offered_until, d.month,
            ${within.category.text} as in_category, ${within.city.text} as in_city, ${within.price.text} as in_price,
            ${within.currency.text} as in_currency, ${within.month.text} as in_month
          from documents d ${joins(query)} where ${where.text}
        )
        select 'category' as facet, category as value, count(*) from found where in_category group by category
        union all
        select 'city', (array_agg(city order by count desc, city))[1], sum(count)::bigint
        from (select city_folded, city, count(*) from found where in_city group by city_folded, city) spellings
        group by city_folded
        union all
        select 'price', step::text, count(*) from found cross join lateral (
          select distinct width_bucket(price, array[${priceSteps.join()}]::bigint[]) as step
          from unnest(found.prices, found.offered_until) as offers (price, until) where until > ?
        ) offered where in_price group by step
        union all
        select 'currency', currency, count(*) from found where in_currency group by currency
        union all
        select 'month', month, count(*) from found where in_month group by month`,
          ...within.category.bindings,
          ...within.city.bindings,
          ...within.price.bindings,
          ...within.currency.bindings,
          ...within.month.bindings,
          ...where.bindings,
          query.now,
        ),
      )
    },

    /** Is there an event, not yet ended, that has the term's word, whatever else was asked? */
    async isKnown(term: Term, now: Date): Promise<boolean> {
      const [row] = await rowsOf<{ known: boolean }>(
        fragment(
          `select exists (select from documents where lexemes @@ cast(? as tsquery) and ends_at > ?) as known`,
          termQuery(term),
          now,
        ),
      )
      return row?.known === true
    },

    /** In how many events that haven't ended the term is; from `countMax` on they aren't counted. */
    async count(term: Matched, { now, countMax }: { now: Date; countMax: number }): Promise<number> {
      const [row] = await rowsOf<{ count: string }>(
        fragment(
          `select count(*) from (
            select from documents where lexemes @@ cast(? as tsquery) and ends_at > ? limit ?
          ) having_it`,
          termQuery(term),
          now,
          countMax,
        ),
      )
      return Number(row?.count)
    },

    /** Those of the words that an event has that hasn't ended. */
    async knownWords(words: readonly string[], now: Date): Promise<string[]> {
      const rows = await rowsOf<{ word: string }>(
        fragment(
          `select word from words
          where word = any (cast(? as text[]))
            and exists (select from documents where lexemes @@ cast(quote_literal(word) as tsquery) and ends_at > ?)`,
          words,
          now,
        ),
      )
      return rows.map(({ word }) => word)
    },

    /**
     * Words of events that haven't ended which share one of the `neighbours` or, if `similarTo` is given, most of its
     * letters.
     */
    async candidates({
      neighbours,
      similarTo,
      now,
    }: {
      neighbours: readonly string[]
      similarTo?: string
      now: Date
    }): Promise<string[]> {
      const similar =
        similarTo === undefined ? fragment('') : fragment('union select word, 1 from words where word % ?', similarTo)
      const rows = await rowsOf<{ word: string }>(
        fragment(
          `
        select word from (
          select word, min(step) as step
          from (select word, 0 as step from words where near && cast(? as text[]) ${similar.text}) near group by word
          order by step, word limit ?
        ) near
        where exists (select from documents where lexemes @@ cast(quote_literal(word) as tsquery) and ends_at > ?)`,
          neighbours,
          ...similar.bindings,
          candidatesMax,
          now,
        ),
      )
      return rows.map(({ word }) => word)
    },

    /**
     * Phrases that hold the terms: those that begin with what was typed first, then the kinds in turn, shorter ones
     * first.
     */
    suggestions({ asked, limit, now }: SuggestionTerms): Promise<SuggestionRow[]> {
      const beginning = `${asked.terms.map(({ words }) => words[0]).join(' ')}%` // words hold neither % nor _
      return rowsOf<SuggestionRow>(
        fragment(
          `
        with matching as (
          select kind, folded, text, folded like ? as begins from phrases
          where lexemes @@ cast(? as tsquery) and live_until > ?
        ), best as (
          select *, row_number() over (partition by kind order by begins desc, length(folded), folded) as turn
          from matching
        )
        select best.kind, best.text, soonest.event_id as "eventId"
        from (select * from best where turn <= ?) best cross join lateral (
          (select event_id from documents where best.kind = 'event' and title_folded = best.folded and ends_at > ?
            order by starts_at limit 1)
          union all
          (select event_id from documents where best.kind = 'venue' and venue_folded = best.folded and ends_at > ?
            order by starts_at limit 1)
          union all
          (select event_id from documents where best.kind = 'city' and city_folded = best.folded and ends_at > ?
            order by starts_at limit 1)
          union all
          (select event_id from documents where best.kind = 'category' and category = best.text and ends_at > ?
            order by starts_at limit 1)
        ) soonest
        order by begins desc, turn, array_position(array['city', 'category', 'venue', 'event'], kind), folded limit ?`,
          beginning,
          tsqueryOf(asked, 'typed'),
          now,
          limit * 2,
          now,
          now,
          now,
          now,
          limit,
        ),
      )
    },
  }
}

/** What every hit must be, and no facet sets aside. */
function foundBy({ now, near, radiusKm, available }: SearchQuery, { terms }: Asked, { stage }: Looking): Fragment[] {
  const conditions = [fragment('d.ends_at > ?', now)]
  if (terms.length > 0) conditions.push(fragment('d.lexemes @@ cast(? as tsquery)', tsqueryOf({ terms }, stage)))
  if (near) {
    const meters = (radiusKm * 1_000) / meanOverEquatorialRadius
    conditions.push(fragment('d.place <@ earth_box(ll_to_earth(?, ?), ?)', near.lat, near.lon, meters))
    conditions.push(fragment('earth_distance(d.place, ll_to_earth(?, ?)) <= ?', near.lat, near.lon, meters))
  }
  if (available !== undefined)
    conditions.push(
      fragment(
        '(seats.available_seats > 0 and coalesce(seats.on_sale @> cast(? as timestamptz), true)) = ?',
        now,
        available,
      ),
    )
  return conditions
}

/** The filters that facets offer: each facet is counted without its own. */
function facetFilters(query: SearchQuery) {
  const { category, city, currency, minPrice, maxPrice, startsAfter, startsBefore } = query
  const present = (conditions: readonly (Fragment | false)[]) =>
    allOf(conditions.filter(condition => condition !== false))
  return {
    category: present([category !== undefined && fragment('d.category = ?', category)]),
    city: present([city !== undefined && fragment('d.city_folded = ?', foldedPhrase(city))]),
    currency: present([currency !== undefined && fragment('d.currency = ?', currency)]),
    price: present([(minPrice !== undefined || maxPrice !== undefined) && isOffered(query)]),
    dates: present([
      startsAfter !== undefined && fragment('d.starts_at >= cast(? as timestamptz)', startsAfter),
      startsBefore !== undefined && fragment('d.starts_at < cast(? as timestamptz)', startsBefore),
    ]),
  }
}

/** Some ticket type that is on offer has a price within the bounds. */
const isOffered = ({ minPrice = 0, maxPrice = Number.MAX_SAFE_INTEGER, now }: SearchQuery): Fragment =>
  fragment(
    `exists (select from unnest(d.prices, d.offered_until) as offers (price, until)
      where until > ? and price between cast(? as bigint) and cast(? as bigint))`,
    now,
    minPrice,
    maxPrice,
  )

const joins = ({ available }: SearchQuery) =>
  available === undefined ? '' : 'join availability seats on seats.event_id = d.event_id'

const valueTypes = { relevance: 'float8', date: 'timestamptz', price: 'bigint', distance: 'float8' } as const

/** An expression, and what it needs beside the documents. */
interface Value extends Fragment {
  readonly from: Fragment
}
const value = (expression: Fragment, from = fragment('')): Value => ({ ...expression, from })

/** What hits are ordered by, smallest first. */
function sortValue(sort: SearchQuery['sort'], near: Coordinates | undefined, asked: Asked, looking: Looking): Value {
  if (sort === 'relevance' && asked.terms.length > 0) return relevance(asked, looking)
  if (sort === 'distance' && near) return value(distanceMeters(near))
  return value(fragment(sort === 'price' ? 'd.price_from_minor' : 'd.starts_at'))
}

/** What `ts_rank` gives a word of the title, that is one of weight A. */
const rankOfTitleWord = 0.607927
/** A term counts no more than this, in however many places and forms an event has it. */
const termRankMax = 1.5 * rankOfTitleWord
/** That a term is there at all, wherever it is. */
const presence = 0.2
const lightWeight = 0.3

/**
 * The sum of what the terms count, from the weights of the places where they are. All but the description is in the
 * headline, which is small and read at once; the whole vector is stored apart. So it is read only where some terms may
 * be nowhere, and once: that is most of the work.
 */
function relevance({ terms, bonuses }: Asked, { stage, weights }: Looking): Value {
  const isAny = isAnyEnough(stage)
  const ranked = ({ query, size }: Ranked): Fragment =>
    fragment(`ts_rank(${isAny ? 'whole.lexemes' : 'd.headline'}, cast(? as tsquery)) * ${size}`, query)
  const ofTerms = terms.map(({ options, sequences, meaning }, n) => {
    const rank = ranked(rankedOf(options, sequences))
    const least = fragment(`least(${rank.text}, ${termRankMax})`, ...rank.bindings)
    const weight = meaning === 'full' ? (weights?.[n] ?? 1) : lightWeight
    if (!isAny || meaning !== 'full') return fragment(`${weight} * ${least.text}`, ...least.bindings)
    return fragment(
      `${weight} * (${least.text} + case when ${rank.text} > 0 then ${presence} else 0 end)`,
      ...least.bindings,
      ...rank.bindings,
    )
  })
  const parts = [...ofTerms, ...(bonuses.length > 0 ? [ranked(rankedOf(bonuses))] : [])]
  return value(
    // A document that an older process has put in has no headline yet.
    fragment(`-coalesce(${parts.map(({ text }) => text).join(' + ')}, 0)`, ...parts.flatMap(each => each.bindings)),
    fragment(isAny ? `cross join lateral (select d.lexemes || ''::tsvector as lexemes offset 0) whole` : ''),
  )
}

const distanceMeters = ({ lat, lon }: Coordinates) =>
  fragment(`earth_distance(d.place, ll_to_earth(?, ?)) * ${meanOverEquatorialRadius}`, lat, lon)

/** The value of a hit as its cursor holds it. */
export const positionValue = (value: HitRow['value']): Position['value'] =>
  value instanceof Date ? value.toISOString() : value
