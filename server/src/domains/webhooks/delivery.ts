// Endpoints and deliveries, put together.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import { createSealing } from '../../platform/sealing.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import { createPublicAgent, isAllowed, type AllowedHost } from '../../platform/outgoing/public-agent.ts'
import { addressIn, isPublicAddress } from '../../platform/outgoing/public-addresses.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { UsersPort } from '../users/port.ts'
import { createDeliverer } from './deliveries/deliverer.ts'
import { fanOut } from './deliveries/fan-out-statement.ts'
import { createDeliveryQueue } from './deliveries/queue-statements.ts'
import { connectMsMax, createSender } from './deliveries/sender.ts'
import { createDeliveriesService } from './deliveries/service.ts'
import { createNotices } from './endpoints/notices.ts'
import { resealSecrets } from './endpoints/resealing.ts'
import type { UrlRules } from './endpoints/rules.ts'
import { createEndpointsService } from './endpoints/service.ts'
import { createEndpointsStore } from './endpoints/store.ts'
import { webhooksHandlers } from './handlers.ts'
import type { AppendedSignal } from './messages/appended.ts'
import { createWebhooksMetrics } from './metrics.ts'

export interface DeliveryOptions {
  /** The bookings' one: both are at home in one service. */
  readonly database: Database
  readonly users: () => Pick<UsersPort, 'profilesOf'>
  readonly cursors: Cursors
  readonly mailer: Pick<Mailer, 'send'>
  /** Of the server: the first seals the endpoints' secrets, and what any of them has sealed is opened. */
  readonly secrets: readonly [string, ...string[]]
  /** Hosts that messages may go to though they are private or have no TLS. */
  readonly hostsAllowed: readonly AllowedHost[]
  /** Tells that messages have been appended in this process. */
  readonly appended: Pick<AppendedSignal, 'next'>
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
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
  const deliveries = createDeliveriesService({ database, cursors, endpoints, onQueued: deliverer.wake })
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
    forgetAccount: (accountId: string) => createEndpointsStore(database.knex).removeAll(accountId),
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
