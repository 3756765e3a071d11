// Two servers on the same databases, killed at random one after the other under load and started again at once; then,
// at rest, every acknowledgement that a buyer got is looked up.
import { anAccount, anEvent, theAdmin } from '../../test/support/builders.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import type { Told } from '../../test/support/buyers.ts'
import { eventually, spawnServer, type ServerProcess } from '../../test/support/processes.ts'
import { callOn, type Call } from '../../test/support/server.ts'
import { drawFrom } from '../model/random.ts'
import { readBooks, violationsOf, type Books } from './books.ts'
import { createIndecisiveBuyers } from './indecisive-buyers.ts'

export interface KillsOptions {
  readonly count: number
  readonly everyMs: number
  readonly seed: number
  /** Undefined: as a server is started by default. */
  readonly recoverySeconds?: number
}

export interface KillsReport {
  readonly kills: number
  /** What was acknowledged, of each kind. */
  readonly acknowledged: Readonly<Record<Told['what'], number>>
  readonly answers: Readonly<Record<string, number>>
  readonly sentAgain: number
  readonly walkedOff: number
  /** From the last answer until everything was settled and the audit clean. */
  readonly settledMs: number
  readonly violations: readonly string[]
  readonly log: readonly Told[]
  readonly books: Books
}

const settledWithinMs = 30_000
const people = 16
/** Few enough to be fought for. */
const seats = 40

interface Slot {
  server: ServerProcess | undefined
  call: Call | undefined
}

export async function kills(
  databases: TestDatabases,
  { count, everyMs, seed, recoverySeconds }: KillsOptions,
): Promise<KillsReport> {
  const draw = drawFrom(seed)
  const slots: readonly Slot[] = [
    { server: undefined, call: undefined },
    { server: undefined, call: undefined },
  ]
  const starting = new Set<Promise<void>>()
  const start = (slot: Slot) => {
    const started = spawnServer(databases, {
      EVENTLY_HOLD_SECONDS: '4',
      ...(recoverySeconds !== undefined && { EVENTLY_RECOVERY_SECONDS: String(recoverySeconds) }),
    }).then(server => {
      slot.server = server
      slot.call = callOn(server.url)
    })
    starting.add(started)
    return started.finally(() => starting.delete(started))
  }
  const up = () => slots.filter(({ call }) => call)

  let over = false

  /** One kill in each stretch of time, at any moment of it, of any server that is up. */
  async function killAtRandom() {
    const restarts: Promise<void>[] = []
    for (let n = 0; n < count && !over; n++) {
      const momentMs = draw(everyMs)
      await new Promise(resolve => setTimeout(resolve, momentMs))
      const alive = await eventually(
        async () => up(),
        found => found.length > 0,
        { withinMs: settledWithinMs },
      )
      const slot = alive[draw(alive.length)]!
      const victim = slot.server!
      slot.server = slot.call = undefined
      await victim.kill()
      const restart = start(slot)
      restart.catch(() => {}) // it is waited for below
      restarts.push(restart)
      await new Promise(resolve => setTimeout(resolve, everyMs - momentMs))
    }
    await Promise.all(restarts)
  }

  try {
    await Promise.all(slots.map(start))
    const first = { call: slots[0]!.call! }
    const organizer = await anAccount(first, { role: 'organizer' })
    const event = await anEvent(first, { organizer, capacity: seats })
    const anyServer = () => {
      const found = up()
      return found[draw(Math.max(1, found.length))]?.call
    }
    const buyers = createIndecisiveBuyers({ anyServer, eventId: event.id, token: organizer.token, seed: seed + 1 })
    await Promise.all([
      killAtRandom().finally(() => {
        over = true
      }),
      buyers.runUntil(() => over, people),
    ])

    const settledFrom = performance.now()
    await eventually(
      () => unsettledOf(databases, up()[0]!.call!),
      seen => seen.length === 0,
      { withinMs: settledWithinMs },
    )
    const settledMs = Math.round(performance.now() - settledFrom)
    const books = await readBooks(databases, event.id)
    const { log, counts } = buyers
    const told = (what: Told['what']) => log.filter(each => each.what === what).length
    return {
      kills: count,
      acknowledged: {
        reserved: told('reserved'),
        confirmed: told('confirmed'),
        released: told('released'),
        cancelled: told('cancelled'),
      },
      answers: counts,
      sentAgain: buyers.sentAgain(),
      walkedOff: buyers.walkedOff(),
      settledMs,
      violations: violationsOf(log, books),
      log,
      books,
    }
  } finally {
    over = true
    await Promise.allSettled(starting)
    await Promise.all(slots.map(async ({ server }) => server?.kill()))
  }
}

/** What is still under way, or what the audit finds. */
async function unsettledOf({ bookings, events }: TestDatabases, call: Call): Promise<readonly unknown[]> {
  const { rows } = await bookings.pool.query(
    `select id, status from bookings where status in ('pending', 'cancelling') or due_at is not null`,
  )
  const { rows: held } = await events.pool.query(`select id, state from holds where state in ('held', 'confirming')`)
  if (rows.length + held.length > 0) return [...rows, ...held]
  const { body } = await call('GET', '/admin/audit', { token: (await theAdmin({ call })).token })
  return body.clean ? [] : body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)
}
