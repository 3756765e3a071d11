// What the inventory counts: its lanes, its audits, and where reads are answered from.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { LaneQueues } from './lane/lane.ts'
import type { CountRead } from './projections/cache.ts'
import type { RetentionMetrics } from './retention/retention.ts'

export type InventoryMetrics = ReturnType<typeof createInventoryMetrics>

export const createInventoryMetrics = (registry: Registry) => ({
  lanes: laneMetrics(registry),
  audits: auditMetrics(registry),
  retention: retentionMetrics(registry),
  countRead: readCounter(registry),
})

function readCounter(registry: Registry): CountRead {
  const reads = new Counter({
    name: 'evently_projection_reads_total',
    help: 'Reads that a projection may answer, by what has answered.',
    labelNames: ['source'] as const,
    registers: [registry],
  })
  const from = {
    process: reads.labels('process'),
    redis: reads.labels('redis'),
    postgres: reads.labels('postgres'),
  } as const
  return source => {
    from[source].inc()
  }
}

function retentionMetrics(registry: Registry): RetentionMetrics {
  const registers = [registry]
  const folded = new Counter({
    name: 'evently_folded_events_total',
    help: 'Events whose history has been folded.',
    registers,
  })
  const unclean = new Counter({
    name: 'evently_fold_refusals_total',
    help: 'Times that the history of an event was kept whole because its audit was not clean.',
    registers,
  })
  return { folded: () => folded.inc(), unclean: () => unclean.inc() }
}

function laneMetrics(registry: Registry) {
  const registers = [registry]
  return {
    batchSize: new Histogram({
      name: 'evently_lane_batch_commands',
      help: 'Commands settled by one batch of a lane.',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
      registers,
    }),
    conflicts: new Counter({
      name: 'evently_lane_conflicts_total',
      help: 'Batches that another process was faster than.',
      registers,
    }),
    laneFull: new Counter({
      name: 'evently_lane_full_total',
      help: "Commands refused because their lane's queue was full.",
      registers,
    }),
    checksViolated: new Counter({
      name: 'evently_checks_violated_total',
      help: 'Writes that a CHECK constraint stopped: each is a bug.',
      registers,
    }),
    /** How much waits, asked at each scrape. */
    watch(queues: () => LaneQueues) {
      const each = (name: string, help: string, of: (queues: LaneQueues) => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(of(queues()))
          },
        })
      each('evently_lanes', 'Lanes that this process keeps, at work or idle.', ({ lanes }) => lanes)
      each('evently_lane_queue_commands', 'Commands that wait in all lanes together.', ({ waiting }) => waiting)
      each(
        'evently_lane_queue_commands_max',
        'Commands that wait in the longest queue of all lanes.',
        ({ waitingMax }) => waitingMax,
      )
    },
  }
}

export type AuditMetrics = InventoryMetrics['audits']
export interface AuditResult {
  readonly checks: readonly { readonly name: string; readonly violations: { readonly length: number } }[]
}

function auditMetrics(registry: Registry) {
  const registers = [registry]
  const found = new Counter({
    name: 'evently_audit_violations_total',
    help: 'Broken invariants that audits have found: each is a bug, counted at each audit that sees it.',
    labelNames: ['check'] as const,
    registers,
  })
  const last = new Gauge({
    name: 'evently_audit_violations',
    help: 'Broken invariants that the last audit of everything found.',
    labelNames: ['check'] as const,
    registers,
  })
  const at = new Gauge({
    name: 'evently_audit_timestamp_seconds',
    help: 'When this process last audited everything to the end; 0: not yet.',
    registers,
  })
  const duration = new Gauge({ name: 'evently_audit_duration_seconds', help: 'How long that took.', registers })
  const progress = new Gauge({
    name: 'evently_audit_progress_ratio',
    help: 'How far the latest audit of everything has come; 1: to the end.',
    registers,
  })
  const failures = new Counter({
    name: 'evently_audit_failures_total',
    help: 'Audits, of everything or of one event, that could not finish: what is wrong may be unseen.',
    registers,
  })
  const failed = new Gauge({
    name: 'evently_audit_failed',
    help: '1 when the latest audit of everything could not finish.',
    registers,
  })
  const count = (checks: AuditResult['checks']) => {
    for (const { name, violations } of checks) found.inc({ check: name }, violations.length)
  }
  return {
    /** `all`: not one event alone. */
    record(
      { checkedAt, checks }: AuditResult & { readonly checkedAt: Date },
      { all, seconds }: { readonly all: boolean; readonly seconds: number },
    ) {
      count(checks)
      if (!all) return
      for (const { name, violations } of checks) last.set({ check: name }, violations.length)
      at.set(checkedAt.getTime() / 1_000)
      duration.set(seconds)
      failed.set(0)
      progress.set(1)
    },
    /** It could not finish; `checks`: what it had found until then. */
    failed({ checks }: AuditResult, { all }: { readonly all: boolean }) {
      count(checks)
      failures.inc()
      if (all) failed.set(1)
    },
    progress: (share: number) => {
      progress.set(share)
    },
  }
}
