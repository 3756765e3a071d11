// The front door of the bookings: reserve, confirm, cancel, and the recovery of what was left behind.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { EventsPort } from '../events/port.ts'
import type { SeatsPort } from '../inventory/port.ts'
import type { UsersPort } from '../users/port.ts'
import { createAccess } from './access.ts'
import { createAttendeeExport } from './attendees/attendee-export.ts'
import { createBuyers } from './attendees/buyers.ts'
import { createGuestExport } from './attendees/guest-export.ts'
import { createGuestList } from './attendees/guest-list.ts'
import { createGuestQueries } from './attendees/guest-queries.ts'
import { noFeed, type MessageFeed } from './attendees/message-feed.ts'
import { createBookingsAudit } from './audit.ts'
import { createCodeKeys } from './codes/code-keys.ts'
import { paperHandlers } from './codes/handlers.ts'
import { createTicketPapers } from './codes/ticket-papers.ts'
import { doorHandlers } from './door/handlers.ts'
import { createDoorService } from './door/service.ts'
import { createDoorStore } from './door/store.ts'
import { createTicketCounts } from './door/ticket-counts.ts'
import { createTicketListStore } from './door/ticket-list-store.ts'
import { createTicketLists } from './door/ticket-lists.ts'
import { createErasure } from './erasure/erasure.ts'
import { bookingsHandlers } from './handlers.ts'
import { bookingsInternalHandlers } from './internal-handlers.ts'
import { startBookingsJobs } from './jobs.ts'
import { createBookingsMetrics } from './metrics.ts'
import { createProviders } from './payments/providers.ts'
import { createSandboxNews } from './payments/sandbox-news.ts'
import { createSandbox } from './payments/sandbox.ts'
import { createStripeClient, type StripeAccess } from './payments/stripe/client.ts'
import { createInbox, type InboxOptions } from './payments/stripe/inbox.ts'
import { createStripe } from './payments/stripe/provider.ts'
import { createStripeStore } from './payments/stripe/store.ts'
import type { BookingsPort } from './port.ts'
import { toBookingMessage } from './present.ts'
import { createPresenter } from './presenter.ts'
import { createBookingRecords } from './record-queries.ts'
import { recoveryTimings, recoverySecondsDefault } from './rules.ts'
import { createSaga } from './saga/saga.ts'
import { createFollowing } from './refunds/following.ts'
import { createBookingsService } from './service.ts'
import { createBookingsStore } from './store.ts'
import { ticketsHandlers } from './tickets/handlers.ts'
import { createTicketsService } from './tickets/service.ts'
import { waitlistHandlers } from './waitlist/handlers.ts'
import { createWaitlistService } from './waitlist/service.ts'

export interface BookingsOptions {
  readonly database: Database
  readonly inventory: SeatsPort
  readonly events: () => Pick<EventsPort, 'find' | 'get'>
  readonly users: () => Pick<UsersPort, 'profilesOf'>
  /** Told when something has happened to a booking that messages are made of. */
  readonly bookingChanged?: () => void
  /** The feed of messages, by which guest lists and scanners' lists tell what has changed; by default there is none. */
  readonly feed?: MessageFeed
  /** A page of the audit of the messages. */
  readonly auditMessages?: BookingsPort['auditPage']
  /** What the keys of tickets' codes follow from: the first signs, what any of them has signed is true. */
  readonly ticketSecrets: readonly [string, ...string[]]
  /** The beginning of the links to bookings, without a slash at its end. */
  readonly publicUrl: string
  readonly cursors: Cursors
  /** An account is erased: what is kept of it beside its bookings goes too. By default there is nothing. */
  readonly forgetAccount?: (userId: string) => Promise<void>
  /** Whose payments go through Stripe, but for test events; undefined: the sandbox. */
  readonly stripe?: (StripeAccess & { readonly webhookSecret: string }) | undefined
  /**
   * How long the recovery job leaves a booking to the request that made it; leases and time-outs keep their proportion
   * to it.
   */
  readonly recoverySeconds?: number
  /** How long one call to the payment provider may take. */
  readonly providerTimeoutMs?: number
  /** After this long without a trace of a payment its booking fails. */
  readonly unknownMsMax?: number
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
}

/** Of the time that a provider is given, what `tok_slow` takes. */
const slowShare = 0.8

