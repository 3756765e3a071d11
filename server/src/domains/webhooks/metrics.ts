// What the delivery of messages counts.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Attempted } from './deliveries/queue-statements.ts'

export type WebhooksMetrics = ReturnType<typeof createWebhooksMetrics>

export function createWebhooksMetrics(registry: Registry) {
  const attempts = new Histogram({
    name: 'evently_webhook_attempt_duration_seconds',
    help: 'Attempts to deliver a message, by what came of them, from the look-up of the host to the end of the answer.',
    labelNames: ['outcome'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const delays = new Histogram({
    name: 'evently_webhook_delivery_delay_seconds',
    help: 'From what happened to the end of the attempt that delivered it.',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600, 3_600, 86_400],
    registers: [registry],
  })
  const abandoned = new Counter({
    name: 'evently_webhook_deliveries_abandoned_total',
    help: 'Messages that were given up, for one endpoint each.',
    registers: [registry],
  })

  return {
    attempted({ state, startedAt, durationMs }: Attempted, message: { readonly occurredAt: Date } | undefined) {
      attempts.observe({ outcome: state === 'waiting' ? 'failed' : state }, durationMs / 1_000)
      if (state === 'abandoned') abandoned.inc()
      if (state === 'delivered' && message)
        delays.observe(Math.max(0, startedAt.getTime() - message.occurredAt.getTime() + durationMs) / 1_000)
    },

    watchSending(count: () => number) {
      new Gauge({
        name: 'evently_webhook_attempts_in_flight',
        help: 'Messages that are being sent.',
        registers: [registry],
        collect() {
          this.set(count())
        },
      })
    },
  }
}
