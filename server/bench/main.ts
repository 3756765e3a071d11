// `npm run bench -- reserve|processes|confirm|read|stream|keys|login-flood|relay|large|search|tables`: measures, prints
// one table, and says which goals are met.
//
//   --seconds N           how long each cell is counted (5)
//   --connections N,N,…   how many buyers at once (64,256,1024)
//   --per-second N        relay: how many facts (1000)
//   --events N            how many events are searched (100000)
//   --holds N             tables: how many holds there are (1000000); large: how many end at once (10000)
//   --bookings N          tables: how many bookings there are (300000); large: those of one event (50000)
//   --against REF         reserve, confirm: this revision beside another one, in alternating rounds; the median of
//                         their ratios counts
//   --rounds N            how many rounds (10, at 256 connections unless said); processes, read, stream, keys,
//                         login-flood: 5
//   --processes N         reserve --against: over how many processes of each revision (1)
//   --min RATIO           ends with 1 where a median is below
//   --json FILE           the results as JSON too
//   --profile VARIANT     writes a CPU profile of that server to ./profiles
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchAgainst, comparisons } from './against.ts'
import { openArena, type Arena } from './arena.ts'
import { benchConfirm } from './confirm.ts'
import { benchKeys } from './keys.ts'
import { benchLarge } from './large.ts'
import { benchLoginFlood } from './login-flood.ts'
import { benchProcesses } from './processes.ts'
import { benchRead } from './read.ts'
import { benchRelay } from './relay.ts'
import { benchReserve } from './reserve.ts'
import { buildRevision } from './revision.ts'
import { benchSearch } from './search.ts'
import { benchStream } from './stream.ts'
import { benchTables } from './tables.ts'
import type { Variant } from './server.ts'

const benches = {
  'reserve': { run: benchReserve, connections: '64,256,1024' },
  'processes': { run: benchProcesses, connections: '256' },
  'confirm': { run: benchConfirm, connections: '64,256,1024' },
  'read': { run: benchRead, connections: '256' },
  'stream': { run: benchStream, connections: '256' },
  'keys': { run: benchKeys, connections: '256' },
  'login-flood': { run: benchLoginFlood, connections: '64' },
  'relay': { run: benchRelay, connections: '64' },
  'large': { run: benchLarge, connections: '16' },
} as const

const {
  values,
  positionals: [name],
} = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string' },
    events: { type: 'string', default: '100000' },
    'per-second': { type: 'string', default: '1000' },
    holds: { type: 'string' },
    bookings: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
    against: { type: 'string' },
    rounds: { type: 'string' },
    processes: { type: 'string', default: '1' },
    min: { type: 'string', default: '0' },
  },
})
const isBench = (given: string): given is keyof typeof benches => Object.hasOwn(benches, given)
const isComparable = (given: string): given is keyof typeof comparisons => Object.hasOwn(comparisons, given)
if (
  name === undefined ||
  !(isBench(name) || name === 'search' || name === 'tables') ||
  (values.against !== undefined && !isComparable(name))
) {
  process.stderr.write(`Usage: npm run bench -- reserve|processes|confirm|read|stream|keys|login-flood|relay|large|
         search|tables [--seconds N] [--connections N,N] [--rounds N] [--per-second N] [--events N] [--holds N]
         [--bookings N] [--json FILE] [--profile VARIANT]
       npm run bench -- reserve|confirm --against REF [--rounds N] [--processes N] [--min RATIO]\n`)
  process.exit(1)
}

const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}
const countedMs = Number(values.seconds) * 1_000
if (name === 'search') {
  const { postgresVersion, ...results } = await benchSearch({ count: Number(values.events), countedMs, say })
  await tell(name, postgresVersion, results)
} else if (name === 'tables') {
  const { postgresVersion, ...results } = await benchTables({
    holds: Number(values.holds ?? 1_000_000),
    bookings: Number(values.bookings ?? 300_000),
    say,
  })
  await tell(name, postgresVersion, results)
} else {
  await inArena(name)
}

async function inArena(bench: keyof typeof benches) {
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
    const results =
      values.against === undefined
        ? await benches[bench].run({
            arena,
            countedMs,
            connections: connectionsOr(benches[bench].connections),
            rounds: Number(values.rounds ?? 5),
            perSecond: Number(values['per-second']),
            holds: Number(values.holds ?? 10_000),
            bookings: Number(values.bookings ?? 50_000),
            say,
          })
        : await against(bench as keyof typeof comparisons, arena, values.against)
    if ('goal' in results && !results.goal.isReached) process.exitCode = 1
    await tell(bench, await arena.postgresVersion(), results)
  } catch (error) {
    if (!interrupted) throw error // else it is only the closing that was met half-way
  } finally {
    if (!interrupted) await arena.close()
  }
}

async function against(bench: keyof typeof comparisons, arena: Arena, ref: string) {
  const other = await buildRevision(ref, say)
  arena.onClose(other.close)
  const results = await benchAgainst(comparisons[bench], {
    arena,
    other,
    countedMs,
    connections: connectionsOr('256'),
    rounds: Number(values.rounds ?? 10),
    processes: Number(values.processes),
    min: Number(values.min),
    say,
  })
  if (!results.isWell) process.exitCode = 1
  return results
}

function connectionsOr(usual: string) {
  return (values.connections ?? usual).split(',').map(Number)
}

async function tell(bench: string, postgres: string, results: object) {
  const [cpu] = cpus()
  const machine = {
    node: process.version,
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    postgres,
  }
  say(
    `\nNode.js ${machine.node}, PostgreSQL ${machine.postgres} (durable as by default), ${machine.cores} × ` +
      `${machine.cpu}, ${machine.memoryGiB} GiB; everything that runs here shares them.`,
  )
  if (values.json)
    await writeFile(
      values.json,
      `${JSON.stringify({ bench, at: new Date().toISOString(), machine, ...results }, null, 2)}\n`,
    )
}
