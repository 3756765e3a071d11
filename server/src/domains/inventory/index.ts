// The front door of the inventory: who holds which seats.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Database } from '../../platform/sql.ts'
import type { BookingsPort } from '../bookings/port.ts'
import type { AvailabilityChange, SearchPort } from '../search/port.ts'
import { createAvailabilityFeed } from './availability-feed.ts'
import { createCancellations } from './cancellation.ts'
import { inventoryHandlers, inventoryInternalHandlers } from './handlers.ts'
import type { LaneLimits } from './lane.ts'
import type { InventoryPort } from './port.ts'
import { createInventoryReports } from './reports.ts'
import { createInventoryService } from './service.ts'
import { inventorySetup } from './setup.ts'
import { createInventoryStore } from './store.ts'
import { createWaitlistReports } from './waitlist-reports.ts'

export interface InventoryOptions {
  readonly database: Database
  readonly cursors: Cursors
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
  readonly metrics: Metrics
  readonly log: Logger
  readonly search: () => Pick<SearchPort, 'updateAvailability'>
  readonly bookings: () => BookingsPort
}

const SWEEP_EVERY_MS = 1_000
const SWEEP_HOLDS_MAX = 500
const SWEEP_LINES_MAX = 100
/** How soon an event that was called off begins to end. */
const CANCEL_EVERY_MS = 500
/** How late the search index may be about what is left. */
const FEED_EVERY_MS = 500

export function createInventory({ database, cursors, holdSeconds, offerSeconds, laneQueueMax, metrics, log, search, bookings }: InventoryOptions) {
  const limits: LaneLimits = { queueMax: laneQueueMax, batchMax: 250, lockedBatches: 20, memoryMsMax: 1_000 }
  const feed = createAvailabilityFeed((changes: readonly AvailabilityChange[]) => search().updateAvailability(changes))
  const store = createInventoryStore(database.pool)
  const waitlist = createWaitlistReports(database.knex)
  const service = createInventoryService({ store, waitlist, limits, terms: { holdSeconds, offerSeconds }, metrics: metrics.lanes, log, onChanged: feed.changed })
  metrics.lanes.watch(service.queues)
  const reports = createInventoryReports(database.knex)
  const cancellations = createCancellations({ database, carryOut: service.carryOut, bookings })
  const port: InventoryPort = service

  return {
    handlers: inventoryHandlers({ service, reports, waitlist, database, bookings, cursors, onAudit: metrics.audits.record }),
    internalHandlers: inventoryInternalHandlers({ service, reports }),
    port,
    setup: inventorySetup,
    cancellations,
    startJobs: (): Job[] => [
      startJob({ name: 'expire-holds', everyMs: SWEEP_EVERY_MS, log }, () => service.expireHolds(SWEEP_HOLDS_MAX)),
      startJob({ name: 'end-cancelled-events', everyMs: CANCEL_EVERY_MS, log }, () => cancellations.goOn()),
      startJob({ name: 'advance-lines', everyMs: SWEEP_EVERY_MS, log }, () => service.advanceLines(SWEEP_LINES_MAX)),
      startJob({ name: 'availability-feed', everyMs: FEED_EVERY_MS, log }, () => feed.flush()),
    ],
    /** Returns the seats of at most `limit` holds whose time has passed, as the job does every second. */
    expireHolds: service.expireHolds,
    /** Serves the lines whom the clock alone has made servable, as the job does every second. */
    advanceLines: service.advanceLines,
    /** Resolves when every command taken has been answered. */
    close: () => service.settled(),
  }
}
