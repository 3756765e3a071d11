// The soak by hand, longer than a test may take.
//
//   npm run soak -- [--processes 3] [--seats 200] [--waiting 300] [--seconds 60] [--seed N]
import { parseArgs } from 'node:util'
import { cloneDatabases } from '../support/databases.ts'
import { mochaGlobalSetup, mochaGlobalTeardown } from '../support/global.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' }, seats: { type: 'string', default: '200' }, waiting: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})

async function main() {
  const { processes, seats, waiting, seconds, seed } = values
  process.stdout.write(`${processes} processes, ${seats} seats, ${waiting} waiting, ${seconds} s, seed ${seed}\n`)
  await mochaGlobalSetup()
  const databases = await cloneDatabases()
  try {
    const { violations, ...report } = await soak(databases, { processes: Number(processes), seats: Number(seats), waiting: Number(waiting), seconds: Number(seconds), seed: Number(seed) })
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n${violations.length} violations\n`)
    for (const violation of violations.slice(0, 20)) process.stdout.write(`VIOLATION ${violation}\n`)
    process.exitCode = violations.length === 0 && report.offers > 0 && report.slowestOfferMs <= 1_000 ? 0 : 1
  } finally {
    await databases.close()
    await mochaGlobalTeardown()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
