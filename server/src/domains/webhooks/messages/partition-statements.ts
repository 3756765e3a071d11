// A partition of `messages` for each day: made ahead of it, and dropped once its messages are kept no longer.
import type { Sql } from '../../../platform/postgres/sql.ts'

export const keptDays = 30
const daysAhead = 7

/** Makes the partitions of today (UTC, by the database's clock) and the days after it, as far as they are missing. */
export async function makePartitions(sql: Sql): Promise<void> {
  const { rows } = await sql.raw<{ rows: { name: string; from: string; to: string }[] }>(
    `
    select to_char(day, '"messages_"YYYYMMDD') as name, to_char(day, 'YYYY-MM-DD') as from,
      to_char(day + interval '1 day', 'YYYY-MM-DD') as to
    from generate_series(date_trunc('day', clock_timestamp() at time zone 'UTC'),
      clock_timestamp() at time zone 'UTC' + interval '${daysAhead} days', interval '1 day') as day
    where to_regclass(to_char(day, '"messages_"YYYYMMDD')) is null`,
  )
  for (const { name, from, to } of rows)
    await sql.raw(`
      create table if not exists ${name} partition of messages
      for values from ('${from} 00:00+00') to ('${to} 00:00+00')`)
}

/** Drops the partitions whose last message is older than `keptDays`. */
export async function dropPartitions(sql: Sql): Promise<void> {
  const { rows } = await sql.raw<{ rows: { name: string }[] }>(
    `
    select child.relname as name from pg_inherits
    join pg_class as child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'messages'::regclass and child.relname < to_char(
      clock_timestamp() at time zone 'UTC' - interval '${keptDays + 1} days', '"messages_"YYYYMMDD')`,
  )
  for (const { name } of rows) await sql.raw(`drop table if exists ${name}`)
}
