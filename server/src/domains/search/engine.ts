// What the search asks of an engine, be it PostgreSQL or another; every engine passes the same expectations.
import type { Shape } from '../../contract/types.ts'
import type { AvailabilityChange } from './port.ts'
import type { DocumentRefusal } from './taken-apart.ts'
import type { Term } from './text/words.ts'

export type SearchSort = 'relevance' | 'date' | 'price' | 'distance'
export interface Coordinates {
  readonly lat: number
  readonly lon: number
}

/** A query in the engine's terms: parsed, with its sort decided. */
export interface SearchQuery {
  readonly q?: string
  readonly category?: string
  readonly city?: string
  readonly near?: Coordinates
  readonly radiusKm: number
  readonly startsAfter?: Date
  readonly startsBefore?: Date
  /** Only events whose prices are in it. */
  readonly currency?: string
  /** Some ticket type that is on offer has a price between them, both included. */
  readonly minPrice?: number
  readonly maxPrice?: number
  readonly available?: boolean
  readonly sort: SearchSort
  /** Events that have ended by now are not found. */
  readonly now: Date
  readonly limit: number
  readonly after?: Position
}

/** Where a page ended: the sort's value of the last hit, its id, and whether mistyped words had been corrected. */
export interface Position {
  readonly value: number | string
  readonly id: string
  readonly corrected: boolean
}

export interface Hit {
  readonly event: Shape<'Event'>
  readonly distanceKm?: number
  readonly position: Position
}

/**
 * `hits` may hold one more than `limit`: then there is another page. `terms` are the words that were looked for in the
 * end.
 */
export interface SearchResults {
  readonly hits: readonly Hit[]
  readonly facets: Shape<'Facets'>
  readonly terms: readonly Term[]
}

export interface SuggestionQuery {
  readonly q: string
  readonly limit: number
  readonly now: Date
}
export interface SuggestionTerms extends Omit<SuggestionQuery, 'q'> {
  readonly terms: readonly Term[]
}

/**
 * Why events are indexed. After a `change`, seats that the inventory has already sent and a removal of the same version
 * stand; a `reindex` repairs, and overrides both.
 */
export type IndexingCause = 'change' | 'reindex'

export interface SearchEngine {
  /**
   * Resolves when the events can be found, with those that the index does not take. An event older than its version in
   * the index changes nothing.
   */
  index(events: readonly Shape<'Event'>[], cause: IndexingCause): Promise<readonly DocumentRefusal[]>
  /** Without a version it takes out whatever version is there. */
  remove(eventId: string, version?: number): Promise<void>
  /** Resolves with the changes that the index does not take. */
  updateAvailability(changes: readonly AvailabilityChange[]): Promise<readonly DocumentRefusal[]>
  /** What the terms find; `corrected` is kept in the hits' positions. */
  find(query: SearchQuery, terms: readonly Term[], options: { readonly corrected: boolean }): Promise<SearchResults>
  /**
   * The terms with each word that no event has replaced by the nearest that one has; undefined if none had to be, or
   * could be.
   */
  corrected(typed: readonly Term[], now: Date): Promise<Term[] | undefined>
  suggestions(query: SuggestionTerms): Promise<Shape<'Suggestion'>[]>
  /** Ids of all events in the index, in order, from the one after `afterId`. */
  ids(afterId: string | undefined, limit: number): Promise<string[]>
  /** Forgets what only removed events had left behind. */
  tidy(): Promise<void>
  /**
   * Rebuilds the index from these events while searches are answered and changes come in. Removes what was in it at the
   * beginning and isn't among them; what is indexed meanwhile stays, and so does its removal. Events that the index
   * does not take are left out.
   */
  reindex(pages: AsyncIterable<readonly Shape<'Event'>[]>): Promise<ReindexResult>
}

export interface ReindexResult {
  readonly indexed: number
  readonly removed: number
  readonly refused: readonly DocumentRefusal[]
}
