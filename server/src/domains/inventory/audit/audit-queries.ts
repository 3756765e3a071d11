// The audit's questions to PostgreSQL: its pages of events, and of each page what a check finds.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { statementFor, type EventRange } from './seat-checks.ts'

const workMemory = '64MB'
/** For this transaction: whole ranges are read, in whatever way is the shortest. */
export async function readWholeRanges(snapshot: Sql): Promise<void> {
  await snapshot.raw(`set local work_mem = '${workMemory}'; set local jit = off; set local random_page_cost = 1.1`)
}

export interface ViolationRow {
  detail: string | null
  event_id: string
  ticket_type_id: string | null
  hold_id?: string | null
  checked?: number | null
}

/** The first violations of a check. */
export async function violationsOf(
  snapshot: Sql,
  violations: string,
  { range, limit }: { readonly range: EventRange; readonly limit: number },
): Promise<readonly ViolationRow[]> {
  const { rows } = await snapshot.raw<{ rows: ViolationRow[] }>(
    ...statementFor(`select * from (${violations}) as violation limit ${limit}`, range),
  )
  return rows
}

/** How many things a check looks at. */
export async function countOf(snapshot: Sql, count: string, range: EventRange): Promise<number> {
  const {
    rows: [row],
  } = await snapshot.raw<{ rows: { checked: number }[] }>(...statementFor(count, range))
  return row!.checked
}

/**
 * How much of the ledger a page has, counted in writes and waitlist entries, and how many events: one event is never
 * cut. The rows of an event lie all over the tables, so that few large pages are faster; these fit into workMemory.
 */
export interface PageSize {
  readonly writes: number
  readonly events: number
}
export const pageSizeDefault: PageSize = { writes: 250_000, events: 100 }

/**
 * The pages of all events, each as large as its size allows, read as they are needed; `writes`: how much of the whole a
 * page is.
 */
export async function* eventPages(
  sql: Sql,
  { writes: writesMax, events: eventsMax }: PageSize,
): AsyncGenerator<{ readonly range: EventRange; readonly writes: number }> {
  for (let fromId = '', isLast = false; !isLast; ) {
    const { rows } = await sql.raw<{ rows: { event_id: string; writes: number }[] }>(
      'select event_id, version + waitlist_seq as writes from inventory where event_id >= ? order by event_id limit ?',
      [fromId, eventsMax + 1],
    )
    let writes = 0,
      events = 0
    while (events < Math.min(rows.length, eventsMax) && (events === 0 || writes + rows[events]!.writes <= writesMax))
      writes += rows[events++]!.writes
    const beforeId = rows[events]?.event_id
    yield { range: { fromId, beforeId }, writes }
    isLast = beforeId === undefined
    fromId = beforeId ?? ''
  }
}

/** How many writes there have been to all inventories: what `eventPages` come to. */
export async function countWrites(sql: Sql): Promise<number> {
  const {
    rows: [row],
  } = await sql.raw<{ rows: { writes: number }[] }>(
    'select coalesce(sum(version + waitlist_seq), 0)::bigint as writes from inventory',
  )
  return row!.writes
}
