// Who reads the feed, in SQL, and for whom messages about reservations are made.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { keptDays } from '../messages/partition-statements.ts'

export type ReadersStore = ReturnType<typeof createReadersStore>

export const createReadersStore = (sql: Sql) => ({
  /** The account reads the feed now. */
  async note(accountId: string): Promise<void> {
    await sql.raw(
      `
      insert into activity_readers (account_id, used_at) values (?, clock_timestamp())
      on conflict (account_id) do update set used_at = excluded.used_at
      where activity_readers.used_at < excluded.used_at - interval '1 minute'`,
      [accountId],
    )
  },

  /** Those of the accounts that have read the feed while what they have read was kept. */
  among: (accountIds: readonly string[]): Promise<Set<string>> =>
    accountsOf(
      sql,
      `
      select account_id as "accountId" from activity_readers
      where account_id = any(?) and used_at > clock_timestamp() - interval '${keptDays} days'`,
      accountIds,
    ),

  async remove(accountId: string): Promise<void> {
    await sql('activity_readers').where({ account_id: accountId }).delete()
  },

  /** Forgets who has not read it for so long that it makes no difference. */
  async forget(): Promise<void> {
    await sql.raw(`delete from activity_readers where used_at < clock_timestamp() - interval '${keptDays} days'`)
  },
})

/** Those of the accounts that have an endpoint which wants to be told of reservations. */
export const endpointsWantReservations =
  (sql: Sql) =>
  (accountIds: readonly string[]): Promise<Set<string>> =>
    accountsOf(
      sql,
      `
      select account_id as "accountId" from webhook_endpoints
      where account_id = any(?) and disabled_at is null
        and exists (select from unnest(types) as type where type like 'reservation.%')`,
      accountIds,
    )

async function accountsOf(sql: Sql, text: string, accountIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.raw<{ rows: { accountId: string }[] }>(text, [[...accountIds]])
  return new Set(rows.map(({ accountId }) => accountId))
}
