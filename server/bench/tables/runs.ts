// Everything that reads or sweeps big tables, as the product itself does it: through its handlers, jobs and stores, on
// its pools.
import { pino } from 'pino'
import type { Caller } from '../../src/contract/types.ts'
import { createBookings } from '../../src/domains/bookings/index.ts'
import { createStripeStore } from '../../src/domains/bookings/payments/stripe/store.ts'
import { createBookingsStore } from '../../src/domains/bookings/store.ts'
import { createEvents } from '../../src/domains/events/index.ts'
import { createEventsStore } from '../../src/domains/events/store.ts'
import { createInventory } from '../../src/domains/inventory/index.ts'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { createUsers } from '../../src/domains/users/index.ts'
import { createUsersStore } from '../../src/domains/users/store.ts'
import { createFeedQueries } from '../../src/domains/webhooks/activity/feed-queries.ts'
import { createCursors } from '../../src/platform/cursors.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { forgetOldAnswers } from '../../src/platform/postgres/idempotency.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { expireSomeHolds } from './fill.ts'

export type TablesDatabases = Readonly<Record<'users' | 'events' | 'bookings', Database>>

/** What is measured: its name, and the work, which answers how many rows it has found. */
export interface Run {
  readonly name: string
  work(): Promise<number>
}

type Answer = { readonly body: unknown }
type AnyHandlers = Readonly<Record<string, (input: object) => Promise<Answer>>>

/** The server's domains on these databases, with none of its jobs running. */
export function openProduct({
  users: usersDatabase,
  events: eventsDatabase,
  bookings: bookingsDatabase,
}: TablesDatabases) {
  const log = pino({ level: 'warn' }, pino.destination(2))
  const cursors = createCursors('c'.repeat(48))
  const metrics = createMetrics()
  const search = { index: async () => {}, remove: async () => {}, updateAvailability: async () => {} }
  const users = createUsers({
    database: usersDatabase,
    jwtSecrets: ['j'.repeat(48)],
    organizerSignup: 'open',
    cursors,
    mailer: { send: async () => 'unsent' },
    publicUrl: 'http://localhost',
    events: () => events.port,
    personalData: () => [inventory.personalData, bookings.personalData],
    log,
  })
  const inventory = createInventory({
    database: eventsDatabase,
    cursors,
    holdSeconds: 300,
    offerSeconds: 600,
    laneQueueMax: 10_000,
    metrics,
    log,
    search: () => search,
    bookings: () => bookings.port,
    users: () => users.port,
  })
  const events = createEvents({
    database: eventsDatabase,
    inventorySetup: inventory.setup,
    inventory: inventory.port,
    documents: inventory.documents,
    countRead: inventory.countRead,
    clock: inventory.clock,
    search: () => search,
    cursors,
    log,
  })
  const bookings = createBookings({
    database: bookingsDatabase,
    inventory: inventory.port,
    events: () => events.port,
    users: () => users.port,
    feed: createFeedQueries(bookingsDatabase.knex),
    ticketSecrets: ['t'.repeat(48)],
    publicUrl: 'https://tickets.example.com',
    metrics,
    cursors,
    log,
  })
  const handlers = {
    ...users.handlers,
    ...events.handlers,
    ...inventory.handlers,
    ...bookings.handlers,
  } as unknown as AnyHandlers

  return {
    users,
    inventory,
    events,
    bookings,
    /** A request to an operation, by its id, after the contract has checked it. */
    async ask<Body>(
      id: string,
      input: { readonly caller?: Caller; readonly params?: object; readonly query?: object; readonly accept?: string },
    ): Promise<Body> {
      const answer = await handlers[id]!({
        params: {},
        query: {},
        body: undefined,
        accept: '*/*',
        request: { id: 'req', address: '127.0.0.1' },
        ...input,
      })
      return answer.body as Body
    },
    async close() {
      await inventory.close()
      await bookings.close()
    },
  }
}
type Product = ReturnType<typeof openProduct>

interface Page {
  readonly data: readonly unknown[]
  readonly nextCursor: string | null
}
const limit = 100

/**
 * Every list, look and report of the API that reads what grows. The first event is the biggest, and has the longest
 * line.
 */
