// Every statement that reads the index for hits and words: pages of hits, suggestions, and the words that may have been
// meant.
import type { Shape } from '../../../contract/types.ts'
import { beginningOf, lengthOf } from '../../../platform/code-points.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import {
  isAnyEnough,
  type Coordinates,
  type EventTexts,
  type Looking,
  type Matched,
  type Position,
  type SearchQuery,
  type SuggestionTerms,
} from '../engine.ts'
import type { Asked, Term } from '../text/query.ts'
import {
  allOf,
  facetFilters,
  foundBy,
  fragment,
  joins,
  meanOverEquatorialRadius,
  rowsFrom,
  type Fragment,
} from './filter-statements.ts'
import { rankedOf, termQuery, tsqueryOf, type Ranked } from './lexemes.ts'

export type IndexReader = ReturnType<typeof createIndexReader>

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
  /** The soonest of its title, where it is one. */
  readonly event: EventTexts | null
}

const candidatesMax = 50

export function createIndexReader(sql: Sql) {
  const rowsOf = rowsFrom(sql)

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

    /** Is there an event, not yet ended, that has the term's word, whatever else was asked? */
    async isKnown(term: Term, now: Date): Promise<boolean> {
      const [row] = await rowsOf<{ known: boolean }>(
        fragment(
          `select exists (select from documents where lexemes @@ asked.query and ends_at > ?) as known
          from ${askedOnce}`,
          now,
          termQuery(term),
        ),
      )
      return row?.known === true
    },

    /** In how many events that haven't ended the term is; from `countMax` on they aren't counted. */
    async count(term: Matched, { now, countMax }: { now: Date; countMax: number }): Promise<number> {
      const [row] = await rowsOf<{ count: string }>(
        fragment(
          `select count(*) from (
            select from ${askedOnce} cross join lateral (
              select from documents where lexemes @@ asked.query and ends_at > ? limit ?
            ) having_one
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

    /** Words that share one of the `neighbours` or, if `similarTo` is given, most of its letters. */
    async candidates({
      neighbours,
      similarTo,
    }: {
      neighbours: readonly string[]
      similarTo?: string
    }): Promise<string[]> {
      const similar =
        similarTo === undefined ? fragment('') : fragment('union select word, 1 from words where word % ?', similarTo)
      const rows = await rowsOf<{ word: string }>(
        fragment(
          `
        select word
        from (select word, 0 as step from words where near && cast(? as text[]) ${similar.text}) near
        group by word order by min(step), word limit ?`,
          neighbours,
          ...similar.bindings,
          candidatesMax,
        ),
      )
      return rows.map(({ word }) => word)
    },

    /**
     * Phrases that hold the terms: those that begin with what was typed first, then the kinds in turn, shorter ones
     * first.
     */
    suggestions(question: SuggestionTerms): Promise<SuggestionRow[]> {
      const { asked, now } = question
      return suggested(
        question,
        fragment(
          `
          select kind, folded, text, folded like ? as begins from phrases
          where lexemes @@ cast(? as tsquery) and live_until > ?`,
          `${typedIn(asked)}%`,
          tsqueryOf(asked, 'typed'),
          now,
        ),
      )
    },

    /**
     * Of these, those that begin with what was typed, which come first: read in their order from an index, however many
     * there are.
     */
    async begunSuggestions(question: SuggestionTerms): Promise<SuggestionRow[]> {
      const { asked, limit, now } = question
      const typed = typedIn(asked)
      if (lengthOf(typed) < begunLengthMin) return []
      return suggested(
        question,
        fragment(
          `
          select kind, folded, text, true as begins from unnest(array[${kinds}]) as kinds (kind) cross join lateral (
            select folded, text from phrases p
            where p.kind = kinds.kind and left(folded, ${begunLengthMin}) = ? and folded like ?
              and lexemes @@ cast(? as tsquery) and live_until > ?
            order by length(folded), folded limit ?
          ) begun`,
          beginningOf(typed, begunLengthMin),
          `${typed}%`,
          tsqueryOf(asked, 'typed'),
          now,
          limit * 2,
        ),
      )
    },
  }

  function suggested({ limit, now }: SuggestionTerms, matching: Fragment): Promise<SuggestionRow[]> {
    return rowsOf<SuggestionRow>(
      fragment(
        `
        with matching as (${matching.text}), best as (
          select *, row_number() over (partition by kind order by begins desc, length(folded), folded) as turn
          from matching
        )
        , chosen as (
        select best.kind, best.text, soonest.event_id, row_number() over (order by begins desc, turn,
          array_position(array[${kinds}], kind), folded) as place
        from (select * from best where turn <= ?) best cross join lateral (
          (select * from (
            (select event_id from documents where best.kind = 'event' and title_folded = best.folded and ends_at > ?
              order by starts_at limit 1)
            union all
            (select event_id from documents where best.kind = 'event' and translated_titles @> array[best.folded]
              and ends_at > ? order by starts_at limit 1)
          ) as titled limit 1)
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
        order by place limit ?)
        select chosen.kind, chosen.text, case when chosen.kind = 'event' then documents.event end as event
        from chosen join documents on documents.event_id = chosen.event_id order by chosen.place`,
        ...matching.bindings,
        limit * 2,
        now,
        now,
        now,
        now,
        now,
        limit,
      ),
    )
  }
}

/**
 * A tsquery that the planner doesn't see. Of one that it sees it expects matches, and reads the table until it meets
 * the first: all of it where there is none, for 200 ms with 100,000 events. Else it asks the index.
 */
const askedOnce = '(select cast(? as tsquery) as query offset 0) asked'

/** The kinds of phrases, in the order in which they take turns. */
const kinds = `'city', 'category', 'venue', 'event'`
/** The letters by which the index of beginnings, `phrases_begun`, is parted. */
const begunLengthMin = 2

/** Words hold neither % nor _. */
const typedIn = ({ terms }: Asked) => terms.map(({ words }) => words[0]).join(' ')

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
