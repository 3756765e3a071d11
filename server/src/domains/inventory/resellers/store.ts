// The SQL of grants: who besides the organizer may name buyers at an event.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { outstandingOfReseller } from '../lane/read-statement.ts'

export type ResellersStore = ReturnType<typeof createResellersStore>

export interface GrantRow {
  readonly accountId: string
  /** As the organizer has written it; null: they have named the account by its id. */
  readonly email: string | null
  readonly seatsMax: number
  readonly outstandingSeats: number
  readonly createdAt: Date
}

export interface NewGrant {
  readonly eventId: string
  readonly accountId: string
  readonly email: string | undefined
  readonly seatsMax: number
}

const grantsSql = (which: string) => `
  select account_id as "accountId", email, seats_max as "seatsMax", outstanding.seats as "outstandingSeats",
    created_at as "createdAt"
  from resellers cross join lateral (${outstandingOfReseller('clock_timestamp()')}) as outstanding
  where event_id = ?::text and ${which}
  order by account_id`

export function createResellersStore(sql: Sql) {
  return {
    /** Until the transaction ends nobody else makes a grant at this event. */
    async lock(eventId: string): Promise<void> {
      await sql.raw('select pg_advisory_xact_lock(hashtextextended(?::text, 0))', [`resellers\n${eventId}`])
    },

    async count(eventId: string): Promise<number> {
      const [row] = await sql('resellers').where({ event_id: eventId }).count<{ grants: number }[]>('* as grants')
      return Number(row!.grants)
    },

    async find(eventId: string, accountId: string): Promise<GrantRow | undefined> {
      const { rows } = await sql.raw<{ rows: GrantRow[] }>(grantsSql('account_id = ?::text'), [eventId, accountId])
      return rows[0]
    },

    /** In the order of their accounts' ids. */
    async list(eventId: string, { afterId, limit }: { afterId: string; limit: number }): Promise<readonly GrantRow[]> {
      const { rows } = await sql.raw<{ rows: GrantRow[] }>(`${grantsSql('account_id > ?::text')} limit ?::integer`, [
        eventId,
        afterId,
        limit,
      ])
      return rows
    },

    /** Makes the grant, or gives the one that there is another bound. An email that was told before stays. */
    async put({ eventId, accountId, email, seatsMax }: NewGrant): Promise<void> {
      await sql('resellers')
        .insert({ event_id: eventId, account_id: accountId, email, seats_max: seatsMax })
        .onConflict(['event_id', 'account_id'])
        .merge({ seats_max: seatsMax, ...(email !== undefined && { email }) })
    },

    /** Whether there was one. */
    async remove(eventId: string, accountId: string): Promise<boolean> {
      return (await sql('resellers').where({ event_id: eventId, account_id: accountId }).delete()) > 0
    },
  }
}
