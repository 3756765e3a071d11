// The front door of what is told to the world: messages, and where they go.
import type { Job } from '../../platform/jobs.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import type { EventsPort } from '../events/port.ts'
import type { InventoryChangesPort } from '../inventory/port.ts'
import { createFeedQueries } from './activity/feed-queries.ts'
import { activityHandlers } from './activity/handlers.ts'
import { createReadersStore } from './activity/readers-store.ts'
import { createReaders, type AccountsAmong } from './activity/readers.ts'
import { createActivity } from './activity/service.ts'
import { createMessagesAudit } from './audit/audit.ts'
import { createDelivery, type DeliveryOptions } from './delivery.ts'
import { webhooksInternalHandlers } from './internal-handlers.ts'
import { startWebhooksJobs } from './jobs.ts'
import { createMails, type MailsOptions } from './mails/index.ts'
import { createAppend } from './messages/append-statement.ts'
import { createAppendedSignal } from './messages/appended.ts'
import { makePartitions } from './messages/partition-statements.ts'
import type { MessagesPort } from './port.ts'
import { startRelaying, type RelayJobs } from './relay/jobs.ts'
import { createRelay } from './relay/relay.ts'
import { createRelayStore } from './relay/store.ts'

export type { AccountsAmong } from './activity/readers.ts'

export interface WebhooksOptions extends Omit<DeliveryOptions, 'appended'> {
  readonly events: () => Pick<EventsPort, 'factsOf' | 'facts' | 'forgetFacts'>
  readonly inventoryChanges: () => InventoryChangesPort
  /** Which accounts want to hear of reservations besides those that read the feed or have an endpoint for it. */
  readonly alsoListen?: AccountsAmong | undefined
  readonly mails: Omit<MailsOptions, 'database' | 'log'>
}

export function createWebhooks({
  events,
  inventoryChanges,
  alsoListen,
  mails: mailsOptions,
  ...options
}: WebhooksOptions) {
  const { database, cursors, log } = options
  const appended = createAppendedSignal()
  const { knex } = database
  const delivery = createDelivery({ ...options, appended })
  const readersStore = createReadersStore(knex)
  const readers = createReaders(readersStore, alsoListen)
  const feed = createFeedQueries(knex)
  const activity = createActivity({ queries: feed, readers, appended, cursors, log })
  const mails = createMails({ database, log, ...mailsOptions })
  const append = createAppend([delivery.fanOut, ...mails.consumers])
  const relay = createRelay({
    database,
    append,
    events,
    inventory: inventoryChanges,
    listeners: readers.listeners,
    onAppended: appended.notify,
  })
  let relaying: RelayJobs | undefined
  const port: MessagesPort = {
    async noteChanges(hint) {
      relaying?.noteChanges(hint)
    },
  }

  const audit = createMessagesAudit({ database, events, inventory: inventoryChanges, relay })
  const store = createRelayStore(knex)
  const probe: Probe = {
    name: 'messages',
    gauges: {
      evently_message_lag_seconds:
        'How long after its fact a message of the last minute was in the feed: 99 of 100 sooner; 0: there is none.',
      evently_message_inventories_pending: 'Inventories that this process is to make messages of.',
    },
    read: async () => ({
      evently_message_lag_seconds: await store.lagSeconds(),
      evently_message_inventories_pending: relay.pending(),
    }),
  }

  return {
    handlers: { ...activityHandlers(activity), ...delivery.handlers },
    probes: [probe, delivery.probe, mails.probe],
    audit,
    internalHandlers: webhooksInternalHandlers(port),
    port,
    /** Something has happened to a booking: it is told at once. */
    bookingChanged: () => relaying?.bookingChanged(),
    /** Every message in its order, of any account. */
    feed,
    /** Those of the accounts for which messages about reservations are made. */
    listeners: readers.listeners,
    relay,
    append,
    /** Told after the commit of whoever has appended. */
    appended,
    mails,
    /** Sends what is due and resolves when what came of it is written down, as a job does all the time. */
    deliverDue: delivery.deliverDue,
    /** Mails what owners are to be told of their endpoints, as a job does; true when there may be more. */
    sendNotices: delivery.sendNotices,
    /** An account is erased: nothing is sent to it any more, and nothing is made because it reads. */
    forgetAccount: async (accountId: string) => {
      await delivery.forgetAccount(accountId)
      await readersStore.remove(accountId)
    },
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(knex),
    startJobs: (): readonly Job[] => {
      relaying = startRelaying({ relay, log })
      const work = { ...delivery.work, forgetReaders: readersStore.forget }
      return [...startWebhooksJobs({ database, log, ...work }), ...relaying.jobs, ...mails.startJobs()]
    },
    /** Ends all streams and answers whoever waits, so that the listener can close. */
    endStreams: activity.endStreams,
    /** Streams of the feed that are open, and requests that wait. */
    waiting: activity.count,
    /** Hangs up on the endpoints. */
    close: delivery.close,
  }
}
