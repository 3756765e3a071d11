// Events that are long over: their times are moved, as the database's own clock can't be moved.
import { auditInventory } from '../support/audit-inventory.ts'
import {
  aBooking,
  afterHoldsExpire,
  anAccount,
  anEvent,
  aReservation,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import type { TestServer } from '../support/server.ts'

type WithDatabases = Pick<TestServer, 'databases'>

/** Messages have been made of all its versions. */
export const toldAll = ({ databases: { events, bookings } }: WithDatabases, eventId: string) =>
  eventually(
    async () => {
      const [inventory] = (await events.pool.query('select version from inventory where event_id = $1', [eventId])).rows
      const [cursor] = (await bookings.pool.query('select version from relay_cursors where event_id = $1', [eventId]))
        .rows
      return inventory !== undefined && cursor?.version === inventory.version
    },
    Boolean,
    { withinMs: 15_000 },
  )

/** The event ended so many days ago, and nothing has been written to it lately. */
export async function longAgo({ databases: { events } }: WithDatabases, eventId: string, days: number): Promise<void> {
  const ago = `now() - interval '${days} days'`
  for (const text of [
    `update events set ends_at = ${ago}, starts_at = ${ago} - interval '1 day' where id = $1`,
    `update inventory set ends_at = ${ago} where event_id = $1`,
    `update movements set at = at - interval '1 hour' where event_id = $1`,
    `update waitlist_steps set at = at - interval '1 hour' where event_id = $1`,
  ])
    await events.pool.query(text, [eventId])
}

/** The time of the event's holds has passed, and their seats have been given back. */
export async function expired(server: TestServer, eventId: string): Promise<void> {
  await afterHoldsExpire(server, eventId)
  while (await server.server.domains.inventory.expireHolds(100)) {
    // until none is left
  }
}

export async function linesOf({ databases: { events } }: WithDatabases, eventId: string): Promise<number> {
  const { rows } = await events.pool.query<{ n: number }>('select count(*) as n from movements where event_id = $1', [
    eventId,
  ])
  return rows[0]!.n
}

interface Movement {
  readonly cause: string
  readonly quantity: number
  readonly from: string
  readonly to: string
  readonly ticketTypeId?: string
}

/** The ledger as its organizer reads it, newest first, and what the answer says of its folding. */
export async function ledgerOf(
  { call }: TestServer,
  event: {
    readonly id: string
    readonly organizer: Account
    readonly ticketTypes: readonly { id: string; name: string }[]
  },
) {
  const { body } = expectStatus(
    await call('GET', `/admin/events/${event.id}/movements`, { token: event.organizer.token, query: { limit: 100 } }),
    200,
  )
  const nameOf = (id: string | undefined) =>
    event.ticketTypes.find(type => type.id === id)?.name ?? (id === undefined ? 'the event' : id)
  const movements = (body.data as readonly Movement[]).map(
    ({ cause, quantity, from, to, ticketTypeId }) => `${cause}: ${quantity} ${from} → ${to} of ${nameOf(ticketTypeId)}`,
  )
  return { movements, folded: body.folded as { version: number; movements: number; holds: number } | undefined }
}

export type Past = Awaited<ReturnType<ReturnType<typeof oldEventsOn>['aPast']>>

/** What tests of old events do on their server. */
export function oldEventsOn(server: () => TestServer) {
  const events = () => server().databases.events
  const query = async (text: string, values: unknown[]) => (await events().pool.query(text, values)).rows
  const retention = () => server().server.domains.inventory.retention
  const stateOf = async (eventId: string) =>
    (await query('select state, waits_for from ledger_folds where event_id = $1', [eventId]))[0] as
      | { state: string; waits_for: string | null }
      | undefined
  const atOnce = (eventId: string) =>
    query('update ledger_folds set due_at = now() - make_interval(secs => 1) where event_id = $1', [eventId])

  /** Until it is done; the server's own job may be at it too, and may have looked before all was told. */
  const fold = (eventId: string) =>
    eventually(
      async () => {
        await atOnce(eventId)
        await retention().goOn()
        return stateOf(eventId)
      },
      found => found?.state === 'complete',
      { withinMs: 30_000 },
    )

  const get = async (path: string, token: string, query: Record<string, string | number> = {}) =>
    expectStatus(await server().call('GET', path, { token, query }), 200).body

  const faultsOf = async (eventId: string) =>
    (await auditInventory(events(), eventId)).checks
      .filter(({ violations }) => violations.length > 0)
      .map(({ name }) => name)

  /** Two types; sold, given back, expired and released seats, and a waitlist that was served. */
  async function aPast({ daysAgo = 91, isOver = true } = {}) {
    const event = await anEvent(server(), {
      capacity: 6,
      ticketTypes: [
        { name: 'Stalls', priceMinor: 2_000, currency: 'EUR' },
        { name: 'Boxes', priceMinor: 5_000, currency: 'EUR', capacity: 2 },
      ],
      priceMinor: undefined,
      currency: undefined,
    })
    const [stalls] = event.ticketTypes
    const ticketTypeId = stalls!.id
    const sold = await aBooking(server(), event, { ticketTypeId, quantity: 2 })
    const returned = await aBooking(server(), event, { ticketTypeId, quantity: 1 })
    const ran = await aReservation(server(), event, { ticketTypeId, quantity: 1 })
    await expired(server(), event.id)
    const full = await aReservation(server(), event, { ticketTypeId, quantity: 3 })
    const waiter = await anAccount(server())
    const { id: entryId } = expectStatus(
      await server().call('POST', '/waitlist/join', {
        token: waiter.token,
        body: { eventId: event.id, ticketTypeId, quantity: 1 },
      }),
      201,
    ).body
    expectStatus(await server().call('DELETE', `/bookings/${returned.id}`, { token: returned.buyer.token }), 200)
    const offered = expectStatus(
      await server().call('POST', `/waitlist/${entryId}/accept`, { token: waiter.token }),
      201,
    ).body
    expectStatus(
      await server().call('POST', '/bookings/confirm', {
        token: waiter.token,
        body: { reservationId: offered.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    expectStatus(await server().call('DELETE', `/bookings/reservations/${full.id}`, { token: full.buyer.token }), 200)
    await toldAll(server(), event.id)
    if (isOver) {
      await longAgo(server(), event.id, daysAgo)
      // A server's copy may be a moment older than what it is a copy of.
      await eventually(
        () => get(`/events/${event.id}/availability`, event.organizer.token),
        ({ ticketTypes }) => ticketTypes[0].sales === 'ended',
        { withinMs: 15_000 },
      )
    }
    return { ...event, sold, returned, ran, entryId, waiter, ticketTypeId }
  }

  return { events, query, retention, stateOf, atOnce, fold, get, faultsOf, aPast }
}
