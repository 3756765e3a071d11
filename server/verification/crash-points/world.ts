// Where strikes happen: databases, a till, and what anybody was ever told there; what is still under way in it, and
// what is wrong at rest.
import { theAdmin, type Account } from '../../test/support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'
import type { Call } from '../../test/support/server.ts'
import type { Acknowledged } from './doomed-buyers.ts'
import { openTill, type Provider, type Till } from './tills.ts'

/** Where strikes happen, one after the other: what an earlier one has left behind must stay as it was. */
export interface World {
  readonly provider: Provider
  readonly databases: TestDatabases
  readonly till: Till
  /** All that anybody was ever told here. */
  readonly told: Readonly<Record<keyof Acknowledged, Set<string>>>
  /** Of the first server that was asked for them: a password is dear, and tokens hold good for all servers. */
  readonly people: { admin?: Account; organizer?: Account }
  readonly openedMs: number
  close(): Promise<void>
}

export async function openWorld(provider: Provider): Promise<World> {
  const databases = await cloneDatabases()
  const till = await openTill(provider)
  return {
    provider,
    databases,
    till,
    told: {
      confirmed: new Set(),
      cancelled: new Set(),
      transferred: new Set(),
      admitted: new Set(),
      returned: new Set(),
      refunded: new Set(),
    },
    people: {},
    openedMs: performance.now(),
    close: async () => {
      await Promise.all([till.close(), databases.close()])
    },
  }
}

/** What is still under way, and what the audit finds. */
export async function unsettledOf(
  { databases: { bookings, events }, people }: World,
  call: Call,
): Promise<readonly unknown[]> {
  const { rows } = await bookings.pool.query(
    `select id, status, due_at from bookings where status in ('pending', 'cancelling') or due_at is not null`,
  )
  if (rows.length > 0) return rows
  const { rows: calledOff } = await events.pool.query(
    `select event_id, state from event_cancellations where state = 'under_way'`,
  )
  if (calledOff.length > 0) return calledOff
  const untold = await untoldOf({ bookings, events })
  if (untold.length > 0) return untold
  const { token } = (people.admin ??= await theAdmin({ call }))
  const { body } = await call('GET', '/admin/audit', { token })
  return body.clean ? [] : body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)
}

type Databases = Pick<TestDatabases, 'bookings' | 'events'>

/** Facts that have not become messages yet. */
async function untoldOf({ bookings, events }: Databases): Promise<readonly unknown[]> {
  const { rows: facts } = await bookings.pool.query('select id, type from outbox limit 10')
  const { rows: ofEvents } = await events.pool.query('select event_id, type from event_facts limit 10')
  const { rows: versions } = await events.pool.query<{ id: string; version: number }>(
    `select event_id as id, version from inventory where sales <> 'draft'`,
  )
  const { rows: cursors } = await bookings.pool.query<{ id: string; version: number }>(
    'select event_id as id, version from relay_cursors',
  )
  const told = new Map(cursors.map(({ id, version }) => [id, version]))
  return [...facts, ...ofEvents, ...versions.filter(({ id, version }) => told.get(id) !== version)]
}

/** A sentence for each message that is there twice, or isn't there and isn't going to be. */
async function wrongMessages({ bookings, events }: Databases): Promise<readonly string[]> {
  const { rows: waiting } = await bookings.pool.query<{ type: string; resource: string; refund: string | null }>(
    `select type, resource ->> 'id' as resource, payload #>> '{refund,id}' as refund from outbox`,
  )
  const { rows: ofEvents } = await events.pool.query<{ type: string; resource: string }>(
    'select type, event_id as resource from event_facts',
  )
  // A run that repays several refunds tells of each under one version.
  const { rows } = await bookings.pool.query<{ type: string; resource: string; refund: string | null; times: number }>(
    `select type, resource_id as resource, min(data #>> '{refund,id}') as refund, count(*)::integer as times
    from messages
    group by account_id, type, resource_id, resource_version, case type when 'booking.refunded' then data -> 'refund'
      when 'booking.tickets_cancelled' then data -> 'ticketIds' end`,
  )
  const told = new Set([
    ...[...rows, ...waiting, ...ofEvents].map(({ type, resource }) => `${type} ${resource}`),
    ...[...rows, ...waiting].map(({ type, resource, refund }) => `${type} ${resource} ${refund}`),
  ])
  const { rows: settled } = await bookings.pool.query<{ id: string; cancelled: boolean }>(
    `select id, status = 'cancelled' as cancelled from bookings where status in ('confirmed', 'cancelled')`,
  )
  const { rows: repaid } = await bookings.pool.query<{ id: string; refund: string }>(
    `select booking_id as id, id as refund from refunds where status = 'succeeded'`,
  )
  const { rows: moves } = await bookings.pool.query<{ id: string }>('select ticket_id as id from ticket_transfers')
  const { rows: published } = await events.pool.query<{ id: string }>(`select id from events where status <> 'draft'`)
  const { rows: letIn } = await bookings.pool.query<{ id: string }>(
    'select id from tickets where admitted_scan is not null',
  )
  const expected = [
    ...letIn.map(({ id }) => `ticket.checked_in ${id}`),
    ...published.map(({ id }) => `event.published ${id}`),
    ...moves.map(({ id }) => `ticket.transferred ${id}`),
    ...settled.flatMap(({ id, cancelled }) => [
      `booking.confirmed ${id}`,
      ...(cancelled ? [`booking.cancelled ${id}`] : []),
    ]),
    ...repaid.map(({ id, refund }) => `booking.refunded ${id} ${refund}`),
  ]
  return [
    ...rows.filter(({ times }) => times > 1).map(({ type, resource }) => `${type} is told twice of ${resource}`),
    ...expected.filter(message => !told.has(message)).map(message => `nobody is told ${message}`),
  ]
}

