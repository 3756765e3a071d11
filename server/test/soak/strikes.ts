// Every failpoint in turn, or every pair of them, by hand: a table of what was struck and how long recovery took.
//
//   npm run strikes -- [--pairs] [--only saga.] [--at-once 4]
import { parseArgs } from 'node:util'
import { failpoints, type Failpoint } from '../../src/platform/failpoints.ts'
import { mochaGlobalSetup, mochaGlobalTeardown } from '../support/global.ts'
import { strike } from './strike.ts'

const { values } = parseArgs({ options: { pairs: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, 'at-once': { type: 'string', default: '4' } } })

async function main() {
  const chosen = failpoints.filter(name => name.startsWith(values.only))
  const secondStrikes = failpoints.filter(name => !name.startsWith('lane.') && !name.startsWith('booking.') && !name.startsWith('cancel.'))
  const cases: (readonly Failpoint[])[] = values.pairs ? chosen.flatMap(first => secondStrikes.map(second => [first, second])) : chosen.map(name => [name])
  let failed = 0
  await mochaGlobalSetup()
  try {
    const left = [...cases]
    const takeTurns = async () => {
      for (let points = left.shift(); points; points = left.shift()) {
        const line = await strike(points).then(
          ({ name, recoveredMs, acknowledged, restarts, struck }) => `ok    ${name}: ${(recoveredMs / 1_000).toFixed(1)} s, ${acknowledged} acknowledged, ${restarts} restarts, ${struck} of ${points!.length} struck`,
          (error: unknown) => { failed++; return `FAIL  ${points.join(' + ')}: ${error instanceof Error ? error.message : String(error)}` })
        process.stdout.write(`${line}\n`)
      }
    }
    await Promise.all(Array.from({ length: Number(values['at-once']) }, takeTurns))
    process.stdout.write(`${cases.length} cases, ${failed} failed\n`)
    process.exitCode = failed === 0 ? 0 : 1
  } finally {
    await mochaGlobalTeardown()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
