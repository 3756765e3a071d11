// The proof: counters, holds, ledger and line against each other, event by event on a running system.
//
// No check compares one event with another, so each page of events is looked at in one consistent snapshot of its own: the
// work of a statement and the age of a snapshot are bounded, however many events there are. The pages leave nothing out
// between them: rows of events that have no inventory belong to the page in which their id would stand.
import { inSnapshot, type Database, type Sql } from '../../../platform/postgres/sql.ts'
import { SEAT_CHECKS, statementFor, type EventRange } from './seat-checks.ts'
import { LINE_CHECKS } from './waitlist-checks.ts'

export interface AuditViolation { readonly detail: string; readonly eventId?: string; readonly ticketTypeId?: string; readonly holdId?: string; readonly bookingId?: string }
export interface AuditCheck { readonly name: string; readonly checked: number; readonly violations: readonly AuditViolation[] }
export interface AuditReport { readonly clean: boolean; readonly checkedAt: Date; readonly checks: readonly AuditCheck[] }

/** Violations listed per check; more of them say nothing new. */
export const VIOLATIONS_MAX = 100
const WORK_MEMORY = '64MB'
/** How long one statement of a page may take. */
const statementMsMaxDefault = 60_000

/**
 * How much of the ledger a page has, counted in writes and places in line, and how many events: one event is never cut. The
 * rows of an event lie all over the tables, so that few large pages are faster; these fit into WORK_MEMORY.
 */
export interface PageSize { readonly writes: number; readonly events: number }
export const pageSizeDefault: PageSize = { writes: 250_000, events: 100 }

interface ViolationRow { detail: string | null; event_id: string; ticket_type_id: string | null; hold_id?: string | null; checked?: number | null }

/** The pages of all events, each as large as its size allows, read as they are needed; `writes`: how much of the whole a page is. */
export async function* eventPages(sql: Sql, { writes: writesMax, events: eventsMax }: PageSize): AsyncGenerator<{ readonly range: EventRange; readonly writes: number }> {
  for (let fromId = '', isLast = false; !isLast;) {
    const { rows } = await sql.raw<{ rows: { event_id: string; writes: number }[] }>(
      'select event_id, version + waitlist_seq as writes from inventory where event_id >= ? order by event_id limit ?', [fromId, eventsMax + 1])
    let writes = 0, events = 0
    while (events < Math.min(rows.length, eventsMax) && (events === 0 || writes + rows[events]!.writes <= writesMax)) writes += rows[events++]!.writes
    const beforeId = rows[events]?.event_id
    yield { range: { fromId, beforeId }, writes }
    isLast = beforeId === undefined
    fromId = beforeId ?? ''
  }
}

/** How many writes there have been to all inventories: what `eventPages` come to. */
export async function countWrites(sql: Sql): Promise<number> {
  const { rows: [row] } = await sql.raw<{ rows: { writes: number }[] }>('select coalesce(sum(version + waitlist_seq), 0)::bigint as writes from inventory')
  return row!.writes
}

/** The seats' part alone, of one event or of all. */
export async function auditInventory({ knex: sql }: Pick<Database, 'knex'>, eventId?: string, pageSize = pageSizeDefault): Promise<AuditReport> {
  const checkedAt = new Date()
  const pages: (readonly AuditCheck[])[] = []
  if (eventId !== undefined) pages.push(await auditEvents(sql, { eventId }))
  else for await (const { range } of eventPages(sql, pageSize)) pages.push(await auditEvents(sql, range))
  const checks = sumOfChecks(pages)
  return { clean: checks.every(({ violations }) => violations.length === 0), checkedAt, checks }
}

/** Runs every check of the seats and the line on these events, in one snapshot. On knex's pool: the other one is for the lanes. */
export function auditEvents(sql: Sql, range: EventRange, statementMsMax = statementMsMaxDefault): Promise<readonly AuditCheck[]> {
  return inSnapshot(sql, statementMsMax, async snapshot => {
    // Whole ranges are read here, in whatever way is the shortest.
    const countOf = async (text: string) => (await snapshot.raw<{ rows: { checked: number }[] }>(...statementFor(text, range))).rows[0]!.checked
    await snapshot.raw(`set local work_mem = '${WORK_MEMORY}'; set local jit = off; set local random_page_cost = 1.1`)
    const counted = new Map<string, number>() // some checks look at the same things
    const checks: AuditCheck[] = []
    for (const { name, count, violations } of [...SEAT_CHECKS, ...LINE_CHECKS]) {
      const { rows } = await snapshot.raw<{ rows: ViolationRow[] }>(...statementFor(`select * from (${violations}) as violation limit ${VIOLATIONS_MAX}`, range))
      const checked = rows.find(({ detail }) => detail === null)?.checked ?? (count === undefined ? 0 : counted.get(count) ?? await countOf(count))
      if (count !== undefined) counted.set(count, checked)
      checks.push({ name, checked, violations: rows.filter(({ detail }) => detail !== null).map(violationOf) })
    }
    return checks
  })
}

const violationOf = ({ detail, event_id, ticket_type_id, hold_id }: ViolationRow): AuditViolation =>
  ({ detail: detail!, eventId: event_id, ...(ticket_type_id && { ticketTypeId: ticket_type_id }), ...(hold_id && { holdId: hold_id }) })

/** The checks of pages, added up under their names in the order in which they first came. */
export function sumOfChecks(pages: readonly (readonly AuditCheck[])[]): readonly AuditCheck[] {
  const sums = new Map<string, { name: string; checked: number; violations: AuditViolation[] }>()
  for (const { name, checked, violations } of pages.flat()) {
    const sum = sums.get(name) ?? { name, checked: 0, violations: [] }
    sum.checked += checked
    sum.violations.push(...violations.slice(0, VIOLATIONS_MAX - sum.violations.length))
    sums.set(name, sum)
  }
  return [...sums.values()]
}
