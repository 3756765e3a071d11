// What is known of an event's seats and its waitlist, as plain data.
import type { EntryState, ExpiredReason } from './entry-states.ts'
import type { Labels } from './labels.ts'
import type { Bucket } from './ledger-lines.ts'
import type { Promotion, PromotionDraft } from './promotion.ts'

export type { EntryState, ExpiredReason } from './entry-states.ts'
export { buckets } from './ledger-lines.ts'
export type { Bucket, Cause, LedgerSide, Movement } from './ledger-lines.ts'

export type Counts = Record<Bucket, number>

/** Whether an event sells: not yet published, published, or closed for good. */
export type Sales = 'draft' | 'open' | 'closed'

/** What a batch knows of an event: its counters at `version` and, by the database's clock, at `now`. */
export interface InventoryState {
  readonly eventId: string
  /** The only account that gets seats of a test event, its organizer's; null: the event is live. */
  readonly testOf: string | null
  readonly version: number
  readonly now: Date
  readonly sales: Sales
  readonly endsAt: Date
  readonly currency: string
  readonly seats: Readonly<Counts>
  /** What one buyer may hold at a time. */
  readonly bounds: { readonly holdsPerBuyerMax: number; readonly holdSeatsPerBuyerMax: number }
  readonly ticketTypes: ReadonlyMap<string, TicketTypeState>
  /** The holds that the batch's commands name, as far as they exist. */
  readonly holds: ReadonlyMap<string, Hold>
  /** Holds and entries already made under an idempotency key, by `idempotencyKeyOf`. */
  readonly earlier: ReadonlyMap<string, Earlier>
  /** What buyers who want to reserve hold at `now`, by `buyerKeyOf`; who holds nothing is not in it. */
  readonly openHolds: ReadonlyMap<string, OpenHolds>
  /**
   * The counters are those of the last write, and nothing else has been read: that no key of a new hold has been used
   * before, and that no buyer of one holds too much, is for the write to find out.
   */
  readonly isRemembered: boolean
  /** It is as it is here only once the write under way has made this hold; left out: it is so already. */
  readonly follows?: string | undefined
  /** Seats that a buyer holds or has bought, by `buyerKeyOf` and ticket type; read only where a limit applies. */
  readonly takenByBuyer: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Of the returns that the batch's commands name those that have been made: by their ids, of which hold. */
  readonly returns: ReadonlyMap<string, string>
  /** Promotions whose codes the commands name, or that holds to be reacquired have; for a clock that goes on, all. */
  readonly promotions: ReadonlyMap<string, Promotion>
  /** How often the buyers of those commands have used them, by `promotionUseKeyOf`; read where that is bounded. */
  readonly promotionUses: ReadonlyMap<string, number>
  /** Of the accounts that name buyers in this batch by the organizer's grant: those that have it, by their ids. */
  readonly resellers: ReadonlyMap<string, Reseller>
  readonly waitlist: Waitlist
  /** Entries that the batch's commands name, or that named holds were offered to, and those in `waitlist.line`. */
  readonly entries: ReadonlyMap<string, WaitlistEntry>
}

/**
 * What one buyer holds, reservations and offers. `until`: when the first of them expires, of those that were held when
 * it was read and of new ones.
 */
export interface OpenHolds {
  readonly holds: number
  readonly seats: number
  readonly until: Date | null
}

/** An account that the organizer lets name buyers. */
export interface Reseller {
  /** How many seats it may have outstanding, over all the buyers that it names. */
  readonly seatsMax: number
  /** Seats that it holds for them or that are offered to them at `now`, and those that they wait for. */
  readonly outstandingSeats: number
}

export interface TicketTypeState {
  readonly id: string
  readonly priceMinor: number
  readonly maxPerUser: number | null
  readonly salesStartAt: Date | null
  readonly salesEndAt: Date | null
  /** Without a capacity of its own a type may fill the whole event, and its capacity follows the event's. */
  readonly capacityIsOwn: boolean
  /** Only who has an access code for it gets its seats; nobody waits for it. */
  readonly hidden: boolean
  readonly seats: Readonly<Counts>
  /** Since when it has had seats that are kept for the waitlist; null while it has none. See claim-rules. */
  readonly pooledSince: Date | null
  /** The waitlist has been served since the claims on them have ended: the clock alone changes nothing more. */
  readonly claimsEnded: boolean
}

