// Buyers of another event, at a steady pace: what they notice of whatever a server does besides.
import type { Arena, ServerProcess } from '../arena.ts'
import { cellOf, type Cell } from '../report.ts'
import { endlessSeats, reservePath } from '../reserve.ts'

const perSecond = 200
const connections = 16
const warmUpMs = 1_000

export async function reserveElsewhere(
  { arena, server }: { readonly arena: Arena; readonly server: ServerProcess },
  { way, countedMs }: { readonly way: string; readonly countedMs: number },
): Promise<Cell> {
  const eventId = await arena.makeEvent(server.url, { capacity: endlessSeats })
  return cellOf(
    way,
    { connections, status: 201 },
    await arena.loadBeside({
      urls: [server.url],
      path: reservePath,
      connections,
      perSecond,
      requests: arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) })),
      warmUpMs,
      countedMs,
    }),
  )
}
