// What is known of an event's seats, as plain data, and the one way in which seats move from bucket to bucket.

export type Bucket = 'available' | 'pooled' | 'held' | 'sold'
/** `outside` is the other side of the ledger where seats come into being or cease to be. */
export type LedgerSide = Bucket | 'outside'
export type Counts = Record<Bucket, number>

/** Whether an event sells: not yet published, published, or closed for good. */
export type Sales = 'draft' | 'open' | 'closed'

/** What a batch knows of an event: its counters at `version` and, by the database's clock, at `now`. */
export interface Stock {
  readonly eventId: string
  readonly version: number
  readonly now: Date
  readonly sales: Sales
  readonly endsAt: Date
  readonly currency: string
  readonly waitlistOpen: boolean
  readonly seats: Readonly<Counts>
  readonly ticketTypes: ReadonlyMap<string, TicketTypeStock>
  /** The holds that the batch's commands name, as far as they exist. */
  readonly holds: ReadonlyMap<string, Hold>
  /** Holds already made under an idempotency key, by `idempotencyKeyOf`. */
  readonly earlier: ReadonlyMap<string, EarlierHold>
  /** Seats that a buyer holds or has bought, by `buyerKeyOf` and then by ticket type; read only where a limit applies. */
  readonly takenByBuyer: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export interface TicketTypeStock {
  readonly id: string
  readonly priceMinor: number
  readonly maxPerUser: number | null
  readonly salesStartAt: Date | null
  readonly salesEndAt: Date | null
  readonly seats: Readonly<Counts>
}

export interface Item { readonly ticketTypeId: string; readonly quantity: number }
/** An item at the price it had when it was held, in minor units. */
export interface PricedItem extends Item { readonly unitPriceMinor: number }

/** Whom the seats are for: a signed-in user, or someone whom that account names by its own reference. */
export interface Buyer {
  readonly userId: string
  readonly named?: { readonly reference: string; readonly email?: string; readonly name?: string }
}

/**
 * Seats set aside. held → confirming → sold → returned is the way of a purchase; held → expired | released the way back.
 * Expired, released and returned are final: a late recovery makes a new hold.
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
  readonly totalMinor: number
  readonly currency: string
  /** The booking whose confirmation owns this hold or has bought it. */
  readonly sagaId: string | null
  readonly idempotency: Idempotency | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface Idempotency { readonly key: string; readonly fingerprint: string }
export interface EarlierHold { readonly fingerprint: string; readonly hold: Hold }

/** Why seats moved. */
export type Cause = 'opened' | 'capacity_changed' | 'reserve' | 'release' | 'expire' | 'commit' | 'decline' | 'cancel' | 'update_availability'

/** Seats that go from one bucket to another: a line of the ledger. */
export interface Movement extends Item {
  readonly from: Bucket
  readonly to: Bucket
  readonly cause: Cause
  readonly holdId: string
}

export const buyerKeyOf = ({ userId, named }: Buyer) => `${userId}\n${named?.reference ?? ''}`
export const idempotencyKeyOf = (userId: string, key: string) => `${userId}\n${key}`

/** Seats of a ticket type that the public can have now: the event's own capacity binds too, its types may add up to more. */
export const availableOf = ({ seats }: Pick<Stock, 'seats'>, type: TicketTypeStock) => Math.min(seats.available, type.seats.available)

/** A stock that is being worked on: the same, but a batch's decisions are applied to it one after the other. */
export interface Draft extends Stock {
  readonly seats: Counts
  readonly ticketTypes: Map<string, TicketTypeStock & { readonly seats: Counts }>
  readonly holds: Map<string, Hold>
  readonly earlier: Map<string, EarlierHold>
  readonly takenByBuyer: Map<string, Map<string, number>>
}

/** A copy to work on. One copy a batch, not one a command: copying per command took 15 % of the server's time. */
export function draftOf(stock: Stock): Draft {
  return {
    ...stock,
    seats: { ...stock.seats },
    ticketTypes: new Map([...stock.ticketTypes].map(([id, type]) => [id, { ...type, seats: { ...type.seats } }])),
    holds: new Map(stock.holds),
    earlier: new Map(stock.earlier),
    takenByBuyer: new Map([...stock.takenByBuyer].map(([buyer, taken]) => [buyer, new Map(taken)])),
  }
}

/** Moves seats in the event's and the ticket type's counters alike. A bucket below zero is a broken rule, never an answer. */
export function move(draft: Draft, { ticketTypeId, quantity, from, to }: Movement) {
  const type = draft.ticketTypes.get(ticketTypeId)
  if (!type) throw new Error(`event ${draft.eventId} has no ticket type ${ticketTypeId}`)
  for (const counts of [draft.seats, type.seats]) {
    counts[from] -= quantity
    counts[to] += quantity
    if (counts[from] < 0) throw new Error(`event ${draft.eventId}: ${counts[from]} seats ${from} of ${ticketTypeId}`)
  }
}

/** Puts a hold as it is now into the draft, and counts its seats for its buyer. */
export function keep(draft: Draft, hold: Hold) {
  const before = draft.holds.get(hold.id)
  draft.holds.set(hold.id, hold)
  if (hold.idempotency && !before) draft.earlier.set(idempotencyKeyOf(hold.buyer.userId, hold.idempotency.key), { fingerprint: hold.idempotency.fingerprint, hold })
  const change = Number(takesSeats(hold.state)) - Number(before !== undefined && takesSeats(before.state))
  const taken = draft.takenByBuyer.get(buyerKeyOf(hold.buyer)) ?? new Map<string, number>()
  for (const { ticketTypeId, quantity } of hold.items) taken.set(ticketTypeId, (taken.get(ticketTypeId) ?? 0) + change * quantity)
  draft.takenByBuyer.set(buyerKeyOf(hold.buyer), taken)
}

const takesSeats = (state: HoldState) => state === 'held' || state === 'confirming' || state === 'sold'
