// Every failpoint struck by hand, longer than a test may take: each alone, then each pair whose second point lies on the way
// of what the first one left to recover.
//
//   npm run strikes -- [--pairs] [--only saga.refund] [--at-once 4] [--recovery-seconds 1] [--table FILE] [--skip FILE]
//
// `--recovery-seconds 0`: as a server is started by default. `--skip`: what an earlier run printed; its good pairs aren't struck again.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { failpoints, type Failpoint } from '../../src/platform/failpoints.ts'
import { onPostgres } from './by-hand.ts'
import { strike, type StrikeReport } from './strike.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, 'at-once': { type: 'string', default: '4' },
    'recovery-seconds': { type: 'string', default: '1' }, table: { type: 'string' }, skip: { type: 'string' },
  },
})
const recoverySeconds = Number(values['recovery-seconds']) || undefined

interface Outcome { readonly points: readonly [Failpoint, Failpoint?]; readonly report?: StrikeReport; readonly error?: string }

onPostgres(async () => {
  // The server pays in its sandbox here, so Stripe's points are never reached.
  const reachable = failpoints.filter(name => !name.startsWith('stripe.'))
  const singles = await strikeAll(reachable.filter(name => name.startsWith(values.only)).map(name => [name] as const))
  const done = values.skip === undefined ? '' : await readFile(values.skip, 'utf8')
  const pairs = values.pairs ? await strikeAll(singles.flatMap(({ points: [first], report }) => (report?.passed ?? []).map(second => [first, second] as const)).filter(pair => !done.includes(`ok    ${pair.join(' + ')}:`))) : []
  const outcomes = [...singles, ...pairs]
  const failed = outcomes.filter(({ error }) => error !== undefined).length
  process.stdout.write(`${singles.length} points, ${pairs.length} pairs, ${failed} failed\n`)
  if (values.table !== undefined) await writeFile(values.table, tableOf(singles, pairs))
  return failed === 0
})

/** Strikes at all of them, some at once, and tells of each as it ends. */
async function strikeAll(cases: readonly (readonly [Failpoint, Failpoint?])[]): Promise<readonly Outcome[]> {
  const left = [...cases]
  const outcomes: Outcome[] = []
  await Promise.all(Array.from({ length: Number(values['at-once']) }, async () => {
    for (let points = left.shift(); points; points = left.shift()) {
      const outcome = await outcomeOf(points)
      outcomes.push(outcome)
      process.stdout.write(`${lineOf(outcome)}\n`)
    }
  }))
  return outcomes.sort((one, other) => cases.findIndex(points => points === one.points) - cases.findIndex(points => points === other.points))
}

const outcomeOf = async (points: Outcome['points']): Promise<Outcome> => {
  try {
    return { points, report: await strike(points, { ...(recoverySeconds !== undefined && { recoverySeconds }) }) }
  } catch (error) {
    return { points, error: error instanceof Error ? error.message : String(error) }
  }
}

function lineOf({ points, report, error }: Outcome): string {
  if (!report) return `FAIL  ${points.join(' + ')}: ${error}`
  const reached = report.struck === points.length ? '' : ', the second not reached'
  return `ok    ${points.join(' + ')}: ${seconds(report.recoveredMs)}, ${report.acknowledged} acknowledged${reached}`
}

/** In Markdown: a row a point, with what became of the pairs that begin with it. */
function tableOf(singles: readonly Outcome[], pairs: readonly Outcome[]): string {
  const rows = singles.map(({ points: [first], report }) => {
    const seconds_ = pairs.filter(({ points }) => points[0] === first)
    const ok = seconds_.filter(each => each.report)
    const reached = ok.filter(each => each.report?.struck === 2)
    const slowest = Math.max(0, ...ok.map(each => each.report?.recoveredMs ?? 0))
    const ofPairs = pairs.length === 0 ? '' : ` ${ok.length} of ${seconds_.length} | ${reached.length} | ${seconds(slowest)} |`
    return `| ${first} | ${report ? 'ok' : 'FAILED'} | ${report ? seconds(report.recoveredMs) : ''} | ${report?.acknowledged ?? ''} |${ofPairs}`
  })
  const head = pairs.length === 0
    ? ['| killed at | | recovered in | acknowledged |', '|---|---|---|---|']
    : ['| killed at | | recovered in | acknowledged | pairs ok | second struck | slowest pair |', '|---|---|---|---|---|---|---|']
  return `${[...head, ...rows].join('\n')}\n`
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
