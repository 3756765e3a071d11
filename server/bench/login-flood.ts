// Reserving while strangers try to sign in as fast as they are answered: hashing passwords takes cores, and must not
// take them from those who buy.
import type { Arena, ServerProcess } from './arena.ts'
import { measureInTurns } from './in-turns.ts'
import type { Load } from './load.ts'
import { cellOf, goalLine, whole, type Cell, type Goal } from './report.ts'
import { endlessSeats, reservePath, type BenchOptions } from './reserve.ts'

const warmUpMs = 1_500
/** More than may wait for their turn to be hashed, so that some are refused all the while. */
const strangers = 256
const loginPath = '/api/v1/auth/login'

interface Measuring {
  readonly arena: Arena
  readonly server: ServerProcess
  readonly eventId: string
  readonly connections: number
  readonly countedMs: number
}

export async function benchLoginFlood({
  arena,
  countedMs,
  connections,
  rounds,
  say,
}: BenchOptions & { readonly rounds: number }) {
  const server = await arena.startServer('lane')
  const cells: Cell[] = []
  const goals: Goal[] = []
  for (const count of connections) {
    const eventId = await arena.freshEvent(server, endlessSeats)
    const measuring = { arena, server, eventId, connections: count, countedMs }
    const signIns: string[] = []
    const turns = await measureInTurns(
      async () => {
        const { cell, answered } = await reserveInFlood(measuring)
        signIns.push(answered)
        return cell
      },
      () => reserveInPeace(measuring),
      { rounds, ratioOf: (flood, peace) => flood.p99Ms / peace.p99Ms, title: '/ p99', say },
    )
    say(`sign-ins, by round: ${signIns.join('; ')}`)
    cells.push(...turns.cells)
    goals.push({ what: `p99 in a login flood / without at ${count}`, reached: turns.median, wanted: 2, atMost: true })
  }
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { cells, goals }
}

async function reserveInPeace(measuring: Measuring): Promise<Cell> {
  const { arena, connections } = measuring
  return cellOf('reserve', { connections, status: 201 }, await arena.load(reserving(measuring)))
}

/** The flood begins before, and ends after what is counted. */
async function reserveInFlood(measuring: Measuring): Promise<{ cell: Cell; answered: string }> {
  const { arena, server, connections, countedMs } = measuring
  const flood = arena.loadBeside({
    urls: [server.url],
    path: loginPath,
    connections: strangers,
    requests: Array.from({ length: 10_000 }, (_, n) => ({
      token: '',
      body: JSON.stringify({ email: `stranger-${n}@example.com`, password: 'correct horse battery' }),
    })),
    warmUpMs: 0,
    countedMs: warmUpMs + countedMs + 500,
  })
  const [reserved, { seconds, statuses }] = await Promise.all([arena.load(reserving(measuring)), flood])
  const perSecond = (status: number) => whole((statuses[status] ?? 0) / seconds)
  return {
    cell: cellOf(`reserve, and ${strangers} sign in`, { connections, status: 201 }, reserved),
    answered: `${perSecond(401)}/s hashed and refused, ${perSecond(503)}/s overloaded`,
  }
}

const reserving = ({ arena, server, eventId, connections, countedMs }: Measuring): Load => ({
  urls: [server.url],
  path: reservePath,
  connections,
  requests: arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) })),
  warmUpMs,
  countedMs,
})
