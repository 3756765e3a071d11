// Which of the rows are asked for: those of the biggest event, of the busiest buyer, and the oldest ones.
import type { Numbers } from './numbers.ts'
import type { Ids, TablesDatabases } from './runs.ts'

export async function findIds(
  { users, events, bookings }: TablesDatabases,
  { boxOffice, eventId, typeId, waiting }: Numbers,
): Promise<Ids> {
  const one = async (database: TablesDatabases['users'], expression: string): Promise<string> => {
    const {
      rows: [row],
    } = await database.pool.query<{ found: string | null }>(`select (${expression}) as found`)
    if (row?.found == null) throw new Error(`nothing is found by: ${expression}`)
    return row.found
  }
  const bigEvent = await one(events, eventId('1'))
  const buyer = await one(
    bookings,
    `select user_id from bookings where status = 'confirmed' and event_id = '${bigEvent}' and buyer_reference is null
    order by id limit 1`,
  )
  return {
    bigEvent,
    buyer,
    bigType: await one(events, typeId('1', '1')),
    admin: await one(users, `select id from users where role = 'admin' order by id limit 1`),
    organizer: await one(events, 'select organizer_id from inventory order by event_id limit 1'),
    boxOffice: await one(events, boxOffice),
    oldHold: await one(events, `select id from holds where event_id = '${bigEvent}' order by id limit 1`),
    lastInLine: await one(
      events,
      `select id from waitlist_entries where event_id = '${bigEvent}' and seq = ${waiting.first}`,
    ),
    reference: await one(
      bookings,
      `select buyer_reference from bookings where event_id = '${bigEvent}' and buyer_reference is not null order by id
      limit 1`,
    ),
    waitingReference: await one(
      events,
      `select buyer_reference from waitlist_entries
      where event_id = '${bigEvent}' and state = 'waiting' and buyer_reference is not null order by seq limit 1`,
    ),
    soldHold: await one(
      bookings,
      `select reservation_id from bookings where user_id = '${buyer}' and status = 'confirmed' order by id limit 1`,
    ),
    bookingKey: await one(
      bookings,
      `select provider_key from payments where provider = 'sandbox' and status = 'captured' order by id limit 1`,
    ),
  }
}
