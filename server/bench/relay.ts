// How soon a fact is in the feed: reservations at a steady pace, of which their buyer and the organizer want to hear.
import { setTimeout as delay } from 'node:timers/promises'
import type { Arena } from './arena.ts'
import { endlessSeats, reservePath } from './reserve.ts'

export interface RelayBenchOptions {
  readonly arena: Arena
  readonly countedMs: number
  readonly perSecond: number
  readonly say: (line: string) => void
}

export interface RelayResults {
  readonly factsPerSecond: number
  readonly messages: number
  /** From a fact to when a reader of the feed finds its message, by PostgreSQL's clock. */
  readonly p50Ms: number
  readonly p99Ms: number
  readonly goal: { readonly p99MsMax: number; readonly isReached: boolean }
}

const warmUpMs = 3_000
const connections = 64
const readEveryMs = 10
const p99MsMax = 2_000
const lastWaitMs = 30_000

export async function benchRelay({ arena, countedMs, perSecond, say }: RelayBenchOptions): Promise<RelayResults> {
  const server = await arena.startServer('listening')
  const eventId = await arena.freshEvent(server, endlessSeats)
  const reader = readFeed(arena, eventId)
  const { statuses, seconds } = await arena.load({
    urls: [server.url],
    path: reservePath,
    connections,
    perSecond,
    requests: arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) })),
    warmUpMs,
    countedMs,
  })
  const { rows } = await arena.events.query<{ holds: number }>(
    'select count(*)::integer as holds from holds where event_id = $1',
    [eventId],
  )
  const facts = rows[0]!.holds
  const lagsMs = await reader.until(2 * facts)
  await server.close()

  const counted = lagsMs.slice(Math.floor((lagsMs.length * warmUpMs) / (warmUpMs + countedMs))).sort((a, b) => a - b)
  const quantile = (share: number) => counted[Math.min(counted.length - 1, Math.floor(counted.length * share))] ?? NaN
  const [p50Ms, p99Ms] = [quantile(0.5), quantile(0.99)]
  const factsPerSecond = (statuses[201] ?? 0) / seconds
  say(`${factsPerSecond.toFixed(0)} facts a second, ${lagsMs.length} messages of ${facts} facts`)
  say(`from fact to feed: p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms (goal: at most ${p99MsMax} ms)`)
  const goal = { p99MsMax, isReached: p99Ms <= p99MsMax && factsPerSecond >= 0.95 * perSecond }
  return { factsPerSecond, messages: lagsMs.length, p50Ms, p99Ms, goal }
}

/** Reads on and on as a reader of the feed does, and notes how old each message is when it is found. */
function readFeed({ bookings }: Arena, eventId: string) {
  const lagsMs: number[] = []
  let place = 0
  let isOver = false
  const reading = (async () => {
    while (!isOver) {
      const { rows } = await bookings.query<{ place: string; lag: number }>(
        `select place, extract(epoch from clock_timestamp() - occurred_at)::double precision * 1000 as lag
        from messages where place > $1 and event_id = $2 and type = 'reservation.created' order by place limit 10000`,
        [place, eventId],
      )
      for (const { lag } of rows) lagsMs.push(lag)
      if (rows.length > 0) place = Number(rows.at(-1)!.place)
      await delay(readEveryMs)
    }
  })()

  return {
    /** How old they were, in the order of the feed, once there are so many. */
    async until(count: number): Promise<number[]> {
      const untilMs = performance.now() + lastWaitMs
      while (lagsMs.length < count && performance.now() < untilMs) await delay(readEveryMs)
      isOver = true
      await reading
      if (lagsMs.length !== count) throw new Error(`${lagsMs.length} messages are told, not ${count}`)
      return lagsMs
    },
  }
}
