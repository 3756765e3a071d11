// The background loops of messages: partitions for the days to come, what endpoints are sent, and what is kept no
// longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { DeliveryQueue } from './deliveries/queue-statements.ts'
import { dropPartitions, keptDays, makePartitions } from './messages/partition-statements.ts'

export interface WebhooksJobsOptions {
  readonly database: Pick<Database, 'knex'>
  readonly deliverer: { startJob(): Job }
  readonly queue: Pick<DeliveryQueue, 'giveUpDropped' | 'forgetOrphans' | 'forgetOld'>
  readonly sendNotices: () => Promise<boolean>
  readonly resealSecrets: () => Promise<void>
  readonly forgetReaders: () => Promise<void>
  readonly log: Logger
}

const partitionsEveryMs = 3_600_000
const noticesEveryMs = 2_000
const giveUpEveryMs = 10_000
const forgetDeliveriesEveryMs = 60_000
const resealEveryMs = 60_000
const forgetReadersEveryMs = 3_600_000
const batchMax = 1_000

export const startWebhooksJobs = ({
  database: { knex },
  deliverer,
  queue,
  sendNotices,
  resealSecrets,
  forgetReaders,
  log,
}: WebhooksJobsOptions): readonly Job[] => [
  startJob({ name: 'keep-partitions-of-messages', everyMs: partitionsEveryMs, log }, async () => {
    await makePartitions(knex)
    await dropPartitions(knex)
  }),
  deliverer.startJob(),
  startJob({ name: 'tell-of-disabled-webhook-endpoints', everyMs: noticesEveryMs, log }, sendNotices),
  startJob({ name: 'give-up-dropped-deliveries', everyMs: giveUpEveryMs, log }, () => queue.giveUpDropped(batchMax)),
  startJob({ name: 'forget-old-deliveries', everyMs: forgetDeliveriesEveryMs, log }, async () => {
    const orphans = await queue.forgetOrphans(batchMax)
    return (await queue.forgetOld(keptDays, batchMax)) || orphans
  }),
  startJob({ name: 'reseal-webhook-secrets', everyMs: resealEveryMs, log }, resealSecrets),
  startJob({ name: 'forget-readers-of-the-feed', everyMs: forgetReadersEveryMs, log }, forgetReaders),
]
