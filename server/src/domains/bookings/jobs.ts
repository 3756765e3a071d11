// The bookings' background loops: what was left half done, messages from Stripe, and answers that are kept no longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import { forgetOldAnswers } from '../../platform/postgres/idempotency.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { Inbox } from './payments/stripe/inbox.ts'
import type { BookingsService } from './service.ts'

export interface BookingsJobsOptions {
  readonly database: Pick<Database, 'knex'>
  readonly recover: BookingsService['recover']
  /** Undefined: nobody is paid through Stripe here. */
  readonly inbox: Pick<Inbox, 'work' | 'forget'> | undefined
  readonly sandboxNews: { work(): Promise<boolean> }
  readonly recoverEveryMs: number
  readonly log: Logger
}

const forgetEveryMs = 600_000

export const startBookingsJobs = ({
  database,
  recover,
  inbox,
  sandboxNews,
  recoverEveryMs,
  log,
}: BookingsJobsOptions): readonly Job[] => [
  startJob({ name: 'recover-bookings', everyMs: recoverEveryMs, log }, () => recover()),
  startJob({ name: 'hear-from-the-sandbox', everyMs: recoverEveryMs, log }, () => sandboxNews.work()),
  startJob({ name: 'forget-old-answers-of-bookings', everyMs: forgetEveryMs, log }, () =>
    forgetOldAnswers(database.knex),
  ),
  ...(inbox
    ? [
        startJob({ name: 'handle-messages-from-stripe', everyMs: recoverEveryMs, log }, () => inbox.work()),
        startJob({ name: 'forget-messages-from-stripe', everyMs: forgetEveryMs, log }, () => inbox.forget()),
      ]
    : []),
]
