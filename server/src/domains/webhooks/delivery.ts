// Endpoints and deliveries, put together.
import { createSealing } from '../../platform/sealing.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import { createPublicAgent, isAllowed } from '../../platform/outgoing/public-agent.ts'
import { addressIn, isPublicAddress } from '../../platform/outgoing/public-addresses.ts'
import { createDeliverer } from './deliveries/deliverer.ts'
import { fanOut } from './deliveries/fan-out-statement.ts'
import { createDeliveryQueue } from './deliveries/queue-statements.ts'
import { connectMsMax, createSender } from './deliveries/sender.ts'
import { createDeliveriesService } from './deliveries/service.ts'
import { readExamples } from './endpoints/examples.ts'
import { createNotices } from './endpoints/notices.ts'
import { resealSecrets } from './endpoints/resealing.ts'
import type { UrlRules } from './endpoints/rules.ts'
import { createEndpointsService } from './endpoints/service.ts'
import { createEndpointsStore } from './endpoints/store.ts'
import { webhooksHandlers } from './handlers.ts'
import type { WebhooksOptions } from './index.ts'
import type { AppendedSignal } from './messages/appended.ts'
import { createWebhooksMetrics } from './metrics.ts'

export interface DeliveryOptions extends WebhooksOptions {
  readonly appended: Pick<AppendedSignal, 'next'>
}

export function createDelivery({
  database,
  users,
  cursors,
  mailer,
  secrets,
  hostsAllowed,
  appended,
  metrics,
  log,
}: DeliveryOptions) {
  const sealing = createSealing(secrets, 'evently webhook secrets')
  const agent = createPublicAgent({ allowed: hostsAllowed, connectMsMax })
  const queue = createDeliveryQueue(database)
  const deliverer = createDeliverer({
    queue,
    send: createSender(agent),
    sealing,
    appended,
    metrics: createWebhooksMetrics(metrics.registry),
    log,
  })
  const urls: UrlRules = {
    isAllowed: url => isAllowed(hostsAllowed, url),
    isPrivate: ({ hostname }) => {
      const address = addressIn(hostname)
      return address !== undefined && !isPublicAddress(address)
    },
  }
  const endpoints = createEndpointsService({ database, cursors, sealing, urls })
  const deliveries = createDeliveriesService({
    database,
    cursors,
    endpoints,
    examples: readExamples(),
    onQueued: deliverer.wake,
  })
  const sendNotices = createNotices({ database, users, mailer, log })

  const probe: Probe = {
    name: 'webhooks',
    gauges: {
      evently_webhook_deliveries_waiting:
        'Messages that are still to be delivered to an endpoint; counted up to 10,000.',
      evently_webhook_deliveries_overdue_seconds:
        'For how long a message to a healthy endpoint has been due; of the first 10,000.',
      evently_webhook_endpoints_failing: 'Endpoints that have failed, with no success since.',
    },
    async read() {
      const { waiting, overdueSeconds, failing } = await queue.backlog()
      return {
        evently_webhook_deliveries_waiting: waiting,
        evently_webhook_deliveries_overdue_seconds: overdueSeconds,
        evently_webhook_endpoints_failing: failing,
      }
    },
  }

  return {
    handlers: webhooksHandlers({ endpoints, deliveries }),
    probe,
    fanOut,
    deliverDue: deliverer.deliverDue,
    sendNotices,
    work: {
      deliverer,
      queue,
      sendNotices,
      resealSecrets: () => resealSecrets(createEndpointsStore(database.knex), sealing),
    },
    /** Hangs up. */
    close: () => agent.destroy(),
  }
}