export interface Item {
  readonly ticketTypeId: string
  readonly quantity: number
}
/** An item at the price it had when it was held, in minor units. */
export interface PricedItem extends Item {
  readonly unitPriceMinor: number
  /** How many of the sold seats have gone back, where the hold has not been returned as a whole; left out: none. */
  readonly returned?: number
  /** What a promotion takes off the price of each; left out: nothing. */
  readonly unitDiscountMinor?: number
}

/** Who the seats are for: a signed-in user, or a person that this account names by its own reference. */
export interface Buyer {
  readonly userId: string
  readonly named?: { readonly reference: string; readonly email?: string; readonly name?: string }
}

/**
 * Seats set aside. held → confirming → sold → returned is the way of a purchase; held → expired | released the way
 * back. Expired, released and returned are final: a late recovery makes a new hold.
 */
export type HoldState = 'held' | 'confirming' | 'sold' | 'expired' | 'released' | 'returned'

export interface Hold {
  readonly id: string
  readonly eventId: string
  readonly buyer: Buyer
  readonly kind: 'reservation' | 'offer'
  readonly state: HoldState
  readonly items: readonly PricedItem[]
  readonly quantity: number
  /** What is to be paid: the sum of its items, less what the promotion takes off. */
  readonly totalMinor: number
  readonly currency: string
  /** The promotion that it uses. */
  readonly promotionId: string | null
  /** The booking whose confirmation owns this hold or has bought it. */
  readonly bookingId: string | null
  /** The entry it was offered to. */
  readonly waitlistEntryId: string | null
  /** Left out where nothing was said. */
  readonly labels?: Labels
  readonly idempotency: Idempotency | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** One buyer's place in an event's waitlist. */
export interface WaitlistEntry {
  readonly id: string
  readonly eventId: string
  /** The place: given in the write that joins, so its order is the order of those writes. */
  readonly seq: number
  readonly buyer: Buyer
  /** Null: seats of any type will do. */
  readonly ticketTypeId: string | null
  readonly quantity: number
  readonly acceptFewer: boolean
  readonly state: EntryState
  readonly expiredReason: ExpiredReason | null
  /** How often somebody behind has been served first, with seats that this one waits for. */
  readonly skipped: number
  readonly metadata?: Labels['metadata']
  readonly idempotency: Idempotency | null
  readonly createdAt: Date
}

export interface Waitlist {
  /** Somebody waits: freed seats are pooled for the waitlist. */
  readonly open: boolean
  readonly seq: number
  readonly order: 'strict' | 'skip'
  readonly skipMax: number
  /** For how many seconds pooled seats wait for a head of the waitlist that they don't fit. */
  readonly claimSecondsMax: number
  /**
   * Those who wait, in their order; of a long waitlist the head of every group (`groupOf`) and those behind it whom
   * `fitting` speaks of.
   */
  readonly entries: readonly WaitlistEntry[]
  /**
   * Groups of which more wait than their head, with the place up to which the head goes; 0 where nobody has looked.
   */
  readonly unseen: ReadonlyMap<string, number>
  /** Of such groups, once there are seats beyond all claims: who behind the head is shown too. */
  readonly fitting: ReadonlyMap<string, FittingEntries>
}

/** Those behind the head of a group who have been read: the first that can be served at all, and whom seats fit. */
export interface FittingEntries {
  /** The place of the first; Infinity where there is none. */
  readonly next: number
  /** Who would do with as many seats, or fewer, has been read up to the place `seenTo`; Infinity: all of them. */
  readonly seats: number
  readonly seenTo: number
}

export interface Idempotency {
  readonly key: string
  readonly fingerprint: string
}
export interface Earlier {
  readonly fingerprint: string
  readonly hold?: Hold
  readonly entry?: WaitlistEntry
}

/** Those in the waitlist who wait for the same: a ticket type, or any of them. */
export const groupOf = ({ ticketTypeId }: Pick<WaitlistEntry, 'ticketTypeId'>) => ticketTypeId ?? anyType
export const anyType = ''

/** Whether the event is there for a buyer: a test event is for its organizer's account, and whom that names. */
export const isThereFor = ({ testOf }: Pick<InventoryState, 'testOf'>, { userId }: Buyer) =>
  testOf === null || testOf === userId

/** An account's own id, which is the most usual, is its key: none has to be made. */
export const buyerKeyOf = ({ userId, named }: Buyer) => (named?.reference ? `${userId}\n${named.reference}` : userId)
export const idempotencyKeyOf = (userId: string, key: string) => `${userId}\n${key}`

/** Seats of a ticket type that the public can have now: the event's own capacity binds too, for types overlap. */
export const availableOf = ({ seats }: Pick<InventoryState, 'seats'>, type: TicketTypeState) =>
  Math.min(seats.available, type.seats.available)
export const capacityOf = ({ available, pooled, held, sold }: Counts) => available + pooled + held + sold

export type TicketTypeDraft = Pick<TicketTypeState, 'id' | 'priceMinor' | 'maxPerUser' | 'hidden'> & {
  readonly seats: Counts
  salesStartAt: Date | null
  salesEndAt: Date | null
  capacityIsOwn: boolean
  pooledSince: Date | null
  claimsEnded: boolean
}

/** A state that is being worked on: a batch's decisions are applied to it one after the other. */
export interface InventoryDraft extends InventoryState {
  endsAt: Date
  readonly seats: Counts
  readonly ticketTypes: Map<string, TicketTypeDraft>
  readonly holds: Map<string, Hold>
  readonly earlier: Map<string, Earlier>
  readonly openHolds: Map<string, OpenHolds>
  readonly takenByBuyer: Map<string, Map<string, number>>
  readonly returns: Map<string, string>
  readonly promotions: Map<string, PromotionDraft>
  readonly promotionUses: Map<string, number>
  readonly resellers: Map<string, Reseller>
  readonly entries: Map<string, WaitlistEntry>
  waitlist: Waitlist
}

/** A copy to work on. One copy a batch, not one a command: copying per command took 15 % of the server's time. */
export function draftOf(state: InventoryState): InventoryDraft {
  return {
    ...state,
    seats: { ...state.seats },
    ticketTypes: new Map([...state.ticketTypes].map(([id, type]) => [id, { ...type, seats: { ...type.seats } }])),
    holds: new Map(state.holds),
    earlier: new Map(state.earlier),
    openHolds: new Map(state.openHolds),
    takenByBuyer: new Map([...state.takenByBuyer].map(([buyer, taken]) => [buyer, new Map(taken)])),
    returns: new Map(state.returns),
    promotions: new Map([...state.promotions].map(([id, promotion]) => [id, { ...promotion }])),
    promotionUses: new Map(state.promotionUses),
    resellers: new Map(state.resellers),
    entries: new Map(state.entries),
  }
}

/** Puts a hold as it is now into the draft, and counts its seats for its buyer. */
export function applyHold(draft: InventoryDraft, hold: Hold) {
  const before = draft.holds.get(hold.id)
  draft.holds.set(hold.id, hold)
  if (hold.idempotency && !before)
    draft.earlier.set(idempotencyKeyOf(hold.buyer.userId, hold.idempotency.key), {
      fingerprint: hold.idempotency.fingerprint,
      hold,
    })
  const opened = Number(isOpen(hold, draft.now)) - Number(before !== undefined && isOpen(before, draft.now))
  countOpen(draft, hold, opened)
  countOutstanding(draft, hold.buyer, opened * hold.quantity)
  const isTaking = takesSeats(hold.state)
  const wasTaking = before !== undefined && takesSeats(before.state)
  if (isTaking === wasTaking && hold.items === before?.items) return
  const taken = draft.takenByBuyer.get(buyerKeyOf(hold.buyer)) ?? new Map<string, number>()
  hold.items.forEach((item, n) => {
    const change = Number(isTaking) * seatsLeftOf(item) - (wasTaking ? seatsLeftOf(before.items[n]!) : 0)
    taken.set(item.ticketTypeId, (taken.get(item.ticketTypeId) ?? 0) + change)
  })
  draft.takenByBuyer.set(buyerKeyOf(hold.buyer), taken)
}

/** Whether a hold counts for what its buyer may hold: one past its end does not, even if no sweep has taken it back. */
const isOpen = ({ state, expiresAt }: Hold, now: Date) =>
  state === 'confirming' || (state === 'held' && expiresAt > now)

function countOpen(draft: InventoryDraft, { buyer, quantity, expiresAt }: Hold, change: number) {
  if (change === 0) return
  const { holds, seats, until } = draft.openHolds.get(buyerKeyOf(buyer)) ?? nothingHeld
  const isFirst = change > 0 && (until === null || expiresAt < until)
  draft.openHolds.set(buyerKeyOf(buyer), {
    holds: holds + change,
    seats: seats + change * quantity,
    until: isFirst ? expiresAt : until,
  })
}

/** An offer is made of what its entry waited for, so that it never makes more outstanding. */
function countOutstanding(draft: InventoryDraft, { userId, named }: Buyer, change: number) {
  const reseller = named && draft.resellers.get(userId)
  if (!reseller || change === 0) return
  draft.resellers.set(userId, { ...reseller, outstandingSeats: reseller.outstandingSeats + change })
}

export const nothingHeld: OpenHolds = { holds: 0, seats: 0, until: null }

/** Seats of an item that have not gone back. */
export const seatsLeftOf = ({ quantity, returned = 0 }: Pick<PricedItem, 'quantity' | 'returned'>) =>
  quantity - returned

const takesSeats = (state: HoldState) => state === 'held' || state === 'confirming' || state === 'sold'

/** Puts an entry as it is now into the draft, and into or out of its waitlist. */
export function applyEntry(draft: InventoryDraft, entry: WaitlistEntry) {
  const before = draft.entries.get(entry.id)
  draft.entries.set(entry.id, entry)
  if (entry.idempotency && !before)
    draft.earlier.set(idempotencyKeyOf(entry.buyer.userId, entry.idempotency.key), {
      fingerprint: entry.idempotency.fingerprint,
      entry,
    })
  countWaiting(draft, entry, before)
  countOutstanding(draft, entry.buyer, waitingSeats(entry) - waitingSeats(before))
  const { waitlist } = draft
  const others = waitlist.entries.filter(({ id }) => id !== entry.id)
  // A new entry stands behind all others. Of a longer waitlist that part is not known, except for those whom a search
  // would have shown.
  const joins =
    entry.state === 'waiting' &&
    (before !== undefined || !waitlist.unseen.has(groupOf(entry)) || isFound(waitlist, entry))
  const inOrder = joins ? [...others, entry].sort((one, other) => one.seq - other.seq) : others
  draft.waitlist = {
    ...waitlist,
    entries: inOrder,
    seq: Math.max(waitlist.seq, entry.seq),
    open: entry.state === 'waiting' || inOrder.length > 0 || waitlist.unseen.size > 0,
  }
}

/** Whether a search that has gone through all of the group would have shown the entry too. */
function isFound({ fitting }: Waitlist, entry: WaitlistEntry) {
  const { next, seats, seenTo } = fitting.get(groupOf(entry)) ?? { next: 0, seats: 0, seenTo: 0 }
  return next === Infinity || (seenTo === Infinity && (entry.acceptFewer ? 1 : entry.quantity) <= seats)
}

/**
 * The most seats of a type that one wish is served: who takes any type may take the rest of other types, and has none
 * of those that are hidden.
 */
export function mostOfType(
  { maxPerUser, hidden }: Pick<TicketTypeState, 'maxPerUser' | 'hidden'>,
  { ticketTypeId }: Pick<WaitlistEntry, 'ticketTypeId'>,
): number {
  if (ticketTypeId !== null) return Infinity
  return hidden ? 0 : (maxPerUser ?? Infinity)
}

const waitingSeats = (entry: WaitlistEntry | undefined) => (entry?.state === 'waiting' ? entry.quantity : 0)

const seatsWaitedFor = (entry: WaitlistEntry | undefined, type: TicketTypeState) =>
  entry?.state === 'waiting' ? Math.min(entry.quantity, mostOfType(type, entry)) : 0

/**
 * A waitlist entry counts for its buyer's limits like the seats it may be offered: else a place and a purchase together
 * could exceed them.
 */
function countWaiting(draft: InventoryDraft, entry: WaitlistEntry, before: WaitlistEntry | undefined) {
  const taken = draft.takenByBuyer.get(buyerKeyOf(entry.buyer)) ?? new Map<string, number>()
  for (const type of typesFor(draft, entry.ticketTypeId)) {
    const change = seatsWaitedFor(entry, type) - seatsWaitedFor(before, type)
    if (change !== 0) taken.set(type.id, (taken.get(type.id) ?? 0) + change)
  }
  draft.takenByBuyer.set(buyerKeyOf(entry.buyer), taken)
}

/** The types whose seats will do: for any of them those that everybody sees. */
export const typesFor = ({ ticketTypes }: Pick<InventoryState, 'ticketTypes'>, ticketTypeId: string | null) =>
  [...ticketTypes.values()].filter(({ id, hidden }) => (ticketTypeId === null ? !hidden : id === ticketTypeId))
