// A box office for the bookings' own tests: real inventory, real sandbox, databases of its own, and an event made by
// hand.
import { pino } from 'pino'
import type { Caller } from '../../src/contract/types.ts'
import { createAccess } from '../../src/domains/bookings/access.ts'
import { createBookings } from '../../src/domains/bookings/index.ts'
import { createBookingsMetrics } from '../../src/domains/bookings/metrics.ts'
import { createProviders } from '../../src/domains/bookings/payments/providers.ts'
import { createSandbox } from '../../src/domains/bookings/payments/sandbox.ts'
import { toBooking } from '../../src/domains/bookings/present.ts'
import { createSaga } from '../../src/domains/bookings/saga/saga.ts'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import { createBookingsStore, type BookingsStore } from '../../src/domains/bookings/store.ts'
import type { CancellationPolicy, EventSummary } from '../../src/domains/events/port.ts'
import { createInventory } from '../../src/domains/inventory/index.ts'
import { createCursors } from '../../src/platform/cursors.ts'
import { newId } from '../../src/platform/ids.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { Problem } from '../../src/platform/problems.ts'
import { freely } from '../support/builders.ts'
import { cloneDatabases } from '../support/databases.ts'

export type BoxOffice = Awaited<ReturnType<typeof openBoxOffice>>

/** Long enough for a busy machine to answer in, and for whatever never answers short enough. */
export const providerTimeoutMs = 200

export interface BoxOfficeOptions {
  /** After how long a payment without a trace is given up. */
  readonly unknownMsMax?: number
  /** How long a repeated confirm waits for another process. */
  readonly repeatWaitMsMax?: number
}

