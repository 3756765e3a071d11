// Reserving on one hot event: how fast, against what, and whether a seat is ever sold twice.
import type { Arena, ServerProcess } from './arena.ts'
import type { Load } from './load.ts'
import { cellLine, cellOf, goalLine, headLine, whole, type Cell, type Goal } from './report.ts'
import type { Variant } from './server.ts'

export interface BenchOptions {
  readonly arena: Arena
  readonly countedMs: number
  readonly connections: readonly number[]
  readonly say: (line: string) => void
}

export const reservePath = '/api/v1/bookings/reserve'
export const warmUpMs = 1_500
/** More than any cell can take. */
export const endlessSeats = 1_000_000
const saleSeats = 10_000
const saleAttempts = 50_000
/** More buyers a second than any server of one process serves. */
const buyersPerSecond = 15_000

const ways: readonly (readonly [Variant, string])[] = [
  ['prototype', 'Koa, router, Ajv, token; no more'],
  ['ceiling', 'this server without the database'],
  ['plain-lock', 'optimistic lock, retried'],
  ['statement', 'one guarded statement each'],
  ['lane', 'lane: one write per batch'],
]

export async function benchReserve({ arena, countedMs, connections, say }: BenchOptions) {
  const servers = new Map<Variant, ServerProcess>()
  // The lane's makes the databases.
  for (const [variant] of ways.toReversed()) servers.set(variant, await arena.startServer(variant))
  const lane = servers.get('lane')!
  const cells: Cell[] = []
  const measured = (cell: Cell, ratios: readonly (number | undefined)[] = []) => {
    cells.push(cell)
    say(cellLine(cell, ratios))
    return cell
  }
  const rates = new Map<string, Cell>()
  const cellAt = (variant: Variant, count: number) => rates.get(`${variant} ${count}`)

  const laneLoad = (eventId: string, over: Partial<Load>) =>
    reserveLoad(arena, eventId, { urls: [lane.url], countedMs, ...over })

  say(headLine(['/ ceiling', '/ plain lock', '/ statement']))
  for (const count of connections) {
    for (const [variant, way] of ways) {
      const server = servers.get(variant)!
      const eventId = await arena.freshEvent(lane, endlessSeats)
      const result = await arena.load(laneLoad(eventId, { urls: [server.url], connections: count }))
      const cell = cellOf(
        way,
        { connections: count, status: 201, rssBytesMax: (await server.usage()).rssBytesMax },
        result,
      )
      rates.set(`${variant} ${count}`, cell)
      measured(
        cell,
        (['ceiling', 'plain-lock', 'statement'] as const).map(base => ratio(cell, cellAt(base, count))),
      )
      if (variant !== 'prototype' && variant !== 'ceiling') await assertNotOversold(arena, eventId, endlessSeats)
    }
  }

  const soldOutEvent = await arena.freshEvent(lane, 1)
  await arena.load(laneLoad(soldOutEvent, { connections: 1, warmUpMs: 0, countedMs: 100 }))
  const refusals = measured(
    cellOf('lane: sold out, refused', { connections: 256, status: 409 }, await arena.load(laneLoad(soldOutEvent, {}))),
  )

  const boundedEvent = await arena.freshEvent(lane, endlessSeats, { defaultBounds: true })
  const buyers = Array.from({ length: Math.round((buyersPerSecond * (warmUpMs + countedMs)) / 1_000) }, (_, n) => ({
    token: arena.organizerToken,
    body: JSON.stringify({ eventId: boundedEvent, quantity: 1, buyer: { reference: `buyer-${n}` } }),
  }))
  const bounded = cellOf(
    'lane: default bounds, a buyer each',
    { connections: 256, status: 201 },
    await arena.load(laneLoad(boundedEvent, { requests: buyers, once: true })),
  )
  measured(bounded, [ratio(bounded, cellAt('ceiling', 256))])
  await assertNotOversold(arena, boundedEvent, endlessSeats)

  for (const variant of ['plain-lock', 'statement'] as const) await servers.get(variant)!.close()

  const sale = await sellOut(arena, lane, laneLoad)
  say(
    `\n${whole(saleAttempts)} attempts at ${whole(saleSeats)} seats, 256 at a time: ` +
      `${sale.seconds.toFixed(1)} s, ${whole(sale.held)} held, ${whole(sale.refused)} refused, ` +
      `${whole(sale.others)} other answers, ${sale.oversold} oversold.`,
  )

  const goals: Goal[] = []
  const goal = (what: string, reached: number | undefined, wanted: number, over: Partial<Goal> = {}) => {
    if (reached !== undefined) goals.push({ what, reached, wanted, ...over })
  }
  for (const count of connections) {
    const cell = cellAt('lane', count)
    goal(`lane / ceiling at ${count}`, ratio(cell, cellAt('ceiling', count)), shareOfCeilingAt(count))
    goal(`lane / plain lock at ${count}`, ratio(cell, cellAt('plain-lock', count)), 25)
    goal(`lane / statement at ${count}`, ratio(cell, cellAt('statement', count)), 6)
    goal(`ceiling / prototype at ${count}`, ratio(cellAt('ceiling', count), cellAt('prototype', count)), 0.8)
  }
  goal('refusals / ceiling at 256', ratio(refusals, cellAt('ceiling', 256)), 0.9)
  const at256 = cellAt('lane', 256),
    ceilingAt256 = cellAt('ceiling', 256)
  if (at256 && ceilingAt256) goal("p99 / ceiling's p99 at 256", at256.p99Ms / ceilingAt256.p99Ms, 2, { atMost: true })
  goal("memory of the lane's server", (await lane.usage()).rssBytesMax / 1e6, 250, { unit: ' MB', atMost: true })
  goal('oversold', sale.oversold, 0, { atMost: true })
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { cells, sale, goals }
}

