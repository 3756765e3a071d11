// A whole audit: the seats page by page, the sold holds with their bookings, then the bookings' own pages; how far it
// is, and what if it can't go on.
import type { Logger } from 'pino'
import type { Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import { oneAtATime } from '../../../platform/single-flight.ts'
import { isAway } from '../../../platform/unreachable.ts'
import { auditParts, type AuditPage, type BookingsPort, type SoldHold } from '../../bookings/port.ts'
import type { AuditMetrics } from '../metrics.ts'
import { auditEvents, sumOfChecks, type AuditCheck, type AuditReport } from './audit.ts'
import { countWrites, eventPages, pageSizeDefault, type PageSize } from './audit-queries.ts'
import { bookedWithoutHold, soldHolds, stillSold } from './booking-checks.ts'
import type { EventRange } from './seat-checks.ts'

export interface AuditsOptions {
  readonly database: Pick<Database, 'knex'>
  readonly bookings: () => Pick<BookingsPort, 'auditHolds' | 'auditPage'>
  readonly metrics: AuditMetrics
  readonly log: Logger
  readonly pageSize?: PageSize
  /** How long one statement of a page may take; a minute unless said. */
  readonly statementMsMax?: number
  /** Sold holds that are read at a time; the bookings are asked about a tenth of them at once. */
  readonly holdsPerPage?: number
}

/** How far an audit has come. */
export interface AuditProgress {
  readonly step: 'events' | (typeof auditParts)[number]
  /** Of this step: writes of the events, bookings, charges or keys. */
  readonly done: number
  readonly total: number
  /** Of the whole, from 0 to 1. */
  readonly share: number
}

/** Of the latest audit of everything in this process. */
export interface LatestAudit {
  readonly state: 'none' | 'running' | 'finished' | 'failed'
  readonly startedAt?: Date
  readonly progress?: AuditProgress
}

export type Audits = ReturnType<typeof createAudits>

const soldCheck = 'sold-holds-have-bookings'
const bookedCheck = 'bookings-have-sold-holds'
/** What a step is of the whole, about. */
const shares = { events: 0.6, bookings: 0.2, journal: 0.1, keys: 0.05, messages: 0.05 } as const
const logEveryMs = 5_000
/**
 * Whoever hears that an audit of everything could not finish need not ask again at once: it reads a lot before it fails
 * once more.
 */
const retryAfterSeconds = 120

export function createAudits({
  database: { knex: sql },
  bookings,
  metrics,
  log,
  pageSize = pageSizeDefault,
  statementMsMax,
  holdsPerPage = 10_000,
}: AuditsOptions) {
  const holdsPerCall = Math.ceil(holdsPerPage / 10)
  let latest: LatestAudit = { state: 'none' }
  let isStopping = false

  type ReportProgress = (progress: Omit<AuditProgress, 'share'>) => void
  type Pages = (readonly AuditCheck[])[]

  /** The seats of these events, then whether their sold holds have bookings: what is read of those is younger. */
  async function auditRange(range: EventRange, pages: Pages) {
    pages.push(await auditEvents(sql, range, statementMsMax))
    for (let afterId = '', isLast = false; !isLast; ) {
      const sold: readonly SoldHold[] = await soldHolds(sql, range, { afterId, limit: holdsPerPage })
      for (let n = 0; n < sold.length; n += holdsPerCall)
        pages.push([await compareSold(sold.slice(n, n + holdsPerCall))])
      if (sold.length === 0) pages.push([{ name: soldCheck, checked: 0, violations: [] }])
      isLast = sold.length < holdsPerPage
      afterId = sold.at(-1)?.id ?? ''
    }
  }

  /** A hold that was given back since it was read is not sold any more. */
  async function compareSold(sold: readonly SoldHold[]): Promise<AuditCheck> {
    mayGoOn()
    const suspected = await bookings().auditHolds(sold)
    const sure =
      suspected.length > 0
        ? await stillSold(
            sql,
            suspected.flatMap(({ holdId }) => holdId ?? []),
          )
        : new Set<string>()
    return {
      name: soldCheck,
      checked: sold.length,
      violations: suspected.filter(({ holdId }) => holdId !== undefined && sure.has(holdId)),
    }
  }

  async function auditBookings(eventId: string | undefined, pages: Pages, reportProgress: ReportProgress) {
    for (const part of auditParts) {
      let after: string | undefined
      let done = 0,
        total = 0
      do {
        mayGoOn()
        const page: AuditPage = await bookings().auditPage({ part, eventId, after })
        pages.push([
          ...(part === 'bookings'
            ? [
                {
                  name: bookedCheck,
                  checked: page.confirmed.length,
                  violations: page.confirmed.length > 0 ? await bookedWithoutHold(sql, page.confirmed) : [],
                },
              ]
            : []),
          ...page.checks,
        ])
        total = page.total ?? total
        done += page.rows
        reportProgress({ step: part, done, total })
        after = page.next
      } while (after !== undefined)
    }
  }

  /** Everything of one event, or of all. What was found stays in `pages`, also when it can't go on. */
  async function audit(eventId: string | undefined, pages: Pages, reportProgress: ReportProgress) {
    if (eventId !== undefined) {
      await auditRange({ eventId }, pages)
    } else {
      const total = await countWrites(sql)
      let done = 0
      for await (const { range, writes } of eventPages(sql, pageSize)) {
        mayGoOn()
        await auditRange(range, pages)
        done += writes
        reportProgress({ step: 'events', done, total })
      }
    }
    await auditBookings(eventId, pages, reportProgress)
  }

  async function run(eventId?: string): Promise<AuditReport> {
    const startedMs = performance.now()
    const seconds = () => Math.round((performance.now() - startedMs) / 100) / 10
    const checkedAt = new Date()
    const all = eventId === undefined
    const pages: Pages = []
    let progress: AuditProgress = { step: 'events', done: 0, total: 0, share: 0 }
    let loggedMs = startedMs
    const reportProgress: ReportProgress = at => {
      progress = { ...at, share: shareOf(at) }
      if (!all) return
      latest = { state: 'running', startedAt: checkedAt, progress }
      metrics.progress(progress.share)
      if (performance.now() - loggedMs < logEveryMs) return
      loggedMs = performance.now()
      log.info({ ...progress, seconds: seconds() }, 'an audit is under way')
    }
    try {
      if (all) reportProgress(progress)
      await audit(eventId, pages, reportProgress)
    } catch (error) {
      if (all) latest = { state: 'failed', startedAt: checkedAt, progress }
      if (isStopping) throw error
      const found = sumOfChecks(pages)
      metrics.failed({ checks: found }, { all })
      log.error(
        {
          err: error,
          eventId,
          ...progress,
          seconds: seconds(),
          violations: found.flatMap(({ violations }) => violations).slice(0, 10),
        },
        'an audit could not finish',
      )
      throw isAway(error)
        ? problem(
            'service_unavailable',
            "The audit could not finish: a database or service did not answer in time. The server's log says which.",
            { retryAfterSeconds: all ? retryAfterSeconds : 1 },
          )
        : error
    }
    const checks = sumOfChecks(pages)
    const report = { clean: checks.every(({ violations }) => violations.length === 0), checkedAt, checks }
    metrics.record(report, { all, seconds: seconds() })
    if (all) latest = { state: 'finished', startedAt: checkedAt, progress }
    if (all) log.info({ clean: report.clean, seconds: seconds() }, 'an audit has finished')
    return report
  }

  function mayGoOn() {
    if (isStopping)
      throw problem('service_unavailable', 'The server is stopping, and the audit with it.', { retryAfterSeconds: 1 })
  }

  return {
    one: (eventId: string) => run(eventId),

    /** Who asks while one is under way gets its report: more of them at once would only be slower. */
    all: oneAtATime(() => run()),

    latest: () => latest,

    /** What is under way ends after its next page. */
    stop() {
      isStopping = true
    },
  }
}

function shareOf({ step, done, total }: Omit<AuditProgress, 'share'>): number {
  const steps = Object.entries(shares)
  const before = steps
    .slice(
      0,
      steps.findIndex(([name]) => name === step),
    )
    .reduce((sum, [, share]) => sum + share, 0)
  return Math.min(1, before + shares[step] * (total > 0 ? Math.min(1, done / total) : 1))
}