export function readingRuns(product: Product, ids: Ids): readonly Run[] {
  const admin: Caller = { kind: 'session', userId: ids.admin, role: 'admin', credentialId: 'ses_bench' }
  const boxOffice: Caller = { ...admin, userId: ids.boxOffice, role: 'attendee' }
  const buyer: Caller = { ...boxOffice, userId: ids.buyer }
  const eventId = ids.bigEvent
  const list = (id: string, name: string, input: Parameters<Product['ask']>[1]): Run => ({
    name: `${id} ${name}`.trim(),
    work: async () => (await product.ask<Page>(id, { ...input, query: { limit, ...input.query } })).data.length,
  })
  /** The page after `pages` others. */
  const farther = (id: string, name: string, input: Parameters<Product['ask']>[1], pages = 20): Run => {
    let cursor: string | undefined
    return {
      name: `${[id, name].filter(part => part !== '').join(' ')}, page ${pages + 1}`,
      async work() {
        const at = (next: string | undefined) =>
          product.ask<Page>(id, {
            ...input,
            query: { limit, ...input.query, ...(next !== undefined && { cursor: next }) },
          })
        for (let page = 0, next: string | null = ''; cursor === undefined; page++) {
          next = (await at(next || undefined)).nextCursor
          if (page === pages - 1 || next === null) cursor = next ?? ''
        }
        return (await at(cursor || undefined)).data.length
      },
    }
  }
  const ofEvent = { caller: admin, params: { eventId } }
  const filtered = (input: object, query: object) => ({ ...input, query })
  const table = { separator: 'comma', bom: false }
  const rowsOf = async (answer: Promise<AsyncIterable<string>>) => {
    let rows = 0
    for await (const chunk of await answer) rows += chunk.split('\n').length - 1
    return rows
  }

  return [
    list('users.listUsers', '', { caller: admin }),
    list('users.listUsers', 'of a rare role', { caller: admin, query: { role: 'admin' } }),
    list('users.listUsers', 'by email', { caller: admin, query: { email: 'person-77@example.com' } }),
    list('events.list', '', {}),
    list('events.list', 'in a city, with seats', { query: { city: 'City 3', available: true } }),
    list('events.list', 'under a price, newest first', { query: { maxPrice: 9_000, sort: '-createdAt' } }),
    list('events.listManaged', 'of an organizer', { caller: { ...admin, userId: ids.organizer, role: 'organizer' } }),
    list('events.listManaged', 'ended, of everybody', { caller: admin, query: { status: 'ended' } }),
    list('events.listVenues', '', {}),
    list('events.listVenues', 'in a city', { query: { city: 'City 3' } }),
    {
      name: 'inventory.getAvailability',
      work: async () => {
        await product.ask('inventory.getAvailability', ofEvent)
        return 1
      },
    },
    {
      name: 'inventory.getStats of the biggest event',
      work: async () => {
        await product.ask('inventory.getStats', ofEvent)
        return 1
      },
    },
    list('inventory.listMovements', '', ofEvent),
    farther('inventory.listMovements', '', ofEvent),
    list('inventory.listMovements', 'of a hold', filtered(ofEvent, { holdId: ids.oldHold })),
    list('inventory.listMovements', 'of a ticket type', filtered(ofEvent, { ticketTypeId: ids.bigType })),
    list('inventory.listWaitlist', '', ofEvent),
    farther('inventory.listWaitlist', '', ofEvent),
    ...(['waiting', 'offered', 'expired', 'converted', 'left'] as const).map(status =>
      list('inventory.listWaitlist', status, filtered(ofEvent, { status })),
    ),
    list('inventory.listWaitlist', 'of a named buyer', filtered(ofEvent, { buyer: ids.waitingReference })),
    list('bookings.listWaitlistEntries', 'of a box office', { caller: boxOffice }),
    list('bookings.listWaitlistEntries', 'of a box office, declined', {
      caller: boxOffice,
      query: { status: 'declined' },
    }),
    list('bookings.listWaitlistEntries', 'of a box office, one buyer', {
      caller: boxOffice,
      query: { buyer: ids.waitingReference },
    }),
    {
      name: 'bookings.getWaitlistEntry',
      work: async () => {
        await product.ask('bookings.getWaitlistEntry', { caller: admin, params: { waitlistEntryId: ids.lastInLine } })
        return 1
      },
    },
    list('bookings.list', '', { caller: buyer }),
    list('bookings.list', 'of a box office', { caller: boxOffice }),
    farther('bookings.list', 'of a box office', { caller: boxOffice }),
    list('bookings.list', 'of a box office, failed', { caller: boxOffice, query: { status: 'failed' } }),
    list('bookings.list', 'of a box office, of an event', { caller: boxOffice, query: { eventId } }),
    list('bookings.list', 'of a box office, one buyer', { caller: boxOffice, query: { buyer: ids.reference } }),
    list('bookings.listForEvent', '', ofEvent),
    farther('bookings.listForEvent', '', ofEvent),
    ...(['pending', 'failed', 'cancelled'] as const).map(status =>
      list('bookings.listForEvent', status, filtered(ofEvent, { status })),
    ),
    ...(['pending', 'succeeded', 'failed', 'needs_attention'] as const).map(refund =>
      list('bookings.listForEvent', `refund ${refund}`, filtered(ofEvent, { refund })),
    ),
    list('bookings.listForEvent', 'of a named buyer', filtered(ofEvent, { buyer: ids.reference })),
    {
      name: 'bookings.listForEvent attendees as CSV',
      work: () => rowsOf(product.ask('bookings.listForEvent', { ...filtered(ofEvent, table), accept: 'text/csv' })),
    },
    {
      name: 'bookings.listForEvent attendees as CSV, refund failed',
      work: () =>
        rowsOf(
          product.ask('bookings.listForEvent', {
            ...filtered(ofEvent, { ...table, refund: 'failed' }),
            accept: 'text/csv',
          }),
        ),
    },
    {
      name: 'events.port.published, a page for the search',
      work: async () => (await product.events.port.published(undefined, 500)).length,
    },
    { name: 'probe of the events', work: async () => Object.keys(await product.events.probe.read()).length },
    { name: 'probe of the bookings', work: async () => Object.keys(await product.bookings.probe.read()).length },
  ]
}

