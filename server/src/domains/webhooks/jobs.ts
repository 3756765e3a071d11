// The background loops of messages: partitions for the days to come, and what is kept no longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { dropPartitions, makePartitions } from './messages/partition-statements.ts'

export interface WebhooksJobsOptions {
  readonly database: Pick<Database, 'knex'>
  readonly forgetReaders: () => Promise<void>
  readonly log: Logger
}

const partitionsEveryMs = 3_600_000
const forgetEveryMs = 3_600_000

export const startWebhooksJobs = ({ database: { knex }, forgetReaders, log }: WebhooksJobsOptions): readonly Job[] => [
  startJob({ name: 'keep-partitions-of-messages', everyMs: partitionsEveryMs, log }, async () => {
    await makePartitions(knex)
    await dropPartitions(knex)
  }),
  startJob({ name: 'forget-readers-of-the-feed', everyMs: forgetEveryMs, log }, forgetReaders),
]
