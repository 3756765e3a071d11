// The smaller statements of the inventory, and how its rows read.
import { ANY_TYPE, groupOf, idempotencyKeyOf, type Earlier, type EntryState, type Fitting, type Hold, type HoldState, type PricedItem, type Sales, type Stock, type TicketTypeStock, type WaitlistEntry } from '../rules/inventory-state.ts'
import { ENTRY_COLUMNS, HOLD_COLUMNS, LINE_MAX } from './read-statement.ts'

/** More than this nobody can ask for in one entry, by the contract. */
const WISH_MAX = 100

export const HOLDS = `select ${HOLD_COLUMNS} from unnest($1::text[]) as given (id) join holds on holds.id = given.id`

/** With the version of the inventory at which they are so. */
export const HOLDS_AT_VERSION = `select ${HOLD_COLUMNS}, inventory.version as inventory_version
  from unnest($1::text[]) as given (id) join holds on holds.id = given.id join inventory on inventory.event_id = holds.event_id`

/** Holds whose time has passed, oldest first: what the sweep is to return. Those of a later release's events are for its servers. */
export const EXPIRED = `select holds.id, holds.event_id from holds join inventory on inventory.event_id = holds.event_id
  where holds.state = 'held' and holds.expires_at <= now() and inventory.level <= $2 and holds.event_id <> all($3::text[]) order by holds.expires_at, holds.id limit $1`

/** Who would do with so many seats or fewer: how the index on it says it. */
const LEAST = '(case when entry.accept_fewer then 1 else entry.quantity end)'

/**
 * The first of each group whom that many seats fit, however far behind in line; $2 and $3 are the groups and the seats. One
 * look into the index for each number of seats: "the first with at most so many" would go through everybody who asks for more.
 */
export const FITTING = `
  select wanted.group_id, wanted.seats, first.* from unnest($2::text[], $3::integer[]) as wanted (group_id, seats)
  cross join lateral (
    select * from (
      select each.* from generate_series(1, least(wanted.seats, ${WISH_MAX})) as wish (seats) cross join lateral (
        select ${ENTRY_COLUMNS.replaceAll('waitlist_entries.', 'entry.')} from waitlist_entries as entry
        where event_id = $1 and state = 'waiting' and coalesce(entry.ticket_type_id, '') = wanted.group_id and ${LEAST} = wish.seats order by seq limit ${LINE_MAX + 1}
      ) as each
    ) as fitting order by seq limit ${LINE_MAX + 1}
  ) as first`

/** Events whose claims to pooled seats have ended since their line was last served: it may be servable by the clock alone. */
export const CLAIMS_TO_END = `
  select distinct event_id from (
    select ticket_types.event_id from ticket_types join inventory on inventory.event_id = ticket_types.event_id
    where pooled_since is not null and not claims_ended and pooled_since <= clock_timestamp() - make_interval(secs => claim_seconds_max) and sales = 'open' and ends_at > clock_timestamp() and level <= $2
    order by pooled_since limit $1
  ) as due`

/** Groups in line with the seats there are for them now, and those of them that nobody has a claim to any more. */
const GROUPS = `
  with types as (
    select id, capacity, available_seats + pooled_seats as free, pooled_since <= clock_timestamp() - make_interval(secs => claim_seconds_max) as is_unclaimed
    from ticket_types where event_id = open.event_id and (sales_start_at is null or sales_start_at <= clock_timestamp()) and (sales_end_at is null or sales_end_at > clock_timestamp())
  )
  select id, capacity, least(open.free, free) as seats, case when is_unclaimed then least(open.free, free) else 0 end as unclaimed from types
  union all
  select '', open.capacity, least(open.free, sum(free)), least(open.free, coalesce(sum(free) filter (where is_unclaimed), 0)) from types having count(*) > 0`

const WAITS_IN_GROUP = `from waitlist_entries as entry where entry.event_id = open.event_id and entry.state = 'waiting' and coalesce(entry.ticket_type_id, '') = groups.id`

/**
 * The next open lines, $2 of them from $1 on, and of each whether it may be servable: the first of a group could have what it
 * waits for, or anybody what nobody has a claim to. Or something else is due: a clock that an older server has not started,
 * or seats of a type that has just gone off sale, which go back to the public.
 */
export const OPEN_LINES = `
  select event_id, sales = 'open' and ends_at > clock_timestamp() and free > 0 and (
    exists (
      select from (${GROUPS}) as groups where groups.seats > 0 and (
        exists (
          select from (select ${LEAST} as least ${WAITS_IN_GROUP} and entry.quantity <= groups.capacity order by entry.seq limit case waitlist_order when 'skip' then ${LINE_MAX} else 1 end) as head
          where head.least <= groups.seats)
        or (groups.unclaimed > 0 and exists (select ${WAITS_IN_GROUP} and ${LEAST} <= groups.unclaimed))))
    or exists (
      select from ticket_types as type where type.event_id = open.event_id and (
        (type.pooled_since is null and least(open.free, type.available_seats + type.pooled_seats) > least(open.available_seats, type.available_seats))
        or (type.sales_end_at between clock_timestamp() - interval '10 minutes' and clock_timestamp() and open.pooled_seats + type.pooled_seats > 0)))
  ) as is_due
  from (select *, available_seats + pooled_seats as free from inventory where waitlist_open and event_id > $1 and level <= $3 order by event_id limit $2) as open order by event_id`

