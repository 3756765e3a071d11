// What the search asks of an engine, be it PostgreSQL or another; every engine passes the same expectations.
import type { Shape } from '../../contract/types.ts'
import type { AvailabilityChange } from './port.ts'
import type { DocumentRefusal } from './taken-apart.ts'
import type { Asked, Meant, Term } from './text/query.ts'

export type SearchSort = 'relevance' | 'date' | 'price' | 'distance'
export interface Coordinates {
  readonly lat: number
  readonly lon: number
}

/** A query in the engine's terms: parsed, with its sort decided. */
export interface SearchQuery {
  readonly q?: string
  readonly category?: string
  readonly seriesId?: string
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

/**
 * What is looked for in turn, until something is found: all words as they were typed; with those that no event has
 * corrected; with all others taken for mistyped, too; any of the words; and of those that have little meaning.
 */
export const stages = ['typed', 'corrected', 'widened', 'any', 'least'] as const
export type Stage = (typeof stages)[number]

/** Whether any of the terms is enough. */
export const isAnyEnough = (stage: Stage) => stage === 'any' || stage === 'least'
/** The terms that an event is found by: all of them, or any. The others only lift it. */
export const soughtAt = (stage: Stage, { terms }: Pick<Asked, 'terms'>): readonly Term[] =>
  terms.filter(({ meaning }) => meaning === 'full' || (stage === 'least' && meaning === 'some'))

/** Where a page ended: the sort's value of the last hit, its id, and what had been looked for. */
export interface Position {
  readonly value: number | string
  readonly id: string
  /** For processes older than `stage`: whether it was anything but what was typed. */
  readonly corrected: boolean
  readonly stage?: Stage
  /** How much each term counts, where any of them is enough. */
  readonly weights?: readonly number[]
}

/** How the terms are looked for. */
export interface Looking {
  readonly stage: Stage
  /** Where any term is enough: how much each counts, the rarer the more. */
  readonly weights?: readonly number[]
}

export const positionOf = (value: Position['value'], id: string, { stage, weights }: Looking): Position => ({
  value,
  id,
  corrected: stage !== 'typed',
  stage,
  ...(weights && { weights }),
})

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

/** What is matched of a term. */
export type Matched = Pick<Term, 'options' | 'sequences'>

/** Whether some event that hasn't ended has the term, and what it was probably meant to be. */
export interface Spelling {
  readonly isKnown: boolean
  readonly meant?: Meant
}

export interface SuggestionQuery {
  readonly q: string
  readonly limit: number
  readonly now: Date
}
export interface SuggestionTerms extends Omit<SuggestionQuery, 'q'> {
  readonly asked: Asked
}

/** What is suggested; of an event with its texts in all languages, any of which may be what was found. */
export type FoundSuggestion =
  | { readonly kind: Exclude<Shape<'Suggestion'>['kind'], 'event'>; readonly text: string }
  | { readonly kind: 'event'; readonly event: EventTexts }
export type EventTexts = Pick<Shape<'Event'>, 'id' | 'title' | 'language' | 'translations'>

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
  /** What has all of the terms that are sought, or any, best first; how it looked stays in its positions. */
  find(query: SearchQuery, asked: Asked, looking: Looking): Promise<SearchResults>
  /** Each term's, in their order. What a known one may have been meant to be is looked up with `ofKnown` alone. */
  spelling(terms: readonly Term[], options: { readonly now: Date; readonly ofKnown: boolean }): Promise<Spelling[]>
  /** In how many events that haven't ended each of the terms is; from `countMax` on they needn't be counted. */
  counts(terms: readonly Matched[], options: { readonly now: Date; readonly countMax: number }): Promise<number[]>
  /** Those of the words that an event has that hasn't ended. */
  knownWords(words: readonly string[], now: Date): Promise<string[]>
  suggestions(query: SuggestionTerms): Promise<FoundSuggestion[]>
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
