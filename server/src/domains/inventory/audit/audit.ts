// The proof: counters, holds, ledger and waitlist against each other, event by event on a running system.
//
// No check compares one event with another, so each page of events is looked at in one consistent snapshot of its own:
// the work of a statement and the age of a snapshot are bounded, however many events there are. The pages leave nothing
// out between them: rows of events that have no inventory belong to the page in which their id would stand.
import { inSnapshot, type Sql } from '../../../platform/postgres/sql.ts'
import { countOf, readWholeRanges, violationsOf, type ViolationRow } from './audit-queries.ts'
import { seatChecks, type EventRange } from './seat-checks.ts'
import { promotionChecks } from './promotion-checks.ts'
import { waitlistChecks } from './waitlist-checks.ts'

export interface AuditViolation {
  readonly detail: string
  readonly eventId?: string
  readonly ticketTypeId?: string
  readonly holdId?: string
  readonly bookingId?: string
}
export interface AuditCheck {
  readonly name: string
  readonly checked: number
  readonly violations: readonly AuditViolation[]
}
export interface AuditReport {
  readonly clean: boolean
  readonly checkedAt: Date
  readonly checks: readonly AuditCheck[]
}

/** Violations listed per check; more of them say nothing new. */
export const violationsMax = 100
/** How long one statement of a page may take. */
const statementMsMaxDefault = 60_000

/**
 * Runs every check of the seats and the waitlist on these events, in one snapshot. On knex's pool: the other one is for
 * the lanes.
 */
export function auditEvents(
  sql: Sql,
  range: EventRange,
  statementMsMax = statementMsMaxDefault,
): Promise<readonly AuditCheck[]> {
  return inSnapshot(sql, statementMsMax, async snapshot => {
    await readWholeRanges(snapshot)
    const counted = new Map<string, number>() // some checks look at the same things
    const checks: AuditCheck[] = []
    for (const { name, count, violations } of [...seatChecks, ...waitlistChecks, ...promotionChecks]) {
      const rows = await violationsOf(snapshot, violations, { range, limit: violationsMax })
      const checked =
        rows.find(({ detail }) => detail === null)?.checked ??
        (count === undefined ? 0 : (counted.get(count) ?? (await countOf(snapshot, count, range))))
      if (count !== undefined) counted.set(count, checked)
      checks.push({ name, checked, violations: rows.filter(({ detail }) => detail !== null).map(violationOf) })
    }
    return checks
  })
}

const violationOf = ({ detail, event_id, ticket_type_id, hold_id }: ViolationRow): AuditViolation => ({
  detail: detail!,
  eventId: event_id,
  ...(ticket_type_id && { ticketTypeId: ticket_type_id }),
  ...(hold_id && { holdId: hold_id }),
})

/** The checks of pages, added up under their names in the order in which they first came. */
export function sumOfChecks(pages: readonly (readonly AuditCheck[])[]): readonly AuditCheck[] {
  const sums = new Map<string, { name: string; checked: number; violations: AuditViolation[] }>()
  for (const { name, checked, violations } of pages.flat()) {
    const sum = sums.get(name) ?? { name, checked: 0, violations: [] }
    sum.checked += checked
    sum.violations.push(...violations.slice(0, violationsMax - sum.violations.length))
    sums.set(name, sum)
  }
  return [...sums.values()]
}
