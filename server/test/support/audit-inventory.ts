// The seats' part of the audit alone, without the bookings.
import { auditEvents, sumOfChecks, type AuditCheck, type AuditReport } from '../../src/domains/inventory/audit/audit.ts'
import { eventPages, pageSizeDefault } from '../../src/domains/inventory/audit/audit-queries.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'

/** Of one event or of all. */
export async function auditInventory(
  { knex: sql }: Pick<Database, 'knex'>,
  eventId?: string,
  pageSize = pageSizeDefault,
): Promise<AuditReport> {
  const checkedAt = new Date()
  const pages: (readonly AuditCheck[])[] = []
  if (eventId !== undefined) pages.push(await auditEvents(sql, { eventId }))
  else for await (const { range } of eventPages(sql, pageSize)) pages.push(await auditEvents(sql, range))
  const checks = sumOfChecks(pages)
  return { clean: checks.every(({ violations }) => violations.length === 0), checkedAt, checks }
}
