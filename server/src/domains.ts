// Every domain whose service runs here, each handed only the others' ports, wherever those run.
import type { Logger } from 'pino'
import { signingSecretsOf, type Config, type Secrets } from './config.ts'
import { knownAccounts } from './demo/accounts.ts'
import { createBookings } from './domains/bookings/index.ts'
import type { BookingPapers, BookingRecords, BookingsPort } from './domains/bookings/port.ts'
import { createEvents, createEventsTruth } from './domains/events/index.ts'
import type { EventsPort } from './domains/events/port.ts'
import { createInventory } from './domains/inventory/index.ts'
import type { SeatsPort } from './domains/inventory/port.ts'
import { createSearch } from './domains/search/index.ts'
import type { SearchPort } from './domains/search/port.ts'
import { createUsers, type PasswordCost } from './domains/users/index.ts'
import type { UsersPort } from './domains/users/port.ts'
import { createWebhooks, type AccountsAmong } from './domains/webhooks/index.ts'
import type { MessagesPort } from './domains/webhooks/port.ts'
import { createCursors } from './platform/cursors.ts'
import type { Mailer } from './platform/mail.ts'
import type { createMetrics } from './platform/observability/metrics.ts'
import type { RedisStore } from './platform/redis/redis.ts'
import type { openRemotes } from './remotes.ts'
import type { openDatabases } from './resources.ts'

interface DomainOptions {
  readonly config: Config
  readonly databases: Awaited<ReturnType<typeof openDatabases>>
  readonly remotes: Awaited<ReturnType<typeof openRemotes>>
  /** Undefined: what it would do is done in the process. */
  readonly redis: RedisStore | undefined
  readonly mailer: Mailer
  readonly secrets: Secrets
  readonly metrics: ReturnType<typeof createMetrics>
  readonly log: Logger
  readonly standIn: (own: SeatsPort) => SeatsPort
  readonly inventoryLevel: number | undefined
  readonly alsoListen: AccountsAmong | undefined
  readonly passwordCost: PasswordCost | undefined
}

/** Asked when they are needed: the domains know each other in circles. */
interface Ports {
  readonly events: () => EventsPort
  readonly search: () => SearchPort
  readonly bookings: () => BookingsPort
  readonly users: () => UsersPort
  readonly messages: () => MessagesPort
  /** At home in the service of the messages. */
  readonly records: () => BookingRecords
  readonly papers: () => BookingPapers
}

/** Every domain whose service runs here, each handed only the others' ports, wherever those run. */
export async function createDomains({
  config,
  databases,
  redis,
  remotes,
  mailer,
  secrets,
  metrics,
  log,
  standIn,
  inventoryLevel,
  alsoListen,
  passwordCost,
}: DomainOptions) {
  const cursors = createCursors(secrets.cursorSecret)
  const {
    holdSeconds,
    offerSeconds,
    laneQueueMax,
    retentionDays,
    stripe,
    recoverySeconds,
    elasticsearchUrl,
    elasticsearchShards,
    organizerSignup,
    refreshStrict,
    isLocal,
  } = config
  const ports: Ports = {
    events: () => events?.port ?? remotes.events(),
    search: () => search?.port ?? remotes.search(),
    bookings: () => bookings?.port ?? remotes.bookings(),
    users: () => users?.port ?? remotes.users(),
    messages: () => webhooks?.port ?? remotes.messages(),
    records: () => bookings!.records,
    papers: () => bookings!.papers,
  }
  const users =
    databases.users &&
    createUsers({
      database: databases.users,
      jwtSecrets: signingSecretsOf(secrets.jwtSecret),
      organizerSignup,
      refreshStrict,
      cursors,
      mailer,
      publicUrl: config.mail.publicUrl,
      events: ports.events,
      personalData: () => [
        inventory?.personalData ?? remotes.inventoryData(),
        bookings?.personalData ?? remotes.bookingsData(),
      ],
      log,
      knownCredentials: isLocal ? [] : knownAccounts,
      ...(passwordCost && { passwordCost }),
    })
  const search =
    databases.search &&
    (await createSearch({
      database: databases.search,
      elasticsearchUrl,
      elasticsearchShards,
      events: ports.events,
      cursors,
      metrics,
      log,
    }))
  const inventory =
    databases.events &&
    createInventory({
      database: databases.events,
      redis,
      cachedFamilies: [createEventsTruth(databases.events.knex)],
      cursors,
      holdSeconds,
      offerSeconds,
      laneQueueMax,
      retentionDays,
      level: inventoryLevel,
      metrics,
      log,
      search: ports.search,
      bookings: ports.bookings,
      users: ports.users,
      tellChanges: hint => ports.messages().noteChanges(hint),
    })
  const events =
    databases.events &&
    inventory &&
    createEvents({
      database: databases.events,
      inventorySetup: inventory.setup,
      inventory: inventory.port,
      eventChanged: inventory.notices.eventChanged,
      documents: inventory.documents,
      countRead: inventory.countRead,
      clock: inventory.clock,
      search: ports.search,
      cursors,
      log,
    })
  const bookings =
    databases.bookings &&
    createBookings({
      database: databases.bookings,
      inventory: standIn(inventory?.port ?? remotes.inventory()),
      events: ports.events,
      users: ports.users,
      forgetAccount: userId => webhooks!.forgetAccount(userId),
      bookingChanged: () => webhooks?.bookingChanged(),
      feed: {
        last: () => webhooks!.feed.last(),
        read: (...page) => webhooks!.feed.read(...page),
      },
      auditMessages: request => webhooks!.audit(request),
      ticketSecrets: signingSecretsOf(secrets.ticketSecret),
      publicUrl: config.mail.publicUrl,
      stripe,
      recoverySeconds,
      metrics,
      cursors,
      log,
    })
  const webhooks =
    databases.bookings &&
    createWebhooks({
      database: databases.bookings,
      events: ports.events,
      users: ports.users,
      inventoryChanges: () => inventory?.changes ?? remotes.inventoryChanges(),
      alsoListen,
      cursors,
      mailer,
      secrets: signingSecretsOf(secrets.jwtSecret),
      hostsAllowed: config.webhookHostsAllowed,
      mails: {
        records: ports.records,
        papers: ports.papers,
        inventory: () => inventory?.port ?? remotes.inventory(),
        events: ports.events,
        users: ports.users,
        mailer,
        publicUrl: config.mail.publicUrl,
        to: config.mail.toBuyers,
        registry: metrics.registry,
      },
      metrics,
      log,
    })
  return {
    domains: { users, events, inventory, bookings, search, webhooks },
    authenticate: users?.authenticate ?? remotes.users().authenticate,
    probes: [...[users, events, bookings].flatMap(domain => domain?.probe ?? []), ...(webhooks?.probes ?? [])],
    startJobs: () => [
      ...[users, events, inventory, bookings, search, webhooks].flatMap(domain => domain?.startJobs() ?? []),
      ...(users ? [] : remotes.users().startJobs(log)),
    ],
    async close() {
      await users?.flushUses().catch(() => {}) // a time of last use that is lost harms nobody
      await Promise.all([inventory?.close(), bookings?.close(), webhooks?.close()])
      await search?.close()
    },
  }
}
