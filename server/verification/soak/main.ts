// The soak by hand, longer than a test may take.
//
//   npm run soak -- [--processes 3] [--seats 200] [--waiting 300] [--seconds 60] [--seed N]
import { parseArgs } from 'node:util'
import { onDatabases } from '../by-hand.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    seats: { type: 'string', default: '200' },
    waiting: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})

onDatabases(async databases => {
  const { processes, seats, waiting, seconds, seed } = values
  process.stdout.write(`${processes} processes, ${seats} seats, ${waiting} waiting, ${seconds} s, seed ${seed}\n`)
  const { violations, ...report } = await soak(databases, {
    processes: Number(processes),
    seats: Number(seats),
    waiting: Number(waiting),
    seconds: Number(seconds),
    seed: Number(seed),
  })
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n${violations.length} violations\n`)
  for (const violation of violations.slice(0, 20)) process.stdout.write(`VIOLATION ${violation}\n`)
  return violations.length === 0 && report.offers > 0 && report.slowestOfferMs <= 1_000
})
