// An event with many bookings is called off, and its server is killed half-way: how fast it goes, how soon another one
// goes on, and what is said of how far it is.
import { setTimeout as delay } from 'node:timers/promises'
import type { Arena, ServerProcess } from '../arena.ts'
import { whole } from '../report.ts'
import type { Pools } from './fill.ts'

export interface CancellationResult {
  readonly bookings: number
  readonly perSecond: number
  /** From the start of the second server to the first booking that is cancelled by it. */
  readonly resumedMs: number | undefined
  readonly wholeMs: number
  /** Refunds that were asked for once and succeeded. */
  readonly refunds: number
}

const lookEveryMs = 200
const overMsMax = 600_000

interface Options {
  readonly arena: Arena
  readonly server: ServerProcess
  readonly pools: Pools
  readonly eventId: string
  readonly count: number
  readonly say: (line: string) => void
}

/** The server that is running in the end, and how it went. `killedAt`: the share of bookings at which it is killed. */
export async function measureCancellation(
  { arena, server, pools, eventId, count, say }: Options,
  { killedAt }: { readonly killedAt?: number } = {},
): Promise<{ readonly server: ServerProcess; readonly result: CancellationResult }> {
  let running = server
  let resumedMs: number | undefined
  const startedMs = performance.now()
  await asOrganizer(arena, running, eventId, 'POST', '/cancel')
  if (killedAt !== undefined) {
    await untilCancelled(pools, eventId, killedAt * count)
    const left = count - (await cancelledOf(pools, eventId))
    await running.kill()
    const restartedMs = performance.now()
    running = await arena.startServer('lane')
    say(`killed with ${whole(left)} bookings left; another server is up after ${ms(restartedMs)}`)
    await untilCancelled(pools, eventId, count - left + 1)
    resumedMs = performance.now() - restartedMs
    say(`the other one goes on ${whole(resumedMs)} ms after the kill`)
  }
  await untilComplete(arena, running, eventId)
  await untilCancelled(pools, eventId, count)
  const wholeMs = performance.now() - startedMs
  const {
    rows: [refunds],
  } = await pools.bookings.query<{ n: number }>(
    `select count(distinct refunds.booking_id)::integer as n
    from refunds join bookings on bookings.id = refunds.booking_id and bookings.user_id = refunds.user_id
    where bookings.event_id = $1 and refunds.status = 'succeeded'`,
    [eventId],
  )
  const result = { bookings: count, perSecond: (count * 1_000) / wholeMs, resumedMs, wholeMs, refunds: refunds!.n }
  say(`${whole(count)} bookings cancelled and repaid in ${ms(startedMs)}: ${whole(result.perSecond)} a second`)
  return { server: running, result }
}

const ms = (sinceMs: number) => `${whole(performance.now() - sinceMs)} ms`

async function asOrganizer(arena: Arena, { url }: ServerProcess, eventId: string, method: string, path: string) {
  const answer = await fetch(`${url}/api/v1/admin/events/${eventId}${path}`, {
    method,
    headers: { authorization: `Bearer ${arena.organizerToken}` },
  })
  if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function cancelledOf({ bookings }: Pools, eventId: string): Promise<number> {
  const {
    rows: [row],
  } = await bookings.query<{ n: number }>(
    `select count(*)::integer as n from bookings where event_id = $1 and status = 'cancelled'`,
    [eventId],
  )
  return row!.n
}

const untilCancelled = (pools: Pools, eventId: string, wanted: number) =>
  until(async () => (await cancelledOf(pools, eventId)) >= wanted)

interface Stats {
  readonly soldSeats: number
  readonly cancellation?: { readonly status: string }
}

const untilComplete = (arena: Arena, server: ServerProcess, eventId: string) =>
  until(async () => {
    const { cancellation } = (await asOrganizer(arena, server, eventId, 'GET', '/stats')) as Stats
    return cancellation?.status === 'complete'
  })

async function until(isOver: () => Promise<boolean>) {
  const untilMs = performance.now() + overMsMax
  while (!(await isOver())) {
    if (performance.now() > untilMs) throw new Error('it has taken too long')
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
