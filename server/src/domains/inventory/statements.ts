// The SQL of the inventory's hot path, and how its rows read.
import type { Hold, HoldState, PricedItem, Sales, Stock, TicketTypeStock } from './stock.ts'

const HOLD_COLUMNS = `holds.id, holds.event_id, holds.user_id, holds.buyer, holds.kind, holds.state, holds.items, holds.quantity, holds.total_minor, holds.currency,
  holds.saga_id, holds.idempotency_key, holds.idempotency_fingerprint, holds.created_at, holds.expires_at`

// Sets come through unnest and joins: "id = any($n)" in a prepared statement on a growing table becomes a sequential
// scan after five runs (2,200 instead of 22,000 reserves/s).
export const READ = `
select inventory.event_id, inventory.version, clock_timestamp() as now, sales, ends_at, currency, waitlist_open,
  available_seats, pooled_seats, held_seats, sold_seats,
  (select json_agg(json_build_array(id, price_minor, max_per_user, sales_start_at, sales_end_at, available_seats, pooled_seats, held_seats, sold_seats) order by position)
    from ticket_types where event_id = $1) as ticket_types,
  (select json_agg(found) from (select ${HOLD_COLUMNS} from unnest($2::text[]) as named (id) join holds on holds.id = named.id and holds.event_id = $1) as found) as holds,
  (select json_agg(found) from (select ${HOLD_COLUMNS} from unnest($3::text[], $4::text[]) as used (user_id, key)
    join holds on holds.user_id = used.user_id and holds.idempotency_key = used.key) as found) as earlier,
  (select json_agg(json_build_array(user_id, reference, ticket_type_id, quantity)) from (
    select buyers.user_id, buyers.reference, item ->> 'ticketTypeId' as ticket_type_id, sum((item ->> 'quantity')::integer) as quantity
    from (select distinct user_id, reference from unnest($5::text[], $6::text[]) as buyer (user_id, reference)) as buyers
    join holds on holds.event_id = $1 and holds.user_id = buyers.user_id and coalesce(holds.buyer_reference, '') = buyers.reference and holds.state in ('held', 'confirming', 'sold')
    cross join lateral jsonb_array_elements(holds.items) as item
    where exists (select from ticket_types where event_id = $1 and max_per_user is not null)
    group by 1, 2, 3) as taken) as taken
from inventory where event_id = $1`

// One statement, so that counters, holds and ledger commit together or not at all. Everything hangs on "moved": when
// that finds no row (another process wrote first, or a key has been used) nothing below it happens.
export const WRITE = `
with moved as (
  update inventory
  set available_seats = $4, pooled_seats = $5, held_seats = $6, sold_seats = $7, version = version + 1
  where event_id = $1 and version = $2
    and not exists (select from unnest($14::text[], $22::text[]) as used (user_id, key) join holds on holds.user_id = used.user_id and holds.idempotency_key = used.key)
  returning version
), typed as (
  update ticket_types set available_seats = next.available, pooled_seats = next.pooled, held_seats = next.held, sold_seats = next.sold
  from moved, unnest($8::text[], $9::integer[], $10::integer[], $11::integer[], $12::integer[]) as next (id, available, pooled, held, sold)
  where ticket_types.event_id = $1 and ticket_types.id = next.id
), made as (
  insert into holds (id, event_id, user_id, buyer_reference, buyer, kind, state, items, quantity, total_minor, currency, idempotency_key, idempotency_fingerprint, created_at, expires_at, changed_at)
  select id, $1, user_id, buyer_reference, buyer, 'reservation', state, items, quantity, total_minor, currency, key, fingerprint, $3, expires_at, $3
  from moved, unnest($13::text[], $14::text[], $15::text[], $16::jsonb[], $17::text[], $18::jsonb[], $19::integer[], $20::bigint[], $21::text[], $22::text[], $23::text[], $24::timestamptz[])
    as hold (id, user_id, buyer_reference, buyer, state, items, quantity, total_minor, currency, key, fingerprint, expires_at)
), changed as (
  update holds set state = next.state, saga_id = next.saga_id, changed_at = $3
  from moved, unnest($25::text[], $26::text[], $27::text[]) as next (id, state, saga_id)
  where holds.id = next.id and holds.event_id = $1
), written as (
  insert into movements (event_id, version, line, ticket_type_id, quantity, source, target, cause, hold_id, at)
  select $1, version, line, ticket_type_id, quantity, source, target, cause, hold_id, $3
  from moved, unnest($28::text[], $29::integer[], $30::text[], $31::text[], $32::text[], $33::text[])
    with ordinality as movement (ticket_type_id, quantity, source, target, cause, hold_id, line)
)
select version, clock_timestamp() as now from moved`

