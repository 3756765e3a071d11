// What the server counts about itself, in Prometheus' terms: base units, `_total` for what only grows, few labels with few values.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { batchQueues } from '../batches.ts'
import type { Job } from '../jobs.ts'
import type { PoolLoad } from '../postgres/sql.ts'
import { createProbes } from './probes.ts'

export type Metrics = ReturnType<typeof createMetrics>
/** Where a read was answered from. */
export type ReadSource = 'process' | 'redis' | 'postgres'
export type CountRead = (source: ReadSource) => void
export type HttpMetrics = Metrics['http']

/** How much is waiting in the lanes of this process. */
export interface LaneQueues { readonly lanes: number; readonly waiting: number; readonly waitingMax: number }

/** A registry of its own for every server, so that several can live in one process (tests). */
export function createMetrics({ probeEveryMs = 1_000 }: { readonly probeEveryMs?: number } = {}) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string = never>(name: string, help: string, collect: (gauge: Gauge<Label>) => void, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry], collect(this: Gauge<Label>) { collect(this) } })
  const counter = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) => new Counter({ name, help, labelNames: [...labelNames], registers: [registry] })

  gauge('evently_batch_queue_items', 'Items that wait for a batched statement or are being written by one.', own => {
    for (const [queue, { waiting }] of batchQueues) own.set({ queue }, waiting)
  }, ['queue'])

  return {
    registry,
    http: httpMetrics(registry),
    lanes: laneMetrics(registry),
    audits: auditMetrics(registry),
    countRead: readCounter(registry),
    search: searchMetrics(registry),
    bookings: { refundsGivenUp: counter('evently_refunds_given_up_total', 'Refunds that kept failing and need the attention of an organizer.') },
    ...createProbes(registry, { everyMs: probeEveryMs }),

    /** Which version of what runs here. */
    build(version: string) {
      gauge('evently_build_info', 'Always 1; the version is in its labels.', own => own.set({ version, node: process.version }, 1), ['version', 'node'])
    },

    /** Requests whose answer is not out yet, by listener. */
    watchListeners(listeners: Readonly<Record<string, { underWay(): { readonly length: number } }>>) {
      gauge('evently_http_requests_in_flight', 'Requests that are being answered.', own => {
        for (const [listener, { underWay }] of Object.entries(listeners)) own.set({ listener }, underWay().length)
      }, ['listener'])
    },

    watchDatabases(databases: Readonly<Record<string, { load(): readonly PoolLoad[] }>>) {
      const loads = () => Object.entries(databases).flatMap(([database, each]) => each.load().map(load => ({ database, ...load })))
      gauge('evently_database_connections', 'Open connections to a database.', own => {
        for (const { database, pool, used, idle } of loads()) {
          own.set({ database, pool, state: 'used' }, used)
          own.set({ database, pool, state: 'idle' }, idle)
        }
      }, ['database', 'pool', 'state'])
      gauge('evently_database_waiting', 'Statements that wait for a connection.', own => {
        for (const { database, pool, waiting } of loads()) own.set({ database, pool }, waiting)
      }, ['database', 'pool'])
    },

    watchJobs(jobs: readonly Pick<Job, 'name' | 'onTurn'>[]) {
      const duration = new Histogram({ name: 'evently_job_duration_seconds', help: 'Turns of background jobs, by how they ended.', labelNames: ['job', 'outcome'] as const, buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 30], registers: [registry] })
      for (const { name, onTurn } of jobs) onTurn(({ seconds, failed }) => duration.observe({ job: name, outcome: failed ? 'failed' : 'ok' }, seconds))
    },

    /** 1 while it answers and takes writes, 0 while everything goes on without it. */
    watchHelper(helper: string, isUp: () => boolean) {
      gauge(`evently_${helper}_up`, `Whether ${helper} has been answering lately, and taking writes.`, own => own.set(isUp() ? 1 : 0))
    },

    counter,
  }
}

function readCounter(registry: Registry): CountRead {
  const reads = new Counter({ name: 'evently_projection_reads_total', help: 'Reads that a projection may answer, by what has answered.', labelNames: ['source'] as const, registers: [registry] })
  const from = { process: reads.labels('process'), redis: reads.labels('redis'), postgres: reads.labels('postgres') } as const
  return source => { from[source].inc() }
}

function searchMetrics(registry: Registry) {
  const refused = new Counter({ name: 'evently_search_refused_documents_total', help: 'Events or seats that the search index has not taken, each time they were tried.', labelNames: ['during'] as const, registers: [registry] })
  for (const during of ['change', 'reindex', 'upkeep', 'seats']) refused.inc({ during }, 0)
  return { countRefused: (during: string, documents: number) => { refused.inc({ during }, documents) } }
}

