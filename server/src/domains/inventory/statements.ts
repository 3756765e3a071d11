// The SQL of the inventory's hot path, and how its rows read.
import { ANY_TYPE, groupOf, idempotencyKeyOf, type Earlier, type EntryState, type Hold, type HoldState, type PricedItem, type Sales, type Stock, type TicketTypeStock, type WaitlistEntry } from './stock.ts'

const HOLD_COLUMNS = `holds.id, holds.event_id, holds.user_id, holds.buyer, holds.kind, holds.state, holds.items, holds.quantity, holds.total_minor, holds.currency,
  holds.saga_id, holds.waitlist_entry_id, holds.idempotency_key, holds.idempotency_fingerprint, holds.created_at, holds.expires_at`
const ENTRY_COLUMNS = `waitlist_entries.id, waitlist_entries.event_id, waitlist_entries.seq, waitlist_entries.user_id, waitlist_entries.buyer, waitlist_entries.ticket_type_id, waitlist_entries.quantity,
  waitlist_entries.accept_fewer, waitlist_entries.state, waitlist_entries.skipped, waitlist_entries.idempotency_key, waitlist_entries.idempotency_fingerprint, waitlist_entries.created_at`

/** How many of each group in line one batch looks at. */
export const LINE_MAX = 50

// Sets come through unnest and joins: "id = any($n)" in a prepared statement on a growing table becomes a sequential
// scan after five runs (2,200 instead of 22,000 reserves/s). $1 event, $2 holds, $3 $4 keys, $5 $6 buyers, $7 entries, $8 whether the line matters.
export const READ = `
select inventory.event_id, inventory.version, clock_timestamp() as now, sales, ends_at, currency, waitlist_open, waitlist_seq, waitlist_order, waitlist_skip_max,
  available_seats, pooled_seats, held_seats, sold_seats,
  (select json_agg(json_build_array(id, price_minor, max_per_user, sales_start_at, sales_end_at, available_seats, pooled_seats, held_seats, sold_seats, capacity_is_own) order by position)
    from ticket_types where event_id = $1) as ticket_types,
  (select json_agg(found) from (select ${HOLD_COLUMNS} from (select distinct id from unnest($2::text[]) as given (id)) as named join holds on holds.id = named.id and holds.event_id = $1) as found) as holds,
  (select json_agg(found) from (select ${HOLD_COLUMNS} from (select distinct user_id, key from unnest($3::text[], $4::text[]) as given (user_id, key)) as used
    join holds on holds.user_id = used.user_id and holds.idempotency_key = used.key) as found) as earlier_holds,
  (select json_agg(found) from (select ${ENTRY_COLUMNS} from (select distinct user_id, key from unnest($3::text[], $4::text[]) as given (user_id, key)) as used
    join waitlist_entries on waitlist_entries.user_id = used.user_id and waitlist_entries.idempotency_key = used.key) as found) as earlier_entries,
  (select json_agg(json_build_array(user_id, reference, ticket_type_id, quantity)) from (
    select user_id, reference, ticket_type_id, sum(quantity) as quantity from (select distinct user_id, reference from unnest($5::text[], $6::text[]) as given (user_id, reference)) as buyers
    cross join lateral (
      select item ->> 'ticketTypeId' as ticket_type_id, (item ->> 'quantity')::integer as quantity
      from holds cross join lateral jsonb_array_elements(items) as item
      where holds.event_id = $1 and holds.user_id = buyers.user_id and coalesce(holds.buyer_reference, '') = buyers.reference and holds.state in ('held', 'confirming', 'sold')
      union all
      select ticket_types.id, waitlist_entries.quantity
      from waitlist_entries join ticket_types on ticket_types.event_id = $1 and coalesce(waitlist_entries.ticket_type_id, ticket_types.id) = ticket_types.id
      where waitlist_entries.event_id = $1 and waitlist_entries.user_id = buyers.user_id and coalesce(waitlist_entries.buyer_reference, '') = buyers.reference and waitlist_entries.state = 'waiting'
    ) as taken
    where exists (select from ticket_types where event_id = $1 and max_per_user is not null)
    group by 1, 2, 3) as sums) as taken,
  case when $8::boolean then (select json_agg(found) from (
    select ${ENTRY_COLUMNS} from unnest($7::text[]) as named (id) join waitlist_entries on waitlist_entries.id = named.id and waitlist_entries.event_id = $1
    union select ${ENTRY_COLUMNS} from unnest($2::text[]) as named (id) join holds on holds.id = named.id and holds.event_id = $1 join waitlist_entries on waitlist_entries.id = holds.waitlist_entry_id and waitlist_entries.event_id = $1
    union select ${ENTRY_COLUMNS} from unnest($5::text[], $6::text[]) as buyer (user_id, reference) join waitlist_entries
      on waitlist_entries.event_id = $1 and waitlist_entries.user_id = buyer.user_id and coalesce(waitlist_entries.buyer_reference, '') = buyer.reference and waitlist_entries.state in ('waiting', 'offered')
    ) as found) end as entries,
  case when $8::boolean and waitlist_open then coalesce((select json_agg(first order by first.seq) from (
    select id as ticket_type_id from ticket_types where event_id = $1 union all select '') as groups
    cross join lateral (select ${ENTRY_COLUMNS} from waitlist_entries
      where event_id = $1 and state = 'waiting' and coalesce(waitlist_entries.ticket_type_id, '') = groups.ticket_type_id order by seq limit ${LINE_MAX + 1}) as first), '[]') end as line
from inventory where event_id = $1`

