// The background loops of messages: partitions for the days to come.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { dropPartitions, makePartitions } from './messages/partition-statements.ts'

export interface WebhooksJobsOptions {
  readonly database: Pick<Database, 'knex'>
  readonly log: Logger
}

const partitionsEveryMs = 3_600_000

export const startWebhooksJobs = ({ database: { knex }, log }: WebhooksJobsOptions): readonly Job[] => [
  startJob({ name: 'keep-partitions-of-messages', everyMs: partitionsEveryMs, log }, async () => {
    await makePartitions(knex)
    await dropPartitions(knex)
  }),
]