export function createBookings({
  database,
  inventory,
  events,
  users,
  bookingChanged,
  feed = noFeed,
  auditMessages,
  ticketSecrets,
  publicUrl,
  cursors,
  forgetAccount = async () => {},
  stripe,
  recoverySeconds = recoverySecondsDefault,
  providerTimeoutMs = recoveryTimings(recoverySeconds).providerTimeoutMs,
  unknownMsMax = recoveryTimings(recoverySeconds).unknownMsMax,
  metrics,
  log,
}: BookingsOptions) {
  const store = createBookingsStore(database, recoverySeconds, bookingChanged)
  const { own, openInbox } = stripe ? stripePayments(database, stripe) : { own: undefined, openInbox: () => undefined }
  const sandbox = createSandbox(database.pool, { slowMs: providerTimeoutMs * slowShare })
  const providers = createProviders({ sandbox, own })
  const { refundsGivenUp } = createBookingsMetrics(metrics.registry)
  const saga = createSaga({
    store,
    inventory,
    providers,
    providerTimeoutMs,
    unknownMsMax,
    recoverySeconds,
    present: toBookingMessage,
    refundsGivenUp,
    log,
  })
  const access = createAccess({ events })
  const service = createBookingsService({ store, saga, inventory, events, access, providers })
  const buyers = createBuyers({ users })
  const attendees = createAttendeeExport({ store, events, buyers })
  const { follow } = createFollowing({ store, saga, present: toBookingMessage })
  const sandboxNews = createSandboxNews({ pool: database.pool, follow, log })
  const inbox = openInbox({
    timeoutMs: providerTimeoutMs,
    log,
    follow,
    reopenRefund: store.reopenRefund,
    wake: async key => {
      await store.wake(key)
      await service.recover()
    },
  })
  const waitlist = createWaitlistService({ database, store, inventory, access, reservations: service })
  const keys = createCodeKeys(ticketSecrets)
  const papers = createTicketPapers({ keys, events, get: service.get, publicUrl })
  const door = createDoorService({ database, access, keys, ...(bookingChanged && { bookingChanged }) })
  const lists = createTicketLists({ store: createTicketListStore(database.pool), access, keys, feed })
  const port: BookingsPort = {
    countTickets: createTicketCounts(createDoorStore(database.pool).counts),
    cancelBookingsOf: service.cancelBookingsOf,
    ...createBookingsAudit(database, auditMessages && { messages: auditMessages }),
  }

  const personalData = createErasure({ database, forgetAccount })

  const probe: Probe = {
    name: 'bookings',
    gauges: {
      evently_bookings_pending: 'Purchases under way.',
      evently_bookings_cancelling: 'Cancellations under way.',
      evently_bookings_overdue:
        'Purchases, cancellations and refunds that nobody has gone on with for 30 s after they were due.',
      evently_refunds_failed: 'Refunds that the provider has refused so far.',
      evently_message_outbox_messages: 'What has happened to bookings and is to become messages; counted up to 10,000.',
      evently_message_outbox_age_seconds: 'How long the oldest of it has been waiting.',
    },
    async read() {
      const { pending, cancelling, overdue, refundsFailed, messages, messageSeconds } = await store.backlog()
      return {
        evently_bookings_pending: pending,
        evently_bookings_cancelling: cancelling,
        evently_bookings_overdue: overdue,
        evently_refunds_failed: refundsFailed,
        evently_message_outbox_messages: messages,
        evently_message_outbox_age_seconds: messageSeconds,
      }
    },
  }

  const presenter = createPresenter({ access, buyers, papers })
  const tickets = createTicketsService({ database, bookings: service, events, bookingChanged })
  const queries = createGuestQueries(database.pool)
  const guests = createGuestList({ queries, feed, events, access, buyers, cursors })
  const guestTable = createGuestExport({ queries, events, access, buyers })

  return {
    handlers: {
      ...bookingsHandlers({
        service,
        tickets,
        access,
        presenter,
        buyers,
        attendees,
        papers,
        cursors,
        providers,
        inbox,
      }),
      ...ticketsHandlers({ tickets, guests, guestTable, presenter, papers }),
      ...waitlistHandlers({ service: waitlist, cursors }),
      ...doorHandlers({ door, lists, cursors }),
      ...paperHandlers(papers),
    },
    probe,
    internalHandlers: bookingsInternalHandlers(port, personalData),
    port,
    records: createBookingRecords(database, store),
    papers: papers.papers,
    personalData,
    startJobs: (): readonly Job[] =>
      startBookingsJobs({
        database,
        recover: service.recover,
        inbox,
        sandboxNews,
        recoverEveryMs: recoveryTimings(recoverySeconds).recoverEveryMs,
        log,
      }),
    /** Resolves when the messages that were begun with at once have been handled. */
    close: async () => {
      await inbox?.close()
    },
  }
}

function stripePayments(
  { pool }: Database,
  { secretKey, apiBase, webhookSecret }: NonNullable<BookingsOptions['stripe']>,
) {
  const client = createStripeClient({ secretKey, apiBase })
  const store = createStripeStore(pool)
  return {
    own: createStripe({ client, store }),
    openInbox: (rest: Omit<InboxOptions, 'client' | 'store' | 'webhookSecret'>) =>
      createInbox({ ...rest, client, store, webhookSecret }),
  }
}
