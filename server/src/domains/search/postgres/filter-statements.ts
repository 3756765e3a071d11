// Conditions on documents: what is found at all, and the filters that facets offer.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { Looking, SearchQuery } from '../engine.ts'
import type { Asked } from '../text/query.ts'
import { foldedPhrase } from '../text/words.ts'
import { tsqueryOf } from './lexemes.ts'

/** SQL with its bindings. */
export interface Fragment {
  readonly text: string
  readonly bindings: readonly unknown[]
}
export const fragment = (text: string, ...bindings: unknown[]): Fragment => ({ text, bindings })

/** Asks the database. */
export const rowsFrom =
  (sql: Sql) =>
  async <Row>({ text, bindings }: Fragment): Promise<Row[]> => {
    const { rows } = await sql.raw<{ rows: Row[] }>(text, bindings as never[])
    return rows
  }

export const allOf = (conditions: readonly Fragment[]): Fragment => joined(conditions, ' and ', 'true')
export const anyOf = (conditions: readonly Fragment[]): Fragment => joined(conditions, ' or ', 'false')
const joined = (conditions: readonly Fragment[], word: string, none: string): Fragment =>
  fragment(
    conditions.map(({ text }) => `(${text})`).join(word) || none,
    ...conditions.flatMap(({ bindings }) => bindings),
  )

/** earthdistance takes the earth's radius at the equator; distances are commonly given with its mean. */
export const meanOverEquatorialRadius = 6_371_008.8 / 6_378_168

/** What every hit must be, and no facet sets aside. */
export function foundBy(
  { now, near, radiusKm, available, seriesId }: SearchQuery,
  { terms }: Asked,
  { stage }: Looking,
): Fragment[] {
  const conditions = [fragment('d.ends_at > ?', now)]
  if (seriesId !== undefined) conditions.push(fragment('d.series_id = ?', seriesId))
  if (terms.length > 0) conditions.push(fragment('d.lexemes @@ cast(? as tsquery)', tsqueryOf({ terms }, stage)))
  if (near) {
    const meters = (radiusKm * 1_000) / meanOverEquatorialRadius
    // A point overlaps a box that it is in. Of `<@` the planner expects a fifth as many rows as of `&&`, whatever there
    // are, and then reads all of them where the words are known to be in few.
    conditions.push(fragment('d.place && earth_box(ll_to_earth(?, ?), ?)', near.lat, near.lon, meters))
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

/** What `foundBy` needs beside the documents. */
export const joins = ({ available }: SearchQuery) =>
  available === undefined ? '' : 'join availability seats on seats.event_id = d.event_id'

/** Whether `foundBy` takes every event that hasn't ended. */
export const findsAll = ({ near, available, seriesId }: SearchQuery, { terms }: Asked) =>
  terms.length === 0 && near === undefined && available === undefined && seriesId === undefined

export type FacetFilter = 'category' | 'city' | 'currency' | 'price' | 'dates'

/** The filters that facets offer: each facet is counted without its own. */
export function facetFilters(query: SearchQuery): Partial<Record<FacetFilter, Fragment>> {
  const { category, city, currency, minPrice, maxPrice, startsAfter, startsBefore } = query
  const dates = [
    startsAfter && fragment('d.starts_at >= cast(? as timestamptz)', startsAfter),
    startsBefore && fragment('d.starts_at < cast(? as timestamptz)', startsBefore),
  ].filter(condition => condition !== undefined)
  return {
    ...(category !== undefined && { category: fragment('d.category = ?', category) }),
    ...(city !== undefined && { city: fragment('d.city_folded = ?', foldedPhrase(city)) }),
    ...(currency !== undefined && { currency: fragment('d.currency = ?', currency) }),
    ...((minPrice !== undefined || maxPrice !== undefined) && { price: isOffered(query) }),
    ...(dates.length > 0 && { dates: allOf(dates) }),
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
