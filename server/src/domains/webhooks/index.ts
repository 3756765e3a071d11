// The front door of what is told to the world: messages, and where they go.
import type { Logger } from 'pino'
import type { Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { startWebhooksJobs } from './jobs.ts'
import { makePartitions } from './messages/partition-statements.ts'

export interface WebhooksOptions {
  /** The bookings' one: both are at home in one service. */
  readonly database: Database
  readonly log: Logger
}

export function createWebhooks({ database, log }: WebhooksOptions) {
  return {
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(database.knex),
    startJobs: (): readonly Job[] => startWebhooksJobs({ database, log }),
  }
}
