// The front door of the events: events, their ticket types, venues.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import type { DatabaseClock } from '../../platform/postgres/database-clock.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { CountRead, Documents, InventoryPort, InventorySetup } from '../inventory/port.ts'
import type { SearchPort } from '../search/port.ts'
import { createAfterChange } from './after-change.ts'
import { createEventViews } from './cached-events.ts'
import { eventsHandlers } from './handlers.ts'
import { eventsInternalHandlers } from './internal-handlers.ts'
import { startEventsJobs } from './jobs.ts'
import type { EventsPort } from './port.ts'
import { toIndexedEvent, toWholeEvent } from './present.ts'
import { statusAt } from './rules.ts'
import { createSearchNotices } from './search-outbox.ts'
import { createPutService } from './put/service.ts'
import { createSeriesReading } from './series/reading.ts'
import { createSeriesService } from './series/service.ts'
import { createSeriesStore } from './series/store.ts'
import { createEventsService } from './service.ts'
import { createEventsStore } from './store.ts'
import { createTicketTypesService } from './ticket-types/service.ts'
import { inEventsTransaction } from './transaction.ts'
import { createVenuesService } from './venues/service.ts'
import { createVenuesStore } from './venues/store.ts'
import { createZoneChanges } from './zone-changes.ts'

export { createEventsTruth } from './cache-truth.ts'

export interface EventsOptions {
  readonly database: Database
  readonly inventorySetup: InventorySetup
  readonly inventory: Pick<InventoryPort, 'advance'>
  /** Told of every event that has changed; by default nobody is. */
  readonly eventChanged?: (eventId: string) => void
  readonly search: () => SearchPort
  /** Where published events are kept to be shown without PostgreSQL. */
  readonly documents: Documents
  readonly countRead: CountRead
  /** Of the database: by it events end and seats go on sale. */
  readonly clock: DatabaseClock
  readonly cursors: Cursors
  readonly log: Logger
}

export function createEvents({
  database,
  inventorySetup,
  inventory,
  eventChanged = () => {},
  search,
  documents,
  countRead,
  clock,
  cursors,
  log,
}: EventsOptions) {
  const store = createEventsStore(database.knex)
  const venuesStore = createVenuesStore(database.knex)
  const inTransaction = inEventsTransaction(database, inventorySetup)
  const notices = createSearchNotices({ store, search, log })
  const views = createEventViews({ store, documents, countRead, clock })
  const afterChange = createAfterChange({ views, inventory, notices, eventChanged, log })
  const events = createEventsService({ store, inTransaction, afterChange, notices, eventChanged, views, cursors })
  const putting = createPutService({ inTransaction, afterChange })
  const seriesStore = createSeriesStore(database.knex)
  const seriesReading = createSeriesReading({ store: seriesStore, cursors })
  const series = createSeriesService({
    store: { ...store, ...seriesStore },
    inTransaction,
    afterChange,
    eventChanged,
    events,
    log,
  })
  const zones = createZoneChanges({ store, inTransaction, afterChange, log })
  const ticketTypes = createTicketTypesService({ inTransaction, afterChange })
  const venues = createVenuesService({ venues: venuesStore, inTransaction, views, eventChanged, cursors })

  const port: EventsPort = {
    async find(eventId) {
      const event = await store.find(eventId)
      return (
        event && {
          id: event.id,
          organizerId: event.organizerId,
          status: statusAt(event, event.now),
          title: event.title,
          startsAt: event.startsAt,
          endsAt: event.endsAt,
          startsInMs: event.startsAt.getTime() - event.now.getTime(),
          cancellationPolicy: event.cancellationPolicy,
          hasBegun: event.startsAt <= event.now,
          test: event.test,
        }
      )
    },
    async get(eventId) {
      const event = await store.find(eventId)
      return event && toWholeEvent(event)
    },
    countOpen: store.countOpen,
    factsOf: store.factsOf,
    facts: store.facts,
    forgetFacts: store.forgetFacts,
    published: async (afterId = '', limit) => (await store.published(afterId, limit)).map(toIndexedEvent),
  }

  const probe: Probe = {
    name: 'events',
    gauges: {
      evently_search_outbox_events: 'Events that the search is still to be told of; counted up to 10,000.',
      evently_search_outbox_age_seconds: 'How long the first of them has been waiting.',
      evently_search_outbox_refused_events:
        'Events that the search index does not take as they are; each is tried again, later each time.',
      evently_event_outbox_facts: 'What has happened to events and is to become messages; counted up to 10,000.',
      evently_event_outbox_age_seconds: 'How long the first of it has been waiting.',
    },
    async read() {
      const { notices, oldestSeconds, refused } = await store.searchBacklog()
      const told = await store.factBacklog()
      return {
        evently_search_outbox_events: notices,
        evently_search_outbox_age_seconds: oldestSeconds,
        evently_search_outbox_refused_events: refused,
        evently_event_outbox_facts: told.facts,
        evently_event_outbox_age_seconds: told.oldestSeconds,
      }
    },
  }

  return {
    probe,
    handlers: eventsHandlers({ events, putting, series, seriesReading, ticketTypes, venues }),
    internalHandlers: eventsInternalHandlers(port),
    port,
    /** Learns the database's time: until then events would end by this process's clock. */
    ready: () => clock.read(),
    startJobs: () => [...startEventsJobs({ database, notices, zones, log }), clock.startReading('events', log)],
  }
}
