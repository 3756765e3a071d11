// What the server counts about itself, in Prometheus' terms.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>
export type HttpMetrics = Metrics['http']

/** A registry of its own for every server, so that several can live in one process (tests). */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'evently_http_request_duration_seconds', help: 'Time from a routed request to its answer.', labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [registry],
  })
  const breaches = new Counter({ name: 'evently_contract_breaches_total', help: 'Answers that did not fit the contract.', registers: [registry] })
  const batchSize = new Histogram({ name: 'evently_lane_batch_commands', help: 'Commands settled by one batch of a lane.', buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500], registers: [registry] })
  const conflicts = new Counter({ name: 'evently_lane_conflicts_total', help: 'Batches that another process was faster than.', registers: [registry] })
  const laneFull = new Counter({ name: 'evently_lane_full_total', help: 'Commands refused because their lane\'s queue was full.', registers: [registry] })
  const checksViolated = new Counter({ name: 'evently_checks_violated_total', help: 'Writes that a CHECK constraint stopped: each is a bug.', registers: [registry] })

  const refundsGivenUp = new Counter({ name: 'evently_refunds_given_up_total', help: 'Refunds that kept failing and need the attention of an organizer.', registers: [registry] })

  // prom-client hashes its labels at each observation; a child per label set is found once and kept.
  const children = new Map<string, Histogram.Internal<'operation' | 'status'>>()
  const childOf = (operation: string, status: number) => {
    const key = `${operation} ${status}`
    const child = children.get(key) ?? duration.labels(operation, String(status))
    children.set(key, child)
    return child
  }

  return {
    registry,
    http: {
      breaches,
      /** Starts the clock of a request; call the result with its status when it is answered. */
      start(operation: string) {
        const startedMs = performance.now()
        return (status: number) => childOf(operation, status).observe((performance.now() - startedMs) / 1_000)
      },
    },
    bookings: { refundsGivenUp },
    lanes: { batchSize, conflicts, laneFull, checksViolated },
  }
}
