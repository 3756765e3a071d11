// Retention: the history of an event that is long over becomes small. Its holds go to an archive, and its ledger is
// folded into one line per bucket, which carries it forward.
//
// An event is taken up `retentionDays` after its end, once nothing of it is open. It is audited, with its bookings;
// only a clean one goes on, and only as long as nothing else is written to it: the version that was audited guards
// each step. Its holds are moved page by page, and the audit goes on counting them where they are; each page moves
// the version on, so that a lane that has read one of them loses its race. Then one transaction writes the lines
// that carry the ledger forward, from the ledger itself, at a version of their own: from that commit on the lines
// before them count no more, for anybody, and are deleted page by page. So whoever reads sees the whole ledger or
// the folded one, never a half.
//
// Each step takes what it finds, under a lease that spares two processes the same work: after a crash any process
// goes on with what there is, and two at once repeat each other's steps without effect.
//
// A hold that is written to after all, such as one whose booking is still being repaid, comes back from the archive
// for it. If its lines have been folded, it says how many of its seats they count as sold, so that the audit can
// tell.
import type { Logger } from 'pino'
import { withTransaction } from '../../../platform/postgres/connections.ts'
import type { Database } from '../../../platform/postgres/sql.ts'
import type { AuditReport } from '../audit/audit.ts'
import { levelOfFolded } from '../lane/inventory-level.ts'
import {
  archiveSql,
  auditedSql,
  beginSql,
  carrySql,
  claimSql,
  completeSql,
  deleteSql,
  foldedSql,
  holdsPerPage,
  leftSql,
  linesPerPage,
  lockSql,
  obstacleSql,
  restoreSql,
  yieldSql,
} from './fold-statements.ts'
import { step } from './recovery-steps.ts'

export interface RetentionOptions {
  readonly database: Pick<Database, 'pool'>
  /** What this server knows of inventories. */
  readonly level: number
  /** For how many days after an event's end its history stays whole; undefined: for ever. */
  readonly retentionDays: number | undefined
  /** Everything of one event, with its bookings. */
  readonly audit: (eventId: string) => Promise<AuditReport>
  readonly metrics: RetentionMetrics
  readonly log: Logger
}

export interface RetentionMetrics {
  folded(): void
  unclean(): void
}

/** What carries an event's ledger forward, and what was folded into it. */
export interface Folded {
  /** The version whose lines carry the ledger forward. */
  readonly version: number
  readonly foldedAt: Date
  /** Lines of the ledger. */
  readonly movements: number
  readonly holds: number
}

interface Claim {
  readonly eventId: string
  readonly state: 'archiving' | 'deleting'
  readonly auditedVersion: number | null
}

/** When an event is looked at again, and what it waits for. */
interface Next {
  readonly seconds: number
  readonly waitsFor?: string
}

/** A little in the past: leases are kept in whole milliseconds, and rounded up they would still hold. */
const atOnce: Next = { seconds: -0.01 }
const obstacleSeconds = 120
/** An audit that is not clean is for a person: it is told of once an hour. */
const uncleanSeconds = 3_600

export type Retention = ReturnType<typeof createRetention>

export function createRetention({ database: { pool }, level, retentionDays, audit, metrics, log }: RetentionOptions) {
  /** Takes one event a page further; true when there may be more to do at once. Throws what keeps that event back. */
  async function goOn(): Promise<boolean> {
    const claim = await step('fold.claim', claimNext)
    if (!claim) return false
    const { seconds, waitsFor } = await advance(claim)
    await pool.query(yieldSql, [claim.eventId, seconds, waitsFor ?? null])
    return true
  }

  async function claimNext(): Promise<Claim | undefined> {
    const begun = await pool.query<Claim>(claimSql, [level])
    if (begun.rows[0] || retentionDays === undefined) return begun.rows[0]
    return (await pool.query<Claim>(beginSql, [level, retentionDays, levelOfFolded])).rows[0]
  }

  async function advance({ eventId, state, auditedVersion }: Claim): Promise<Next> {
    if (state === 'deleting') return deleteLines(eventId)
    const { version, obstacle } = (await pool.query<Standing>(obstacleSql, [eventId])).rows[0]!
    if (obstacle !== null) return { seconds: obstacleSeconds, waitsFor: obstacle }
    if (auditedVersion !== version && !(await isClean(eventId, version)))
      return { seconds: uncleanSeconds, waitsFor: 'a clean audit' }
    const { version: archivedAt, moved } = await step('fold.archive', () => archiveHolds(eventId, version))
    if (archivedAt !== null && moved < holdsPerPage) await step('fold.carry', () => carryForward(eventId, archivedAt))
    return atOnce
  }

  /** Audits the event as it was at this version, or at a later one: then it is audited again. */
  async function isClean(eventId: string, version: number): Promise<boolean> {
    const report = await step('fold.audit', async () => {
      const found = await audit(eventId)
      if (found.clean) await pool.query(auditedSql, [eventId, version])
      return found
    })
    if (report.clean) return true
    metrics.unclean()
    const violations = report.checks.flatMap(check => check.violations.map(({ detail }) => `${check.name}: ${detail}`))
    log.error(
      { eventId, violations: violations.slice(0, 10) },
      'the history of an event is kept whole: its audit is not clean',
    )
    return false
  }

  async function archiveHolds(eventId: string, version: number): Promise<Archived> {
    return (await pool.query<Archived>(archiveSql, [eventId, version])).rows[0]!
  }

  /** Nothing happens when something was written or restored since the audit: the next turn looks again. */
  const carryForward = (eventId: string, version: number): Promise<void> =>
    withTransaction(pool, async client => {
      await client.query(lockSql, [eventId])
      const { rows: left } = await client.query<{ left: boolean }>(leftSql, [eventId])
      if (left[0]!.left) return
      const { rows } = await client.query<Pick<Folded, 'version' | 'movements' | 'holds'>>(carrySql, [eventId, version])
      if (rows[0]) log.info({ eventId, ...rows[0] }, 'the history of an event was folded')
    })

  async function deleteLines(eventId: string): Promise<Next> {
    const deleted = await step('fold.delete', async () => (await pool.query(deleteSql, [eventId])).rowCount ?? 0)
    if (deleted >= linesPerPage) return atOnce
    const { rowCount } = await pool.query(completeSql, [eventId])
    if (rowCount === 1) metrics.folded()
    return atOnce
  }

  return {
    goOn,

    /** Brings a hold back from the archive, to be written to. False when it isn't there. */
    restore: (id: string, eventId: string): Promise<boolean> =>
      withTransaction(pool, async client => {
        await client.query(lockSql, [eventId])
        return (await client.query(restoreSql, [id, eventId])).rowCount === 1
      }),

    /** Undefined: the event's ledger is whole. */
    async folded(eventId: string): Promise<Folded | undefined> {
      return (await pool.query<Folded>(foldedSql, [eventId])).rows[0]
    },
  }
}

interface Archived {
  /** The inventory's version now; null: something was written since the audit, and nothing was moved. */
  readonly version: number | null
  readonly moved: number
}

interface Standing {
  readonly version: number
  readonly obstacle: string | null
}
