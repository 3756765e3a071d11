// Random kills by hand, more of them than a test may take.
//
//   npm run random-kills -- [--count 50] [--every-ms 2000] [--seed N] [--recovery-seconds 1] [--report FILE]
//
// Without `--recovery-seconds`: as a server is started by default.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { onDatabases } from '../by-hand.ts'
import { kills } from './kills.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50' },
    'every-ms': { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'recovery-seconds': { type: 'string' },
    report: { type: 'string' },
  },
})

onDatabases(async databases => {
  const recoverySeconds = Number(values['recovery-seconds']) || undefined
  const [count, everyMs, seed] = [Number(values.count), Number(values['every-ms']), Number(values.seed)]
  const {
    log: _,
    books: { holds, bookings, charges },
    violations,
    ...report
  } = await kills(databases, { count, everyMs, seed, ...(recoverySeconds !== undefined && { recoverySeconds }) })
  const lines = [
    `${count} kills, one every ${everyMs} ms, seed ${seed}, recovery ${recoverySeconds ?? 'as by default'}`,
    JSON.stringify(report, undefined, 2),
    `in the databases: ${holds.length} holds, ${bookings.length} bookings, ${charges.length} charges`,
    `${violations.length} violations`,
    ...violations.slice(0, 20),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (values.report !== undefined) await writeFile(values.report, `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`)
  return violations.length === 0
})
