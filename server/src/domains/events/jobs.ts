// The events' background loops: what the search has still to hear, and answers that are kept no longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import { forgetOldAnswers } from '../../platform/postgres/idempotency.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { SearchNotices } from './search-outbox.ts'

const retryEveryMs = 1_000
const forgetEveryMs = 10 * 60_000

export const startEventsJobs = ({
  database,
  notices,
  log,
}: {
  database: Database
  notices: SearchNotices
  log: Logger
}): Job[] => [
  startJob({ name: 'search-notices', everyMs: retryEveryMs, log }, () => notices.retry()),
  startJob({ name: 'forget-answers-events', everyMs: forgetEveryMs, log }, () => forgetOldAnswers(database.knex)),
]
