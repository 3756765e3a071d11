// The front door of what is told to the world: messages, and where they go.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { AllowedHost } from '../../platform/outgoing/public-agent.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { UsersPort } from '../users/port.ts'
import { createDelivery } from './delivery.ts'
import { startWebhooksJobs } from './jobs.ts'
import { createAppend } from './messages/append-statement.ts'
import { createAppendedSignal } from './messages/appended.ts'
import { makePartitions } from './messages/partition-statements.ts'

export interface WebhooksOptions {
  /** The bookings' one: both are at home in one service. */
  readonly database: Database
  readonly users: () => Pick<UsersPort, 'profilesOf'>
  readonly cursors: Cursors
  readonly mailer: Pick<Mailer, 'send'>
  /** Of the server: the first seals the endpoints' secrets, and what any of them has sealed is opened. */
  readonly secrets: readonly [string, ...string[]]
  /** Hosts that messages may go to though they are private or have no TLS. */
  readonly hostsAllowed: readonly AllowedHost[]
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
}

export function createWebhooks(options: WebhooksOptions) {
  const { database, log } = options
  const appended = createAppendedSignal()
  const delivery = createDelivery({ ...options, appended })
  return {
    handlers: delivery.handlers,
    probe: delivery.probe,
    append: createAppend([delivery.fanOut]),
    /** Told after the commit of whoever has appended. */
    appended,
    /** Sends what is due and resolves when what came of it is written down, as a job does all the time. */
    deliverDue: delivery.deliverDue,
    /** Mails what owners are to be told of their endpoints, as a job does; true when there may be more. */
    sendNotices: delivery.sendNotices,
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(database.knex),
    startJobs: (): readonly Job[] => startWebhooksJobs({ database, log, ...delivery.work }),
    close: delivery.close,
  }
}