export const HOLDS = `select ${HOLD_COLUMNS} from unnest($1::text[]) as given (id) join holds on holds.id = given.id`

/** Holds whose time has passed, oldest first: what the sweep is to return. */
export const EXPIRED = `select id, event_id from holds where state = 'held' and expires_at <= now() order by expires_at, id limit $1`

export const ENTRY = `select ${ENTRY_COLUMNS} from waitlist_entries where id = $1`

/** In no order that matters, but not always the same ones first. */
export const LINES_WITH_SEATS = `select event_id from inventory where waitlist_open and sales = 'open' and pooled_seats + available_seats > 0 order by random() limit $1`

export interface StockRow {
  event_id: string; version: number; now: Date; sales: Sales; ends_at: Date; currency: string
  waitlist_open: boolean; waitlist_seq: number; waitlist_order: 'strict' | 'skip'; waitlist_skip_max: number
  available_seats: number; pooled_seats: number; held_seats: number; sold_seats: number
  ticket_types: readonly [string, number, number | null, string | null, string | null, number, number, number, number, boolean][] | null
  holds: readonly HoldRow[] | null
  earlier_holds: readonly HoldRow[] | null
  earlier_entries: readonly EntryRow[] | null
  entries: readonly EntryRow[] | null
  line: readonly EntryRow[] | null
  taken: readonly [string, string, string, number][] | null
}

/** A hold as a row or as JSON inside one: there its times are texts. */
export interface HoldRow {
  id: string; event_id: string; user_id: string; buyer: Hold['buyer']['named'] | null; kind: Hold['kind']; state: HoldState
  items: PricedItem[]; quantity: number; total_minor: number; currency: string; saga_id: string | null; waitlist_entry_id: string | null
  idempotency_key: string | null; idempotency_fingerprint: string | null; created_at: Date | string; expires_at: Date | string
}

export interface EntryRow {
  id: string; event_id: string; seq: number; user_id: string; buyer: Hold['buyer']['named'] | null; ticket_type_id: string | null; quantity: number; accept_fewer: boolean
  state: EntryState; skipped: number; idempotency_key: string | null; idempotency_fingerprint: string | null; created_at: Date | string
}

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id, eventId: row.event_id, buyer: buyerOf(row),
    kind: row.kind, state: row.state, items: row.items, quantity: row.quantity, totalMinor: row.total_minor, currency: row.currency, sagaId: row.saga_id,
    waitlistEntryId: row.waitlist_entry_id, idempotency: idempotencyOf(row),
    createdAt: new Date(row.created_at), expiresAt: new Date(row.expires_at),
  }
}

