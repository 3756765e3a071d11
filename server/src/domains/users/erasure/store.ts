// Every SQL statement of erasing: the account itself, and what the other domains have still to be told.
import type { Sql } from '../../../platform/postgres/sql.ts'

export type ErasureStore = ReturnType<typeof createErasureStore>

export interface DueErasure {
  readonly id: string
  readonly userId: string
  readonly buyerReference: string | null
  readonly salt: string
  /** This one too. */
  readonly attempts: number
  readonly ageSeconds: number
}

/** How long whoever has taken an erasure has it for themself. */
const leaseSeconds = 120

const dueColumns = `id, user_id as "userId", buyer_reference as "buyerReference", salt, attempts,
  greatest(extract(epoch from now() - requested_at), 0)::float8 as "ageSeconds"` // a time is kept in whole ms, rounded

export function createErasureStore(sql: Sql) {
  return {
    /**
     * Takes the person out of the account, which nobody can sign in to any more; false when its password is no longer
     * the one that was checked. Its sessions and keys are ended before: they stay, for others to hear of.
     */
    async eraseAccount(id: string, { passwordHash }: { passwordHash: string }): Promise<boolean> {
      const { rowCount } = await sql.raw<{ rowCount: number }>(
        `
        update users set email = id, email_key = id, name = 'Erased', password_hash = '', role = 'attendee',
          disabled = true, email_verified_at = null, erased_at = now(), version = version + 1
        where id = ? and password_hash = ? and erased_at is null`,
        [id, passwordHash],
      )
      if (rowCount === 0) return false
      await sql('refresh_tokens').where({ user_id: id }).delete()
      await sql('sessions').where({ user_id: id }).update({ network: null, user_agent: null })
      await sql('api_keys').where({ user_id: id }).update({ name: 'Erased' })
      await sql('mails').where({ user_id: id }).delete()
      await sql('idempotency_keys').where({ caller: id }).delete()
      return true
    },

    /** What the others are to be told, and tell at once; who asks again has what came in between erased too. */
    async begin({
      id,
      userId,
      buyerReference,
      salt,
    }: {
      id: string
      userId: string
      buyerReference: string | null
      salt: string
    }): Promise<DueErasure> {
      const {
        rows: [begun],
      } = await sql.raw<{ rows: DueErasure[] }>(
        `
        insert into erasures as known (id, user_id, buyer_reference, salt, attempts, due_at)
        values (:id, :userId, :buyerReference, :salt, 1, now() + make_interval(secs => :leaseSeconds))
        on conflict (user_id, coalesce(buyer_reference, '')) do update
          set requested_at = now(), attempts = known.attempts + 1, due_at = excluded.due_at
        returning ${dueColumns}`,
        { id, userId, buyerReference, salt, leaseSeconds },
      )
      return begun!
    },

    /** At most `limit` whose time has come; each is due again later unless it is put off or done by then. */
    async take(limit: number): Promise<readonly DueErasure[]> {
      const { rows } = await sql.raw<{ rows: DueErasure[] }>(
        `
        update erasures set attempts = attempts + 1, due_at = now() + make_interval(secs => ?)
        where id in (select id from erasures where due_at <= now() order by due_at limit ? for update skip locked)
        returning ${dueColumns}`,
        [leaseSeconds, limit],
      )
      return rows
    },

    /** Does nothing where another process has taken it since, or it was asked for once more. */
    async putOff({ id, attempts }: Pick<DueErasure, 'id' | 'attempts'>, seconds: number): Promise<void> {
      await sql('erasures')
        .where({ id, attempts })
        .update({ due_at: sql.raw('now() + make_interval(secs => ?)', [seconds]) })
    },

    async done({ id, attempts }: Pick<DueErasure, 'id' | 'attempts'>): Promise<void> {
      await sql('erasures').where({ id, attempts }).delete()
    },

    /** How many others are still to be told of (at most 10,000), and how long the first of them has waited for it. */
    async backlog(): Promise<{ erasures: number; oldestSeconds: number }> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { erasures: number; oldestSeconds: number }[] }>(`
        select count(*)::int as erasures,
          coalesce(greatest(extract(epoch from clock_timestamp() - min(due_at)), 0), 0)::float8 as "oldestSeconds"
        from (select due_at from erasures limit 10000) as waiting`)
      return row!
    },
  }
}
