// How the rows of the lanes' statements read.
import {
  anyType,
  buyerKeyOf,
  groupOf,
  idempotencyKeyOf,
  type Earlier,
  type EntryState,
  type ExpiredReason,
  type FittingEntries,
  type Hold,
  type HoldState,
  type PricedItem,
  type Sales,
  type InventoryState,
  type TicketTypeState,
  type WaitlistEntry,
} from '../rules/inventory-state.ts'
import type { EntriesToFind } from '../rules/unread-entries.ts'
import { promotionsOf, type PromotionRow } from './promotion-queries.ts'
import { entriesReadMax } from './read-statement.ts'

export interface InventoryRow {
  event_id: string
  test_of: string | null
  version: number
  now: Date
  sales: Sales
  ends_at: Date
  currency: string
  waitlist_open: boolean
  waitlist_seq: number
  waitlist_order: 'strict' | 'skip'
  waitlist_skip_max: number
  claim_seconds_max: number
  holds_per_buyer_max: number
  hold_seats_per_buyer_max: number
  level: number
  available_seats: number
  pooled_seats: number
  held_seats: number
  sold_seats: number
  ticket_types:
    | readonly [
        string,
        number,
        number | null,
        string | null,
        string | null,
        number,
        number,
        number,
        number,
        boolean,
        string | null,
        boolean,
        boolean,
      ][]
    | null
  // Only what was asked for is there.
  holds?: readonly HoldRow[] | null
  standing_holds?: readonly HoldRow[] | null
  offered_entries?: readonly EntryRow[] | null
  earlier_holds?: readonly HoldRow[] | null
  earlier_entries?: readonly EntryRow[] | null
  entries?: readonly EntryRow[] | null
  line?: readonly EntryRow[] | null
  open_holds?: readonly [userId: string, reference: string, holds: number, seats: number, until: string | null][] | null
  taken?: readonly [string, string, string, number][] | null
  returns?: readonly [returnId: string, holdId: string][] | null
  promotions?: readonly PromotionRow[] | null
  standing_promotions?: readonly PromotionRow[] | null
  resellers?: readonly [accountId: string, seatsMax: number, outstandingSeats: number][] | null
}

/** A hold as a row or as JSON inside one: there its times are texts. */
export interface HoldRow {
  id: string
  event_id: string
  user_id: string
  buyer: Hold['buyer']['named'] | null
  kind: Hold['kind']
  state: HoldState
  items: PricedItem[]
  quantity: number
  total_minor: number
  currency: string
  promotion_id: string | null
  saga_id: string | null
  waitlist_entry_id: string | null
  external_id: string | null
  metadata: Readonly<Record<string, string>> | null
  idempotency_key: string | null
  idempotency_fingerprint: string | null
  created_at: Date | string
  expires_at: Date | string
}

export interface EntryRow {
  id: string
  event_id: string
  seq: number
  user_id: string
  buyer: Hold['buyer']['named'] | null
  ticket_type_id: string | null
  quantity: number
  accept_fewer: boolean
  state: EntryState
  expired_reason: ExpiredReason | null
  skipped: number
  idempotency_key: string | null
  idempotency_fingerprint: string | null
  created_at: Date | string
}

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id,
    eventId: row.event_id,
    buyer: buyerOf(row),
    kind: row.kind,
    state: row.state,
    items: row.items,
    quantity: row.quantity,
    totalMinor: row.total_minor,
    currency: row.currency,
    promotionId: row.promotion_id,
    bookingId: row.saga_id,
    waitlistEntryId: row.waitlist_entry_id,
    ...labelsOf(row),
    idempotency: idempotencyOf(row),
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  }
}

function entryOf(row: EntryRow): WaitlistEntry {
  return {
    id: row.id,
    eventId: row.event_id,
    seq: row.seq,
    buyer: buyerOf(row),
    ticketTypeId: row.ticket_type_id,
    quantity: row.quantity,
    acceptFewer: row.accept_fewer,
    state: row.state,
    expiredReason: row.expired_reason,
    skipped: row.skipped,
    idempotency: idempotencyOf(row),
    createdAt: new Date(row.created_at),
  }
}

function labelsOf({ external_id: externalId, metadata }: HoldRow): Pick<Hold, 'labels'> {
  if (externalId === null && metadata === null) return {}
  return { labels: { ...(externalId !== null && { externalId }), ...(metadata !== null && { metadata }) } }
}

type Signed = Pick<HoldRow, 'user_id' | 'buyer' | 'idempotency_key' | 'idempotency_fingerprint'>
const buyerOf = ({ user_id: userId, buyer }: Signed) => (buyer ? { userId, named: buyer } : { userId })
const idempotencyOf = ({ idempotency_key: key, idempotency_fingerprint: fingerprint }: Signed) =>
  key === null ? null : { key, fingerprint: fingerprint! }
const keyOf = ({ user_id, idempotency_key }: Signed) => idempotencyKeyOf(user_id, idempotency_key!)

export interface FittingRow extends EntryRow {
  group_id: string
  /** The first behind the head, and not (or not here) one that the seats fit. */
  is_next: boolean
}

