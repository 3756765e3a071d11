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

  /** Who listens, `limit` of them at most. */
  listeners: (limit: number): Promise<Set<string>> => accountsOf(sql, listenersSql, [limit, limit]),

  /** Those of the accounts that listen. */
  listenersAmong: (accountIds: readonly string[]): Promise<Set<string>> =>
    accountsOf(sql, listenersAmongSql, [[...accountIds], [...accountIds]]),

  async remove(accountId: string): Promise<void> {
    await sql('activity_readers').where({ account_id: accountId }).delete()
  },

  /** Forgets who has not read it for so long that it makes no difference. */
  async forget(): Promise<void> {
    await sql.raw(`delete from activity_readers where used_at < clock_timestamp() - interval '${keptDays} days'`)
  },
})

/** They have read the feed while what they have read was kept. */
const isReading = `used_at > clock_timestamp() - interval '${keptDays} days'`
/** The index webhook_endpoints_of_reservations has these words, and serves no others. */
const wantsReservations = `disabled_at is null
  and types && '{reservation.created,reservation.expired,reservation.released}'`

const listenersSql = `
  (select account_id as "accountId" from activity_readers where ${isReading} limit ?)
  union
  (select distinct account_id from webhook_endpoints where ${wantsReservations} order by account_id limit ?)`

const listenersAmongSql = `
  select account_id as "accountId" from activity_readers where account_id = any(?) and ${isReading}
  union
  select account_id from webhook_endpoints where account_id = any(?) and ${wantsReservations}`

async function accountsOf(sql: Sql, text: string, values: readonly (number | string[])[]): Promise<Set<string>> {
  const { rows } = await sql.raw<{ rows: { accountId: string }[] }>(text, [...values])
  return new Set(rows.map(({ accountId }) => accountId))
}
