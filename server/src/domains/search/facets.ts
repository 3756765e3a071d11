// Facets: how the whole result divides, each counted as if its own filter weren't there, so that it shows the
// alternatives. A price is nothing without its currency: currencies are counted without the filter of prices too.
import type { Shape } from '../../contract/types.ts'

export type CutFacet = keyof Shape<'Facets'>['others']
export type FacetName = Exclude<keyof Shape<'Facets'>, 'others'>
export interface FacetRow {
  readonly facet: FacetName
  readonly value: string
  readonly count: number
}

export const valuesMax = 20

export const nothingFound: Shape<'Facets'> = {
  category: [],
  city: [],
  price: [],
  currency: [],
  month: [],
  others: { category: 0, city: 0, month: 0 },
}

/** Where the price ranges begin, in minor units: free, then ever wider. */
export const priceSteps = [0, 1, 2500, 5000, 10_000, 20_000] as const

/** The n-th range, counted from 1, as `from-to` with both included: what `minPrice` and `maxPrice` would have to be. */
export function priceRange(n: number): string {
  const from = priceSteps[n - 1]!
  const next = priceSteps[n]
  return next === undefined ? `${from}-` : `${from}-${next - 1}`
}

/**
 * Prices and months in their own order; categories and cities most frequent first. `uncounted` are the events of values
 * that are in no row.
 */
export function facetsOf(
  rows: readonly FacetRow[],
  uncounted: Partial<Record<CutFacet, number>> = {},
): Shape<'Facets'> {
  const of = (facet: FacetName) => rows.filter(row => row.facet === facet).map(({ value, count }) => ({ value, count }))
  const category = of('category').sort(byCount)
  const city = of('city').sort(byCount)
  const month = of('month').sort((one, other) => compare(one.value, other.value))
  const others = (facet: CutFacet, counts: readonly Shape<'FacetCount'>[]) =>
    counts.slice(valuesMax).reduce((sum, { count }) => sum + count, uncounted[facet] ?? 0)
  return {
    category: category.slice(0, valuesMax),
    city: city.slice(0, valuesMax),
    price: of('price')
      .sort((one, other) => Number(one.value) - Number(other.value))
      .map(({ value, count }) => ({ value: priceRange(Number(value)), count })),
    currency: of('currency').sort(byCount).slice(0, valuesMax),
    month: month.slice(0, valuesMax),
    others: { category: others('category', category), city: others('city', city), month: others('month', month) },
  }
}

const byCount = (one: Shape<'FacetCount'>, other: Shape<'FacetCount'>) =>
  other.count - one.count || compare(one.value, other.value)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
