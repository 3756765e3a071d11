// All rows that a server has written, to see whether something has changed any of them.
import type { Database } from '../../src/platform/postgres/sql.ts'
import type { TestDatabases } from './databases.ts'

/** A job empties these at its own pace; that a refusal mails nothing is for the users' own tests. */
const queues: ReadonlySet<string> = new Set(['mails', 'mailed_tokens'])
/** The relay fills and empties these at its own pace, of what stands in the others. */
const ofRelay = /^(?:outbox|event_facts|relay_|message)/

/** Every row of the databases that facts are kept in, as text, sorted: the search's is a copy of them. */
export async function rowsOf({
  users,
  events,
  bookings,
}: TestDatabases): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await Promise.all([users, events, bookings].map(rowsIn))
  return Object.assign({}, ...found) as Record<string, string[]>
}

async function rowsIn({ name, knex }: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await knex.raw<{ rows: { table: string }[] }>(
    `select tablename as "table" from pg_tables where schemaname = 'public' order by tablename`,
  )
  const found: Record<string, string[]> = {}
  for (const { table } of tables) {
    if (queues.has(table) || ofRelay.test(table)) continue
    const { rows } = await knex.raw<{ rows: { row: string }[] }>(
      // Written at the job's own pace: when a key was last used.
      `select (to_jsonb(t) - 'last_used_at')::text as row from ?? as t order by 1`,
      [table],
    )
    found[`${name}.${table}`] = rows.map(({ row }) => row)
  }
  return found
}
