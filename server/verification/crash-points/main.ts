// Every failpoint struck by hand, longer than a test may take: each alone, then each pair whose second point a recovery
// can pass. Which these are is found on the way: whatever a recovery is seen to pass.
//
//   npm run crash-points -- [--pairs] [--provider sandbox|stripe] [--only saga.refund] [--at-once 4]
//                      [--recovery-seconds 1] [--tries 4] [--table FILE] [--skip FILE [--retry]]
//   npm run crash-points -- --chains [--provider …] [--only …] [--at-once 4] [--recovery-seconds 1]
//
// A chain is quicker than its pairs: after the first strike one recovering server after the other dies, each at the
// next point that none has died at yet, until a recovery passes nothing new; and only then it is looked whether all is
// well.
//
// Without `--recovery-seconds`: as a server is started by default. `--skip`: what an earlier run has printed; what went
// well there counts and isn't struck again; what wasn't reached there is, with `--retry`.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Failpoint } from '../../src/recovery-steps.ts'
import { onPostgres } from '../by-hand.ts'
import { pointsOf } from './crashes.ts'
import { chain, strike, type StrikeReport } from './strike.ts'
import {
  isProvider,
  lineOf,
  nameOf,
  outcomesIn,
  seconds,
  tableOf,
  type Outcome,
  type PaidPoints,
} from './strike-log.ts'
import { providers } from './tills.ts'
import { openWorld, type World } from './world.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'boolean', default: false },
    chains: { type: 'boolean', default: false },
    provider: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '4' },
    'recovery-seconds': { type: 'string' },
    tries: { type: 'string', default: '4' },
    table: { type: 'string' },
    skip: { type: 'string' },
    retry: { type: 'boolean', default: false },
  },
})
/** New databases cost as much as a server; books that have grown long cost more. */
const strikesPerWorld = 25
/**
 * Tokens of a world's people hold good for 15 minutes, and the last pair that begins may take four tries of a minute
 * each.
 */
const worldMs = 10 * 60_000

const recoverySeconds = Number(values['recovery-seconds']) || undefined
if (values.provider !== '' && !isProvider(values.provider)) {
  process.stderr.write(`--provider is one of ${providers.join(', ')}, not "${values.provider}".\n`)
  process.exit(2)
}
const paidAt = isProvider(values.provider) ? [values.provider] : providers

onPostgres(async () => {
  const firsts = paidAt.flatMap(provider =>
    pointsOf(provider)
      .filter(name => name.startsWith(values.only))
      .map(first => ({ provider, first })),
  )
  if (values.chains) return chainAll(firsts)
  const earlier =
    values.skip === undefined
      ? []
      : outcomesIn(await readFile(values.skip, 'utf8')).filter(({ points }) =>
          firsts.some(({ provider, first }) => provider === points.provider && first === points.first),
        )
  const outcomes = new Map(earlier.map(outcome => [nameOf(outcome.points), outcome]))
  const retried = new Set(
    values.retry
      ? [...outcomes.values()].filter(({ verdict }) => verdict === 'missed').map(({ points }) => nameOf(points))
      : [],
  )
  const isNew = (points: PaidPoints) => !outcomes.has(nameOf(points)) || retried.has(nameOf(points))
  const strikeAt = (cases: readonly PaidPoints[]) => strikeAll(cases, outcomes, retried)

  await strikeAt(firsts.filter(isNew))
  if (values.pairs)
    for (let pairs = pairsIn(outcomes).filter(isNew); pairs.length > 0; pairs = pairsIn(outcomes).filter(isNew))
      await strikeAt(pairs)

  const count = (verdict: Outcome['verdict'], isPair: boolean) =>
    [...outcomes.values()].filter(
      ({ points, verdict: its }) => its === verdict && (points.second !== undefined) === isPair,
    ).length
  process.stdout.write(
    `${count('ok', false)} points and ${count('ok', true)} pairs ok, ${count('missed', true)} pairs not ` +
      `reached, ${count('FAILED', false) + count('FAILED', true)} failed\n`,
  )
  if (values.table !== undefined)
    await writeFile(
      values.table,
      tableOf(
        firsts.flatMap(points =>
          [...outcomes.values()].filter(
            outcome => outcome.points.provider === points.provider && outcome.points.first === points.first,
          ),
        ),
      ),
    )
  return count('FAILED', false) + count('FAILED', true) === 0
})

