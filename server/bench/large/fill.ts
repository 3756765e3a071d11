// An event with as many bookings, or open holds, as are asked for: made by a few statements, and clean to the audit.
import type pg from 'pg'
import { idOf } from '../tables/numbers.ts'

export type Pools = Readonly<Record<'users' | 'events' | 'bookings', pg.Pool>>

export interface Filling {
  readonly eventId: string
  readonly count: number
  /** The numbers of what is made begin behind it: one number is used once in a database. */
  readonly after: number
}
interface Typed extends Filling {
  readonly typeId: string
}

/** How long one of these statements may take. */
const fillMsMax = 120_000
const priceMinor = 2_500
const quantity = '(1 + n % 2)'
const totalMinor = `${quantity} * ${priceMinor}`
const causes = { sold: ['reserve', 'commit'], held: ['reserve'] } as const

/** Bookings that are paid in the sandbox, each by a user of its own, with one ticket or two. */
export async function fillBookings(pools: Pools, filling: Filling): Promise<void> {
  const typed = { ...filling, typeId: await typeOf(pools, filling) }
  await run(pools.users, [usersSql(typed)])
  await run(pools.events, heldOrSold(typed, 'sold'))
  await run(pools.bookings, booked(typed))
}

/** Open holds, whose ends fall evenly into the second that begins `inMs` after they are made. */
export async function fillHolds(pools: Pools, filling: Filling, { inMs }: { readonly inMs: number }): Promise<void> {
  const typed = { ...filling, typeId: await typeOf(pools, filling) }
  await run(pools.events, [...heldOrSold(typed, 'held'), endingSql(typed, inMs)])
}

const numbersOf = ({ after, count }: Filling) => `generate_series(${after}::bigint + 1, ${after} + ${count}) as n`
const itemsOf = ({ typeId }: Typed) =>
  `jsonb_build_array(jsonb_build_object('ticketTypeId', '${typeId}', 'quantity', ${quantity}, 'unitPriceMinor',
    ${priceMinor}))`
/** Within the last hour, each a little later than the one before. */
const madeAtOf = ({ after, count }: Filling) =>
  `date_trunc('milliseconds', now() - interval '1 hour' + interval '50 minutes' * (n - ${after}) / ${count})`

const usersSql = (filling: Filling) => `
  insert into users (id, email, email_key, name, role, password_hash)
  select ${idOf('usr', 'n')}, 'person-' || n || '@example.com', 'person-' || n || '@example.com', 'Person ' || n,
    'attendee', 'none'
  from ${numbersOf(filling)}`

function heldOrSold(filling: Typed, state: 'held' | 'sold'): readonly string[] {
  const { eventId, typeId, after, count } = filling
  const [numbers, madeAt, versions] = [numbersOf(filling), madeAtOf(filling), causes[state].length]
  const moved = `available_seats = available_seats - taken.seats, ${state}_seats = ${state}_seats + taken.seats`
  const taken = `(select sum(${quantity}) as seats from ${numbers}) as taken`
  return [
    `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, saga_id, created_at,
      expires_at, changed_at)
      select ${idOf('rsv', 'n')}, '${eventId}', ${idOf('usr', 'n')}, 'reservation', '${state}', ${itemsOf(filling)},
        ${quantity}, ${totalMinor}, 'EUR', ${state === 'sold' ? idOf('bkg', 'n') : 'null'}, ${madeAt},
        now() + interval '1 day', ${madeAt}
      from ${numbers}`,
    `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id,
      at)
      select event_id, version + (n - ${after} - 1) * ${versions} + step, 1, 'seat', '${typeId}', ${quantity}, source,
        target, cause, ${idOf('rsv', 'n')}, ${madeAt}
      from inventory, ${numbers},
        (values (1, 'available', 'held', 'reserve'), (2, 'held', 'sold', 'commit')) as moved (step, source, target,
          cause)
      where event_id = '${eventId}' and step <= ${versions}`,
    `update inventory set ${moved}, version = version + ${count * versions} from ${taken}
      where event_id = '${eventId}'`,
    `update ticket_types set ${moved} from ${taken} where event_id = '${eventId}' and id = '${typeId}'`,
  ]
}

const endingSql = ({ eventId, after, count }: Filling, inMs: number) => `
  update holds set expires_at = clock_timestamp() + interval '1 millisecond' * (${inMs} + 1000 * placed.at)
  from (select id, percent_rank() over (order by id) as at from holds
    where event_id = '${eventId}' and state = 'held'
      and id between ${idOf('rsv', `${after} + 1`)} and ${idOf('rsv', `${after} + ${count}`)}) as placed
  where holds.id = placed.id and holds.event_id = '${eventId}'`

function booked(filling: Typed): readonly string[] {
  const { eventId, typeId } = filling
  const [numbers, madeAt] = [numbersOf(filling), madeAtOf(filling)]
  return [
    `insert into bookings (id, user_id, reservation_id, event_id, status, items, quantity, total_minor, currency,
      created_at, confirmed_at)
      select ${idOf('bkg', 'n')}, ${idOf('usr', 'n')}, ${idOf('rsv', 'n')}, '${eventId}', 'confirmed',
        ${itemsOf(filling)}, ${quantity}, ${totalMinor}, 'EUR', ${madeAt}, ${madeAt}
      from ${numbers}`,
    `insert into payments (id, user_id, booking_id, provider, provider_key, status, amount_minor, currency)
      select ${idOf('pay', 'n')}, ${idOf('usr', 'n')}, ${idOf('bkg', 'n')}, 'sandbox', ${idOf('pay', 'n')}, 'captured',
        ${totalMinor}, 'EUR'
      from ${numbers}`,
    `insert into tickets (id, user_id, booking_id, ticket_type_id, code)
      select ${idOf('tic', 'n * 2 + seat')}, ${idOf('usr', 'n')}, ${idOf('bkg', 'n')}, '${typeId}',
        md5(n || '-' || seat)
      from ${numbers}, generate_series(1, ${quantity}) as seat`,
    `insert into sandbox_charges (key, reference, token, status, amount_minor, currency)
      select ${idOf('pay', 'n')}, ${idOf('chg', 'n')}, 'tok_ok', 'captured', ${totalMinor}, 'EUR'
      from ${numbers}`,
  ]
}

async function typeOf({ events }: Pools, { eventId }: Filling): Promise<string> {
  const {
    rows: [row],
  } = await events.query<{ id: string }>('select id from ticket_types where event_id = $1 order by position limit 1', [
    eventId,
  ])
  if (!row) throw new Error(`there is no event ${eventId}`)
  return row.id
}

/** All of them or none; the tables' statistics are up to date afterwards, as PostgreSQL makes them by itself. */
async function run(pool: pg.Pool, statements: readonly string[]) {
  await pool.query(`begin; set local statement_timeout = ${fillMsMax}; ${statements.join(';\n')}; commit`)
  await pool.query('vacuum analyze')
}
