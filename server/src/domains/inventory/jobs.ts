// The inventory's background loops: what ends by time alone, lines that can be served, and copies that are kept in step.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Cancellations } from './lifecycle/event-cancellation.ts'
import type { ProjectionRepair } from './projections/cache-reconciler.ts'
import type { ProjectionFeed } from './projections/cache-writer.ts'
import type { AvailabilityFeed } from './projections/search-updates.ts'
import type { InventoryService } from './service.ts'

export interface InventoryJobsOptions {
  readonly service: Pick<InventoryService, 'expireHolds' | 'advanceWaitlists'>
  readonly cancellations: Cancellations
  readonly feed: AvailabilityFeed
  /** Both undefined without Redis. */
  readonly projectionFeed: ProjectionFeed | undefined
  readonly repair: ProjectionRepair | undefined
  readonly log: Logger
}

const SWEEP_EVERY_MS = 1_000
const SWEEP_HOLDS_MAX = 500
const SWEEP_LINES_MAX = 100
/** How soon an event that was called off begins to end. */
const CANCEL_EVERY_MS = 500
/** How late the search index may be about what is left. */
const FEED_EVERY_MS = 500
/** How late other processes may see what has changed here. */
const PROJECT_EVERY_MS = 45
/** How soon the next keys of Redis are compared with PostgreSQL. */
const REPAIR_EVERY_MS = 3_000

export const startInventoryJobs = ({ service, cancellations, feed, projectionFeed, repair, log }: InventoryJobsOptions): readonly Job[] => [
  startJob({ name: 'expire-holds', everyMs: SWEEP_EVERY_MS, log }, () => service.expireHolds(SWEEP_HOLDS_MAX)),
  startJob({ name: 'end-cancelled-events', everyMs: CANCEL_EVERY_MS, log }, () => cancellations.goOn()),
  startJob({ name: 'advance-lines', everyMs: SWEEP_EVERY_MS, log }, () => service.advanceWaitlists(SWEEP_LINES_MAX)),
  startJob({ name: 'availability-feed', everyMs: FEED_EVERY_MS, log }, () => feed.flush()),
  ...(projectionFeed ? [startJob({ name: 'projection-feed', everyMs: PROJECT_EVERY_MS, log }, () => projectionFeed.flush())] : []),
  ...(repair ? [startJob({ name: 'projection-repair', everyMs: REPAIR_EVERY_MS, log }, async () => { await repair.repairSome() })] : []),
]