export interface StockRow {
  event_id: string; version: number; now: Date; sales: Sales; ends_at: Date; currency: string
  waitlist_open: boolean; waitlist_seq: number; waitlist_order: 'strict' | 'skip'; waitlist_skip_max: number; claim_seconds_max: number
  holds_per_buyer_max: number; hold_seats_per_buyer_max: number; level: number
  available_seats: number; pooled_seats: number; held_seats: number; sold_seats: number
  ticket_types: readonly [string, number, number | null, string | null, string | null, number, number, number, number, boolean, string | null, boolean][] | null
  // Only what was asked for is there.
  holds?: readonly HoldRow[] | null
  earlier_holds?: readonly HoldRow[] | null
  earlier_entries?: readonly EntryRow[] | null
  entries?: readonly EntryRow[] | null
  line?: readonly EntryRow[] | null
  open_holds?: readonly [userId: string, reference: string, holds: number, seats: number, until: string | null][] | null
  taken?: readonly [string, string, string, number][] | null
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

function entryOf(row: EntryRow): WaitlistEntry {
  return {
    id: row.id, eventId: row.event_id, seq: row.seq, buyer: buyerOf(row), ticketTypeId: row.ticket_type_id, quantity: row.quantity, acceptFewer: row.accept_fewer,
    state: row.state, skipped: row.skipped, idempotency: idempotencyOf(row), createdAt: new Date(row.created_at),
  }
}

type Signed = Pick<HoldRow, 'user_id' | 'buyer' | 'idempotency_key' | 'idempotency_fingerprint'>
const buyerOf = ({ user_id: userId, buyer }: Signed) => (buyer ? { userId, named: buyer } : { userId })
const idempotencyOf = ({ idempotency_key: key, idempotency_fingerprint: fingerprint }: Signed) => (key === null ? null : { key, fingerprint: fingerprint! })
const keyOf = ({ user_id, idempotency_key }: Signed) => idempotencyKeyOf(user_id, idempotency_key!)

export interface FittingRow extends EntryRow { group_id: string }

/** The stock with those in it whom the seats fit that were looked for, however far behind in line. */
export function withFitting(stock: Stock, wanted: ReadonlyMap<string, number>, rows: readonly FittingRow[]): Stock {
  const fitting = new Map<string, Fitting>(), shown: WaitlistEntry[] = []
  for (const [group, seats] of wanted) {
    const found = rows.filter(row => row.group_id === group).map(entryOf)
    fitting.set(group, { seats, seenTo: found.length > LINE_MAX ? found[LINE_MAX - 1]!.seq : Infinity })
    shown.push(...found.slice(0, LINE_MAX))
  }
  const entries = new Map([...stock.entries, ...shown.map(entry => [entry.id, entry] as const)])
  const line = new Map([...stock.waitlist.line, ...shown].map(entry => [entry.id, entry]))
  return { ...stock, entries, waitlist: { ...stock.waitlist, fitting, line: [...line.values()].sort((one, other) => one.seq - other.seq) } }
}

/** Without a look at the line all of it is unseen: nobody may conclude that nobody waits. */
function lineOf({ line: rows, waitlist_open: isOpen }: StockRow) {
  const unseen = new Map<string, number>(!rows && isOpen ? [[ANY_TYPE, 0]] : [])
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
    bounds: { holdsPerBuyerMax: row.holds_per_buyer_max, holdSeatsPerBuyerMax: row.hold_seats_per_buyer_max },
    ticketTypes: new Map((row.ticket_types ?? []).map(type => [type[0], ticketTypeOf(type)])),
    holds: new Map((row.holds ?? []).map(hold => [hold.id, holdOf(hold)])),
    earlier: new Map<string, Earlier>([
      ...(row.earlier_holds ?? []).map(hold => [keyOf(hold), { fingerprint: hold.idempotency_fingerprint!, hold: holdOf(hold) }] as const),
      ...(row.earlier_entries ?? []).map(entry => [keyOf(entry), { fingerprint: entry.idempotency_fingerprint!, entry: entryOf(entry) }] as const),
    ]),
    openHolds: new Map((row.open_holds ?? []).map(([userId, reference, holds, seats, until]) => [`${userId}\n${reference}`, { holds, seats, until: until === null ? null : new Date(until) }])),
    isRemembered: false,
    takenByBuyer,
    entries: new Map([...(row.entries ?? []).map(entryOf), ...line].map(entry => [entry.id, entry])),
    waitlist: {
      open: row.waitlist_open, seq: row.waitlist_seq, order: row.waitlist_order, skipMax: row.waitlist_skip_max, claimSecondsMax: row.claim_seconds_max,
      line, unseen, fitting: new Map(),
    },
  }
}

function ticketTypeOf([id, priceMinor, maxPerUser, salesStartAt, salesEndAt, available, pooled, held, sold, capacityIsOwn, pooledSince, claimsEnded]: NonNullable<StockRow['ticket_types']>[number]): TicketTypeStock {
  return {
    id, priceMinor, maxPerUser, capacityIsOwn,
    salesStartAt: salesStartAt === null ? null : new Date(salesStartAt), salesEndAt: salesEndAt === null ? null : new Date(salesEndAt),
    seats: { available, pooled, held, sold }, pooledSince: pooledSince === null ? null : new Date(pooledSince), claimsEnded,
  }
}
