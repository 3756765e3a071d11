// Tells owners by mail that an endpoint of theirs was disabled: at least once, under the same Message-ID.
import type { Logger } from 'pino'
import type { Mailer } from '../../../platform/mail.ts'
import type { Database } from '../../../platform/postgres/sql.ts'
import type { UsersPort } from '../../users/port.ts'
import { step } from '../deliveries/recovery-steps.ts'
import { noticeMail } from './notice-text.ts'
import { createEndpointsStore, type Notice } from './store.ts'

export interface NoticesOptions {
  readonly database: Pick<Database, 'knex'>
  readonly users: () => Pick<UsersPort, 'profilesOf'>
  readonly mailer: Pick<Mailer, 'send'>
  readonly log: Logger
}

const atOnceMax = 5
/** Whoever has taken a notice has it for themself for so long. */
const leaseSeconds = 30
const retrySecondsMin = 30
const retrySecondsMax = 3_600
const triedSecondsMax = 24 * 3_600

/** Sends what is due; true when there may be more. */
export function createNotices({ database, users, mailer, log }: NoticesOptions): () => Promise<boolean> {
  const store = createEndpointsStore(database.knex)

  return async () => {
    const due = await store.takeNotices(atOnceMax, leaseSeconds)
    const sent = await Promise.allSettled(due.map(tell))
    const failed = sent.find(each => each.status === 'rejected')
    if (failed) throw failed.reason
    return due.length === atOnceMax
  }

  async function tell(notice: Notice): Promise<void> {
    const [owner] = await users().profilesOf([notice.accountId])
    if (!owner) return store.endNotice(notice)
    const text = noticeMail(notice, { isVerified: owner.emailVerified ?? false })
    const id = `webhook-endpoint-${notice.id}-${notice.disabledAt.getTime().toString(36)}`
    try {
      await step('delivery.notice', () => mailer.send({ id, to: owner.email, ...text }))
    } catch (error) {
      return tryAgain(notice, error)
    }
    await store.endNotice(notice)
  }

  async function tryAgain(notice: Notice, error: unknown): Promise<void> {
    const { id, attempts, ageSeconds } = notice
    // A mail server's own words may name the address.
    const facts = { endpointId: id, attempts, code: (error as { code?: string }).code }
    if (ageSeconds >= triedSecondsMax) {
      log.error(facts, 'the mail about a disabled webhook endpoint could not be sent for a day; it is given up')
      return store.endNotice(notice)
    }
    log.warn(facts, 'the mail about a disabled webhook endpoint could not be sent; it will be tried again')
    await store.postponeNotice(notice, Math.min(retrySecondsMax, retrySecondsMin * 2 ** Math.min(attempts - 1, 10)))
  }
}
