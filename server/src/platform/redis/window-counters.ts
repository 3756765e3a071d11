// Counts per key and window of time: in the process, and where there is Redis over all processes that share it.
//
// Nobody waits for Redis to be counted. A process decides on what it has counted itself and on what it last heard of
// the others; every 100 ms it adds to Redis what is new and reads back the sum. So N processes may together let through
// more than the quota of one window: at most (N - 1) × (a twentieth of the quota + what comes in between two such
// exchanges). A key that is below a twentieth of its quota here is not sent to Redis at all: an ordinary buyer costs it
// nothing. `countStrictly` is for the few places where waiting is right, as for guesses at passwords: there the sum is
// exact.
//
// Redis holds `evently:rate:{name:key}:window` → a count, for two windows at most. Without Redis, or while it is away,
// every process counts for itself; what it has counted meanwhile the others don't learn, so that nothing is ever
// counted twice.
import { LRUCache } from 'lru-cache'
import type { RedisStore } from './redis.ts'

export interface Quota {
  /** Stands in headers and in Redis. */
  readonly name: string
  readonly quota: number
  readonly windowSeconds: number
}

export interface Count {
  /** This one is among them, unless it is refused: what is refused is not counted. */
  readonly used: number
  readonly refused: boolean
  /** Until the window ends, from 1 on. */
  readonly resetSeconds: number
}

export interface WindowCounters {
  /** Counts one at once, on what is known here. */
  count(quota: Quota, key: string): Count
  /** Counts one and asks Redis for the sum; on what is known here when Redis is away. */
  countStrictly(quota: Quota, key: string): Promise<Count>
  /** How it stands, counting nothing. */
  look(quota: Quota, key: string): Count
  close(): Promise<void>
}

/** What this process knows of a key in one window. */
interface Entry {
  readonly id: string
  readonly windowSeconds: number
  readonly window: number
  /** Counted here. */
  own: number
  /** Of these, those that were sent to Redis. */
  sent: number
  /** Counted by the other processes, as far as is known. */
  others: number
}

export interface WindowCountersOptions {
  readonly redis?: RedisStore | undefined
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  /** How many keys are remembered; of more than that the one not seen for longest starts again from zero. */
  readonly keysMax?: number
  readonly exchangeMs?: number
}

/** A key tells Redis of itself from this share of its quota on. */
const sharedFrom = 1 / 20

export function createWindowCounters({
  redis,
  clock = Date.now,
  keysMax = 100_000,
  exchangeMs = 100,
}: WindowCountersOptions): WindowCounters {
  const entries = new LRUCache<string, Entry>({ max: keysMax })
  const unsent = new Set<Entry>()
  const timer = redis && setInterval(exchangeAll, exchangeMs).unref()
  let isExchanging = false

  function entryOf({ name, windowSeconds }: Quota, key: string, window: number): Entry {
    const id = `${name}:${key}`
    const known = entries.get(id)
    if (known && known.window === window) return known
    const entry: Entry = { id, windowSeconds, window, own: 0, sent: 0, others: 0 }
    entries.set(id, entry)
    return entry
  }

  /** Windows lie alike in every process, as they are cut from the time of day. */
  const windowAt = (nowMs: number, { windowSeconds }: Quota) => Math.floor(nowMs / (windowSeconds * 1_000))
  const resetSecondsAt = (nowMs: number, { windowSeconds }: Quota) =>
    Math.ceil(windowSeconds - ((nowMs / 1_000) % windowSeconds))

  function count(quota: Quota, key: string): Count {
    const nowMs = clock()
    const entry = entryOf(quota, key, windowAt(nowMs, quota))
    const refused = entry.own + entry.others >= quota.quota
    if (!refused) {
      entry.own += 1
      if (redis && entry.own > quota.quota * sharedFrom) unsent.add(entry)
    }
    return { used: entry.own + entry.others, refused, resetSeconds: resetSecondsAt(nowMs, quota) }
  }

  async function countStrictly(quota: Quota, key: string): Promise<Count> {
    const counted = count(quota, key)
    if (!redis || counted.refused) return counted
    const entry = entryOf(quota, key, windowAt(clock(), quota))
    const total = await exchange(redis, entry)
    return total === undefined ? counted : { ...counted, used: total, refused: total > quota.quota }
  }

  function look(quota: Quota, key: string): Count {
    const nowMs = clock()
    const entry = entries.get(`${quota.name}:${key}`)
    const used = entry?.window === windowAt(nowMs, quota) ? entry.own + entry.others : 0
    return { used, refused: used >= quota.quota, resetSeconds: resetSecondsAt(nowMs, quota) }
  }

  /** One exchange at a time: a Redis that hangs is not to be asked for the same key again and again. */
  function exchangeAll() {
    if (isExchanging || unsent.size === 0 || !redis) return
    isExchanging = true
    const batch = [...unsent]
    unsent.clear()
    void Promise.all(batch.map(entry => exchange(redis, entry))).finally(() => {
      isExchanging = false
    })
  }

  return { count, countStrictly, look, close: async () => clearInterval(timer) }
}

/**
 * Adds what is new and learns the sum; undefined when Redis is away. One key a command, so any cluster takes it;
 * ioredis puts them into one write.
 */
async function exchange(redis: RedisStore, entry: Entry): Promise<number | undefined> {
  const key = `evently:rate:{${entry.id}}:${entry.window}`
  const more = entry.own - entry.sent
  const sent = (entry.sent = entry.own)
  const total = await redis.attempt(async client => {
    const [, sum] = await Promise.all([
      client.set(key, 0, 'PX', 2_000 * entry.windowSeconds, 'NX'),
      client.incrby(key, more),
    ])
    return sum
  })
  if (total !== undefined) entry.others = Math.max(entry.others, total - sent)
  return total
}
