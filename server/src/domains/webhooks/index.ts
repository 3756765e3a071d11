// The front door of what is told to the world: messages, and where they go.
import type { Job } from '../../platform/jobs.ts'
import { createDelivery, type DeliveryOptions } from './delivery.ts'
import { startWebhooksJobs } from './jobs.ts'
import { createAppend } from './messages/append-statement.ts'
import { createAppendedSignal } from './messages/appended.ts'
import { makePartitions } from './messages/partition-statements.ts'

export type WebhooksOptions = Omit<DeliveryOptions, 'appended'>

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
    /** An account is erased: nothing is sent to it any more. */
    forgetAccount: delivery.forgetAccount,
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(database.knex),
    startJobs: (): readonly Job[] => startWebhooksJobs({ database, log, ...delivery.work }),
    close: delivery.close,
  }
}
