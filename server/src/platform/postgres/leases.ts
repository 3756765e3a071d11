// Work that one process at a time may do. Who holds the lease of its name does it, and renews the lease meanwhile; who
// dies, or is cut off from the database, lets it run out. The time is the database's.
//
// A holder that was paused for longer than its lease is one of two when it wakes up. It finds out at its next renewal,
// and its work is told by a signal. Until then the fence keeps it from harm: each holder has a higher number than the
// one before, and what must not be written by two is written in a transaction that `guard`s it first.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { jittered } from '../jitter.ts'
import type { Database, Sql } from './sql.ts'

export interface Lease {
  /** Higher than that of every holder before. */
  readonly fence: number
  /** Aborted, with LeaseLost, once another process may have begun: end the work. */
  readonly signal: AbortSignal
  /**
   * Throws LeaseLost when another process has begun. In a transaction none begins before its end: what it writes then
   * is written by the only holder.
   */
  guard(sql: Sql): Promise<void>
}

export type Exclusively = <Result>(work: (lease: Lease) => Promise<Result>) => Promise<Result | undefined>

/** Of work that no other process can do, as a test's own index. */
export const uncontested: Lease = { fence: 1, signal: new AbortController().signal, guard: async () => {} }

/** Another process does the work by now. */
export class LeaseLost extends Error {}

export interface LeaseTimes {
  /** For how long the work of a process that has died is left alone. */
  readonly leaseMs?: number
  readonly renewEveryMs?: number
}

const usualLeaseMs = 15_000
const askEveryMs = 200

/**
 * Runs `work` while holding the lease of this name; undefined, at once, when another process holds it. Throws what
 * `work` throws. No connection is held meanwhile, so the work may take as long as it likes.
 */
export async function exclusively<Result>(
  { knex }: Pick<Database, 'knex'>,
  name: string,
  work: (lease: Lease) => Promise<Result>,
  { leaseMs = usualLeaseMs, renewEveryMs = leaseMs / 3 }: LeaseTimes = {},
): Promise<Result | undefined> {
  const beganMs = performance.now()
  const fence = await takeLease(knex, name, leaseMs)
  if (fence === undefined) return undefined

  const lost = new AbortController()
  const lose = () => lost.abort(new LeaseLost(`Another process may have begun: ${name}.`))
  const renewing = keepRenewing({
    beganMs,
    leaseMs,
    renewEveryMs,
    renew: () => renewLease(knex, { name, fence, leaseMs }),
    lose,
  })
  try {
    return await work({
      fence,
      signal: lost.signal,
      async guard(sql) {
        if (await isHeld(sql, { name, fence })) return
        lose()
        throw lost.signal.reason
      },
    })
  } finally {
    await renewing.stop()
    // What is not given back runs out.
    if (!lost.signal.aborted) await endLease(knex, { name, fence }).catch(() => {})
  }
}

/** Runs `work` once no other process holds the lease of this name: what one that has died began is finished then. */
export async function inTurn<Result>(
  database: Pick<Database, 'knex'>,
  name: string,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const done = await exclusively(database, name, async lease => ({ result: await work(lease) }))
    if (done) return done.result
    await delay(askEveryMs)
  }
}

interface Renewing {
  /** When the lease was asked for, on this process's monotonic clock. */
  readonly beganMs: number
  readonly leaseMs: number
  readonly renewEveryMs: number
  /** False: another process has it. */
  readonly renew: () => Promise<boolean>
  readonly lose: () => void
}

/** A database that is away for a moment costs nothing: the lease is lost once it has run out by our own clock. */
function keepRenewing({ beganMs, leaseMs, renewEveryMs, renew, lose }: Renewing) {
  let heldUntilMs = beganMs + leaseMs
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  async function turn() {
    const askedMs = performance.now()
    const answer = await renew().catch(() => undefined)
    if (answer) heldUntilMs = askedMs + leaseMs
    if (answer === false || performance.now() >= heldUntilMs) return lose()
    plan()
  }
  function plan() {
    if (isStopped) return
    timer = setTimeout(() => {
      running = turn()
    }, jittered(renewEveryMs)).unref()
  }
  plan()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}

interface Held {
  readonly name: string
  readonly fence: number
}

/** Its fence, where nobody holds it. */
async function takeLease(sql: Sql, name: string, leaseMs: number): Promise<number | undefined> {
  const { rows } = await sql.raw<{ rows: { fence: number }[] }>(
    `
    insert into leases (name, fence, holder, expires_at)
    values (?::text, 1, ?::text, clock_timestamp() + ?::bigint * interval '1 ms')
    on conflict (name) do update
    set fence = leases.fence + 1, holder = excluded.holder, expires_at = excluded.expires_at
    where leases.expires_at <= clock_timestamp()
    returning fence`,
    [name, holder, leaseMs],
  )
  return rows[0]?.fence
}

/** Also one that has run out, where nobody else has taken it. */
async function renewLease(sql: Sql, { name, fence, leaseMs }: Held & { leaseMs: number }): Promise<boolean> {
  const { rowCount } = await sql.raw<{ rowCount: number }>(
    `
    update leases set expires_at = clock_timestamp() + ?::bigint * interval '1 ms'
    where name = ?::text and fence = ?::bigint`,
    [leaseMs, name, fence],
  )
  return rowCount > 0
}

async function endLease(sql: Sql, { name, fence }: Held): Promise<void> {
  await sql.raw(`update leases set expires_at = clock_timestamp() where name = ?::text and fence = ?::bigint`, [
    name,
    fence,
  ])
}

async function isHeld(sql: Sql, { name, fence }: Held): Promise<boolean> {
  const { rows } = await sql.raw<{ rows: object[] }>(
    'select fence from leases where name = ?::text and fence = ?::bigint for share',
    [name, fence],
  )
  return rows.length > 0
}

/** For whoever looks at the table: which process it was. */
const holder = `${process.pid} ${randomUUID()}`