export const HOLD = `select ${HOLD_COLUMNS} from holds where id = $1`

/** Holds whose time has passed, oldest first: what the sweep is to return. */
export const EXPIRED = `select id, event_id from holds where state = 'held' and expires_at <= now() order by expires_at, id limit $1`

/** The fewest seats an event can have: those that are held, sold or kept for the line, and what its types with a capacity of their own promise. */
export const CAPACITY_MINIMUM = `
select greatest(capacity - available_seats, (select coalesce(max(capacity), 0) from ticket_types where event_id = $1 and capacity_is_own)) as minimum
from inventory where event_id = $1`

// Types without a capacity of their own follow the event's; the ledger shows both as movements from or to the outside.
export const CHANGE_CAPACITY = `
with difference as (select version + 1 as version, $2::integer - capacity as seats from inventory where event_id = $1),
resized as (
  update inventory set capacity = capacity + seats, available_seats = available_seats + seats, version = difference.version
  from difference where event_id = $1 and seats <> 0 returning difference.version
), followed as (
  update ticket_types set capacity = capacity + seats, available_seats = available_seats + seats
  from difference where event_id = $1 and not capacity_is_own and seats <> 0 returning id
)
insert into movements (event_id, version, line, ticket_type_id, quantity, source, target, cause, at)
select $1, resized.version, row_number() over (), moved.id, abs(seats), case when seats > 0 then 'outside' else 'available' end, case when seats > 0 then 'available' else 'outside' end, 'capacity_changed', clock_timestamp()
from resized, difference, (select null as id union all select id from followed) as moved`

export interface StockRow {
  event_id: string; version: number; now: Date; sales: Sales; ends_at: Date; currency: string; waitlist_open: boolean
  available_seats: number; pooled_seats: number; held_seats: number; sold_seats: number
  ticket_types: readonly [string, number, number | null, string | null, string | null, number, number, number, number][] | null
  holds: readonly HoldRow[] | null
  earlier: readonly HoldRow[] | null
  taken: readonly [string, string, string, number][] | null
}

/** A hold as a row or as JSON inside one: there its times are texts. */
export interface HoldRow {
  id: string; event_id: string; user_id: string; buyer: Hold['buyer']['named'] | null; kind: Hold['kind']; state: HoldState
  items: PricedItem[]; quantity: number; total_minor: number; currency: string; saga_id: string | null
  idempotency_key: string | null; idempotency_fingerprint: string | null; created_at: Date | string; expires_at: Date | string
}

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id, eventId: row.event_id, buyer: row.buyer ? { userId: row.user_id, named: row.buyer } : { userId: row.user_id },
    kind: row.kind, state: row.state, items: row.items, quantity: row.quantity, totalMinor: row.total_minor, currency: row.currency, sagaId: row.saga_id,
    idempotency: row.idempotency_key === null ? null : { key: row.idempotency_key, fingerprint: row.idempotency_fingerprint! },
    createdAt: new Date(row.created_at), expiresAt: new Date(row.expires_at),
  }
}

export function stockOf(row: StockRow): Stock {
  const takenByBuyer = new Map<string, Map<string, number>>()
  for (const [userId, reference, ticketTypeId, quantity] of row.taken ?? []) {
    const key = `${userId}\n${reference}`
    takenByBuyer.set(key, (takenByBuyer.get(key) ?? new Map<string, number>()).set(ticketTypeId, quantity))
  }
  return {
    eventId: row.event_id, version: row.version, now: row.now, sales: row.sales, endsAt: row.ends_at, currency: row.currency, waitlistOpen: row.waitlist_open,
    seats: { available: row.available_seats, pooled: row.pooled_seats, held: row.held_seats, sold: row.sold_seats },
    ticketTypes: new Map((row.ticket_types ?? []).map(type => [type[0], ticketTypeOf(type)])),
    holds: new Map((row.holds ?? []).map(hold => [hold.id, holdOf(hold)])),
    earlier: new Map((row.earlier ?? []).map(hold => [`${hold.user_id}\n${hold.idempotency_key!}`, { fingerprint: hold.idempotency_fingerprint!, hold: holdOf(hold) }])),
    takenByBuyer,
  }
}

function ticketTypeOf([id, priceMinor, maxPerUser, salesStartAt, salesEndAt, available, pooled, held, sold]: NonNullable<StockRow['ticket_types']>[number]): TicketTypeStock {
  return {
    id, priceMinor, maxPerUser,
    salesStartAt: salesStartAt === null ? null : new Date(salesStartAt), salesEndAt: salesEndAt === null ? null : new Date(salesEndAt),
    seats: { available, pooled, held, sold },
  }
}