function httpMetrics(registry: Registry) {
  const duration = new Histogram({
    name: 'evently_http_request_duration_seconds', help: 'Time from a routed request to its answer.', labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [registry],
  })
  const breaches = new Counter({ name: 'evently_contract_breaches_total', help: 'Answers that did not fit the contract.', registers: [registry] })
  // prom-client hashes its labels at each observation; a child per label set is found once and kept.
  const children = new Map<string, Histogram.Internal<'operation' | 'status'>>()
  const childOf = (operation: string, status: number) => {
    const key = `${operation} ${status}`
    const child = children.get(key) ?? duration.labels(operation, String(status))
    children.set(key, child)
    return child
  }
  return {
    breaches,
    /** Starts the clock of a request; call the result with its status when it is answered, to learn how many seconds it took. */
    start(operation: string) {
      const startedMs = performance.now()
      return (status: number) => {
        const seconds = (performance.now() - startedMs) / 1_000
        childOf(operation, status).observe(seconds)
        return seconds
      }
    },
  }
}

function laneMetrics(registry: Registry) {
  const registers = [registry]
  return {
    batchSize: new Histogram({ name: 'evently_lane_batch_commands', help: 'Commands settled by one batch of a lane.', buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500], registers }),
    conflicts: new Counter({ name: 'evently_lane_conflicts_total', help: 'Batches that another process was faster than.', registers }),
    laneFull: new Counter({ name: 'evently_lane_full_total', help: 'Commands refused because their lane\'s queue was full.', registers }),
    checksViolated: new Counter({ name: 'evently_checks_violated_total', help: 'Writes that a CHECK constraint stopped: each is a bug.', registers }),
    /** How much waits, asked at each scrape. */
    watch(queues: () => LaneQueues) {
      const each = (name: string, help: string, of: (queues: LaneQueues) => number) => new Gauge({ name, help, registers, collect() { this.set(of(queues())) } })
      each('evently_lanes', 'Lanes that this process keeps, at work or idle.', ({ lanes }) => lanes)
      each('evently_lane_queue_commands', 'Commands that wait in all lanes together.', ({ waiting }) => waiting)
      each('evently_lane_queue_commands_max', 'Commands that wait in the longest queue of all lanes.', ({ waitingMax }) => waitingMax)
    },
  }
}

export type AuditMetrics = Metrics['audits']
export interface Audited { readonly checks: readonly { readonly name: string; readonly violations: { readonly length: number } }[] }

function auditMetrics(registry: Registry) {
  const registers = [registry]
  const found = new Counter({ name: 'evently_audit_violations_total', help: 'Broken invariants that audits have found: each is a bug, counted at each audit that sees it.', labelNames: ['check'] as const, registers })
  const last = new Gauge({ name: 'evently_audit_violations', help: 'Broken invariants that the last audit of everything found.', labelNames: ['check'] as const, registers })
  const at = new Gauge({ name: 'evently_audit_timestamp_seconds', help: 'When this process last audited everything to the end; 0: not yet.', registers })
  const duration = new Gauge({ name: 'evently_audit_duration_seconds', help: 'How long that took.', registers })
  const progress = new Gauge({ name: 'evently_audit_progress_ratio', help: 'How far the latest audit of everything has come; 1: to the end.', registers })
  const failures = new Counter({ name: 'evently_audit_failures_total', help: 'Audits, of everything or of one event, that could not finish: what is wrong may be unseen.', registers })
  const failed = new Gauge({ name: 'evently_audit_failed', help: '1 when the latest audit of everything could not finish.', registers })
  const count = (checks: Audited['checks']) => { for (const { name, violations } of checks) found.inc({ check: name }, violations.length) }
  return {
    /** `all`: not one event alone. */
    record({ checkedAt, checks }: Audited & { readonly checkedAt: Date }, { all, seconds }: { readonly all: boolean; readonly seconds: number }) {
      count(checks)
      if (!all) return
      for (const { name, violations } of checks) last.set({ check: name }, violations.length)
      at.set(checkedAt.getTime() / 1_000)
      duration.set(seconds)
      failed.set(0)
      progress.set(1)
    },
    /** It could not finish; `checks`: what it had found until then. */
    failed({ checks }: Audited, { all }: { readonly all: boolean }) {
      count(checks)
      failures.inc()
      if (all) failed.set(1)
    },
    progress: (share: number) => { progress.set(share) },
  }
}
