// Rolling restarts by hand, more of them than a test has time for.
//
//   npm run rolling-restart -- [--restarts 20] [--buyers 16] [--kill]
import { parseArgs } from 'node:util'
import { onDatabases } from '../by-hand.ts'
import { roll } from './rolling.ts'

const { values } = parseArgs({
  options: {
    restarts: { type: 'string', default: '20' },
    buyers: { type: 'string', default: '16' },
    kill: { type: 'boolean', default: false },
  },
})

onDatabases(async databases => {
  const { failures, ...report } = await roll(databases, {
    restarts: Number(values.restarts),
    buyers: Number(values.buyers),
    ending: values.kill ? 'SIGKILL' : 'SIGTERM',
  })
  process.stdout.write(`${JSON.stringify(report)}\n${failures.length} requests failed\n`)
  for (const { what, status, detail } of failures.slice(0, 20))
    process.stdout.write(`FAILED ${what}: ${status ?? 'no answer'} ${detail}\n`)
  return failures.length === 0 && report.lost === 0 && report.clean
})
