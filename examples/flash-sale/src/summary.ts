// What a race came to, in a few lines.
import type { AuditReport, EventStats } from '@evently/sdk'
import type { Purchase } from './buyers.ts'

export interface Race {
  readonly purchases: readonly Purchase[]
  readonly seconds: number
  readonly stats: EventStats
  readonly audit: AuditReport
}

export function summaryOf({ purchases, seconds, stats, audit }: Race): string {
  const winners = purchases.filter(({ outcome }) => outcome === 'won')
  const failures = purchases.filter(({ outcome }) => outcome === 'failed')
  const checked = audit.checks.map(({ name, checked: count }) => `${name} ${count}`)
  const lines = [
    `won        ${winners.length} of ${purchases.length} buyers: ${winners
      .slice(0, 5)
      .map(({ reference }) => reference)
      .join(', ')}${winners.length > 5 ? ', …' : ''}`,
    `sold out   ${purchases.filter(({ outcome }) => outcome === 'sold out').length}`,
    `failed     ${failures.length}${failures.length > 0 ? `: ${reasonsOf(failures)}` : ''}`,
    `seats      ${stats.soldSeats} sold, ${stats.heldSeats} held, ${stats.availableSeats} left of ${stats.capacity}`,
    `rate       ${Math.round(purchases.length / seconds)} buyers a second (${seconds.toFixed(2)} s)`,
    `reserve    ${latencies(purchases.map(({ reserveMs }) => reserveMs))}`,
    `confirm    ${latencies(winners.map(({ confirmMs }) => confirmMs!))}`,
    `audit      ${audit.clean ? `clean (${checked.join(', ')})` : 'VIOLATED'}`,
    ...audit.checks.flatMap(({ name, violations }) => violations.map(({ detail }) => `           ${name}: ${detail}`)),
  ]
  return `${lines.join('\n')}\n`
}

function reasonsOf(failures: readonly Purchase[]) {
  const counts = new Map<string, number>()
  for (const { error } of failures) {
    const reason = error instanceof Error ? error.message : String(error)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => `${count} × ${reason}`).join('; ')
}

function latencies(ms: readonly number[]) {
  if (ms.length === 0) return '–'
  const sorted = [...ms].sort((a, b) => a - b)
  const at = (share: number) =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)} ms`
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, slowest ${at(1)}`
}
