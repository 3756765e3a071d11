// An event with many bookings is called off, and its server is killed half-way: how fast it goes, how soon another one
// goes on, what is said of how far it is, and what the buyers of another event notice.
import { setTimeout as delay } from 'node:timers/promises'
import type { Arena, ServerProcess } from '../arena.ts'
import { cellLine, headLine, whole, type Cell } from '../report.ts'
import { reserveElsewhere } from './elsewhere.ts'
import type { Pools } from './fill.ts'

export interface CancellationResult {
  readonly bookings: number
  readonly perSecond: number
  readonly wholeMs: number
  /** From the kill to the first seat that the other server has given back. */
  readonly resumedMs: number | undefined
  /** Bookings that are repaid, each once. */
  readonly refunds: number
  /** How many seats were said to have been given back, one look after the other. */
  readonly told: readonly number[]
  readonly beside: Cell | undefined
}

const lookEveryMs = 100
const overMsMax = 600_000

interface Options {
  readonly arena: Arena
  readonly server: ServerProcess
  readonly pools: Pools
  readonly eventId: string
  readonly count: number
  readonly say: (line: string) => void
}

/**
 * The server that is running in the end, and how it went. `killedAt`: the share of seats at which it is killed, after
 * the buyers of another event were counted for so long.
 */
export async function measureCancellation(
  { arena, server, pools, eventId, count, say }: Options,
  killed?: { readonly killedAt: number; readonly countedMs: number },
): Promise<{ readonly server: ServerProcess; readonly result: CancellationResult }> {
  const seats = await seatsLeft(pools, eventId)
  const progress = watchProgress(arena, eventId, seats)
  const startedMs = performance.now()
  await asOrganizer(arena, server, eventId, 'POST', '/cancel')

  let running = server
  let resumedMs: number | undefined
  let beside: Cell | undefined
  if (killed) {
    beside = await reserveElsewhere(
      { arena, server },
      { way: `reserve elsewhere, ${whole(count)} cancelled`, countedMs: killed.countedMs },
    )
    say(`${headLine()}\n${cellLine(beside)}`)
    await until(async () => (await seatsLeft(pools, eventId)) <= (1 - killed.killedAt) * seats, progress.look(running))
    await running.kill()
    const killedMs = performance.now()
    const left = await seatsLeft(pools, eventId)
    running = await arena.startServer('lane')
    await until(async () => left === 0 || (await seatsLeft(pools, eventId)) < left)
    resumedMs = performance.now() - killedMs
    say(`killed with ${whole(left)} of ${whole(seats)} seats left; another server goes on after ${whole(resumedMs)} ms`)
  }
  await until(async () => (await progress.look(running)()) === 'complete')
  const wholeMs = performance.now() - startedMs
  await until(async () => (await unsettledOf(pools, eventId)) === 0)
  const result = {
    bookings: count,
    perSecond: (count * 1_000) / wholeMs,
    wholeMs,
    resumedMs,
    refunds: await refundsOf(pools, eventId),
    told: progress.told,
    beside,
  }
  say(`${whole(count)} bookings cancelled and repaid in ${whole(wholeMs)} ms: ${whole(result.perSecond)} a second`)
  return { server: running, result }
}

async function asOrganizer(arena: Arena, { url }: ServerProcess, eventId: string, method: string, path: string) {
  const answer = await fetch(`${url}/api/v1/admin/events/${eventId}${path}`, {
    method,
    headers: { authorization: `Bearer ${arena.organizerToken}` },
  })
  if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

/** What the server says of how far it is; throws where that ever goes back. */
function watchProgress(arena: Arena, eventId: string, seats: number) {
  const told: number[] = []
  return {
    told,
    look: (server: ServerProcess) => async (): Promise<string> => {
      const { cancellation } = (await asOrganizer(arena, server, eventId, 'GET', '/stats')) as {
        cancellation: { readonly status: string; readonly seatsTotal: number; readonly seatsReturned: number }
      }
      const { status, seatsTotal, seatsReturned } = cancellation
      if (seatsTotal !== seats || seatsReturned < (told.at(-1) ?? 0))
        throw new Error(`${seatsReturned} of ${seatsTotal} seats are said to be back, after ${told.at(-1)} of ${seats}`)
      told.push(seatsReturned)
      return status
    },
  }
}

async function seatsLeft({ events }: Pools, eventId: string): Promise<number> {
  const {
    rows: [row],
  } = await events.query<{ left: number }>(
    'select held_seats + sold_seats as left from inventory where event_id = $1',
    [eventId],
  )
  return row!.left
}

async function unsettledOf({ bookings }: Pools, eventId: string): Promise<number> {
  const {
    rows: [row],
  } = await bookings.query<{ n: number }>(
    `select count(*)::integer as n from bookings where event_id = $1 and due_at is not null`,
    [eventId],
  )
  return row!.n
}

async function refundsOf({ bookings }: Pools, eventId: string): Promise<number> {
  const {
    rows: [row],
  } = await bookings.query<{ n: number }>(
    `select count(distinct refunds.booking_id)::integer as n
    from refunds join bookings on bookings.id = refunds.booking_id and bookings.user_id = refunds.user_id
    where bookings.event_id = $1 and refunds.status = 'succeeded' and bookings.status = 'cancelled'`,
    [eventId],
  )
  return row!.n
}

/** `beside`: done between the looks. */
async function until(isOver: () => Promise<boolean>, beside?: () => Promise<unknown>) {
  const untilMs = performance.now() + overMsMax
  while (!(await isOver())) {
    if (performance.now() > untilMs) throw new Error('it has taken too long')
    await beside?.()
    await delay(lookEveryMs)
  }
}

/** What the audit finds wrong with an event. */
export async function violationsOf(arena: Arena, server: ServerProcess, eventId: string): Promise<readonly object[]> {
  const { checks } = (await asOrganizer(arena, server, eventId, 'GET', '/audit')) as {
    checks: readonly { readonly name: string; readonly violations: readonly object[] }[]
  }
  return checks.flatMap(({ name, violations }) => violations.map(violation => ({ name, ...violation })))
}
