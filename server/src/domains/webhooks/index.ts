// The front door of what is told to the world: messages, and where they go.
import type { Logger } from 'pino'
import type { Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { startWebhooksJobs } from './jobs.ts'
import { createMails, type MailsOptions } from './mails/index.ts'
import { createAppend } from './messages/append-statement.ts'
import { makePartitions } from './messages/partition-statements.ts'

export interface WebhooksOptions {
  /** The bookings' one: both are at home in one service. */
  readonly database: Database
  readonly log: Logger
  readonly mails: Omit<MailsOptions, 'database' | 'log'>
}

export function createWebhooks({ database, log, mails: mailsOptions }: WebhooksOptions) {
  const mails = createMails({ database, log, ...mailsOptions })
  return {
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(database.knex),
    append: createAppend([...mails.consumers]),
    mails,
    probe: [mails.probe],
    startJobs: (): readonly Job[] => [...startWebhooksJobs({ database, log }), ...mails.startJobs()],
  }
}
