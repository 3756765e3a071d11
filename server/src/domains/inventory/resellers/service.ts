// Who besides the organizer may name buyers at an event: granted, bounded and revoked by the organizer. The lane reads
// the grants with each batch that needs one, so that what is decided here counts from the next batch on.
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import type { UsersPort } from '../../users/port.ts'
import { createResellersStore, type GrantRow, type NewGrant, type ResellersStore } from './store.ts'

export interface ResellersOptions {
  readonly database: Database
  readonly users: () => Pick<UsersPort, 'profilesOf' | 'profileOfEmail'>
  /** Who organizes the event, for who may run it. Problems: event_not_found. */
  readonly admitOrganizer: (caller: Caller, eventId: string) => Promise<string>
  readonly cursors: Cursors
}

export type ResellersService = ReturnType<typeof createResellersService>
type Reseller = Shape<'Reseller'>
type Account = Pick<Shape<'ResellerBody'>, 'accountId' | 'email'>

const resellersMax = 100

export function createResellersService({ database, users, admitOrganizer, cursors }: ResellersOptions) {
  const store = createResellersStore(database.knex)

  return { list, add, remove }

  /** In the order of the accounts' ids. Problems: event_not_found, invalid_cursor. */
  async function list(caller: Caller, eventId: string, { limit, cursor }: { limit: number; cursor?: string }) {
    await admitOrganizer(caller, eventId)
    const name = `resellers of ${eventId}`
    const afterId = cursor === undefined ? '' : cursors.decode<string>(name, cursor)
    const grants = await store.list(eventId, { afterId, limit: limit + 1 })
    const page = pageOf(grants, limit, last => cursors.encode(name, last.accountId))
    return { ...page, data: page.data.map(grant => ({ ...toReseller(grant), ...emailOf(grant) })) }
  }

  /**
   * Grants it: 201 for a new reseller, 200 for one that there was, who has the new bound now. Who an account is that
   * was named by its id is not told: anybody may have seen an id. Problems: event_not_found, user_not_found,
   * reseller_is_organizer, reseller_limit_reached, service_unavailable, idempotency_in_flight, idempotency_key_reused.
   */
  async function add(
    caller: Caller,
    eventId: string,
    { seatsMax, ...who }: Shape<'ResellerBody'>,
    idempotency: Idempotency | undefined,
  ): Promise<{ status: 200 | 201; body: Reseller; replayed: boolean }> {
    const organizerId = await admitOrganizer(caller, eventId)
    const accountId = await accountOf(who)
    const { status, body, replayed } = await inTransaction(
      database,
      sql => sql,
      sql =>
        answerOnce(sql, { caller: caller.userId, idempotency }, () =>
          grant(createResellersStore(sql), organizerId, {
            eventId,
            accountId: existing(accountId, who),
            email: who.email,
            seatsMax,
          }),
        ),
    )
    // The email is not kept with the answer: whoever is erased is erased there too.
    const now = await store.find(eventId, body.accountId)
    return { status: status === 200 ? 200 : 201, body: { ...body, ...emailOf(now) }, replayed }
  }

  /** Undefined: nobody has this id or email. */
  async function accountOf({ accountId, email }: Account): Promise<string | undefined> {
    if (email !== undefined) return (await users().profileOfEmail(email))?.id
    return accountId === undefined ? undefined : (await users().profilesOf([accountId]))[0]?.id
  }

  /** What the account holds it may still confirm, and its places in the waitlist stay. Problems: event_not_found. */
  async function remove(caller: Caller, eventId: string, accountId: string): Promise<void> {
    await admitOrganizer(caller, eventId)
    if (!(await store.remove(eventId, accountId))) throw problem('reseller_not_found')
  }
}

async function grant(grants: ResellersStore, organizerId: string, granted: NewGrant) {
  const { eventId, accountId } = granted
  if (accountId === organizerId) throw problem('reseller_is_organizer')
  await grants.lock(eventId)
  const isNew = (await grants.find(eventId, accountId)) === undefined
  if (isNew && (await grants.count(eventId)) >= resellersMax) throw problem('reseller_limit_reached')
  await grants.put(granted)
  return { status: isNew ? 201 : 200, body: toReseller((await grants.find(eventId, accountId))!) }
}

function existing(accountId: string | undefined, { email }: Account): string {
  if (accountId !== undefined) return accountId
  const detail =
    email === undefined ? 'No account has this id.' : 'No account has this email: its owner has to sign up first.'
  throw problem('user_not_found', detail)
}

const toReseller = ({ accountId, seatsMax, outstandingSeats, createdAt }: GrantRow): Reseller => ({
  accountId,
  seatsMax,
  outstandingSeats,
  createdAt: createdAt.toISOString(),
})

const emailOf = (grant: GrantRow | undefined): Pick<Reseller, 'email'> =>
  typeof grant?.email === 'string' ? { email: grant.email } : {}
