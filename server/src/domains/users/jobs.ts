// The users' background loops: learning what other processes have revoked, writing down when keys were used,
// sending mails, telling who is erased, and forgetting what is over.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import { forgetOldAnswers } from '../../platform/postgres/idempotency.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { ApiKeysService } from './api-keys/service.ts'
import { createApiKeysStore } from './api-keys/store.ts'
import type { ErasureService } from './erasure/service.ts'
import type { MailsService } from './mails/service.ts'
import { createMailsStore } from './mails/store.ts'
import type { Revocations } from './revocations.ts'
import { createUsersStore } from './store.ts'

/** What is revoked in one process is refused in every other within a second. */
export const learnEveryMs = 500
export const noteEveryMs = 10_000
const mailEveryMs = 1_000
const eraseEveryMs = 1_000
const forgetEveryMs = 10 * 60_000
const forgetRowsMax = 1_000

export function startUsersJobs({
  database,
  revocations,
  apiKeys,
  mails,
  erasure,
  log,
}: {
  database: Database
  revocations: Revocations
  apiKeys: ApiKeysService
  mails: MailsService
  erasure: ErasureService
  log: Logger
}): readonly Job[] {
  const store = createUsersStore(database.knex)
  const mailsStore = createMailsStore(database.knex)
  const keys = createApiKeysStore(database.knex)
  return [
    startJob({ name: 'users.learn-standings', everyMs: learnEveryMs, log }, () => revocations.read()),
    startJob({ name: 'users.note-key-uses', everyMs: noteEveryMs, log }, () => apiKeys.flushUses()),
    startJob({ name: 'users.send-mails', everyMs: mailEveryMs, log }, () => mails.sendDue()),
    startJob({ name: 'users.erase', everyMs: eraseEveryMs, log }, () => erasure.carryOutDue()),
    startJob({ name: 'users.forget-mailed-tokens', everyMs: forgetEveryMs, log }, () =>
      mailsStore.forgetEnded(forgetRowsMax),
    ),
    startJob({ name: 'users.forget-ended-sessions', everyMs: forgetEveryMs, log }, () =>
      store.forgetEnded(forgetRowsMax),
    ),
    startJob({ name: 'users.forget-ended-keys', everyMs: forgetEveryMs, log }, () => keys.forgetEnded(forgetRowsMax)),
    startJob({ name: 'forget-answers-users', everyMs: forgetEveryMs, log }, () => forgetOldAnswers(database.knex)),
  ]
}
