// The users' background loops: learning what other processes have revoked, and forgetting what is over.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Revocations } from './revocations.ts'
import type { UsersStore } from './store.ts'

const learnEveryMs = 2_000
const forgetEveryMs = 10 * 60_000
const forgetRowsMax = 1_000

export const startUsersJobs = ({
  store,
  revocations,
  log,
}: {
  store: UsersStore
  revocations: Revocations
  log: Logger
}): readonly Job[] => [
  startJob({ name: 'users.learn-standings', everyMs: learnEveryMs, log }, () => revocations.read()),
  startJob({ name: 'users.forget-ended-sessions', everyMs: forgetEveryMs, log }, () =>
    store.forgetEnded(forgetRowsMax),
  ),
]
