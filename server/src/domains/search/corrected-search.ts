// What every search does, on whichever engine: it looks for the words as they were typed, and only when nothing is
// found for the words that were probably meant. A later page asks what its first page has asked.
import type { Shape } from '../../contract/types.ts'
import type { SearchResults, SearchQuery, SearchEngine, SuggestionQuery } from './engine.ts'
import { termsOf } from './text/words.ts'

type Finding = Pick<SearchEngine, 'find' | 'corrected' | 'suggestions'>

const noFacets: Shape<'Facets'> = { category: [], city: [], price: [], currency: [], month: [] }

export async function searchCorrecting(engine: Finding, query: SearchQuery): Promise<SearchResults> {
  const { q, after, now } = query
  if (q === undefined) return engine.find(query, [], { corrected: false })
  const typed = termsOf(q)
  if (typed.length === 0) return { hits: [], facets: noFacets, terms: [] } // nothing in it that a text could hold
  if (after) return engine.find(query, after.corrected ? ((await engine.corrected(typed, now)) ?? typed) : typed, after)

  const found = await engine.find(query, typed, { corrected: false })
  if (found.hits.length > 0) return found
  const meant = await engine.corrected(typed, now)
  return meant ? engine.find(query, meant, { corrected: true }) : found
}

export async function suggestCorrecting(
  engine: Finding,
  { q, limit, now }: SuggestionQuery,
): Promise<Shape<'Suggestion'>[]> {
  const typed = termsOf(q)
  if (typed.length === 0) return []
  const found = await engine.suggestions({ terms: typed, limit, now })
  if (found.length > 0) return found
  const meant = await engine.corrected(typed, now)
  return meant ? engine.suggestions({ terms: meant, limit, now }) : []
}
