// The front door of the bookings: reserve, confirm, cancel, and the recovery of what was left behind.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import { forgetOldAnswers } from '../../platform/idempotency.ts'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Database } from '../../platform/sql.ts'
import type { EventsPort } from '../events/port.ts'
import type { InventoryPort } from '../inventory/port.ts'
import { auditBookings } from './audit.ts'
import { bookingsHandlers, toBooking } from './handlers.ts'
import type { BookingsPort } from './port.ts'
import type { PaymentProvider } from './payments/port.ts'
import { createSandbox } from './payments/sandbox.ts'
import { paceOf, recoverySecondsDefault } from './rules.ts'
import { createSaga } from './saga.ts'
import { createBookingsService } from './service.ts'
import { createBookingsStore } from './store.ts'
import { waitlistHandlers } from './waitlist-handlers.ts'
import { createWaitlistService } from './waitlist-service.ts'

export interface BookingsOptions {
  readonly database: Database
  readonly inventory: InventoryPort
  readonly events: () => Pick<EventsPort, 'find'>
  readonly cursors: Cursors
  /** The sandbox, if left out. */
  readonly provider?: PaymentProvider
  /** How long the recovery job leaves a booking to the request that made it; leases and time-outs keep their proportion to it. */
  readonly recoverySeconds?: number
  /** How long one call to the payment provider may take. */
  readonly providerTimeoutMs?: number
  /** After this long without a trace of a payment its booking fails. */
  readonly unknownMsMax?: number
  readonly metrics: Pick<Metrics, 'bookings'>
  readonly log: Logger
}

const FORGET_EVERY_MS = 600_000
/** Of the time that a provider is given, what `tok_slow` takes. */
const slowShare = 0.8

export function createBookings({
  database, inventory, events, cursors, recoverySeconds = recoverySecondsDefault, providerTimeoutMs = paceOf(recoverySeconds).providerTimeoutMs,
  provider = createSandbox(database.pool, { slowMs: providerTimeoutMs * slowShare }), unknownMsMax = paceOf(recoverySeconds).unknownMsMax, metrics, log,
}: BookingsOptions) {
  const store = createBookingsStore(database, recoverySeconds)
  const saga = createSaga({ store, inventory, provider, providerTimeoutMs, unknownMsMax, recoverySeconds, present: toBooking, refundsGivenUp: metrics.bookings.refundsGivenUp, log })
  const service = createBookingsService({ store, saga, inventory, events, provider })
  const waitlist = createWaitlistService({ database, store, inventory, access: service })
  const port: BookingsPort = { cancelBookingsOf: service.cancelBookingsOf, audit: (eventId, sold) => auditBookings(database, { eventId, sold, hasJournal: provider.name === 'sandbox' }) }

  return {
    handlers: { ...bookingsHandlers({ service, cursors }), ...waitlistHandlers({ service: waitlist, cursors }) },
    port,
    startJobs: (): Job[] => [
      startJob({ name: 'recover-bookings', everyMs: paceOf(recoverySeconds).recoverEveryMs, log }, () => service.recover()),
      startJob({ name: 'forget-old-answers-of-bookings', everyMs: FORGET_EVERY_MS, log }, () => forgetOldAnswers(database.knex)),
    ],
    /** Nothing to wait for beyond the running requests and jobs. */
    close: async () => {},
  }
}
