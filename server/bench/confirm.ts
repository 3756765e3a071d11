// Confirming what was reserved: two databases and the sandbox provider behind every booking.
import type { Arena } from './arena.ts'
import type { Measured } from './load.ts'
import { cellLine, cellOf, goalLine, headLine, type Cell, type Goal } from './report.ts'
import { endlessSeats, reservePath, type BenchOptions } from './reserve.ts'

const confirmPath = '/api/v1/bookings/confirm'
const warmUpMs = 1_500
/** How many confirmations a second are prepared for. */
const preparedPerSecond = 12_000

export async function benchConfirm({ arena, countedMs, connections, say }: BenchOptions) {
  const lane = await arena.startServer('lane')
  const ceiling = await arena.startServer('ceiling')
  const cells: Cell[] = []
  const goals: Goal[] = []
  say(headLine(['/ ceiling']))
  for (const count of connections) {
    const eventId = await arena.freshEvent(lane, endlessSeats)
    const bodies = arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) }))
    const top = cellOf(
      'reserve without the database',
      { connections: count, status: 201 },
      await arena.load({
        urls: [ceiling.url],
        path: reservePath,
        connections: count,
        requests: bodies,
        warmUpMs,
        countedMs,
      }),
    )

    const confirmed = await confirmLoads(arena, { url: lane.url, eventId, connections: count, countedMs })
    const cell = cellOf(
      'confirm, sandbox, two databases',
      { connections: count, status: 201, rssBytesMax: (await lane.usage()).rssBytesMax },
      confirmed,
    )
    const share = cell.ratePerSecond / top.ratePerSecond
    say(cellLine(top))
    say(cellLine(cell, [share]))
    cells.push(top, cell)
    goals.push({ what: `confirm / ceiling at ${count}`, reached: share, wanted: 0.35 })
  }
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { cells, goals }
}

/** Reserves as many seats as can be confirmed in the time, and counts while they are confirmed. */
export async function confirmLoads(
  arena: Arena,
  { url, eventId, connections, countedMs }: { url: string; eventId: string; connections: number; countedMs: number },
): Promise<Measured> {
  const bodies = arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) }))
  const needed = Math.round((preparedPerSecond * (warmUpMs + countedMs)) / 1_000)
  const reserving = Array.from({ length: needed }, (_, n) => bodies[n % bodies.length]!)
  const { ids } = await arena.load({
    urls: [url],
    path: reservePath,
    connections: 256,
    requests: reserving,
    once: true,
    warmUpMs: 0,
    keepIds: true,
  })
  const requests = ids!.map(([number, id]) => ({
    token: reserving[number]!.token,
    body: JSON.stringify({ reservationId: id, payment: { token: 'tok_ok' } }),
  }))
  return arena.load({ urls: [url], path: confirmPath, connections, requests, once: true, warmUpMs, countedMs })
}
