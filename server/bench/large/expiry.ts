// Many holds that end within one second: how soon their seats are back, and what the buyers of another event notice.
import { setTimeout as delay } from 'node:timers/promises'
import type { Arena, ServerProcess } from '../arena.ts'
import { cellLine, headLine, whole, type Cell } from '../report.ts'
import { endlessSeats } from '../reserve.ts'
import { reserveElsewhere } from './elsewhere.ts'
import { fillHolds, type Pools } from './fill.ts'

export interface ExpiryResult {
  readonly holds: number
  /** From the end of the first hold, and of the last one, to when all seats were back. */
  readonly sinceFirstMs: number
  readonly sinceLastMs: number
  /** The longest that a hold stood past its end. */
  readonly latestMs: number
  readonly quiet: Cell
  readonly beside: Cell
}

/** Holds begin to end so long after they were made: by then the others are being counted. */
const inMs = 2_500
const lookEveryMs = 20
const overMsMax = 120_000

export async function measureExpiry(
  { arena, server, pools }: { arena: Arena; server: ServerProcess; pools: Pools },
  { count, after, countedMs }: { readonly count: number; readonly after: number; readonly countedMs: number },
  say: (line: string) => void,
): Promise<ExpiryResult> {
  const eventId = await arena.makeEvent(server.url, { capacity: endlessSeats })
  say(headLine(['p99 ratio']))
  const quiet = await reserveElsewhere({ arena, server }, { way: 'reserve elsewhere, in peace', countedMs })
  say(cellLine(quiet))
  await fillHolds(pools, { eventId, count, after }, { inMs })
  const [beside, times] = await Promise.all([
    reserveElsewhere(
      { arena, server },
      { way: `reserve elsewhere, ${whole(count)} holds end`, countedMs: inMs + countedMs },
    ),
    untilAllAreBack(pools, eventId),
  ])
  say(cellLine(beside, [beside.p99Ms / quiet.p99Ms]))
  return { holds: count, ...times, quiet, beside }
}

async function untilAllAreBack({ events }: Pools, eventId: string) {
  const {
    rows: [ends],
  } = await events.query<{ first: Date; last: Date }>(
    `select min(expires_at) as first, max(expires_at) as last from holds where event_id = $1 and state = 'held'`,
    [eventId],
  )
  const untilMs = performance.now() + overMsMax
  let latestMs = 0
  for (;;) {
    const {
      rows: [row],
    } = await events.query<{ now: Date; held: number; oldest: Date | null }>(
      `select clock_timestamp() as now, held_seats as held,
        (select expires_at from holds where state = 'held' order by expires_at limit 1) as oldest
      from inventory where event_id = $1`,
      [eventId],
    )
    const { now, held, oldest } = row!
    if (oldest) latestMs = Math.max(latestMs, now.getTime() - oldest.getTime())
    if (held === 0)
      return {
        sinceFirstMs: now.getTime() - ends!.first.getTime(),
        sinceLastMs: now.getTime() - ends!.last.getTime(),
        latestMs,
      }
    if (performance.now() > untilMs) throw new Error(`${held} seats are still held`)
    await delay(lookEveryMs)
  }
}
