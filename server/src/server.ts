// The composition root: settings → resources → domains → listeners, and their closing in the opposite order.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createApp, type HandlersFor } from './app.ts'
import type { Config } from './config.ts'
import { serviceOf } from './contract/services.ts'
import type { OperationId } from './contract/types.ts'
import { prepareDataFolder } from './data-folder.ts'
import { clientConnections } from './descriptors.ts'
import { createDomains } from './domains.ts'
import type { SeatsPort } from './domains/inventory/port.ts'
import type { PasswordCost } from './domains/users/index.ts'
import type { AccountsAmong } from './domains/webhooks/index.ts'
import { refuseKnownPasswords } from './known-passwords.ts'
import { metaHandlers, metaInternalHandlers, metricsRoute, version } from './meta.ts'
import { armFailpoints } from './platform/failpoints.ts'
import { descriptorsMax } from './platform/file-descriptors.ts'
import { listenAddresses, tryAddress } from './platform/http/listen-address.ts'
import { listen, type Listener } from './platform/http/listener.ts'
import { createRateLimits, type RateQuotas } from './platform/http/rate-limits.ts'
import { createLifecycle } from './platform/lifecycle.ts'
import { createMetrics } from './platform/observability/metrics.ts'
import { flushSpans, useRegisteredTracer } from './platform/observability/tracing.ts'
import { inTurn, type Lease } from './platform/postgres/leases.ts'
import { createWindowCounters } from './platform/redis/window-counters.ts'
import { createScope } from './platform/scope.ts'
import { docsRoutes } from './reference/page.ts'
import { openRemotes } from './remotes.ts'
import { openDatabases, openHelpers } from './resources.ts'
import { secretsOf } from './secrets.ts'

/** Those that this process runs. */
export type Domains = Awaited<ReturnType<typeof createDomains>>['domains']
/** Of a process that runs all services. */
export type AllDomains = { readonly [Name in keyof Domains]: NonNullable<Domains[Name]> }

export interface Server {
  readonly url: string
  readonly internalUrl: string
  readonly internalToken: string
  readonly domains: Domains
  /**
   * Runs `work` once no other process on the same users database is running work of this name. The users run here.
   */
  alone(name: string, work: (lease: Lease) => Promise<void>): Promise<void>
  /**
   * Says that it is not ready any more and goes on answering for `drainSeconds`: balancers send no more, and nothing is
   * lost.
   */
  drain(): Promise<void>
  /** Takes no new requests, finishes what runs, closes everything. */
  close(): Promise<void>
  /** What `close` still waits for. */
  left(): readonly string[]
}

export interface ServerHooks {
  /** Told when an answer doesn't fit the contract; tests throw. */
  readonly onBreach?: (message: string) => void
  /** What the bookings are to reserve from in the inventory's place: the benchmark's baselines. */
  readonly inventory?: (own: SeatsPort) => SeatsPort
  /** What answers in the public operations' place: the same. */
  readonly handlers?: (own: HandlersFor<'evently'>) => HandlersFor<'evently'>
  /** What this server knows of inventories: a test lets it speak for a later release. */
  readonly inventoryLevel?: number
  /** Which accounts want to hear of reservations. */
  readonly alsoListen?: AccountsAmong
  /** What hashing a password costs: tests make it cheap. */
  readonly passwordCost?: PasswordCost
  /** Other quotas and another clock for the rate limits. */
  readonly rateLimits?: { readonly quotas?: RateQuotas; readonly clock?: () => number }
  /** Aborted: the start ends as soon as what it has begun is done, closes what it has opened, and throws the reason. */
  readonly signal?: AbortSignal
}

