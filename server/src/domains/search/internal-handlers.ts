// What other services ask of the search: SearchPort, as the internal document has it.
import { noContent, type HandlersOf } from '../../contract/types.ts'
import type { SearchService } from './service.ts'

export const searchInternalHandlers = (search: SearchService): HandlersOf<'search', 'internal'> => ({
  'search.index': async ({ body }) => {
    await search.index(body.event)
    return noContent()
  },

  'search.remove': async ({ params, query }) => {
    await search.remove(params.eventId, query.version)
    return noContent()
  },

  'search.updateAvailability': async ({ body }) => {
    await search.updateAvailability(body.changes)
    return noContent()
  },
})
