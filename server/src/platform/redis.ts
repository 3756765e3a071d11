// Redis as the server uses it: a helper that may be away. What it answers is a bonus, what it doesn't is done without it.
import CircuitBreaker from 'opossum'
import { Cluster, Redis } from 'ioredis'
import type { Logger } from 'pino'

/** A connection to one server or to a cluster; both take the same commands. */
export type RedisClient = Redis | Cluster

export interface RedisStore {
  /** For subscriptions, which need a connection of their own, and for libraries that bring their own commands. */
  readonly client: RedisClient
  /**
   * Runs commands within the time-out. Undefined when Redis is away, hangs or refuses: never throws, and after a few
   * failures answers undefined at once until a probe gets through. Commands that were sent may still have been carried out.
   */
  attempt<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result | undefined>
  /** Whether Redis has been answering lately. */
  isUp(): boolean
  /** Commands that have been sent and not answered. */
  pending(): number
  /** Told each time it answers again after having been away: what it has may be old or gone. */
  onReturn(listener: () => void): void
  /** Another connection to the same place. */
  duplicate(): RedisClient
  close(): Promise<void>
}

export interface RedisOptions {
  /** redis:// or rediss://; several are nodes of one cluster. */
  readonly urls: readonly string[]
  readonly log: Logger
  /** How long a request waits for Redis at most. */
  readonly timeoutMs?: number
}

const RECONNECT_MS_MAX = 1_000
/** How long nobody is kept waiting after Redis has failed, before one call probes it again. */
const PROBE_EVERY_MS = 500
/** A connection on which nothing has come back for so long is hung up on: what was sent and not answered would pile up in memory. */
const SILENCE_MS_MAX = 1_000

/** Opens nothing yet: connects in the background, and goes on trying for as long as it is open. */
export function openRedis({ urls, log, timeoutMs = 100 }: RedisOptions): RedisStore {
  const client = connect(urls)
  const listeners: (() => void)[] = []
  let isAway = false
  let pending = 0
  client.on('error', (error: Error) => { away(error) })
  client.on('ready', () => { back() })

  const breaker = new CircuitBreaker(
    (work: (client: RedisClient) => Promise<unknown>) => {
      const running = work(client)
      pending++
      return running.finally(() => { pending-- })
    },
    { timeout: timeoutMs, resetTimeout: PROBE_EVERY_MS, errorThresholdPercentage: 50, volumeThreshold: 3, rollingCountTimeout: 2_000, rollingCountBuckets: 4, errorFilter: isRefusal })
  breaker.on('open', () => { away(new Error(`no answer within ${timeoutMs} ms`)) })
  breaker.on('close', () => { back() })

  function away(error: Error) {
    if (isAway) return
    isAway = true
    log.warn({ err: error }, 'Redis does not answer; everything goes on without it')
  }

  function back() {
    if (!isAway) return
    isAway = false
    log.info('Redis answers again')
    for (const listener of listeners) listener()
  }

  return {
    client,
    attempt: work => (breaker.fire(work) as Promise<never>).catch((error: Error) => {
      if (!breaker.opened) log.debug({ err: error }, 'a Redis command failed')
      return undefined
    }),
    isUp: () => !isAway,
    pending: () => pending,
    onReturn: listener => { listeners.push(listener) },
    duplicate: () => connect(urls),
    async close() {
      breaker.shutdown()
      client.disconnect()
    },
  }
}

/** It has answered, and answers others: a command that is refused (read-only, out of memory) is no sign that it is away. */
const isRefusal = ({ name, message }: Error) => name === 'ReplyError' && !/^(LOADING|MASTERDOWN|CLUSTERDOWN|BUSY)/.test(message)

function connect(urls: readonly string[]): RedisClient {
  // Without a queue for the time it is away: a command then fails at once, instead of being carried out when nobody waits for it.
  const options = { enableOfflineQueue: false, maxRetriesPerRequest: 0, connectTimeout: 2_000, socketTimeout: SILENCE_MS_MAX, enableAutoPipelining: true }
  const retryStrategy = (attempts: number) => Math.min(RECONNECT_MS_MAX, 50 * 2 ** attempts)
  return urls.length === 1
    ? new Redis(urls[0]!, { ...options, retryStrategy })
    : new Cluster([...urls], { redisOptions: options, clusterRetryStrategy: retryStrategy, enableOfflineQueue: false, enableAutoPipelining: true })
}
