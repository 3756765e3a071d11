// A partition of `messages` for each day: made ahead of it, and dropped once its messages are kept no longer. Several
// processes do so at once when they start together, and `if not exists` alone fails where two look at the same moment:
// they take turns.
import type { Sql } from '../../../platform/postgres/sql.ts'

export const keptDays = 30
const daysAhead = 7

/** Makes the partitions of today (UTC, by the database's clock) and the days after it, as far as they are missing. */
export const makePartitions = (sql: Sql): Promise<void> =>
  inTurn(sql, async transaction => {
    const { rows } = await transaction.raw<{ rows: { name: string; from: string; to: string }[] }>(
      `
      select to_char(day, '"messages_"YYYYMMDD') as name, to_char(day, 'YYYY-MM-DD') as from,
        to_char(day + interval '1 day', 'YYYY-MM-DD') as to
      from generate_series(date_trunc('day', clock_timestamp() at time zone 'UTC'),
        clock_timestamp() at time zone 'UTC' + interval '${daysAhead} days', interval '1 day') as day
      where to_regclass(to_char(day, '"messages_"YYYYMMDD')) is null`,
    )
    for (const { name, from, to } of rows) {
      // To attach a table waits for no reader and no writer of the others; `partition of` waits for all of them.
      await transaction.raw(`create table ${name} (like messages including all)`)
      await transaction.raw(`
        alter table messages attach partition ${name} for values from ('${from} 00:00+00') to ('${to} 00:00+00')`)
    }
  })

/** Drops the partitions whose last message is older than `keptDays`. */
export const dropPartitions = (sql: Sql): Promise<void> =>
  inTurn(sql, async transaction => {
    const { rows } = await transaction.raw<{ rows: { name: string }[] }>(
      `
      select child.relname as name from pg_inherits
      join pg_class as child on child.oid = pg_inherits.inhrelid
      where pg_inherits.inhparent = 'messages'::regclass and child.relname < to_char(
        clock_timestamp() at time zone 'UTC' - interval '${keptDays + 1} days', '"messages_"YYYYMMDD')`,
    )
    for (const { name } of rows) await transaction.raw(`drop table ${name}`)
  })

const inTurn = (sql: Sql, work: (transaction: Sql) => Promise<void>): Promise<void> =>
  sql.transaction(async transaction => {
    await transaction.raw(`select pg_advisory_xact_lock(hashtextextended('partitions of messages', 0))`)
    await work(transaction)
  })
