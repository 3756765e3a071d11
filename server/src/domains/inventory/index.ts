// The front door of the inventory: who holds which seats.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Database } from '../../platform/sql.ts'
import type { AvailabilityChange, SearchPort } from '../search/port.ts'
import { createAvailabilityFeed } from './availability-feed.ts'
import { inventoryHandlers, inventoryInternalHandlers } from './handlers.ts'
import type { LaneLimits } from './lane.ts'
import type { InventoryPort } from './port.ts'
import { createInventoryReports } from './reports.ts'
import { createInventoryService } from './service.ts'
import { inventorySetup } from './setup.ts'
import { createInventoryStore } from './store.ts'

export interface InventoryOptions {
  readonly database: Database
  readonly cursors: Cursors
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
  readonly metrics: Metrics
  readonly log: Logger
  readonly search: () => Pick<SearchPort, 'updateAvailability'>
}

const SWEEP_EVERY_MS = 1_000
const SWEEP_HOLDS_MAX = 500
/** How late the search index may be about what is left. */
const FEED_EVERY_MS = 500

export function createInventory({ database, cursors, holdSeconds, offerSeconds, laneQueueMax, metrics, log, search }: InventoryOptions) {
  const limits: LaneLimits = { queueMax: laneQueueMax, batchMax: 250, lockedBatches: 20, memoryMsMax: 1_000 }
  const feed = createAvailabilityFeed((changes: readonly AvailabilityChange[]) => search().updateAvailability(changes))
  const store = createInventoryStore(database.pool)
  const service = createInventoryService({ store, limits, terms: { holdSeconds, offerSeconds }, metrics: metrics.lanes, log, onChanged: feed.changed })
  const reports = createInventoryReports(database.knex)
  const port: InventoryPort = service

  return {
    handlers: inventoryHandlers({ service, reports, database, cursors }),
    internalHandlers: inventoryInternalHandlers({ service, reports }),
    port,
    setup: inventorySetup,
    startJobs: (): Job[] => [
      startJob({ name: 'expire-holds', everyMs: SWEEP_EVERY_MS, log }, () => service.expireHolds(SWEEP_HOLDS_MAX)),
      startJob({ name: 'availability-feed', everyMs: FEED_EVERY_MS, log }, () => feed.flush()),
    ],
    /** Resolves when every command taken has been answered. */
    close: () => service.settled(),
  }
}
