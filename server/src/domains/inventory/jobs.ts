// The inventory's background loops: what ends by time alone, lines that can be served, and copies that are kept in
// step.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Cancellations } from './lifecycle/event-cancellation.ts'
import type { MessageNotices } from './message-notices.ts'
import type { ProjectionRepair } from './projections/cache-reconciler.ts'
import type { ProjectionFeed } from './projections/cache-writer.ts'
import type { ReservationRebuild } from './projections/reservation-rebuild.ts'
import type { AvailabilityFeed } from './projections/search-updates.ts'
import type { Retention } from './retention/retention.ts'
import type { InventoryService } from './service.ts'

export interface InventoryJobsOptions {
  readonly service: Pick<InventoryService, 'expireHolds' | 'advanceWaitlists'>
  readonly cancellations: Cancellations
  readonly feed: AvailabilityFeed
  readonly notices: MessageNotices
  /** These three are undefined without Redis. */
  readonly projectionFeed: ProjectionFeed | undefined
  readonly repair: ProjectionRepair | undefined
  readonly rebuildReservations: ReservationRebuild | undefined
  readonly retention: Pick<Retention, 'goOn'>
  readonly log: Logger
}

const sweepEveryMs = 1_000
const sweepHoldsMax = 500
const sweepWaitlistsMax = 100
/** How soon an event that was called off begins to end. */
const cancelEveryMs = 500
/** How late the search index may be about what is left. */
const feedEveryMs = 500
/** How late whoever makes messages hears that there may be something to tell. */
const noticeEveryMs = 200
/** How late other processes may see what has changed here. */
const projectEveryMs = 45
/** How soon the next keys of Redis are compared with PostgreSQL. */
const repairEveryMs = 3_000
/** How soon an event's history begins to be folded once it is due. */
const foldEveryMs = 5_000

export const startInventoryJobs = ({
  service,
  cancellations,
  feed,
  notices,
  projectionFeed,
  repair,
  rebuildReservations,
  retention,
  log,
}: InventoryJobsOptions): readonly Job[] => [
  startJob({ name: 'expire-holds', everyMs: sweepEveryMs, log }, () => service.expireHolds(sweepHoldsMax)),
  startJob({ name: 'end-cancelled-events', everyMs: cancelEveryMs, log }, () => cancellations.goOn()),
  startJob({ name: 'advance-lines', everyMs: sweepEveryMs, log }, () => service.advanceWaitlists(sweepWaitlistsMax)),
  startJob({ name: 'availability-feed', everyMs: feedEveryMs, log }, () => feed.flush()),
  startJob({ name: 'fold-histories', everyMs: foldEveryMs, log }, () => retention.goOn()),
  startJob({ name: 'message-notices', everyMs: noticeEveryMs, log }, () => notices.flush()),
  ...(projectionFeed
    ? [startJob({ name: 'projection-feed', everyMs: projectEveryMs, log }, () => projectionFeed.flush())]
    : []),
  ...(repair
    ? [
        startJob({ name: 'projection-repair', everyMs: repairEveryMs, log }, async () => {
          await repair.repairSome()
        }),
      ]
    : []),
  ...(rebuildReservations
    ? [startJob({ name: 'reservation-rebuild', everyMs: repairEveryMs, log }, rebuildReservations)]
    : []),
]
