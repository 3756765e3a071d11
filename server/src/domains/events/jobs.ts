// The events' background loops: what the search has still to hear, cities that aren't folded yet, and
// answers that are kept no longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import { forgetOldAnswers } from '../../platform/postgres/idempotency.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { SearchNotices } from './search-outbox.ts'
import { createVenuesStore } from './venues/store.ts'

const retryEveryMs = 1_000
const forgetEveryMs = 10 * 60_000
const foldEveryMs = 10_000
const foldedAtOnce = 500

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
  startJob({ name: 'fold-cities', everyMs: foldEveryMs, log }, async () => {
    return (await createVenuesStore(database.knex).foldCities(foldedAtOnce)) === foldedAtOnce
  }),
  startJob({ name: 'forget-answers-events', everyMs: forgetEveryMs, log }, () => forgetOldAnswers(database.knex)),
]
