// What strikes came to, a line each: to be read while they go on, and by a later run that goes on with them.
import { failpoints, type Failpoint } from '../../src/recovery-steps.ts'
import type { Points } from './crashes.ts'
import type { StrikeReport } from './strike.ts'
import { providers, type Provider } from './tills.ts'

/** With whom is paid where they are struck. */
export interface PaidPoints extends Points {
  readonly provider: Provider
}

/** `missed`: the second point was reached in none of the tries, so nothing is shown by them. */
export interface Outcome {
  readonly points: PaidPoints
  readonly verdict: 'ok' | 'missed' | 'FAILED'
  readonly report?: StrikeReport
  readonly error?: string
}

export const nameOf = ({ provider, first, second }: PaidPoints) =>
  `${provider}: ${first}${second ? ` + ${second}` : ''}`
export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

export function lineOf({ points, verdict, report, error }: Outcome): string {
  const told = report
    ? `${seconds(report.recoveredMs)}, ${report.acknowledged} acknowledged, passed ${report.passed.join(' ')}`
    : (error ?? '')
  return `${verdict.padEnd(6)} ${nameOf(points)} | ${told}`
}

const linePattern = /^(ok|missed) +(\w+): (\S+)(?: \+ (\S+))? \| ([\d.]+) s, (\d+) acknowledged, passed ?(.*)$/

/** The outcomes in what an earlier run has printed; those that failed are left out, to be struck again. */
export function outcomesIn(log: string): readonly Outcome[] {
  return log.split('\n').flatMap(line => {
    const [, verdict, given, first, second, took, acknowledged, passed] = linePattern.exec(line) ?? []
    const provider = providers.find(each => each === given)
    if (!provider || !first) return []
    const points = { provider, first: first as Failpoint, ...(second !== undefined && { second: second as Failpoint }) }
    const report = {
      recoveredMs: Math.round(Number(took) * 1_000),
      acknowledged: Number(acknowledged),
      isReached: verdict === 'ok',
      passed: failpoints.filter(name => passed!.split(' ').includes(name)),
    }
    return [{ points, verdict: verdict as 'ok' | 'missed', report }]
  })
}

/** In Markdown: a row for each first point, with what became of the pairs that begin with it. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes
    .filter(({ points }) => !points.second)
    .map(({ points: { provider, first }, verdict, report }) => {
      const pairs = outcomes.filter(
        ({ points }) => points.provider === provider && points.first === first && points.second,
      )
      const those = (wanted: Outcome['verdict']) => pairs.filter(pair => pair.verdict === wanted)
      const slowest = Math.max(0, ...those('ok').map(pair => pair.report!.recoveredMs))
      const cells = [
        provider,
        first,
        report ? seconds(report.recoveredMs) : verdict,
        those('ok').length,
        those('missed').length,
        those('FAILED').length,
        slowest === 0 ? '' : seconds(slowest),
      ]
      return `| ${cells.join(' | ')} |`
    })
  return (
    '| paid at | killed at | recovered in | pairs ok | second not reached | failed | slowest pair ' +
    `|\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  )
}

export const isProvider = (text: string): text is Provider => providers.some(each => each === text)
