// A server of events and their inventory, over real HTTP on a database of its own; a token says who calls, the search
// is a double.
import { expect } from 'chai'
import { pino } from 'pino'
import { Agent } from 'undici'
import { createApp, type HandlersFor } from '../../src/app.ts'
import type { Caller, Role, Shape } from '../../src/contract/types.ts'
import type { BookingsPort } from '../../src/domains/bookings/port.ts'
import { createEvents } from '../../src/domains/events/index.ts'
import { createSearchNotices } from '../../src/domains/events/search-outbox.ts'
import { createEventsStore } from '../../src/domains/events/store.ts'
import { createInventory } from '../../src/domains/inventory/index.ts'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { SearchPort } from '../../src/domains/search/port.ts'
import { createCursors } from '../../src/platform/cursors.ts'
import { listen } from '../../src/platform/http/listener.ts'
import { newId } from '../../src/platform/ids.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { problem } from '../../src/platform/problems.ts'
import { aLane, outcomeOf } from '../inventory/builders.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { expectStatus, freely } from '../support/builders.ts'
import { cloneDatabases } from '../support/databases.ts'
import { callOn, type Answer, type CallOptions as AnyCallOptions } from '../support/server.ts'

/** Whoever calls is known by the token. */
export interface CallOptions extends Omit<AnyCallOptions, 'token'> {
  readonly as?: Person
}
export type Event = Shape<'Event'>
export type Venue = Shape<'Venue'>
export interface Page<Row> {
  readonly data: Row[]
  readonly hasMore: boolean
  readonly nextCursor: string | null
}
export interface Refusal {
  readonly code: string
  readonly errors?: { pointer: string; keyword: string }[]
}
export interface Person {
  readonly id: string
  readonly token: string
}
export type EventsServer = Awaited<ReturnType<typeof startEventsServer>>

const log = pino({ level: 'silent' })

/** Somebody with a role; the token is their word for it. */
export function aPerson(role: Role = 'organizer'): Person {
  const id = newId('usr')
  return { id, token: `${role}.${id}` }
}

function authenticate(token: string): Caller {
  const [role, userId] = token.split('.')
  if (!userId) throw problem('token_invalid')
  return { kind: 'session', userId, role: role as Role, credentialId: 'ses_of_the_tests' }
}

