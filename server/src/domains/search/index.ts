// The front door of the search.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Database } from '../../platform/sql.ts'
import type { EventsPort } from '../events/port.ts'
import { searchHandlers, searchInternalHandlers } from './handlers.ts'
import type { SearchPort } from './port.ts'
import { createPostgresEngine } from './postgres-engine.ts'
import { createSearchService } from './service.ts'

export interface SearchDependencies {
  readonly database: Database
  /** Asked when it is needed: the events know the search, and the search the events. */
  readonly events: () => EventsPort
  readonly cursors: Cursors
  readonly log: Logger
  readonly clock?: () => Date
}

export function createSearch({ database, events, cursors, log, clock = () => new Date() }: SearchDependencies) {
  const service = createSearchService({ engine: createPostgresEngine(database), events, cursors, log, clock })
  const port: SearchPort = {
    index: event => service.index(event),
    remove: (eventId, version) => service.remove(eventId, version),
    updateAvailability: changes => service.updateAvailability(changes),
  }
  return { handlers: searchHandlers(service), internalHandlers: searchInternalHandlers(service), port }
}
