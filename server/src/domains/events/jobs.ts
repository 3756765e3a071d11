// The events' background loops: what the search has still to hear, cities that aren't folded yet, zones whose clocks
// have changed, and answers that are kept no longer.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import { forgetOldAnswers } from '../../platform/postgres/idempotency.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { SearchNotices } from './search-outbox.ts'
import { createVenuesStore } from './venues/store.ts'
import type { ZoneChanges } from './zone-changes.ts'

const retryEveryMs = 1_000
const forgetEveryMs = 10 * 60_000
const foldEveryMs = 10_000
/** And at once at the start, when the process may know a new edition of the tz database. */
const zonesEveryMs = 10 * 60_000
const foldedAtOnce = 500

export const startEventsJobs = ({
  database,
  notices,
  zones,
  log,
}: {
  database: Database
  notices: SearchNotices
  zones: ZoneChanges
  log: Logger
}): Job[] => {
  const following = startJob({ name: 'follow-zones', everyMs: zonesEveryMs, log }, async () => {
    await zones.followZones()
  })
  following.wake()
  return [
    startJob({ name: 'search-notices', everyMs: retryEveryMs, log }, () => notices.retry()),
    startJob({ name: 'fold-cities', everyMs: foldEveryMs, log }, async () => {
      return (await createVenuesStore(database.knex).foldCities(foldedAtOnce)) === foldedAtOnce
    }),
    following,
    startJob({ name: 'forget-answers-events', everyMs: forgetEveryMs, log }, () => forgetOldAnswers(database.knex)),
  ]
}