/**
 * A sentence for each thing that is not as it must be at rest, where nothing is excused for being young any more: the
 * books are compared row by row, and what was acknowledged is looked up.
 */
export async function differencesOf(
  { bookings, events }: Pick<TestDatabases, 'bookings' | 'events'>,
  till: Pick<Till, 'differences'>,
  {
    confirmed,
    cancelled,
    transferred = new Set(),
    admitted = new Set(),
    returned = new Set(),
    refunded = new Set(),
  }: Acknowledged,
): Promise<readonly string[]> {
  const { rows: sold } = await events.pool.query<{ id: string }>(`select id from holds where state = 'sold'`)
  const { rows: found } = await bookings.pool.query<{ id: string; reservationId: string; status: string }>(
    'select id, reservation_id as "reservationId", status from bookings',
  )
  const { rows: letIn } = await bookings.pool.query<{ id: string }>(
    'select id from tickets where admitted_scan is not null',
  )
  const isIn = new Set(letIn.map(({ id }) => id))
  const { rows: valid } = await bookings.pool.query<{ id: string }>(
    `select id from tickets where status <> 'cancelled' and id = any($1::text[])`,
    [[...returned]],
  )
  const { rows: repaid } = await bookings.pool.query<{ id: string }>(
    `select id from refunds where status = 'succeeded' and id = any($1::text[])`,
    [[...refunded]],
  )
  const isRepaid = new Set(repaid.map(({ id }) => id))
  const booked = found.filter(({ status }) => status === 'confirmed')
  const [ofHolds, ofBookings] = [
    new Set(sold.map(({ id }) => id)),
    new Set(booked.map(({ reservationId }) => reservationId)),
  ]
  const statuses = new Map(found.map(({ id, status }) => [id, status]))
  const { rows: codes } = await bookings.pool.query<{ code: string }>('select code from tickets')
  const validCodes = new Set(codes.map(({ code }) => code))
  const lost = (id: string, what: string) =>
    `${id} was acknowledged as ${what} and is ${statuses.get(id) ?? 'not there'}`
  return [
    ...(await till.differences({ bookings })),
    ...(await wrongMessages({ bookings, events })),
    ...[...ofHolds].filter(id => !ofBookings.has(id)).map(id => `${id} is sold, and no confirmed booking has it`),
    ...booked
      .filter(({ reservationId }) => !ofHolds.has(reservationId))
      .map(({ id }) => `${id} is confirmed, and its hold isn't sold`),
    ...(ofBookings.size < booked.length ? ['two confirmed bookings have one hold'] : []),
    ...[...confirmed]
      .filter(id => !['confirmed', 'cancelled'].includes(statuses.get(id) ?? ''))
      .map(id => lost(id, 'confirmed')),
    ...[...cancelled].filter(id => statuses.get(id) !== 'cancelled').map(id => lost(id, 'cancelled')),
    ...[...transferred]
      .filter(code => !validCodes.has(code))
      .map(code => `the code ${code} was acknowledged for a ticket that has another`),
    ...valid.map(({ id }) => `the ticket ${id} was acknowledged as cancelled and is not`),
    ...[...refunded].filter(id => !isRepaid.has(id)).map(id => `the refund ${id} was acknowledged and is not paid`),
    ...[...admitted].filter(id => !isIn.has(id)).map(id => `${id} was acknowledged as admitted and is not`),
  ]
}
