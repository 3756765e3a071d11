// Reading what everybody reads: one event and what is left of it, from the cache, beside the same server that looks
// nothing up.
import type { ServerProcess } from './arena.ts'
import { measureInTurns } from './in-turns.ts'
import type { LoadedRequest } from './load.ts'
import { cellOf, goalLine, type Cell, type Goal } from './report.ts'
import { endlessSeats, type BenchOptions } from './reserve.ts'

const warmUpMs = 1_000
const wantedShare = 0.9

interface Read {
  readonly way: string
  readonly path: string
  readonly request: LoadedRequest
  readonly status: number
}

export async function benchRead({
  arena,
  countedMs,
  connections,
  rounds,
  say,
}: BenchOptions & { readonly rounds: number }) {
  const lane = await arena.startServer('lane')
  const ceiling = await arena.startServer('read-ceiling')
  const eventId = await arena.freshEvent(lane, endlessSeats)
  const cells: Cell[] = []
  const goals: Goal[] = []
  for (const count of connections) {
    for (const { way, path, request, status } of await readsOf(lane, eventId)) {
      const readAt = async (server: ServerProcess, named: string) => {
        const load = { urls: [server.url], path, connections: count, requests: [request], warmUpMs, countedMs }
        const measured = await arena.load(load)
        return cellOf(named, { connections: count, status, rssBytesMax: (await server.usage()).rssBytesMax }, measured)
      }
      const turns = await measureInTurns(
        () => readAt(lane, way),
        () => readAt(ceiling, `${way}: nothing looked up`),
        { rounds, ratioOf: (own, top) => own.ratePerSecond / top.ratePerSecond, title: '/ ceiling', say },
      )
      const others = turns.cells.reduce((sum, cell) => sum + cell.others, 0)
      if (others > 0) throw new Error(`${others} answers to ${path} had another status than ${status}`)
      cells.push(...turns.cells)
      goals.push({ what: `${way} / ceiling at ${count}`, reached: turns.median, wanted: wantedShare })
    }
  }
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { cells, goals }
}

async function readsOf({ url }: ServerProcess, eventId: string): Promise<readonly Read[]> {
  const event = `/api/v1/events/${eventId}`
  const { headers } = await fetch(url + event)
  return [
    { way: 'event', path: event, request: { method: 'GET' }, status: 200 },
    { way: 'availability', path: `${event}/availability`, request: { method: 'GET' }, status: 200 },
    {
      way: 'event, unchanged',
      path: event,
      request: { method: 'GET', ifNoneMatch: headers.get('etag')! },
      status: 304,
    },
  ]
}
