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
  readonly told: { readonly confirmed: Set<string>; readonly cancelled: Set<string> }
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
    told: { confirmed: new Set(), cancelled: new Set() },
    people: {},
    openedMs: performance.now(),
    close: async () => {
      await Promise.all([till.close(), databases.close()])
    },
  }
}

/** What is still under way, and what the audit finds. */
export async function unsettledOf({ databases: { bookings }, people }: World, call: Call): Promise<readonly unknown[]> {
  const { rows } = await bookings.pool.query(
    `select id, status, due_at from bookings where status in ('pending', 'cancelling') or due_at is not null`,
  )
  if (rows.length > 0) return rows
  const { token } = (people.admin ??= await theAdmin({ call }))
  const { body } = await call('GET', '/admin/audit', { token })
  return body.clean ? [] : body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)
}

/**
 * A sentence for each thing that is not as it must be at rest, where nothing is excused for being young any more: the
 * books are compared row by row, and what was acknowledged is looked up.
 */
export async function differencesOf(
  { bookings, events }: Pick<TestDatabases, 'bookings' | 'events'>,
  till: Pick<Till, 'differences'>,
  { confirmed, cancelled }: Acknowledged,
): Promise<readonly string[]> {
  const { rows: sold } = await events.pool.query<{ id: string }>(`select id from holds where state = 'sold'`)
  const { rows: found } = await bookings.pool.query<{ id: string; reservationId: string; status: string }>(
    'select id, reservation_id as "reservationId", status from bookings',
  )
  const booked = found.filter(({ status }) => status === 'confirmed')
  const [ofHolds, ofBookings] = [
    new Set(sold.map(({ id }) => id)),
    new Set(booked.map(({ reservationId }) => reservationId)),
  ]
  const statuses = new Map(found.map(({ id, status }) => [id, status]))
  const lost = (id: string, what: string) =>
    `${id} was acknowledged as ${what} and is ${statuses.get(id) ?? 'not there'}`
  return [
    ...(await till.differences({ bookings })),
    ...[...ofHolds].filter(id => !ofBookings.has(id)).map(id => `${id} is sold, and no confirmed booking has it`),
    ...booked
      .filter(({ reservationId }) => !ofHolds.has(reservationId))
      .map(({ id }) => `${id} is confirmed, and its hold isn't sold`),
    ...(ofBookings.size < booked.length ? ['two confirmed bookings have one hold'] : []),
    ...[...confirmed]
      .filter(id => !['confirmed', 'cancelled'].includes(statuses.get(id) ?? ''))
      .map(id => lost(id, 'confirmed')),
    ...[...cancelled].filter(id => statuses.get(id) !== 'cancelled').map(id => lost(id, 'cancelled')),
  ]
}
