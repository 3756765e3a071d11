// Two servers behind a balancer, replaced one after the other while people buy: nobody may notice.
import { anAccount, anEvent, expectStatus, theAdmin } from '../../test/support/builders.ts'
import { startBalancer, type Backend } from '../../test/support/balancer.ts'
import { sendBuyers, type Failure } from '../../test/support/buyers.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../../test/support/processes.ts'
import { callOn } from '../../test/support/server.ts'

export interface RollingOptions {
  readonly restarts: number
  readonly buyers: number
  /** How servers are ended: asked to, or, as a control that must fail, killed. */
  readonly ending: 'SIGTERM' | 'SIGKILL'
}

export interface RollingReport {
  readonly restarts: number
  readonly requests: number
  readonly reserved: number
  readonly booked: number
  readonly failures: readonly Failure[]
  readonly slowestMs: number
  readonly slowestStopMs: number
  readonly exitCodes: readonly (number | null)[]
  /** Acknowledged bookings that are not there. */
  readonly lost: number
  readonly clean: boolean
}

/** Longer than the balancer takes to notice, on a busy machine too. */
const drainSeconds = '1'
const bookedBetween = 20

export async function roll(
  databases: TestDatabases,
  { restarts, buyers: many, ending }: RollingOptions,
): Promise<RollingReport> {
  const balancer = await startBalancer()
  const running: { readonly server: ServerProcess; readonly backend: Backend }[] = []
  const start = async () => {
    const server = await spawnServer(databases, { EVENTLY_DRAIN_SECONDS: drainSeconds })
    const backend = balancer.add(server.url)
    running.push({ server, backend })
    await eventually(async () => backend.isReady, Boolean, { withinMs: 20_000 })
  }
  try {
    await start()
    await start()
    const call = callOn(balancer.url)
    const event = await anEvent(
      { call },
      { organizer: await anAccount({ call }, { role: 'organizer' }), capacity: 1_000_000 },
    )
    const buyers = sendBuyers({ call, event, many })
    const exitCodes: (number | null)[] = []
    let slowestStopMs = 0
    for (let restart = 0; restart < restarts; restart++) {
      await eventuallyMore(() => buyers.bought().booked.size)
      const { server, backend } = running.shift()!
      const startedMs = performance.now()
      if (ending === 'SIGTERM') exitCodes.push(await server.stop())
      else await server.kill()
      slowestStopMs = Math.max(slowestStopMs, performance.now() - startedMs)
      balancer.remove(backend)
      await start()
    }
    await eventuallyMore(() => buyers.bought().booked.size)
    const { failures, reserved, booked, slowestMs, wellAtMs } = await buyers.stop()

    const { rows } = await databases.bookings.pool.query<{ id: string }>(
      `select id from bookings where status = 'confirmed'`,
    )
    const confirmed = new Set(rows.map(({ id }) => id))
    const { token } = await theAdmin({ call })
    const audit = await eventually(
      async () => expectStatus(await call('GET', '/admin/audit', { token }), 200).body,
      ({ clean }) => clean,
      { withinMs: 60_000 },
    )
    return {
      restarts,
      requests: wellAtMs.length + failures.length,
      reserved: reserved.size,
      booked: booked.size,
      failures,
      exitCodes,
      slowestMs: Math.round(slowestMs),
      slowestStopMs: Math.round(slowestStopMs),
      lost: [...booked].filter(id => !confirmed.has(id)).length,
      clean: audit.clean,
    }
  } finally {
    await Promise.all(running.map(({ server }) => server.kill()))
    await balancer.close()
  }
}

/** The load goes on: a restart that nobody is there to notice shows nothing. */
async function eventuallyMore(count: () => number) {
  const before = count()
  await eventually(
    async () => count(),
    seen => seen >= before + bookedBetween,
    { withinMs: 30_000 },
  )
}
