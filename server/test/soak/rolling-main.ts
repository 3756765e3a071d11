// Rolling restarts by hand, more of them than a test has time for.
//
//   npm run rolling -- [--restarts 20] [--shoppers 16] [--kill]
import { parseArgs } from 'node:util'
import { cloneDatabases } from '../support/databases.ts'
import { mochaGlobalSetup, mochaGlobalTeardown } from '../support/global.ts'
import { roll } from './rolling.ts'

const { values } = parseArgs({ options: { restarts: { type: 'string', default: '20' }, shoppers: { type: 'string', default: '16' }, kill: { type: 'boolean', default: false } } })

async function main() {
  await mochaGlobalSetup()
  const databases = await cloneDatabases()
  try {
    const { failures, ...report } = await roll(databases, { restarts: Number(values.restarts), shoppers: Number(values.shoppers), ending: values.kill ? 'SIGKILL' : 'SIGTERM' })
    process.stdout.write(`${JSON.stringify(report)}\n${failures.length} requests failed\n`)
    for (const { what, status, detail } of failures.slice(0, 20)) process.stdout.write(`FAILED ${what}: ${status ?? 'no answer'} ${detail}\n`)
    process.exitCode = failures.length === 0 && report.lost === 0 && report.clean ? 0 : 1
  } finally {
    await databases.close()
    await mochaGlobalTeardown()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
