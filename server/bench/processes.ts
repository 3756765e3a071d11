// Several processes on one hot event beside one, in alternating rounds, and what each part of the machine does
// meanwhile: whether several are slower because they get in each other's way, or because there is no more machine.
import { cpus } from 'node:os'
import type { Arena, ServerProcess } from './arena.ts'
import { cellOf, headLine, cellLine, quantile, type Cell, type Goal } from './report.ts'
import { assertNotOversold, endlessSeats, reserveLoad, warmUpMs, type BenchOptions } from './reserve.ts'

export interface ProcessesOptions extends BenchOptions {
  readonly rounds: number
}

/** What one measurement used, as shares of one core, and did, warm-up and all. */
interface Work {
  readonly servers: readonly number[]
  readonly postgres: number | null
  readonly generator: number
  readonly reserves: number
  readonly batches: number
  readonly conflicts: number
  readonly commits: number
}

const counts = [1, 2, 3] as const
const goalRatio = 0.85

export async function benchProcesses({ arena, countedMs, connections, rounds, say }: ProcessesOptions) {
  const servers: ServerProcess[] = []
  for (const _ of counts) servers.push(await arena.startServer('lane'))
  const cells: Cell[] = []
  const works: { readonly connections: number; readonly processes: number; readonly work: Work }[] = []
  const goals: Goal[] = []
  say(headLine(['/ 1 process']))
  for (const count of connections) {
    const ratios = new Map<number, number[]>(counts.map(processes => [processes, []]))
    for (let n = 0; n < rounds; n++) {
      const rates = new Map<number, Cell>()
      for (const processes of n % 2 === 0 ? counts : counts.toReversed()) {
        const { cell, work } = await measured(arena, servers.slice(0, processes), count, countedMs)
        rates.set(processes, cell)
        works.push({ connections: count, processes, work })
      }
      const one = rates.get(1)!
      for (const processes of counts) {
        const cell = rates.get(processes)!
        const ratio = cell.ratePerSecond / one.ratePerSecond
        ratios.get(processes)!.push(ratio)
        cells.push(cell)
        say(cellLine(cell, [ratio]))
      }
    }
    for (const processes of counts.slice(1))
      goals.push({
        what: `${processes} processes / 1 at ${count}, median of ${rounds}`,
        reached: quantile(
          ratios.get(processes)!.toSorted((a, b) => a - b),
          0.5,
        ),
        wanted: goalRatio,
      })
  }
  for (const server of servers) await server.close()
  say(`\nOf ${cpus().length} cores were used, and for each reserve was done:`)
  say(workHead)
  for (const { connections: count, processes, work } of works) say(workLine(count, processes, work))
  return { cells, works, goals }
}

async function measured(
  arena: Arena,
  servers: readonly ServerProcess[],
  connections: number,
  countedMs: number,
): Promise<{ cell: Cell; work: Work }> {
  const eventId = await arena.freshEvent(servers[0]!, endlessSeats)
  const usages = () => Promise.all([arena.postgresUsage(), ...servers.map(server => server.usage())])
  const [postgresBefore, ...before] = await usages()
  const load = await arena.load(
    reserveLoad(arena, eventId, { urls: servers.map(({ url }) => url), connections, countedMs }),
  )
  const [postgresAfter, ...after] = await usages()
  await assertNotOversold(arena, eventId, endlessSeats)

  const share = (ms: number) => ms / (warmUpMs + countedMs)
  const sum = (of: 'batches' | 'commands' | 'conflicts') =>
    after.reduce((all, { lanes }, n) => all + lanes[of] - before[n]!.lanes[of], 0)
  return {
    cell: cellOf(
      `lane: ${servers.length} ${servers.length === 1 ? 'process' : 'processes'}`,
      { connections, processes: servers.length, status: 201 },
      load,
    ),
    work: {
      servers: after.map(({ cpuMs }, n) => share(cpuMs - before[n]!.cpuMs)),
      postgres: postgresAfter.cpuMs === null ? null : share(postgresAfter.cpuMs - postgresBefore.cpuMs!),
      generator: share(load.cpuMs),
      reserves: sum('commands'),
      batches: sum('batches'),
      conflicts: sum('conflicts'),
      commits: postgresAfter.commits - postgresBefore.commits,
    },
  }
}

const workHead = [
  'connections',
  'processes',
  'servers'.padStart(14),
  'PostgreSQL',
  'generator',
  'of all',
  'commands / batch',
  'commits / reserve',
  'conflicts / reserve',
].join('  ')

function workLine(
  connections: number,
  processes: number,
  { servers, postgres, generator, reserves, batches, conflicts, commits }: Work,
) {
  const all = servers.reduce((sum, each) => sum + each, 0) + (postgres ?? 0) + generator
  return [
    String(connections).padStart(11),
    String(processes).padStart(9),
    servers
      .map(each => each.toFixed(2))
      .join(' ')
      .padStart(14),
    (postgres === null ? '?' : postgres.toFixed(2)).padStart(10),
    generator.toFixed(2).padStart(9),
    `${Math.round((100 * all) / cpus().length)} %`.padStart(6),
    (reserves / batches).toFixed(1).padStart(16),
    (commits / reserves).toFixed(4).padStart(17),
    (conflicts / reserves).toFixed(4).padStart(19),
  ].join('  ')
}
