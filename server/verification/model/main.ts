// The simulation as a program: `npm run simulate -- --seed 1 --steps 2000000`, or `-- --mutants` to see that it would
// notice faults.
import { parseArgs } from 'node:util'
import { runMutants } from './mutants.ts'
import { lineOf, play, shrink, simulate, type Report, type Tally } from './simulation.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, steps: { type: 'string' }, mutants: { type: 'boolean', default: false } },
})
const seed = wholeNumber('seed', values.seed, Date.now() % 2 ** 31)
const steps = wholeNumber('steps', values.steps, values.mutants ? 400_000 : 200_000)
process.exitCode = values.mutants ? await reportMutants() : reportRun()

function reportRun(): number {
  console.log(`seed ${seed}, ${number(steps)} steps`)
  const startedAt = performance.now()
  const report = simulate(seed, steps)
  const seconds = (performance.now() - startedAt) / 1_000
  console.log(tableOf(report.tally))
  console.log(
    `${number(report.steps)} commands in ${seconds.toFixed(1)} s, ` +
      `${number(Math.round(report.steps / seconds))} a second`,
  )
  if (!report.failure) {
    console.log('no violations')
    return 0
  }
  tellFailure(report.failure)
  return 1
}

function tellFailure({ check, message, step, scenario }: NonNullable<Report['failure']>) {
  const shrunk = shrink(scenario, check)
  const failure = play(shrunk)
  console.log(`VIOLATION at step ${step}: ${message}`)
  console.log(`replay with: npm run simulate -- --seed ${seed} --steps ${steps}`)
  console.log(`the fewest commands that lead there (◂ ends a batch):\n  ${JSON.stringify(shrunk.setup)}`)
  for (const traced of failure?.trace ?? []) console.log(`  ${lineOf(traced)}`)
  console.log(`  ${failure?.message}`)
}

async function reportMutants(): Promise<number> {
  console.log(`seed ${seed}, at most ${number(steps)} steps a fault`)
  const results = await runMutants(seed, steps)
  const width = Math.max(...results.map(({ name }) => name.length))
  for (const { name, caught } of results) {
    const fate = caught ? `caught after ${number(caught.step).padStart(7)} steps by ${caught.check}` : 'SURVIVED'
    console.log(`${name.padEnd(width)}  ${fate}`)
  }
  const survivors = results.filter(({ caught }) => !caught).length
  console.log(
    survivors === 0 ? `all ${results.length} faults caught` : `${survivors} of ${results.length} faults survived`,
  )
  return survivors === 0 ? 0 : 1
}

function tableOf(tally: Tally): string {
  return [...tally]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(
      ([kind, outcomes]) =>
        `  ${kind.padEnd(16)}${[...outcomes]
          .sort(([, one], [, other]) => other - one)
          .map(([outcome, count]) => `${outcome} ${number(count)}`)
          .join(', ')}`,
    )
    .join('\n')
}

function wholeNumber(name: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given)
  if (Number.isSafeInteger(value) && value >= 0) return value
  console.error(`--${name} must be a whole number, not ${given}`)
  process.exit(2)
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