export function entryOf(row: EntryRow): WaitlistEntry {
  return {
    id: row.id, eventId: row.event_id, seq: row.seq, buyer: buyerOf(row), ticketTypeId: row.ticket_type_id, quantity: row.quantity, acceptFewer: row.accept_fewer,
    state: row.state, skipped: row.skipped, idempotency: idempotencyOf(row), createdAt: new Date(row.created_at),
  }
}

type Signed = Pick<HoldRow, 'user_id' | 'buyer' | 'idempotency_key' | 'idempotency_fingerprint'>
const buyerOf = ({ user_id: userId, buyer }: Signed) => (buyer ? { userId, named: buyer } : { userId })
const idempotencyOf = ({ idempotency_key: key, idempotency_fingerprint: fingerprint }: Signed) => (key === null ? null : { key, fingerprint: fingerprint! })
const keyOf = ({ user_id, idempotency_key }: Signed) => idempotencyKeyOf(user_id, idempotency_key!)

/** Without a look at the line all of it is unseen: nobody may conclude that nobody waits. */
function lineOf({ line: rows, waitlist_open: isOpen }: StockRow) {
  const unseen = new Map<string, number>(rows === null && isOpen ? [[ANY_TYPE, 0]] : [])
  const shown = new Map<string, WaitlistEntry[]>()
  for (const entry of (rows ?? []).map(entryOf)) {
    const group = shown.get(groupOf(entry)) ?? []
    if (group.length < LINE_MAX) shown.set(groupOf(entry), [...group, entry])
    else unseen.set(groupOf(entry), group.at(-1)!.seq)
  }
  return { unseen, line: [...shown.values()].flat().sort((one, other) => one.seq - other.seq) }
}

export function stockOf(row: StockRow): Stock {
  const { line, unseen } = lineOf(row)
  const takenByBuyer = new Map<string, Map<string, number>>()
  for (const [userId, reference, ticketTypeId, quantity] of row.taken ?? []) {
    const key = `${userId}\n${reference}`
    takenByBuyer.set(key, (takenByBuyer.get(key) ?? new Map<string, number>()).set(ticketTypeId, quantity))
  }
  return {
    eventId: row.event_id, version: row.version, now: row.now, sales: row.sales, endsAt: row.ends_at, currency: row.currency,
    seats: { available: row.available_seats, pooled: row.pooled_seats, held: row.held_seats, sold: row.sold_seats },
    ticketTypes: new Map((row.ticket_types ?? []).map(type => [type[0], ticketTypeOf(type)])),
    holds: new Map((row.holds ?? []).map(hold => [hold.id, holdOf(hold)])),
    earlier: new Map<string, Earlier>([
      ...(row.earlier_holds ?? []).map(hold => [keyOf(hold), { fingerprint: hold.idempotency_fingerprint!, hold: holdOf(hold) }] as const),
      ...(row.earlier_entries ?? []).map(entry => [keyOf(entry), { fingerprint: entry.idempotency_fingerprint!, entry: entryOf(entry) }] as const),
    ]),
    takenByBuyer,
    entries: new Map([...(row.entries ?? []).map(entryOf), ...line].map(entry => [entry.id, entry])),
    waitlist: { open: row.waitlist_open, seq: row.waitlist_seq, order: row.waitlist_order, skipMax: row.waitlist_skip_max, line, unseen },
  }
}

function ticketTypeOf([id, priceMinor, maxPerUser, salesStartAt, salesEndAt, available, pooled, held, sold, capacityIsOwn]: NonNullable<StockRow['ticket_types']>[number]): TicketTypeStock {
  return {
    id, priceMinor, maxPerUser, capacityIsOwn,
    salesStartAt: salesStartAt === null ? null : new Date(salesStartAt), salesEndAt: salesEndAt === null ? null : new Date(salesEndAt),
    seats: { available, pooled, held, sold },
  }
}
