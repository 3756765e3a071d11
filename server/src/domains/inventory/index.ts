// The front door of the inventory: who holds which seats.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import { createDatabaseClock } from '../../platform/postgres/database-clock.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { RedisStore } from '../../platform/redis/redis.ts'
import type { BookingsPort } from '../bookings/port.ts'
import type { AvailabilityChange, SearchPort } from '../search/port.ts'
import type { UsersPort } from '../users/port.ts'
import { createAccess } from './access.ts'
import { createAudits } from './audit/audit-runs.ts'
import { createErasure } from './erasure/erasure.ts'
import { inventoryHandlers } from './handlers.ts'
import { inventoryInternalHandlers } from './internal-handlers.ts'
import { startInventoryJobs } from './jobs.ts'
import { createMessageNotices, type TellChanges } from './message-notices.ts'
import { inventoryLevel } from './lane/inventory-level.ts'
import type { LaneLimits, LaneObserver } from './lane/lane.ts'
import { createInventoryStore } from './lane/lane-store.ts'
import { createCancellations } from './lifecycle/event-cancellation.ts'
import { createInventorySetup } from './lifecycle/event-inventory.ts'
import { createLockedCommands } from './lifecycle/locked-commands.ts'
import { createTestClock } from './lifecycle/test-clock.ts'
import { createEntryWords } from './lifecycle/entry-words.ts'
import { createWaitlistNotices } from './lifecycle/notice-statements.ts'
import { createInventoryMetrics } from './metrics.ts'
import type { InventoryPort, InventorySetup } from './port.ts'
import type { FamilyTruth } from './projections/cache.ts'
import { createProjectionRepair } from './projections/cache-reconciler.ts'
import { createProjectedFacts } from './projections/cache-truth.ts'
import { createProjectionFeed } from './projections/cache-writer.ts'
import { createMemoryProjections } from './projections/memory-cache.ts'
import { createRedisProjections } from './projections/redis-cache.ts'
import { createReservationRebuild } from './projections/reservation-rebuild.ts'
import { createAvailabilityFeed } from './projections/search-updates.ts'
import { createAvailabilityView } from './queries/availability.ts'
import { createInventoryChanges } from './queries/change-queries.ts'
import { createInventoryReports } from './queries/event-queries.ts'
import { createReservations } from './queries/reservations.ts'
import { createWaitlistPositions } from './queries/waitlist-positions.ts'
import { createWaitlistReports } from './queries/waitlist-queries.ts'
import { promotionHandlers } from './promotions/handlers.ts'
import { createPromotionsService } from './promotions/service.ts'
import { resellerHandlers } from './resellers/handlers.ts'
import { createResellersService } from './resellers/service.ts'
import { createRetention } from './retention/retention.ts'
import type { Terms } from './rules/commands.ts'
import { createInventoryService } from './service.ts'
import { createLiveAvailability } from './stream/availability-stream.ts'

export interface InventoryOptions {
  readonly database: Database
  /** Undefined: the projections are kept in the process. */
  readonly redis?: RedisStore | undefined
  /** What other domains keep beside the inventory's documents, and what PostgreSQL says of it. */
  readonly cachedFamilies?: readonly FamilyTruth[]
  readonly cursors: Cursors
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
  /** For how many days after an event's end its history stays whole; undefined: for ever. */
  readonly retentionDays?: number | undefined
  /** What this server knows of inventories; a test lets one speak for a later release. */
  readonly level?: number | undefined
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
  readonly search: () => Pick<SearchPort, 'updateAvailability'>
  readonly bookings: () => BookingsPort
  readonly users: () => Pick<UsersPort, 'profilesOf' | 'profileOfEmail'>
  /** Tells whoever makes messages that there may be something to make them of; by default nobody is told. */
  readonly tellChanges?: TellChanges
}

