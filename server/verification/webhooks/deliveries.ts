// Messages to three endpoints, one of them healthy, one slow and one failing, by two servers that are killed one after
// the other and started again at once.
import { setTimeout as delay } from 'node:timers/promises'
import { anAccount } from '../../test/support/builders.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../../test/support/processes.ts'
import { callOn, type Call } from '../../test/support/server.ts'
import { startReceiver } from '../../test/webhooks/receiver.ts'
import { anEndpoint, hostsAllowed } from '../../test/webhooks/webhooks-server.ts'
import { drawFrom } from '../model/random.ts'
import { delaysOf, faultsOf, missingOf, type Receipt, type Told } from './judge.ts'
import { toldTo, type Source } from './sources.ts'

export interface DeliveriesOptions {
  readonly source: Source
  readonly bookings: number
  readonly perSecond?: number | undefined
  /** Between two kills, about; undefined: nobody is killed. */
  readonly killEveryMs?: number | undefined
  readonly seed: number
  /** The slow endpoint answers after so long. */
  readonly slowMs?: number
}

export interface DeliveriesReport {
  readonly kills: number
  readonly messages: number
  /** Receipts: a message may come several times. */
  readonly healthy: number
  readonly slow: number
  readonly failing: number
  readonly delays: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number }
  /** From the last fact until everything had arrived. */
  readonly settledMs: number
  readonly violations: readonly string[]
  readonly told: ReadonlyMap<string, Told>
  readonly receipts: readonly Receipt[]
  readonly secret: string
}

const types = ['booking.confirmed', 'booking.cancelled']
const settledWithinMs = 60_000
const processes = 2

export async function deliveries(
  databases: TestDatabases,
  { source, bookings, perSecond, killEveryMs, seed, slowMs = 1_000 }: DeliveriesOptions,
): Promise<DeliveriesReport> {
  const servers = createServers(databases, drawFrom(seed))
  const endpoints = await Promise.all(['healthy', 'slow', 'failing'].map(noting))
  const [healthy, slow, failing] = endpoints as [Noting, Noting, Noting]
  slow.receiver.become((_received, response) => void setTimeout(() => response.writeHead(204).end(), slowMs))
  failing.receiver.become(500, {}, 'Out of order')
  try {
    await servers.start()
    const call = servers.any()!
    const organizer = await anAccount({ call }, { role: 'organizer' })
    const secrets: string[] = []
    for (const { receiver } of endpoints)
      secrets.push((await anEndpoint({ call }, organizer, { url: receiver.url, types })).secret)

    const ended = new AbortController()
    const kills = killEveryMs === undefined ? Promise.resolve(0) : servers.killUntil(ended.signal, killEveryMs)
    await source({ databases, organizer, bookings, perSecond, anyServer: servers.any }).finally(() => {
      ended.abort()
    })
    const settledFrom = performance.now()
    const count = await kills
    const told = await arrival(databases, organizer.id, { bookings, healthy })
    const settledMs = Math.round(performance.now() - settledFrom)
    return {
      kills: count,
      messages: told.size,
      healthy: healthy.receipts.length,
      slow: slow.receipts.length,
      failing: failing.receipts.length,
      delays: delaysOf(told, healthy.receipts),
      settledMs,
      violations: [
        ...missingOf(told, healthy.receipts),
        ...endpoints.flatMap(({ name, receipts }, n) =>
          faultsOf(told, receipts, secrets[n]!).map(fault => `${name}: ${fault}`),
        ),
      ],
      told,
      receipts: healthy.receipts,
      secret: secrets[0]!,
    }
  } finally {
    await servers.close()
    await Promise.all(endpoints.map(({ receiver }) => receiver.close()))
  }
}

type Noting = Awaited<ReturnType<typeof noting>>

/** A receiver that notes when it got what. */
async function noting(name: string) {
  const receipts: Receipt[] = []
  const receiver = await startReceiver({
    onReceived: ({ headers, body }) => receipts.push({ headers, body, atMs: Date.now() }),
  })
  return { name, receiver, receipts }
}

/** Everything that was told, once all of it has arrived at the healthy endpoint, or when it is waited for no longer. */
async function arrival(
  databases: TestDatabases,
  accountId: string,
  { bookings, healthy }: { bookings: number; healthy: Noting },
): Promise<ReadonlyMap<string, Told>> {
  let told: ReadonlyMap<string, Told> = new Map()
  const isAll = () => told.size >= bookings && missingOf(told, healthy.receipts).length === 0
  await eventually(
    async () => {
      told = await toldTo(databases, accountId, types)
      return isAll()
    },
    isDone => isDone,
    { withinMs: settledWithinMs, everyMs: 500 },
  ).catch(() => {}) // the report says what is missing
  return told
}

/** Two servers; each is started again as soon as it has been killed. */
function createServers(databases: TestDatabases, draw: (below: number) => number) {
  const slots: { server: ServerProcess | undefined; call: Call | undefined }[] = Array.from(
    { length: processes },
    () => ({ server: undefined, call: undefined }),
  )
  const starting = new Set<Promise<void>>()

  async function startOne(slot: (typeof slots)[number]) {
    const started = spawnServer(databases, { EVENTLY_WEBHOOK_HOSTS_ALLOWED: hostsAllowed }).then(server => {
      slot.server = server
      slot.call = callOn(server.url)
    })
    starting.add(started)
    await started.finally(() => starting.delete(started))
  }
  const up = () => slots.filter(({ call }) => call)
  const any = (): Call | undefined => up()[draw(Math.max(1, up().length))]?.call

  return {
    any,
    start: async () => void (await Promise.all(slots.map(startOne))),

    /** How many were killed. */
    async killUntil(signal: AbortSignal, everyMs: number): Promise<number> {
      const restarts: Promise<void>[] = []
      let count = 0
      while (!signal.aborted) {
        await pause(everyMs / 2 + draw(everyMs), signal)
        const alive = up()
        const slot = alive[draw(Math.max(1, alive.length))]
        if (signal.aborted || !slot) continue
        const victim = slot.server!
        slot.server = slot.call = undefined
        await victim.kill()
        count++
        const restart = startOne(slot)
        restart.catch(() => {}) // it is waited for below
        restarts.push(restart)
      }
      await Promise.all(restarts)
      return count
    },

    async close() {
      await Promise.allSettled(starting)
      await Promise.all(slots.map(async ({ server }) => server?.kill()))
    },
  }
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => {})