/** `laneQueueMax`: with 0 the server's own lanes take nothing. */
export async function startEventsServer({ laneQueueMax = 1_000 }: { laneQueueMax?: number } = {}) {
  const databases = await cloneDatabases()
  const cursors = createCursors('c'.repeat(48))
  const search = searchDouble()
  const metrics = createMetrics()
  /** The bookings' stand-in, whose one method a test may replace. */
  const bookings: { -readonly [Name in keyof BookingsPort]: BookingsPort[Name] } = {
    cancelBookingsOf: async () => false,
    auditHolds: async () => [],
    auditPage: async () => ({ rows: 0, checks: [], confirmed: [] }),
    countTickets: async () => ({ valid: 0, admitted: 0 }),
  }
  const inventory = createInventory({
    database: databases.events,
    cursors,
    holdSeconds: 300,
    offerSeconds: 600,
    laneQueueMax,
    metrics,
    log,
    search: () => search.port,
    bookings: () => bookings,
    users: () => ({ profilesOf: async () => [], profileOfEmail: async () => undefined }),
  })
  const events = createEvents({
    database: databases.events,
    inventorySetup: inventory.setup,
    inventory: inventory.port,
    documents: inventory.documents,
    countRead: inventory.countRead,
    clock: inventory.clock,
    search: () => search.port,
    cursors,
    log,
  })
  const breaches: string[] = []
  const handlers = { ...events.handlers, ...inventory.handlers } as unknown as HandlersFor<'evently'>
  const app = createApp({
    document: 'evently',
    handlers,
    authenticate,
    log,
    metrics: metrics.http,
    onBreach: message => {
      breaches.push(message)
    },
  })
  const listener = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
  const sql = databases.events.knex

  const agent = new Agent()
  const callAsToken = callOn(`http://127.0.0.1:${listener.port}`, agent)
  const call = <Body = Event>(
    method: string,
    path: string,
    { as, ...options }: CallOptions = {},
  ): Promise<Answer<Body>> => callAsToken(method, path, { ...options, ...(as && { token: as.token }) })

  return {
    call,
    events,
    inventory,
    bookings,
    search,
    sql,
    database: databases.events,
    notices: createSearchNotices({ store: createEventsStore(sql), search: () => search.port, log, timeoutMs: 50 }),

    /** An event of this organizer's, a draft unless it says `publish`. */
    async anEvent(
      over: Readonly<Record<string, unknown>> = {},
      organizer = aPerson(),
    ): Promise<Event & { organizer: Person; etag: string }> {
      const { body, headers } = expectStatus(
        await call('POST', '/admin/events', { as: organizer, body: anEventBody(over) }),
        201,
      )
      return { ...body, organizer, etag: String(headers['etag']) }
    },
    async aVenue(
      over: Readonly<Record<string, unknown>> = {},
      organizer = aPerson(),
    ): Promise<Venue & { organizer: Person; etag: string }> {
      const { body, headers } = expectStatus(
        await call<Venue>('POST', '/admin/venues', { as: organizer, body: aVenueBody(over) }),
        201,
      )
      return { ...body, organizer, etag: String(headers['etag']) }
    },
    /** A command of another process to the event's seats, such as a place in its line. */
    command: (eventId: string, command: Command) =>
      aLane(eventId, createInventoryStore(databases.events.pool)).submit(command),
    /** Somebody new in the event's line. */
    async aWaiting(
      eventId: string,
      { quantity = 1, ticketTypeId = null }: { quantity?: number; ticketTypeId?: string | null } = {},
    ) {
      const entryId = newId('wle')
      const decision = await this.command(eventId, {
        kind: 'join',
        entryId,
        buyer: { userId: newId('usr') },
        quantity,
        ticketTypeId,
        acceptFewer: false,
        idempotency: null,
      })
      expect(outcomeOf(decision)).to.equal('granted')
      return {
        id: entryId,
        state: async () =>
          ((await sql('waitlist_entries').where({ id: entryId }).first('state')) as { state: string }).state,
      }
    },
    /** What the audit finds against this event, or against any. */
    audit: async (eventId?: string) =>
      (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations),
    /** Lets an event's time pass: by moving the event, as the database's own clock can't be moved. */
    async passEnd(eventId: string) {
      await sql('events')
        .where({ id: eventId })
        .update({ starts_at: sql.raw(`now() - interval '2 hours'`), ends_at: sql.raw(`now() - interval '1 second'`) })
    },
    async close() {
      await agent.close()
      await listener.close()
      await inventory.close()
      await databases.close()
      expect(breaches, 'answers that did not fit the contract').to.deep.equal([])
    },
  }
}

/** A search that remembers what it was told, and fails, refuses or hangs when asked to. */
function searchDouble() {
  const received = { indexed: [] as Event[], removed: [] as { eventId: string; version: number }[] }
  let manner: 'well' | 'failing' | 'refusing' | 'hanging' = 'well'
  const behave = () =>
    manner === 'hanging'
      ? new Promise<void>(() => {})
      : manner === 'failing'
        ? Promise.reject(new Error('search is away'))
        : manner === 'refusing'
          ? Promise.reject(problem('document_refused'))
          : Promise.resolve()
  const port: SearchPort = {
    index: async event => {
      await behave()
      received.indexed.push(event)
    },
    remove: async (eventId, version) => {
      await behave()
      received.removed.push({ eventId, version })
    },
    updateAvailability: behave,
  }
  return {
    port,
    told: received,
    behaves(as: typeof manner) {
      manner = as
    },
  }
}

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

export const aVenueBody = (over: Readonly<Record<string, unknown>> = {}) => ({
  name: 'The Hall',
  city: 'Vienna',
  country: 'AT',
  timezone: 'Europe/Vienna',
  ...over,
})

export const anEventBody = (over: Readonly<Record<string, unknown>> = {}) => ({
  title: 'An Evening',
  category: 'music',
  ...(over['venueId'] === undefined && { venue: aVenueBody() }),
  startsAt: inDays(30),
  endsAt: inDays(31),
  capacity: 100,
  ...freely,
  ...over,
})

/** What a lane reads of an event's bounds. */
export const boundsInInventory = ({ sql }: Pick<EventsServer, 'sql'>, eventId: string): Promise<unknown> =>
  sql('inventory')
    .where({ event_id: eventId })
    .first(
      'holds_per_buyer_max as holdsPerBuyerMax',
      'hold_seats_per_buyer_max as holdSeatsPerBuyerMax',
      'claim_seconds_max as claimSecondsMax',
      'level',
    )