/**
 * Each first point with everything that any recovery has passed who paid there. Of the pairs that are paid through
 * Stripe those of which a point is Stripe's own: what the others pass is the same code, and is struck with the sandbox.
 */
function pairsIn(outcomes: ReadonlyMap<string, Outcome>): readonly PaidPoints[] {
  const all = [...outcomes.values()]
  const pairs = paidAt.flatMap(provider => {
    const there = all.filter(({ points }) => points.provider === provider)
    const [firsts, seconds] = [
      new Set(there.map(({ points: { first } }) => first)),
      new Set(there.flatMap(({ report }) => report?.passed ?? [])),
    ]
    return [...firsts].flatMap(first => [...seconds].map(second => ({ provider, first, second })))
  })
  return pairs
    .filter(
      ({ provider, first, second }) =>
        provider === 'sandbox' || [first, second].some(name => name.startsWith('stripe.')),
    )
    .sort((one, other) => rankOf(one) - rankOf(other))
}

/**
 * What is written down before a step is what was written down after the one before it, so these come first: they alone
 * show every state that a crash can leave, twice over.
 */
const rankOf = ({ first, second }: PaidPoints) =>
  Number(!first.endsWith('.after')) + Number(!second?.endsWith('.before'))

/** Strikes at all of them, some at once, and tells of each as it ends. */
async function strikeAll(
  cases: readonly PaidPoints[],
  outcomes: Map<string, Outcome>,
  retried: Set<string>,
): Promise<void> {
  const left = [...cases]
  await Promise.all(
    Array.from({ length: Number(values['at-once']) }, async () => {
      let world: World | undefined
      let strikes = 0
      for (let points = left.shift(); points; points = left.shift()) {
        if (
          world?.provider !== points.provider ||
          strikes++ >= strikesPerWorld ||
          performance.now() - world.openedMs > worldMs
        ) {
          await world?.close()
          world = await openWorld(points.provider)
          strikes = 1
        }
        const outcome = await outcomeOf(world, points, retried.delete(nameOf(points)) ? 1 : 0)
        outcomes.set(nameOf(points), outcome)
        process.stdout.write(`${lineOf(outcome)}\n`)
        if (outcome.verdict === 'FAILED') strikes = strikesPerWorld // what it has left behind would fail the next
      }
      await world?.close()
    }),
  )
}

/** A chain from each of them, in a world of its own; whether all went well. */
async function chainAll(firsts: readonly PaidPoints[]): Promise<boolean> {
  const left = [...firsts]
  const failed: string[] = []
  await Promise.all(
    Array.from({ length: Number(values['at-once']) }, async () => {
      for (let points = left.shift(); points; points = left.shift()) {
        const { provider, first } = points
        const world = await openWorld(provider)
        try {
          const { struck, recoveredMs, acknowledged } = await chain(world, first, pointsOf(provider), {
            ...(recoverySeconds !== undefined && { recoverySeconds }),
          })
          process.stdout.write(
            `ok     ${nameOf(points)}, then ${struck.length} more: ` +
              `${struck.join(' ')} | ${seconds(recoveredMs)}, ${acknowledged} acknowledged\n`,
          )
        } catch (error) {
          failed.push(nameOf(points))
          process.stdout.write(
            `FAILED ${nameOf(points)}, and then: ${error instanceof Error ? error.message : String(error)}\n`,
          )
        } finally {
          await world.close()
        }
      }
    }),
  )
  process.stdout.write(`${firsts.length - failed.length} chains ok, ${failed.length} failed\n`)
  return failed.length === 0
}

/** Until its points are reached, or that has been tried often enough; the first try counts as this one. */
async function outcomeOf(world: World, points: PaidPoints, from: number): Promise<Outcome> {
  const passed = new Set<Failpoint>()
  let report: StrikeReport | undefined
  try {
    for (let attempt = from; attempt < from + Number(values.tries) && !report?.isReached; attempt++) {
      report = await strike(world, points, { attempt, ...(recoverySeconds !== undefined && { recoverySeconds }) })
      for (const name of report.passed) passed.add(name)
    }
    return {
      points,
      verdict: report?.isReached ? 'ok' : 'missed',
      ...(report && { report: { ...report, passed: [...passed] } }),
    }
  } catch (error) {
    return {
      points,
      verdict: 'FAILED',
      error: (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' '),
    }
  }
}