export async function openBoxOffice({ unknownMsMax = 30_000, repeatWaitMsMax = 300 }: BoxOfficeOptions = {}) {
  const databases = await cloneDatabases()
  const errors: { readonly msg: string; readonly booking?: string }[] = []
  const log = pino(
    { level: 'error' },
    {
      write: line => {
        errors.push(JSON.parse(line))
      },
    },
  )
  const metrics = createMetrics()
  const { refundsGivenUp } = createBookingsMetrics(createMetrics().registry)
  const cursors = createCursors('a secret of the tests')
  const known = new Map<string, EventSummary>()
  const events = { find: async (id: string) => known.get(id) }
  const inventory = createInventory({
    database: databases.events,
    cursors,
    holdSeconds: 300,
    offerSeconds: 600,
    laneQueueMax: 1_000,
    metrics,
    log,
    search: () => ({ updateAvailability: async () => {} }),
    bookings: () => ({
      cancelBookingsOf: async () => false,
      auditHolds: async () => [],
      auditPage: async () => ({ rows: 0, checks: [], confirmed: [] }),
      countTickets: async () => ({ valid: 0, admitted: 0 }),
    }),
    users: () => ({ profilesOf: async () => [], profileOfEmail: async () => undefined }),
  })
  const provider = createSandbox(databases.bookings.pool, { slowMs: providerTimeoutMs * 0.4 })
  const providers = createProviders({ sandbox: provider })
  const access = createAccess({ events: () => events })
  const store = createBookingsStore(databases.bookings)
  const aSaga = (over: BookingsStore) =>
    createSaga({
      store: over,
      inventory: inventory.port,
      providers,
      providerTimeoutMs,
      unknownMsMax,
      present: toBooking,
      refundsGivenUp,
      log,
    })
  const saga = aSaga(store)
  const service = createBookingsService({
    store,
    saga,
    inventory: inventory.port,
    events: () => events,
    access,
    providers,
    repeatWaitMsMax,
  })
  const { handlers } = createBookings({
    database: databases.bookings,
    inventory: inventory.port,
    events: () => ({ ...events, get: async () => undefined }),
    users: () => ({ profilesOf: async () => [] }),
    ticketSecrets: ['t'.repeat(48)],
    publicUrl: 'https://tickets.example.com',
    cursors,
    providerTimeoutMs,
    unknownMsMax,
    metrics,
    log,
  })

  return {
    databases,
    events,
    store,
    saga,
    /** One over another store. */ aSaga,
    /** What was logged as an error. */ errors,
    service,
    handlers,
    access,
    provider,
    providers,
    refundsGivenUp,
    inventory: inventory.port,

    async anEvent({
      capacity = 10,
      priceMinor = 1_500,
      startsAt = new Date(Date.now() + 86_400_000),
      cancellationPolicy = null as CancellationPolicy | null,
    } = {}) {
      const [id, organizerId, ticketTypeId] = [newId('evt'), newId('usr'), newId('tkt')]
      const endsAt = new Date(startsAt.getTime() + 172_800_000)
      await databases.events.knex.transaction(sql =>
        inventory.setup.open(sql, {
          eventId: id,
          organizerId,
          test: false,
          capacity,
          currency: 'EUR',
          endsAt,
          sales: 'open',
          waitlistPolicy: { order: 'strict', skipMax: 0 },
          ...freely,
          claimSecondsMax: 600,
          ticketTypes: [
            {
              id: ticketTypeId,
              name: 'General Admission',
              priceMinor,
              capacity: null,
              maxPerUser: null,
              salesStartAt: null,
              salesEndAt: null,
              externalId: null,
              hidden: false,
            },
          ],
        }),
      )
      known.set(id, {
        id,
        organizerId,
        status: 'published',
        title: 'Evening',
        startsAt,
        endsAt,
        startsInMs: startsAt.getTime() - Date.now(),
        cancellationPolicy,
        hasBegun: startsAt <= new Date(),
        test: false,
      })
      return {
        id,
        organizerId,
        ticketTypeId,
        begin: () => {
          known.set(id, { ...known.get(id)!, startsAt: new Date(Date.now() - 1), startsInMs: -1, hasBegun: true })
        },
      }
    },

    /** Two seats held for a new buyer, unless one is named. */
    async aHold(event: { id: string }, caller: Caller = aCaller(), quantity = 2) {
      const { hold } = await service.reserve(
        caller,
        { eventId: event.id, selection: { quantity }, buyer: undefined },
        undefined,
      )
      return { caller, hold }
    },

    /** S0 alone, as a process leaves it that dies right after. */
    async opened(event: { id: string }, token = 'tok_ok') {
      const { caller, hold } = await this.aHold(event)
      const id = newId('pay')
      const payment =
        hold.totalMinor > 0 ? { id, key: id, provider: 'sandbox' as const, token, status: 'requested' as const } : null
      const booking = (await store.open({ id: newId('bkg'), hold, payment, test: false, idempotency: undefined }))!
      return {
        caller,
        hold,
        booking,
        charge: { key: id, token, amountMinor: hold.totalMinor, currency: hold.currency },
      }
    },

    /** Lets all leases run out and makes all unsettled bookings due: the clock, moved. */
    async laterOn() {
      await databases.bookings.knex.raw(
        `update bookings
        set lease_until = clock_timestamp() - interval '1 second', due_at = clock_timestamp() - interval '1 second',
          created_at = created_at - interval '20 seconds' where due_at is not null`,
      )
    },

    /** As the job does every second. */
    expireHolds: () => inventory.expireHolds(100),

    seats: async ({ id }: { id: string }) =>
      databases.events
        .knex('inventory')
        .where({ event_id: id })
        .first('available_seats as available', 'held_seats as held', 'sold_seats as sold'),
    charge: async (key: string) => (await provider.lookup(key, { signal: AbortSignal.timeout(1_000) })).kind,
    messages: async (bookingId: string) =>
      (await databases.bookings.knex('outbox').whereRaw(`resource ->> 'id' = ?`, [bookingId]).orderBy('id')).map(
        row => row.type as string,
      ),
    close: () => databases.close(),
  }
}

export const aCaller = (over: Partial<Caller> = {}): Caller => ({
  kind: 'session',
  userId: newId('usr'),
  role: 'attendee',
  credentialId: newId('ses'),
  ...over,
})

/** The problem that a promise is refused with; its code is what tests look at. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('It was not refused.')
}

export const paying = (reservationId: string, token = 'tok_ok') => ({ reservationId, payment: { token } })
