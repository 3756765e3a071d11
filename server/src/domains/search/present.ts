// What a search has found, as the contract shows it.
import type { Shape } from '../../contract/types.ts'
import type { SearchPage } from './service.ts'

export const toResult = ({ hits, facets, hasMore, nextCursor }: SearchPage): Shape<'SearchResult'> => ({
  data: hits.map(({ event, distanceKm, highlights }) => ({
    ...event,
    ...(distanceKm !== undefined && { distanceKm }),
    ...(highlights && { highlights }),
  })),
  facets,
  hasMore,
  nextCursor,
})
