// The SQL of queued mails, for any table `mails` that has what every one of them has: `id`, `created_at`, `due_at` and
// `attempts`.
import type { TakenMail } from '../mail-queue.ts'
import type { Sql } from './sql.ts'

/** How long whoever has taken a mail has it for themself. */
export const leaseSeconds = 30

/**
 * Takes mails whose time has come and returns these columns with `attempts` and `created_at`. One binding: how many at
 * most. `table` has the columns of `mails`, under another name.
 */
export const takeMailsSql = (columns: string, { table = 'mails', order = 'due_at' } = {}) => `
  update ${table} set attempts = attempts + 1, due_at = now() + interval '${leaseSeconds} seconds'
  where id in (select id from ${table} where due_at <= now() order by ${order} limit ? for update skip locked)
  returning ${columns}, attempts, created_at`

export const ageSecondsSql = (createdAt: string) => `extract(epoch from now() - ${createdAt})::float8`

/** `counted`: which of the mails are waiting to be sent; the others wait for something else. */
export const mailQueueOn = (sql: Sql, { table = 'mails', counted = 'true' } = {}) => ({
  /** Sent, or not to be sent. Does nothing where another process has taken it since. */
  async done({ id, attempts }: TakenMail): Promise<void> {
    await sql(table).where({ id, attempts }).delete()
  },

  async postpone({ id, attempts }: TakenMail, seconds: number): Promise<void> {
    await sql(table)
      .where({ id, attempts })
      .update({ due_at: sql.raw('now() + make_interval(secs => ?)', [seconds]) })
  },

  /** How many mails wait (at most 10,000) and how long the first has waited. */
  async backlog(): Promise<{ mails: number; oldestSeconds: number }> {
    const {
      rows: [row],
    } = await sql.raw<{ rows: { mails: number; oldestSeconds: number }[] }>(`
      select count(*)::int as mails,
        coalesce(greatest(extract(epoch from clock_timestamp() - min(created_at)), 0), 0)::float8 as "oldestSeconds"
      from (select created_at from ${table} where ${counted} limit 10000) as waiting`)
    return row!
  },
})
