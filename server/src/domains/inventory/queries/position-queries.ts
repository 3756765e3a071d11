// Where somebody stands in a waitlist, and who stands there, as PostgreSQL has it.
import type { Sql } from '../../../platform/postgres/sql.ts'

export function createPositionQueries(sql: Sql) {
  return { count, read }

  async function count(eventId: string, seq: number): Promise<number> {
    const {
      rows: [row],
    } = await sql.raw<{ rows: { rank: number }[] }>(
      `select count(*) as rank from waitlist_entries
      where event_id = ?::text and state = 'waiting' and seq <= ?::bigint`,
      [eventId, seq],
    )
    return Math.max(1, row!.rank)
  }

  async function read(eventId: string): Promise<{ version: number; seqs: readonly number[] }> {
    const {
      rows: [row],
    } = await sql.raw<{ rows: { version: number; seqs: number[] }[] }>(
      `select version, array(select seq from waitlist_entries as entry
        where entry.event_id = inventory.event_id and state = 'waiting' order by seq) as seqs
      from inventory where event_id = ?::text`,
      [eventId],
    )
    return row ?? { version: 0, seqs: [] }
  }
}
