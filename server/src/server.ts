// The composition root: settings → resources → domains → listeners, and their closing in the opposite order.
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createBookings } from './domains/bookings/index.ts'
import { createEvents } from './domains/events/index.ts'
import { createInventory } from './domains/inventory/index.ts'
import type { InventoryPort } from './domains/inventory/port.ts'
import { createSearch } from './domains/search/index.ts'
import { createUsers } from './domains/users/index.ts'
import { docsRoutes, metaHandlers } from './meta.ts'
import { createCursors } from './platform/cursors.ts'
import { armFailpoints } from './platform/failpoints.ts'
import { listen, type Listener } from './platform/http/listener.ts'
import { createRateLimits, type RateQuotas } from './platform/http/rate-limits.ts'
import { createMetrics } from './platform/metrics.ts'
import { openRedis, type RedisStore } from './platform/redis.ts'
import { createScope } from './platform/scope.ts'
import { createWindowCounters } from './platform/window-counters.ts'
import { openDatabases, openSecrets } from './resources.ts'

export type Domains = ReturnType<typeof createDomains>

export interface Server {
  readonly url: string
  readonly internalUrl: string
  readonly internalToken: string
  readonly domains: Domains
  /** Takes no new requests, finishes what runs, closes everything. */
  close(): Promise<void>
}

export interface ServerHooks {
  /** Told when an answer doesn't fit the contract; tests throw. */
  readonly onBreach?: (message: string) => void
  /** What the bookings are to reserve from in the inventory's place: the benchmark's baselines. */
  readonly inventory?: (own: InventoryPort) => InventoryPort
  /** Other quotas and another clock for the rate limits. */
  readonly rateLimits?: { readonly quotas?: RateQuotas; readonly clock?: () => number }
}

/** Starts a whole server; when something fails on the way, what was opened is closed again. */
export async function startServer(config: Config, log: Logger, { onBreach, inventory = own => own, rateLimits: { quotas, clock } = {} }: ServerHooks = {}): Promise<Server> {
  const scope = createScope()
  try {
    if (config.failpoints.length > 0) armFailpoints(config.failpoints)
    const secrets = await openSecrets(config)
    const databases = await openDatabases(config, scope, log)
    const redis = config.redisUrls && scope.opened(openRedis({ urls: config.redisUrls, timeoutMs: config.redisTimeoutMs, log }))
    const metrics = createMetrics()
    const domains = createDomains({ config, databases, redis, secrets, metrics, log, standIn: inventory })
    scope.onClose(() => domains.close())
    await domains.users.ready()
    if (config.admin) await domains.users.ensureAdmin(config.admin)

    let stopping = false
    const common = { authenticate: domains.users.authenticate, log, metrics: metrics.http, ...(onBreach && { onBreach }) }
    const rateLimits = config.rateLimit === 'on' ? createRateLimits(scope.opened(createWindowCounters({ redis, ...(clock && { clock }) })), quotas) : undefined
    const publicApp = createApp({
      ...common, document: 'evently', extraRoutes: docsRoutes, rateLimits, trustedProxies: config.trustProxy,
      handlers: {
        ...domains.users.handlers, ...domains.events.handlers, ...domains.inventory.handlers, ...domains.bookings.handlers, ...domains.search.handlers,
        ...metaHandlers({ metrics, databases, isStopping: () => stopping }),
      },
    })
    const internalApp = createApp({
      ...common, document: 'internal', serviceToken: secrets.internalToken,
      handlers: { ...domains.users.internalHandlers, ...domains.inventory.internalHandlers, ...domains.search.internalHandlers },
    })
    for (const job of domains.startJobs()) scope.opened(job)
    const internal = scope.opened(await listen(internalApp.callback(), { host: config.host, port: config.internalPort }))
    const listener = scope.opened(await listen(publicApp.callback(), { host: config.host, port: config.port }))
    scope.onClose(() => { stopping = true })
    return { url: urlOf(config, listener), internalUrl: urlOf(config, internal), internalToken: secrets.internalToken, domains, close: () => scope.close() }
  } catch (error) {
    await scope.close().catch(() => {}) // the first error tells more
    throw error
  }
}

interface DomainOptions {
  readonly config: Config
  readonly databases: Awaited<ReturnType<typeof openDatabases>>
  /** Undefined: what it would do is done in the process. */
  readonly redis: RedisStore | undefined
  readonly secrets: Awaited<ReturnType<typeof openSecrets>>
  readonly metrics: ReturnType<typeof createMetrics>
  readonly log: Logger
  readonly standIn: (own: InventoryPort) => InventoryPort
}

/** Every domain, each handed only the others' ports. */
function createDomains({ config, databases, secrets, metrics, log, standIn }: DomainOptions) {
  const cursors = createCursors(secrets.cursorSecret)
  const users = createUsers({ database: databases.users, jwtSecret: secrets.jwtSecret, organizerSignup: config.organizerSignup, cursors, log })
  const search = createSearch({ database: databases.search, events: () => events.port, cursors, log })
  const inventory = createInventory({ database: databases.events, cursors, holdSeconds: config.holdSeconds, offerSeconds: config.offerSeconds, laneQueueMax: config.laneQueueMax, metrics, log, search: () => search.port, bookings: () => bookings.port })
  const events = createEvents({ database: databases.events, inventorySetup: inventory.setup, inventory: inventory.port, search: () => search.port, cursors, log })
  const bookings = createBookings({ database: databases.bookings, inventory: standIn(inventory.port), events: () => events.port, stripe: config.stripe, recoverySeconds: config.recoverySeconds, metrics, cursors, log })
  return {
    users, events, inventory, bookings, search,
    startJobs: () => [...users.startJobs(), ...events.startJobs(), ...inventory.startJobs(), ...bookings.startJobs()],
    close: () => inventory.close(),
  }
}

const urlOf = ({ host }: Config, { port }: Listener) => `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
