// The proof: counters, holds, ledger and line against each other, in one consistent snapshot of a running system.
import { withSnapshot } from '../../platform/connections.ts'
import type { Database } from '../../platform/sql.ts'
import { SEAT_CHECKS } from './audit-checks.ts'
import { LINE_CHECKS } from './audit-line-checks.ts'

export interface AuditViolation { readonly detail: string; readonly eventId?: string; readonly ticketTypeId?: string; readonly holdId?: string; readonly bookingId?: string }
export interface AuditCheck { readonly name: string; readonly checked: number; readonly violations: readonly AuditViolation[] }
export interface AuditReport { readonly clean: boolean; readonly checkedAt: Date; readonly checks: readonly AuditCheck[] }

/** Violations listed per check; more of them say nothing new. */
const VIOLATIONS_MAX = 100
const WORK_MEMORY = '64MB'

interface ViolationRow { detail: string; event_id: string; ticket_type_id: string | null; hold_id?: string | null }

/** Runs every check on one event or, without one, on all of them. */
export function auditInventory({ pool }: Pick<Database, 'pool'>, eventId?: string): Promise<AuditReport> {
  // One snapshot for all checks: on a running system two statements would see two different moments.
  return withSnapshot(pool, async client => {
    // The pool's sessions look everything up in indexes; here all rows are wanted, and summing up a million movements on disk takes twice as long.
    await client.query(`set local enable_seqscan = on; set local work_mem = '${WORK_MEMORY}'; set local jit = off`)
    const { rows: [moment] } = await client.query<{ at: Date }>('select now() as at')
    const checks: AuditCheck[] = []
    for (const { name, count, violations } of [...SEAT_CHECKS, ...LINE_CHECKS]) {
      const { rows: [counted] } = await client.query<{ checked: number }>(count, [eventId ?? null])
      const { rows } = await client.query<ViolationRow>(`select * from (${violations}) as violation limit ${VIOLATIONS_MAX}`, [eventId ?? null])
      checks.push({ name, checked: counted!.checked, violations: rows.map(violationOf) })
    }
    return { clean: checks.every(check => check.violations.length === 0), checkedAt: moment!.at, checks }
  })
}

const violationOf = ({ detail, event_id, ticket_type_id, hold_id }: ViolationRow): AuditViolation =>
  ({ detail, eventId: event_id, ...(ticket_type_id && { ticketTypeId: ticket_type_id }), ...(hold_id && { holdId: hold_id }) })
