// Erases people: an account by its owner, and a buyer by the account that named them.
//
// The users' own database does it in one transaction. What the events and the bookings keep is theirs to erase: they
// are told by a row that committed with it, until each has done it, by whichever process comes to it.
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Caller } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import { createMailsStore } from '../mails/store.ts'
import type { PersonalDataPort } from '../port.ts'
import type { ProfileService } from '../profile/service.ts'
import type { Revocations } from '../revocations.ts'
import { losesAdmin } from '../rules.ts'
import { createUsersStore } from '../store.ts'
import { nextSeconds } from './rules.ts'
import { createErasureStore, type DueErasure } from './store.ts'

export type ErasureService = ReturnType<typeof createErasureService>

export interface ErasureServiceOptions {
  readonly database: Database
  readonly revocations: Revocations
  readonly profiles: Pick<ProfileService, 'checkPassword'>
  readonly events: () => Pick<EventsPort, 'countOpen'>
  /** Those who keep what a person has bought, held or waited for; the one that gives seats back first. */
  readonly personalData: () => readonly PersonalDataPort[]
  readonly log: Logger
}

const erasuresAtOnce = 5
/** Then it is another one's turn: an account may have named a hundred thousand buyers. */
const pagesPerTurn = 50

export function createErasureService({
  database,
  revocations,
  profiles,
  events,
  personalData,
  log,
}: ErasureServiceOptions) {
  const store = createErasureStore(database.knex)

  return { deleteAccount, eraseBuyer, carryOutDue }

  /**
   * Erases the caller, for good. What others must still hear stays: that the sessions and keys have ended. Problems:
   * current_password_wrong, account_has_events, forbidden for the last admin, overloaded, service_unavailable.
   */
  async function deleteAccount({ userId }: Caller, { currentPassword }: { currentPassword: string }): Promise<void> {
    const passwordHash = await profiles.checkPassword(userId, currentPassword)
    const open = await events().countOpen(userId)
    if (open > 0)
      throw problem(
        'account_has_events',
        `${open === 1 ? 'An event' : `${open} events`} that you organize ${open === 1 ? 'is' : 'are'} published and ` +
          'not over. Cancel what is still to come, or wait until it has ended.',
      )
    const { ended, erasure } = await inTransaction(
      database,
      sql => ({ users: createUsersStore(sql), mails: createMailsStore(sql), erasures: createErasureStore(sql) }),
      async ({ users, mails, erasures }) => {
        // The tokens before the account, in the order in which who uses one locks them.
        await mails.forget(userId)
        const admins = await users.lockActiveAdmins()
        const before = await users.lock(userId)
        if (before && losesAdmin(before, { role: 'attendee', disabled: true }) && admins.length === 1)
          throw problem('forbidden', 'This is the last admin; make another one first.')
        if (!(await erasures.eraseAccount(userId, { passwordHash }))) throw problem('current_password_wrong')
        const ended = [...(await users.revokeSessions(userId)), ...(await users.revokeApiKeys(userId))]
        return { ended, erasure: await erasures.begin(newErasure(userId, null)) }
      },
    )
    revocations.revoke(ended)
    await carryOut(erasure)
  }

  /** Erases a person whom the caller's account has named; whoever it has not is no error. */
  async function eraseBuyer({ userId }: Caller, reference: string): Promise<void> {
    await carryOut(await store.begin(newErasure(userId, reference)))
  }

  /** Goes on with what could not be finished, and looks once more at what was; true when there may be more. */
  async function carryOutDue(): Promise<boolean> {
    const due = await store.take(erasuresAtOnce)
    await Promise.all(due.map(carryOut))
    return due.length === erasuresAtOnce
  }

  /** Never throws for another domain's sake: it is written down, and the job goes on with it. */
  async function carryOut(erasure: DueErasure): Promise<void> {
    const { id, userId, buyerReference, salt, ageSeconds: requestedSecondsAgo, attempts } = erasure
    let outcome: 'done' | 'more' | 'failed' = 'done'
    try {
      for (const domain of personalData()) {
        let left = { more: true, underWay: false }
        for (let page = 0; left.more && page < pagesPerTurn; page++)
          left = await domain.erase({ userId, buyerReference, salt, requestedSecondsAgo })
        if (left.more || left.underWay) outcome = 'more'
      }
    } catch (error) {
      outcome = 'failed'
      log.warn({ err: error, erasureId: id, attempts }, 'a person could not be erased everywhere; it goes on by itself')
    }
    const seconds = nextSeconds(outcome, erasure)
    await (seconds === undefined ? store.done(erasure) : store.putOff(erasure, seconds))
  }
}

const newErasure = (userId: string, buyerReference: string | null) => ({
  id: newId('ers'),
  userId,
  buyerReference,
  salt: randomBytes(24).toString('base64url'),
})
