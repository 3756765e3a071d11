// A large event beside a small one: what its organizer reads, how its holds end all at once, and how it is called off.
import { setTimeout as delay } from 'node:timers/promises'
import type { Arena, ServerProcess } from './arena.ts'
import { measureCancellation, violationsOf } from './large/cancellation.ts'
import { measureExpiry } from './large/expiry.ts'
import { fillBookings, type Pools } from './large/fill.ts'
import { csv, measureReads, type ReadResult } from './large/reads.ts'
import { goalLine, whole, type Goal } from './report.ts'
import { endlessSeats } from './reserve.ts'

export interface LargeBenchOptions {
  readonly arena: Arena
  readonly bookings: number
  readonly holds: number
  /** How long buyers of another event are counted. */
  readonly countedMs: number
  readonly say: (line: string) => void
}

const smallCount = 100
const firstByteMsMax = 100
const grownMegabytesMax = 32
const expiredMsMax = 6_000
/** What a buyer of another event may wait at most. */
const elsewhereMsMax = 250
const relayedWithinMs = 120_000

export async function benchLarge({ arena, bookings, holds, countedMs, say }: LargeBenchOptions) {
  let server = await arena.startServer('lane')
  const pools = { users: arena.users, events: arena.events, bookings: arena.bookings }
  const small = await arena.makeEvent(server.url, { capacity: endlessSeats })
  const large = await arena.makeEvent(server.url, { capacity: endlessSeats })
  await fillBookings(pools, { eventId: small, count: smallCount, after: 0 })
  await fillBookings(pools, { eventId: large, count: bookings, after: smallCount })
  await untilTold(pools)
  await mustBeClean(arena, server, large)

  say(`\nAn event with ${whole(bookings)} bookings, beside one with ${whole(smallCount)}`)
  const asked = { token: arena.organizerToken, large, small }
  const before = await measureReads({ server, ...asked }, say)

  say(`\n${whole(holds)} holds end within a second`)
  const expiry = await measureExpiry(
    { arena, server, pools },
    { count: holds, after: smallCount + bookings, countedMs },
    say,
  )
  say(`all back ${whole(expiry.sinceFirstMs)} ms after the first ended, ${whole(expiry.sinceLastMs)} after the last`)

  say('\nBoth events are called off')
  const ofSmall = await measureCancellation({ arena, server, pools, eventId: small, count: smallCount, say })
  const ofLarge = await measureCancellation(
    { arena, server, pools, eventId: large, count: bookings, say },
    { killedAt: 0.4, countedMs },
  )
  server = ofLarge.server
  await untilTold(pools)
  await mustBeClean(arena, server, large)

  say('\nOnce they are cancelled')
  const after = await measureReads({ server, ...asked }, say)
  await server.close()

  const goals: Goal[] = [
    ...goalsOfReads('', before),
    ...goalsOfReads(' once cancelled', after),
    {
      what: `${whole(holds)} holds returned after the first has ended`,
      reached: expiry.sinceFirstMs,
      wanted: expiredMsMax,
      unit: ' ms',
      atMost: true,
    },
    ...[expiry.beside, ofLarge.result.beside!].map(({ way, p99Ms }) => ({
      what: `p99 of ${way}`,
      reached: p99Ms,
      wanted: elsewhereMsMax,
      unit: ' ms',
      atMost: true,
    })),
    { what: 'bookings repaid once', reached: ofLarge.result.refunds, wanted: bookings },
  ]
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { results: { before, expiry, cancellations: [ofSmall.result, ofLarge.result], after }, goals }
}

function goalsOfReads(when: string, results: readonly ReadResult[]): Goal[] {
  const slowest = results.toSorted((one, other) => other.large.firstMs - one.large.firstMs)[0]!
  const table = results.find(({ what }) => what === csv.what)!
  return [
    {
      what: `the latest first byte${when} (${slowest.what})`,
      reached: slowest.large.firstMs,
      wanted: firstByteMsMax,
      unit: ' ms',
      atMost: true,
    },
    {
      what: `memory for the whole CSV${when}`,
      reached: table.grownMegabytes,
      wanted: grownMegabytesMax,
      unit: ' MB',
      atMost: true,
    },
  ]
}

async function mustBeClean(arena: Arena, server: ServerProcess, eventId: string) {
  const violations = await violationsOf(arena, server, eventId)
  if (violations.length > 0) throw new Error(`the audit is not clean: ${JSON.stringify(violations).slice(0, 1_000)}`)
}

/** Until everything that has happened has become messages: so that this is over before anything else is measured. */
async function untilTold({ events, bookings }: Pools) {
  const untilMs = performance.now() + relayedWithinMs
  for (;;) {
    const [{ rows: versions }, { rows: told }] = await Promise.all([
      events.query<{ sum: string }>('select coalesce(sum(version), 0)::text as sum from inventory'),
      bookings.query<{ sum: string; waiting: number }>(
        `select coalesce(sum(version), 0)::text as sum, (select count(*)::integer from outbox) as waiting
        from relay_cursors`,
      ),
    ])
    if (versions[0]!.sum === told[0]!.sum && told[0]!.waiting === 0) return
    if (performance.now() > untilMs) throw new Error(`messages are not made: ${JSON.stringify([versions[0], told[0]])}`)
    await delay(100)
  }
}
