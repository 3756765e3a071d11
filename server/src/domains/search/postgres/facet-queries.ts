// Every statement that counts facets: of what a search has found, and of everything by parts.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { Looking, SearchQuery } from '../engine.ts'
import { priceSteps, type FacetName } from '../facets.ts'
import type { Asked } from '../text/query.ts'
import {
  allOf,
  anyOf,
  facetFilters,
  foundBy,
  fragment,
  joins,
  rowsFrom,
  type FacetFilter,
  type Fragment,
} from './filter-statements.ts'

export type FacetQueries = ReturnType<typeof createFacetQueries>

/**
 * How many events share a value of a facet. The value of a price is either one range (`step`) or all ranges that the
 * events have offers in (`steps`, its bits); that of a city is folded, and comes with how it is spelled.
 */
export interface CountRow {
  readonly facet: FacetName
  readonly value: string | null
  readonly spelling: string | null
  readonly steps: number | null
  readonly count: number
}

/** The counts of one part of all events, which are right while its stamp stays and until one of its offers ends. */
export interface CountedPart {
  readonly part: string
  readonly stamp: string
  readonly changesAt: Date | null
  readonly counts: readonly CountRow[]
}

export interface PartStamp {
  readonly part: string
  readonly stamp: string
}

type PartRow = CountRow & PartStamp & { readonly changesAt: Date | null }

export const facetNames: readonly FacetName[] = ['category', 'city', 'price', 'currency', 'month']
const columns: Readonly<Record<FacetName, string>> = {
  category: 'category',
  city: 'city_folded, city',
  price: 'price_steps',
  currency: 'currency',
  month: 'month',
}
/** The filters that a facet is counted without. */
const setAside: Readonly<Record<FacetName, readonly FacetFilter[]>> = {
  category: ['category'],
  city: ['city'],
  price: ['price'],
  currency: ['currency', 'price'],
  month: ['dates'],
}

/** Facets that are counted of the same events. */
interface Group {
  readonly facets: readonly FacetName[]
  readonly within: readonly FacetFilter[]
}

export function createFacetQueries(sql: Sql) {
  const rowsOf = rowsFrom(sql)

  return {
    /** The given facets of what is found, each without its own filter. */
    counts(
      query: SearchQuery,
      { asked, looking, facets }: { asked: Asked; looking: Looking; facets: readonly FacetName[] },
    ): Promise<CountRow[]> {
      const filters = facetFilters(query)
      const groups = groupsOf(facets, filters)
      const conditions = groups.map(({ within }) => allOf(within.map(filter => filters[filter]!)))
      const where = allOf([...foundBy(query, asked, looking), anyOf(conditions)])
      const flags = groups.length > 1 ? conditions.map(({ text }, n) => `, ${text} as in_${n}`).join('') : ''
      const found = fragment(
        `select d.category, d.city_folded, d.city, d.price_steps, d.currency, d.month, d.prices, d.offered_until${flags}
          from documents d ${joins(query)} where ${where.text}`,
        ...(flags ? conditions.flatMap(({ bindings }) => bindings) : []),
        ...where.bindings,
      )
      const counted = groups.map((group, n) =>
        countsOf(group.facets, { where: flags ? `in_${n}` : 'true', now: query.now, byPart: false }),
      )
      return rowsOf<CountRow>(
        fragment(
          `with found as (${found.text}) ${counted.map(({ text }) => text).join(' union all ')}`,
          ...found.bindings,
          ...counted.flatMap(({ bindings }) => bindings),
        ),
      )
    },

    /** The stamps of all parts. */
    async stamps(): Promise<PartStamp[]> {
      return rowsOf<PartStamp>(fragment('select part, stamp from facet_parts order by part'))
    },

    /** All events of these parts that haven't ended, and the stamps that the parts have in the same view. */
    async countsOfParts(parts: readonly string[], now: Date): Promise<CountedPart[]> {
      const counted = countsOf(facetNames, { where: 'true', now, byPart: true })
      const rows = await rowsOf<PartRow | (PartStamp & { facet: null })>(
        fragment(
          `
          with found as (
            select part, category, city_folded, city, price_steps, currency, month, prices, offered_until, ends_at
            from documents where part = any(cast(? as text[])) and ends_at > ?
          ), counted as (${counted.text}), changes as (
            select part, least(min(ends_at), min((select min(until) from unnest(offered_until) as offers (until)
              where price_steps is null and until > ?))) as changes_at
            from found group by part
          )
          select s.part, s.stamp, changes.changes_at as "changesAt", counted.facet, counted.value, counted.spelling,
            counted.steps, counted.count
          from facet_parts s left join counted on counted.part = s.part left join changes on changes.part = s.part
          where s.part = any(cast(? as text[]))`,
          parts,
          now,
          ...counted.bindings,
          now,
          parts,
        ),
      )
      const byPart = new Map<string, PartRow[]>()
      for (const row of rows as readonly PartRow[]) {
        const others = byPart.get(row.part)
        if (others) others.push(row)
        else byPart.set(row.part, [row])
      }
      return [...byPart.values()].map(of => ({
        part: of[0]!.part,
        stamp: of[0]!.stamp,
        changesAt: of[0]!.changesAt,
        counts: of.filter(({ facet }) => facet !== null),
      }))
    },
  }
}

/** By the filters that they are counted within: as many passes over what is found as there are of these. */
function groupsOf(facets: readonly FacetName[], filters: ReturnType<typeof facetFilters>): Group[] {
  const groups = new Map<string, { facets: FacetName[]; within: FacetFilter[] }>()
  for (const facet of facets) {
    const within = filtersWithin(facet, filters)
    const group = groups.get(within.join())
    if (group) group.facets.push(facet)
    else groups.set(within.join(), { facets: [facet], within })
  }
  return [...groups.values()]
}

const filtersWithin = (facet: FacetName, filters: ReturnType<typeof facetFilters>) =>
  (Object.keys(filters) as FacetFilter[]).filter(filter => !setAside[facet].includes(filter))

/** The facets that no filter of the query narrows. */
export const facetsWithoutFilter = (query: SearchQuery): FacetName[] => {
  const filters = facetFilters(query)
  return facetNames.filter(facet => filtersWithin(facet, filters).length === 0)
}

/** Counts of `found`: one pass for all the facets, and one over the offers of events whose sales end early. */
function countsOf(
  facets: readonly FacetName[],
  { where, now, byPart }: { readonly where: string; readonly now: Date; readonly byPart: boolean },
): Fragment {
  const part = byPart ? 'part, ' : ''
  const has = (facet: FacetName, column: string) => (facets.includes(facet) ? column : 'null')
  const values = facets.filter(facet => facet !== 'price').map(facet => columns[facet].split(', ')[0]!)
  const names = facets.map(facet => `when grouping(${columns[facet].split(', ')[0]!}) = 0 then '${facet}'`)
  const text = `
    select ${part}case ${names.join(' ')} end as facet, coalesce(${[...values, 'null::text'].join()}) as value,
      ${has('city', 'city')} as spelling, ${has('price', 'price_steps')}::integer as steps, count(*) as count
    from found where ${where}
    group by grouping sets (${facets.map(facet => `(${part}${columns[facet]})`).join()})`
  if (!facets.includes('price')) return fragment(text)
  return fragment(
    `${text}
    union all
    select ${part}'price', step::text, null, null, count(*) from found cross join lateral (
      select distinct width_bucket(price, array[${priceSteps.join()}]::bigint[]) as step
      from unnest(found.prices, found.offered_until) as offers (price, until) where until > ?
    ) offered where ${where} and price_steps is null group by ${part}step`,
    now,
  )
}