/** The state with those behind the heads of the waitlist who have been looked for. */
export function withFitting(
  state: InventoryState,
  wanted: ReadonlyMap<string, EntriesToFind>,
  rows: readonly FittingRow[],
): InventoryState {
  const fitting = new Map<string, FittingEntries>(),
    shown: WaitlistEntry[] = []
  for (const [group, { seats }] of wanted) {
    const ofGroup = rows.filter(row => row.group_id === group)
    const next = ofGroup.filter(({ is_next: isNext }) => isNext).map(entryOf)
    const found = ofGroup.filter(({ is_next: isNext }) => !isNext).map(entryOf)
    fitting.set(group, {
      next: next[0]?.seq ?? Infinity,
      seats,
      seenTo: found.length > entriesReadMax ? found[entriesReadMax - 1]!.seq : Infinity,
    })
    shown.push(...next, ...found.slice(0, entriesReadMax))
  }
  const entries = new Map([...state.entries, ...shown.map(entry => [entry.id, entry] as const)])
  const entriesById = new Map([...state.waitlist.entries, ...shown].map(entry => [entry.id, entry]))
  return {
    ...state,
    entries,
    waitlist: {
      ...state.waitlist,
      fitting,
      entries: [...entriesById.values()].sort((one, other) => one.seq - other.seq),
    },
  }
}

/** Without a look at the waitlist all of it is unseen: nobody may conclude that nobody waits. */
function waitlistEntriesOf({ line: rows, waitlist_open: isOpen }: InventoryRow) {
  const unseen = new Map<string, number>(!rows && isOpen ? [[anyType, 0]] : [])
  const shown = new Map<string, WaitlistEntry[]>()
  for (const entry of (rows ?? []).map(entryOf)) {
    const group = shown.get(groupOf(entry)) ?? []
    if (group.length < entriesReadMax) shown.set(groupOf(entry), [...group, entry])
    else unseen.set(groupOf(entry), group.at(-1)!.seq)
  }
  return { unseen, waiting: [...shown.values()].flat().sort((one, other) => one.seq - other.seq) }
}

const entriesOf = ({ entries, offered_entries: offered }: InventoryRow) => [...(entries ?? []), ...(offered ?? [])]

export function inventoryStateOf(row: InventoryRow): InventoryState {
  const { waiting, unseen } = waitlistEntriesOf(row)
  const takenByBuyer = new Map<string, Map<string, number>>()
  for (const [userId, reference, ticketTypeId, quantity] of row.taken ?? []) {
    const key = buyerKeyOf({ userId, named: { reference } })
    takenByBuyer.set(key, (takenByBuyer.get(key) ?? new Map<string, number>()).set(ticketTypeId, quantity))
  }
  return {
    eventId: row.event_id,
    testOf: row.test_of,
    version: row.version,
    now: row.now,
    sales: row.sales,
    endsAt: row.ends_at,
    currency: row.currency,
    seats: { available: row.available_seats, pooled: row.pooled_seats, held: row.held_seats, sold: row.sold_seats },
    bounds: { holdsPerBuyerMax: row.holds_per_buyer_max, holdSeatsPerBuyerMax: row.hold_seats_per_buyer_max },
    ticketTypes: new Map((row.ticket_types ?? []).map(type => [type[0], ticketTypeOf(type)])),
    holds: new Map([...(row.holds ?? []), ...(row.standing_holds ?? [])].map(hold => [hold.id, holdOf(hold)])),
    earlier: new Map<string, Earlier>([
      ...(row.earlier_holds ?? []).map(
        hold => [keyOf(hold), { fingerprint: hold.idempotency_fingerprint!, hold: holdOf(hold) }] as const,
      ),
      ...(row.earlier_entries ?? []).map(
        entry => [keyOf(entry), { fingerprint: entry.idempotency_fingerprint!, entry: entryOf(entry) }] as const,
      ),
    ]),
    openHolds: new Map(
      (row.open_holds ?? []).map(([userId, reference, holds, seats, until]) => [
        buyerKeyOf({ userId, named: { reference } }),
        { holds, seats, until: until === null ? null : new Date(until) },
      ]),
    ),
    isRemembered: false,
    takenByBuyer,
    returns: new Map(row.returns ?? []),
    ...promotionsOf(row),
    resellers: new Map(
      (row.resellers ?? []).map(([accountId, seatsMax, outstandingSeats]) => [
        accountId,
        { seatsMax, outstandingSeats },
      ]),
    ),
    entries: new Map([...entriesOf(row).map(entryOf), ...waiting].map(entry => [entry.id, entry])),
    waitlist: {
      open: row.waitlist_open,
      seq: row.waitlist_seq,
      order: row.waitlist_order,
      skipMax: row.waitlist_skip_max,
      claimSecondsMax: row.claim_seconds_max,
      entries: waiting,
      unseen,
      fitting: new Map(),
    },
  }
}

function ticketTypeOf([
  id,
  priceMinor,
  maxPerUser,
  salesStartAt,
  salesEndAt,
  available,
  pooled,
  held,
  sold,
  capacityIsOwn,
  pooledSince,
  claimsEnded,
  hidden,
]: NonNullable<InventoryRow['ticket_types']>[number]): TicketTypeState {
  return {
    id,
    priceMinor,
    maxPerUser,
    capacityIsOwn,
    hidden,
    salesStartAt: salesStartAt === null ? null : new Date(salesStartAt),
    salesEndAt: salesEndAt === null ? null : new Date(salesEndAt),
    seats: { available, pooled, held, sold },
    pooledSince: pooledSince === null ? null : new Date(pooledSince),
    claimsEnded,
  }
}