/** With few buyers a batch is small, and its commit costs each of them more; with many, memory and sockets do. */
function shareOfCeilingAt(connections: number) {
  if (connections < 256) return 0.6
  return connections > 512 ? 0.5 : 0.7
}

const ratio = (one: Cell | undefined, other: Cell | undefined) =>
  one && other && one.ratePerSecond / other.ratePerSecond

/** One seat each, for one buyer after the other. */
export const reserveLoad = (arena: Arena, eventId: string, over: Pick<Load, 'urls'> & Partial<Load>): Load => ({
  path: reservePath,
  connections: 256,
  requests: arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) })),
  warmUpMs,
  ...over,
})

async function sellOut(arena: Arena, lane: ServerProcess, laneLoad: (eventId: string, over: Partial<Load>) => Load) {
  const eventId = await arena.freshEvent(lane, saleSeats)
  const { requests } = laneLoad(eventId, {})
  const attempts = Array.from({ length: saleAttempts }, (_, n) => requests[n % requests.length]!)
  const { seconds, statuses } = await arena.load(
    laneLoad(eventId, { requests: attempts, once: true, warmUpMs: 0, countedMs: undefined }),
  )
  const oversold = await assertNotOversold(arena, eventId, saleSeats)
  const held = statuses[201] ?? 0,
    refused = statuses[409] ?? 0
  if (held !== saleSeats) throw new Error(`${held} of ${saleSeats} seats were sold`)
  return { seconds, held, refused, others: saleAttempts - held - refused, oversold }
}

/** Counts in SQL what holds take, against what there is and what the counters say; throws when they differ. */
export async function assertNotOversold({ events }: Arena, eventId: string, capacity: number): Promise<number> {
  const {
    rows: [row],
  } = await events.query<{ taken: string; counted: string; moved: string }>(
    `
    select (select coalesce(sum(quantity), 0) from holds
      where event_id = $1 and state in ('held', 'confirming', 'sold')) as taken,
      (select held_seats + sold_seats from inventory where event_id = $1) as counted,
      (select coalesce(sum(case when target in ('held', 'sold') then quantity else 0 end - case
        when source in ('held', 'sold') then quantity else 0 end), 0)
        from movements where event_id = $1 and scope in ('seat', 'event')) as moved`,
    [eventId],
  )
  const taken = Number(row!.taken)
  if (taken !== Number(row!.counted) || taken !== Number(row!.moved))
    throw new Error(`event ${eventId}: holds take ${taken}, counters say ${row!.counted}, the ledger ${row!.moved}`)
  return Math.max(0, taken - capacity)
}
