// What any server counts about itself, in Prometheus' terms: base units, `_total` for what only grows, few labels with
// few values.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { batchQueues } from '../batches.ts'
import type { Job } from '../jobs.ts'
import type { PoolLoad } from '../postgres/sql.ts'
import { createProbes } from './probes.ts'

export type Metrics = ReturnType<typeof createMetrics>
export type HttpMetrics = Metrics['http']

/** A registry of its own for every server, so that several can live in one process (tests). */
export function createMetrics({ probeEveryMs = 1_000 }: { readonly probeEveryMs?: number } = {}) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    collect: (gauge: Gauge<Label>) => void,
    labelNames: readonly Label[] = [],
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect(this: Gauge<Label>) {
        collect(this)
      },
    })

  gauge(
    'evently_batch_queue_items',
    'Items that wait for a batched statement or are being written by one.',
    own => {
      for (const [queue, { waiting }] of batchQueues) own.set({ queue }, waiting)
    },
    ['queue'],
  )

  return {
    registry,
    http: httpMetrics(registry),
    ...createProbes(registry, { everyMs: probeEveryMs }),

    /** Which version of what runs here. */
    build(version: string) {
      gauge(
        'evently_build_info',
        'Always 1; the version is in its labels.',
        own => own.set({ version, node: process.version }, 1),
        ['version', 'node'],
      )
    },

    /** Requests whose answer is not out yet, by listener. */
    watchListeners(listeners: Readonly<Record<string, { underWay(): { readonly length: number } }>>) {
      gauge(
        'evently_http_requests_in_flight',
        'Requests that are being answered.',
        own => {
          for (const [listener, { underWay }] of Object.entries(listeners)) own.set({ listener }, underWay().length)
        },
        ['listener'],
      )
    },

    watchDatabases(databases: Readonly<Record<string, { load(): readonly PoolLoad[] }>>) {
      const loads = () =>
        Object.entries(databases).flatMap(([database, each]) => each.load().map(load => ({ database, ...load })))
      gauge(
        'evently_database_connections',
        'Open connections to a database.',
        own => {
          for (const { database, pool, used, idle } of loads()) {
            own.set({ database, pool, state: 'used' }, used)
            own.set({ database, pool, state: 'idle' }, idle)
          }
        },
        ['database', 'pool', 'state'],
      )
      gauge(
        'evently_database_waiting',
        'Statements that wait for a connection.',
        own => {
          for (const { database, pool, waiting } of loads()) own.set({ database, pool }, waiting)
        },
        ['database', 'pool'],
      )
    },

    watchJobs(jobs: readonly Pick<Job, 'name' | 'onTurn'>[]) {
      const duration = new Histogram({
        name: 'evently_job_duration_seconds',
        help: 'Turns of background jobs, by how they ended.',
        labelNames: ['job', 'outcome'] as const,
        buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 30],
        registers: [registry],
      })
      for (const { name, onTurn } of jobs)
        onTurn(({ seconds, failed }) => duration.observe({ job: name, outcome: failed ? 'failed' : 'ok' }, seconds))
    },

    /** 1 while it answers and takes writes, 0 while everything goes on without it. */
    watchHelper(helper: string, isUp: () => boolean) {
      gauge(`evently_${helper}_up`, `Whether ${helper} has been answering lately, and taking writes.`, own =>
        own.set(isUp() ? 1 : 0),
      )
    },
  }
}

function httpMetrics(registry: Registry) {
  const duration = new Histogram({
    name: 'evently_http_request_duration_seconds',
    help: 'Time from a routed request to its answer.',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const breaches = new Counter({
    name: 'evently_contract_breaches_total',
    help: 'Answers that did not fit the contract.',
    registers: [registry],
  })
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
    /**
     * Starts the clock of a request; call the result with its status when it is answered, to learn how many seconds it
     * took, without those that its client wanted to wait.
     */
    start(operation: string) {
      const startedMs = performance.now()
      return (status: number, waitedSeconds = 0) => {
        const seconds = Math.max(0, (performance.now() - startedMs) / 1_000 - waitedSeconds)
        childOf(operation, status).observe(seconds)
        return seconds
      }
    },
  }
}
