// `npm run bench -- reserve|confirm`: measures, prints one table, and says which goals are met.
//
//   --seconds N           how long each cell is counted (5)
//   --connections N,N,…   how many buyers at once (64,256,1024)
//   --json FILE           the results as JSON too
//   --profile VARIANT     writes a CPU profile of that server to ./profiles
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { openArena } from './arena.ts'
import { benchConfirm } from './confirm.ts'
import { benchReserve } from './reserve.ts'
import type { Variant } from './server.ts'

const benches = { reserve: benchReserve, confirm: benchConfirm } as const

const { values, positionals: [name] } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '5' }, connections: { type: 'string', default: '64,256,1024' }, json: { type: 'string' }, profile: { type: 'string' } },
})
if (name !== 'reserve' && name !== 'confirm') {
  process.stderr.write('Usage: npm run bench -- reserve|confirm [--seconds N] [--connections N,N] [--json FILE] [--profile VARIANT]\n')
  process.exit(1)
}

const arena = await openArena({ profile: values.profile as Variant | undefined })
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupted) process.exit(130)
    interrupted = true
    void arena.close().finally(() => process.exit(130))
  })
}
try {
  const results = await benches[name]({ arena, countedMs: Number(values.seconds) * 1_000, connections: values.connections.split(',').map(Number), say: line => { process.stdout.write(`${line}\n`) } })
  const [cpu] = cpus()
  const machine = { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), postgres: await arena.postgresVersion() }
  process.stdout.write(`\nNode.js ${machine.node}, PostgreSQL ${machine.postgres} (durable as by default), ${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB; servers, PostgreSQL and load generator share them.\n`)
  if (values.json) await writeFile(values.json, `${JSON.stringify({ bench: name, at: new Date().toISOString(), machine, ...results }, null, 2)}\n`)
} catch (error) {
  if (!interrupted) throw error // else it is only the closing that was met half-way
} finally {
  if (!interrupted) await arena.close()
}
