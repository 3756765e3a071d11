// Attempts to forward messages: a line each, as they happen, or a document each.
import { plain } from '../text.ts'
import type { Report } from '../webhooks/forwarder.ts'

const widths = { type: 20, resource: 30, answer: 6 } as const

export const forwardingHeader = () =>
  `${'TIME'.padEnd(8)}  ${'TYPE'.padEnd(widths.type)}  ${'RESOURCE'.padEnd(widths.resource)}  ANSWER  TOOK`

export function attemptLine(report: Report, at = new Date()): string {
  const { parcel, status, latencyMs } = report
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(part => String(part).padStart(2, '0')).join(':')
  const cells = [
    time,
    plain(parcel.type).padEnd(widths.type),
    plain(parcel.resource.id).padEnd(widths.resource),
    String(status ?? '–').padEnd(widths.answer),
    `${latencyMs} ms`,
  ]
  return [...cells, ...remarks(report)].join('  ')
}

function remarks({ parcel, attempt, outcome, againInMs, error = '' }: Report): readonly string[] {
  if (outcome === 'delivered') return [...(parcel.test ? ['test'] : []), ...(attempt > 1 ? [`attempt ${attempt}`] : [])]
  const what = againInMs === undefined ? `given up after ${times(attempt)}` : `again in ${againInMs / 1_000} s`
  return [`${plain(error)} ${what}`]
}

const times = (attempt: number) => (attempt === 1 ? 'one attempt' : `${attempt} attempts`)

/** The same for programs. */
export const attemptDocument = (report: Report, at = new Date()) => ({
  at: at.toISOString(),
  messageId: report.parcel.messageId,
  type: report.parcel.type,
  resource: { type: report.parcel.resource.type, id: report.parcel.resource.id },
  test: report.parcel.test,
  attempt: report.attempt,
  outcome: report.outcome === 'delivered' ? 'delivered' : report.againInMs === undefined ? 'givenUp' : 'failed',
  ...(report.status !== undefined && { status: report.status }),
  latencyMs: report.latencyMs,
  ...(report.error !== undefined && { error: report.error }),
  ...(report.againInMs !== undefined && { againInMs: report.againInMs }),
})