export interface Ids {
  readonly admin: string
  readonly organizer: string
  readonly boxOffice: string
  readonly buyer: string
  readonly reference: string
  readonly waitingReference: string
  readonly bigEvent: string
  readonly bigType: string
  readonly oldHold: string
  readonly lastInLine: string
  readonly soldHold: string
  readonly bookingKey: string
}

/**
 * What the background jobs do in a turn, on tables with much for each of them to do. They change things: they come
 * last.
 */
export function sweepingRuns(product: Product, { users, events, bookings }: TablesDatabases, ids: Ids): readonly Run[] {
  const usersStore = createUsersStore(users.knex),
    eventsStore = createEventsStore(events.knex),
    inventoryStore = createInventoryStore(events.pool)
  const bookingsStore = createBookingsStore(bookings),
    stripeStore = createStripeStore(bookings.pool)
  const whole = (work: () => Promise<unknown>) => async () => {
    await work()
    return 1
  }
  return [
    {
      name: 'lines that time has made servable',
      work: async () => (await inventoryStore.waitlistsWithSeats(100)).length,
    },
    { name: 'serving the lines', work: whole(() => product.inventory.advanceLines(100)) },
    {
      name: 'expired holds',
      work: async () => {
        await expireSomeHolds({ events: events.pool }, 500)
        return (await inventoryStore.expired(500, [])).length
      },
    },
    {
      name: 'expiring 500 holds',
      work: whole(async () => {
        await expireSomeHolds({ events: events.pool }, 500)
        await product.inventory.expireHolds(500)
      }),
    },
    { name: 'a page of a cancelled event', work: whole(() => product.inventory.cancellations.goOn()) },
    { name: 'search notices', work: async () => (await eventsStore.takeSearchNotices(20, { dueInSeconds: 5 })).length },
    {
      name: 'recovery: bookings that are due',
      work: async () => {
        const claimed = await bookingsStore.claimDue(20)
        claimed.forEach(bookingsStore.endWork)
        return claimed.length
      },
    },
    {
      name: 'recovery: a booking of a reservation',
      work: async () => ((await bookingsStore.ofReservation(ids.buyer, ids.soldHold)) ? 1 : 0),
    },
    {
      name: 'recovery: a key that was used',
      work: async () => ((await bookingsStore.usedKey(ids.boxOffice, 'confirm-50')) ? 1 : 0),
    },
    { name: 'recovery: news of a payment', work: whole(() => bookingsStore.wake(ids.bookingKey)) },
    {
      name: 'recovery: a refund that is owed again',
      work: whole(() => bookingsStore.reopenRefund(ids.bookingKey, 'a bench')),
    },
    { name: 'messages from Stripe that are due', work: async () => (await stripeStore.takeDue(20)).length },
    {
      name: 'messages from Stripe to be forgotten',
      work: whole(() => stripeStore.forgetHandled({ days: 30, limit: 1_000 })),
    },
    { name: 'answers of the events to be forgotten', work: whole(() => forgetOldAnswers(events.knex)) },
    { name: 'answers of the bookings to be forgotten', work: whole(() => forgetOldAnswers(bookings.knex)) },
    { name: 'sessions to be forgotten', work: whole(() => usersStore.forgetEnded(1_000)) },
    {
      name: 'sessions and keys that have ended lately',
      work: async () => (await usersStore.changesWithin(990)).revokedCredentials.length,
    },
    {
      name: 'sessions and keys that ended within 2 s',
      work: async () => (await usersStore.changesWithin(92)).revokedCredentials.length,
    },
  ]
}