export function createInventory({
  database,
  redis,
  cachedFamilies = [],
  cursors,
  holdSeconds,
  offerSeconds,
  laneQueueMax,
  retentionDays,
  level = inventoryLevel,
  metrics: { registry },
  log,
  search,
  bookings,
  users,
  tellChanges = async () => {},
}: InventoryOptions) {
  const limits: LaneLimits = {
    queueMax: laneQueueMax,
    batchMax: 250,
    underWayMax: 2,
    lockedBatches: 20,
    memoryMsMax: 1_000,
  }
  const feed = createAvailabilityFeed((changes: readonly AvailabilityChange[]) => search().updateAvailability(changes))
  const notices = createMessageNotices({ tell: tellChanges, log })
  const changes = createInventoryChanges(database)
  const store = createInventoryStore(database.pool, {
    level,
    plannedOncePool: database.plannedOncePool,
    isCrowded: database.isCrowded,
  })
  const clock = createDatabaseClock(database)
  const projections = redis ? createRedisProjections(redis) : createMemoryProjections()
  const projectionFeed = createProjectionFeed(projections)
  const metrics = createInventoryMetrics(registry)
  const { countRead } = metrics
  const ranks = createWaitlistPositions({ sql: database.knex, projections, countRead, log })
  const waitlist = createWaitlistReports(database.knex, ranks)
  const reservations = createReservations({ store, projections, countRead })
  const terms: Terms = { holdSeconds, offerSeconds }
  const onChanged: LaneObserver['changed'] = (state, outcome) => {
    feed.changed(state)
    projectionFeed.changed(state, outcome)
    notices.inventoryChanged(state.eventId)
  }
  const audits = createAudits({ database, bookings, metrics: metrics.audits, log })
  const retention = createRetention({
    database,
    level,
    retentionDays,
    audit: audits.one,
    metrics: metrics.retention,
    log,
  })
  const service = createInventoryService({
    store,
    waitlist,
    notices: createWaitlistNotices(database.knex),
    words: createEntryWords(database.knex),
    reservations,
    restore: retention.restore,
    limits,
    terms,
    metrics: metrics.lanes,
    log,
    onChanged,
  })
  metrics.lanes.watch(service.queues)
  const reports = createInventoryReports(database.knex)
  const admitOrganizer = createAccess(reports)
  const resellers = createResellersService({ database, users, admitOrganizer, cursors })
  const promotions = createPromotionsService({ database, admitOrganizer, cursors, level })
  const availability = createAvailabilityView({ reports, projections, countRead })
  const live = createLiveAvailability({ find: availability.findMany, running: reports.running, clock, log })
  const facts = createProjectedFacts({ sql: database.knex, reports, families: cachedFamilies })
  const repair = redis && createProjectionRepair({ redis, facts })
  const rebuildReservations =
    projections.reservations && createReservationRebuild({ reservations: projections.reservations, facts, store })
  // What has come back may be old, or empty.
  redis?.onReturn(() => {
    Promise.all([repair?.repairSome(), rebuildReservations?.()]).catch((error: unknown) => {
      log.warn({ err: error }, 'the projections could not be compared; the jobs try again')
    })
  })
  const cancellations = createCancellations({ database, level, carryOut: service.carryOut, bookings })
  const port: InventoryPort = service
  const carryOut = createLockedCommands({ terms, level, onChanged })
  const setup: InventorySetup = {
    ...createInventorySetup(level),
    changeCapacity: (sql, eventId, change) => carryOut(sql, eventId, { kind: 'change_capacity', ...change }),
    ...createTestClock({ carryOut, flushCopies: projectionFeed.flush }),
  }
  const personalData = createErasure({ database, carryOut: service.carryOut, reservations: projections.reservations })

  return {
    handlers: {
      ...inventoryHandlers({
        reports,
        admitOrganizer,
        availability,
        live,
        waitlist,
        bookings,
        audits,
        folded: retention.folded,
        cursors,
        clock,
      }),
      ...resellerHandlers(resellers),
      ...promotionHandlers(promotions),
    },
    internalHandlers: inventoryInternalHandlers({ port, service, reports, personalData, changes }),
    port,
    personalData,
    changes,
    notices,
    setup,
    /** Undefined without Redis. */
    repair,
    /** For the events domain's own family of documents, and where reads of it are counted. */
    documents: projections.documents,
    countRead,
    /** The database's clock; until it has been read once, this process's own. */
    clock,
    cancellations,
    retention,
    startJobs: (): readonly Job[] =>
      startInventoryJobs({
        service,
        cancellations,
        feed,
        notices,
        projectionFeed: redis && projectionFeed,
        repair,
        rebuildReservations,
        retention,
        log,
      }),
    /** Returns the seats of at most `limit` holds whose time has passed, as the job does every second. */
    expireHolds: service.expireHolds,
    /** Serves the waitlists that the clock alone has made servable, as the job does every second. */
    advanceLines: service.advanceWaitlists,
    /** Ends all streams and audits, so that the listener can close. */
    async endStreams() {
      audits.stop()
      await live.close()
    },
    /** Resolves when every command taken has been answered. */
    async close() {
      await service.settled()
      await projectionFeed.flush()
      await ranks.settled()
    },
  }
}
