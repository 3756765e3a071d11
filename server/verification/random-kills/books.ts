// What buyers were told beside what the databases say at rest: nothing lost, nobody charged twice, nothing oversold.
import type { TestDatabases } from '../../test/support/databases.ts'
import type { Told } from '../../test/support/buyers.ts'

export interface Books {
  readonly capacity: number
  readonly counters: { readonly available: number; readonly held: number; readonly sold: number }
  readonly holds: readonly {
    readonly id: string
    readonly state: string
    readonly quantity: number
    readonly key: string | null
  }[]
  readonly bookings: readonly {
    readonly id: string
    readonly reservationId: string
    readonly status: string
    readonly quantity: number
    readonly totalMinor: number
    readonly tickets: number
  }[]
  /** What the provider has under each payment's key, or under a key of nobody's. */
  readonly charges: readonly {
    readonly key: string
    readonly bookingId: string | null
    readonly status: string
    readonly amountMinor: number
  }[]
}

export async function readBooks({ events, bookings }: TestDatabases, eventId: string): Promise<Books> {
  const {
    rows: [inventory],
  } = await events.pool.query<{ capacity: number; available: number; held: number; sold: number }>(
    'select capacity, available_seats + pooled_seats as available, held_seats as held, sold_seats as sold from ' +
      'inventory where event_id = $1',
    [eventId],
  )
  const { capacity, ...counters } = inventory!
  return {
    capacity,
    counters,
    holds: (
      await events.pool.query<Books['holds'][number]>(
        'select id, state, quantity, idempotency_key as key from holds where event_id = $1',
        [eventId],
      )
    ).rows,
    bookings: (
      await bookings.pool.query<Books['bookings'][number]>(
        `
      select id, reservation_id as "reservationId", status, quantity, total_minor::integer as "totalMinor",
        (select count(*)::integer from tickets
          where tickets.booking_id = bookings.id and tickets.status = 'valid') as tickets
      from bookings where event_id = $1`,
        [eventId],
      )
    ).rows,
    charges: (
      await bookings.pool.query<Books['charges'][number]>(`
      select c.key, p.booking_id as "bookingId", c.status, c.amount_minor::integer as "amountMinor"
      from sandbox_charges c left join payments p on p.provider_key = c.key`)
    ).rows,
  }
}

/** A sentence for each thing that is not as it was told, or as it must be. */
export function violationsOf(log: readonly Told[], books: Books): readonly string[] {
  return [...lostOf(log, books), ...keyViolations(log, books), ...moneyViolations(books), ...seatViolations(books)]
}

function lostOf(log: readonly Told[], { holds, bookings }: Books): string[] {
  const states = new Map([
    ...holds.map(({ id, state }) => [id, state] as const),
    ...bookings.map(({ id, status }) => [id, status] as const),
  ])
  /** What a thing may have become since; undefined: anything, as long as it is there. */
  const after: Readonly<Record<Told['what'], readonly string[] | undefined>> = {
    reserved: undefined,
    released: ['released'],
    confirmed: ['confirmed', 'cancelled'],
    cancelled: ['cancelled'],
  }
  return log.flatMap(({ what, id }) => {
    const state = states.get(id)
    return state !== undefined && (after[what]?.includes(state) ?? true)
      ? []
      : [`lost: ${id} was ${what}, and is ${state ?? 'not there'}`]
  })
}

function keyViolations(log: readonly Told[], { holds }: Books): string[] {
  const byKey = groupedBy(
    [
      ...log.flatMap(({ key, id }) => (key === undefined ? [] : [{ key, id }])),
      ...holds.flatMap(({ key, id }) => (key === null ? [] : [{ key, id }])),
    ],
    ({ key }) => key,
  )
  return [...byKey].flatMap(([key, made]) => {
    const ids = new Set(made.map(({ id }) => id))
    return ids.size > 1 ? [`two effects of one key: ${key} made ${[...ids].join(' and ')}`] : []
  })
}

function moneyViolations({ bookings, charges }: Books): string[] {
  const ofBooking = groupedBy(charges, ({ bookingId }) => bookingId)
  const orphans = (ofBooking.get(null) ?? []).filter(({ status }) =>
    ['authorized', 'captured', 'refunded'].includes(status),
  )
  const reservations = groupedBy(bookings, ({ reservationId }) => reservationId)
  return [
    ...orphans.map(({ key, status }) => `a charge of nobody's: ${key} is ${status}`),
    ...bookings.flatMap(({ id, status, totalMinor }) => {
      const taken = (ofBooking.get(id) ?? []).filter(charge => ['authorized', 'captured'].includes(charge.status))
      const paid = status === 'confirmed' ? totalMinor : 0
      const sum = taken.reduce((total, { amountMinor }) => total + amountMinor, 0)
      return sum === paid ? [] : [`${id} is ${status} and costs ${totalMinor}, but ${sum} are taken`]
    }),
    ...[...reservations].flatMap(([reservationId, made]) =>
      made.filter(({ status }) => status !== 'failed').length > 1
        ? [`${reservationId} was bought ${made.length} times`]
        : [],
    ),
  ]
}

function seatViolations({ capacity, counters, holds, bookings }: Books): string[] {
  const sum = (rows: readonly { quantity: number }[]) => rows.reduce((total, { quantity }) => total + quantity, 0)
  const sold = holds.filter(({ state }) => state === 'sold')
  const confirmed = bookings.filter(({ status }) => status === 'confirmed')
  const soldIds = new Set(sold.map(({ id }) => id))
  return [
    ...(sum(sold) > capacity ? [`oversold: ${sum(sold)} of ${capacity} seats`] : []),
    ...(sum(sold) === counters.sold ? [] : [`the counter says ${counters.sold} sold, the holds say ${sum(sold)}`]),
    ...(counters.available + counters.held + counters.sold === capacity ? [] : ['the counters do not add up']),
    ...(sum(confirmed) === sum(sold) && confirmed.every(({ reservationId }) => soldIds.has(reservationId))
      ? []
      : [`${sum(sold)} seats are sold, ${sum(confirmed)} booked`]),
    ...bookings.flatMap(({ id, status, quantity, tickets }) =>
      tickets === (status === 'confirmed' ? quantity : 0)
        ? []
        : [`${id} is ${status} with ${tickets} valid tickets for ${quantity} seats`],
    ),
  ]
}

function groupedBy<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