/** Starts a whole server; when something fails on the way, what was opened is closed again. */
export async function startServer(
  config: Config,
  log: Logger,
  {
    onBreach,
    inventory = own => own,
    handlers = own => own,
    inventoryLevel,
    alsoListen,
    passwordCost,
    rateLimits: { quotas, clock } = {},
    signal,
  }: ServerHooks = {},
): Promise<Server> {
  const scope = createScope()
  try {
    if (config.failpoints.length > 0) armFailpoints(config.failpoints)
    const connections = clientConnections(config, descriptorsMax())
    const addresses = listenAddresses(config)
    for (const address of [addresses.public, addresses.internal]) await tryAddress(address)
    if (config.databases.kind === 'embedded') await prepareDataFolder(config.dataDir)
    const secrets = await secretsOf(config, log)
    const databases = await openDatabases(config, scope, log, signal)
    const { redis, mailer } = await openHelpers(config, scope, log)
    const lifecycle = createLifecycle()
    await useRegisteredTracer(version)
    scope.onClose(flushSpans, 'spans')
    const metrics = createMetrics()
    metrics.build(version)
    metrics.watchDatabases(databases)
    if (redis) metrics.watchHelper('redis', redis.isUp)
    const remotes = await openRemotes({ config, scope, token: secrets.internalToken, log })
    const { domains, authenticate, probes, startJobs, close } = await createDomains({
      config,
      databases,
      redis,
      remotes,
      mailer,
      secrets,
      metrics,
      log,
      standIn: inventory,
      inventoryLevel,
      alsoListen,
      passwordCost,
    })
    const { users, events, inventory: seats, bookings, search, webhooks } = domains
    for (const probe of probes) metrics.watchProbe(probe)
    if (search?.troubleOfElasticsearch)
      metrics.watchHelper('elasticsearch', () => search.troubleOfElasticsearch?.() === undefined)
    scope.onClose(close, 'lanes')
    await users?.ready()
    await events?.ready()
    await search?.ready()
    await webhooks?.ready()
    if (users && !config.isLocal) await refuseKnownPasswords(users, config)
    if (config.admin) await users?.ensureAdmin(config.admin)
    signal?.throwIfAborted()

    const rateLimits =
      config.rateLimit === 'on'
        ? createRateLimits(
            scope.opened(createWindowCounters({ redis, ...(clock && { clock }) }), 'rate limits'),
            quotas,
          )
        : undefined
    const elsewhere = (id: OperationId) => {
      const service = serviceOf(id)
      return service === null || config.services.includes(service) ? undefined : service
    }
    const common = {
      authenticate,
      elsewhere,
      traced: remotes.any,
      log,
      metrics: metrics.http,
      slowRequestMs: config.slowRequestMs,
      ...(onBreach && { onBreach }),
    }
    const publicApp = createApp({
      ...common,
      document: 'evently',
      extraRoutes: docsRoutes,
      rateLimits,
      isAtHome: users?.knowsNetwork,
      corsOrigins: config.corsOrigins,
      isHidden: id => id === 'meta.metrics' && !config.publicMetrics,
      trustedProxies: config.trustProxy,
      handlers: handlers({
        ...handlersOf(users),
        ...handlersOf(events),
        ...handlersOf(seats),
        ...handlersOf(bookings),
        ...handlersOf(search),
        ...handlersOf(webhooks),
        ...metaHandlers({
          metrics,
          databases,
          peers: remotes.peers,
          isStopping: lifecycle.isStopping,
          helpers: {
            ...(search?.troubleOfElasticsearch && { elasticsearch: search.troubleOfElasticsearch }),
            ...(redis && { redis: redis.trouble }),
          },
        }),
      }),
    })
    const internalApp = createApp({
      ...common,
      document: 'internal',
      serviceToken: secrets.internalToken,
      rateLimits,
      extraRoutes: [metricsRoute(metrics)],
      handlers: {
        ...internalHandlersOf(users),
        ...internalHandlersOf(events),
        ...internalHandlersOf(seats),
        ...internalHandlersOf(bookings),
        ...internalHandlersOf(search),
        ...internalHandlersOf(webhooks),
        ...metaInternalHandlers(config.services),
      },
    })
    const jobs = startJobs()
    metrics.watchJobs(jobs)
    for (const job of jobs) scope.opened(job, `job ${job.name}`)
    const onCutOff = (underWay: readonly string[]) =>
      log.error(
        { underWay: underWay.slice(0, 20), requests: underWay.length },
        'requests were cut off: they took too long to wait for',
      )
    const onUntaken = (error: Error) => log.error({ err: error }, "connections can't be taken")
    const internal = scope.opened(
      await listen(internalApp.callback(), {
        ...addresses.internal,
        connectionsMax: connections.internal,
        onCutOff,
        onUntaken,
      }),
      'internal listener',
    )
    const listener = scope.opened(
      await listen(publicApp.callback(), {
        ...addresses.public,
        connectionsMax: connections.public,
        onCutOff,
        onUntaken,
      }),
      'public listener',
    )
    metrics.watchListeners({ public: listener, internal })
    lifecycle.onDrain(() => {
      void seats?.endStreams()
      void webhooks?.endStreams()
    })
    scope.onClose(lifecycle.drain, 'streams')
    signal?.throwIfAborted()
    return {
      url: urlOf(config.host, listener),
      internalUrl: urlOf(config.internalHost, internal),
      internalToken: secrets.internalToken,
      domains,
      async alone(name, work) {
        await inTurn(databases.users!, name, work)
      },
      async drain() {
        lifecycle.stopping()
        for (const each of [listener, internal]) each.drain()
        await delay(config.drainSeconds * 1_000)
      },
      close: () => scope.close(),
      left: () => [...scope.open(), ...listener.underWay(), ...internal.underWay()],
    }
  } catch (error) {
    await scope.close().catch(() => {}) // the first error tells more
    throw error
  }
}

/**
 * What runs elsewhere is answered there; the types speak of the whole contract, so that a process that runs all answers
 * all of it.
 */
const handlersOf = <Handlers extends object>(domain: { readonly handlers: Handlers } | undefined): Handlers =>
  domain?.handlers ?? ({} as Handlers)
const internalHandlersOf = <Handlers extends object>(
  domain: { readonly internalHandlers: Handlers } | undefined,
): Handlers => domain?.internalHandlers ?? ({} as Handlers)

const urlOf = (host: string, { port }: Listener) =>
  `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
