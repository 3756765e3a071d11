// Facets on PostgreSQL. Those of everything, which every visitor sees first, are kept in the process, in parts. Each
// search asks whether they are still right and counts again the parts that have changed: they are as exact as if they
// had been counted. All others are counted.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { nextTurn } from '../../../platform/single-flight.ts'
import type { Looking, SearchQuery } from '../engine.ts'
import type { FacetName, FacetRow } from '../facets.ts'
import type { Asked } from '../text/query.ts'
import {
  createFacetQueries,
  facetNames,
  facetsWithoutFilter,
  type CountedPart,
  type CountRow,
  type FacetQueries,
} from './facet-queries.ts'
import { findsAll } from './filter-statements.ts'

export type FacetCounts = ReturnType<typeof createFacetCounts>

export function createFacetCounts(sql: Sql) {
  const queries = createFacetQueries(sql)
  const ofAll = keptCounts(queries)

  return {
    /** Each facet without its own filter. */
    async of(query: SearchQuery, asked: Asked, looking: Looking): Promise<FacetRow[]> {
      const kept = findsAll(query, asked) ? facetsWithoutFilter(query) : []
      const facets = facetNames.filter(facet => !kept.includes(facet))
      const [rows, counts] = await Promise.all([
        kept.length > 0 ? ofAll(query.now) : [],
        facets.length > 0 ? queries.counts(query, { asked, looking, facets }) : [],
      ])
      return [...rows.filter(({ facet }) => kept.includes(facet)), ...facetRowsOf(counts)]
    },
  }
}

/** Searches that come at the same time have read the clock in any order. */
const clockStepMsMax = 1_000

interface KeptPart extends CountedPart {
  readonly countedAt: Date
}

/** The facets of all events that haven't ended at `now`. */
function keptCounts(queries: FacetQueries): (now: Date) => Promise<readonly FacetRow[]> {
  let parts: ReadonlyMap<string, KeptPart> = new Map()
  let rows: readonly FacetRow[] = []
  let now = new Date(0)

  // For all who have asked before it begins, as it sees whatever was written before they asked.
  const bringUpToDate = nextTurn(async () => {
    const countedAt = now
    const stamps = await queries.stamps()
    const stale = stamps.filter(({ part, stamp }) => !isRight(parts.get(part), { stamp, now: countedAt }))
    if (stale.length === 0 && parts.size === stamps.length) return rows
    const counted = await queries.countsOfParts(
      stale.map(({ part }) => part),
      countedAt,
    )
    const fresh = counted.map(part => [part.part, { ...part, countedAt }] as const)
    const present = new Set(stamps.map(({ part }) => part))
    parts = new Map([...[...parts].filter(([part]) => present.has(part)), ...fresh])
    rows = facetRowsOf([...parts.values()].flatMap(({ counts }) => counts))
    return rows
  })
  return asked => {
    now = asked
    return bringUpToDate()
  }
}

const isRight = (kept: KeptPart | undefined, { stamp, now }: { readonly stamp: string; readonly now: Date }) =>
  kept?.stamp === stamp &&
  now.getTime() > kept.countedAt.getTime() - clockStepMsMax &&
  (kept.changesAt === null || now < kept.changesAt)

/** Counts of the same value together. */
export function facetRowsOf(counts: readonly CountRow[]): FacetRow[] {
  const byFacet = new Map(facetNames.map(facet => [facet, new Map<string, number>()]))
  const spellings = new Map<string, Map<string, number>>()
  const add = (facet: FacetName, value: string, count: number) => addTo(byFacet.get(facet)!, value, count)
  for (const { facet, value, spelling, steps, count } of counts) {
    if (steps !== null) for (const step of bitsOf(steps)) add(facet, String(step), count)
    if (value === null) continue
    add(facet, value, count)
    if (spelling === null) continue
    const known = spellings.get(value) ?? new Map<string, number>()
    spellings.set(value, known)
    addTo(known, spelling, count)
  }
  return [...byFacet].flatMap(([facet, values]) =>
    [...values].map(([value, count]) => ({ facet, value: mostUsed(spellings.get(value), facet) ?? value, count })),
  )
}

const addTo = (counts: Map<string, number>, key: string, count: number) =>
  counts.set(key, (counts.get(key) ?? 0) + count)

const bitsOf = (bits: number) => Array.from({ length: 15 }, (_, bit) => bit).filter(bit => (bits & (1 << bit)) !== 0)

/** How most spell a city. */
const mostUsed = (spellings: ReadonlyMap<string, number> | undefined, facet: FacetName) =>
  facet !== 'city' || !spellings
    ? undefined
    : [...spellings].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))[0]![0]
