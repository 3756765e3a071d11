// The life of a hold: reserved, confirmed, sold, given back. Pure.
import { keptOf } from './claim-rules.ts'
import {
  refuse,
  type BeginConfirm,
  type Cancel,
  type Command,
  type Commit,
  type Decision,
  type Decline,
  type Expire,
  type ReacquireHold,
  type Refusal,
  type Release,
  type Reserve,
  type Terms,
} from './commands.ts'
import {
  availableOf,
  buyerKeyOf,
  idempotencyKeyOf,
  isThereFor,
  nothingHeld,
  seatsLeftOf,
  type Bucket,
  type Buyer,
  type Cause,
  type ExpiredReason,
  type Hold,
  type HoldState,
  type Item,
  type Movement,
  type PricedItem,
  type InventoryState,
  type TicketTypeState,
  type WaitlistEntry,
} from './inventory-state.ts'
import type { Promotion } from './promotion.ts'
import { discounted, isOpenTo, promotionOfCode, refusalOfOneMore, refusalOfUse, totalOf } from './promotion-rules.ts'
import { grantMissing, outstandingReached } from './reseller-rules.ts'
import { isEventOnSale, isOnSale, notOnSale } from './sales-window.ts'

/**
 * Whether the bounds on what one buyer may hold apply: not to what another service takes by itself, which is nobody's.
 */
export const isBounded = (command: Command): command is Reserve =>
  command.kind === 'reserve' && command.cause === 'reserve'

/**
 * The ladder of a reservation: repeated key → event → grant → version → its promotion is there → what its buyer holds →
 * what its account has outstanding → each item (type, sales window, limit, state) → its promotion can be used. Each
 * ticket type stands only once in the items, so that every check sees all that is asked of it.
 */
export function reserve(state: InventoryState, command: Reserve, { holdSeconds }: Terms): Decision {
  const { holdId, buyer, labels, idempotency, cause } = command
  const earlier = idempotency && state.earlier.get(idempotencyKeyOf(buyer.userId, idempotency.key))
  if (earlier)
    return earlier.hold && earlier.fingerprint === idempotency.fingerprint
      ? replay(earlier.hold)
      : refuse({ code: 'idempotency_key_reused' })
  const same = state.holds.get(holdId)
  if (same) return replay(same)

  if (state.sales === 'draft' || (isBounded(command) && !isThereFor(state, buyer)))
    return refuse({ code: 'event_not_found' })
  const missing = grantMissing(state, command)
  if (missing) return refuse(missing)
  if (state.sales === 'closed' || state.endsAt <= state.now) return refuse({ code: 'sales_closed' })
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.version)
    return refuse({ code: 'version_conflict', currentVersion: state.version })
  const { promotionCode } = command
  const promotion = promotionCode === undefined ? undefined : promotionOfCode(state, promotionCode)
  if (promotionCode !== undefined && !promotion) return refuse({ code: 'promotion_not_found' })
  const wanted = itemsOf(state, command.selection, promotion)
  if (!wanted) return refuse({ code: 'ticket_type_required' })

  const refusal =
    (isBounded(command) ? boundReached(state, buyer, wanted) : undefined) ??
    outstandingReached(state, command, seatsOf(wanted)) ??
    firstRefusal(state, buyer, wanted, type => isOpenTo(promotion, type)) ??
    (promotion && refusalOfUse(state, promotion, { buyer, items: wanted }))
  if (refusal) return refuse(refusal)

  // Everything has been checked: from here on it must succeed.
  const priced = wanted.map(
    ({ ticketTypeId, quantity }): PricedItem => ({
      ticketTypeId,
      quantity,
      unitPriceMinor: state.ticketTypes.get(ticketTypeId)!.priceMinor,
    }),
  )
  const items = promotion ? discounted(state, priced, promotion) : priced
  const hold: Hold = {
    id: holdId,
    eventId: state.eventId,
    buyer,
    kind: 'reservation',
    state: 'held',
    items,
    quantity: seatsOf(items),
    totalMinor: totalOf(items),
    currency: state.currency,
    promotionId: promotion?.id ?? null,
    bookingId: null,
    waitlistEntryId: null,
    ...(labels && { labels }),
    idempotency,
    createdAt: state.now,
    expiresAt: new Date(state.now.getTime() + holdSeconds * 1_000),
  }
  return { kind: 'granted', result: { hold }, movements: movementsOf(hold, 'available', 'held', cause) }
}

/**
 * The items of a selection with each type once; undefined when a bare quantity could mean several types, of those that
 * its buyer may have.
 */
function itemsOf(
  state: InventoryState,
  selection: Reserve['selection'],
  promotion: Promotion | undefined,
): readonly Item[] | undefined {
  if ('quantity' in selection) {
    const [only, ...others] = [...state.ticketTypes.values()].filter(type => isOpenTo(promotion, type))
    return only !== undefined && others.length === 0
      ? [{ ticketTypeId: only.id, quantity: selection.quantity }]
      : undefined
  }
  if (selection.items.length === 1) return selection.items
  const quantities = new Map<string, number>()
  for (const { ticketTypeId, quantity } of selection.items)
    quantities.set(ticketTypeId, (quantities.get(ticketTypeId) ?? 0) + quantity)
  return [...quantities].map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }))
}

/** One buyer holds so many reservations and seats of an event at once; offers count, and are never refused. */
function boundReached(state: InventoryState, buyer: Buyer, items: readonly Item[]): Refusal | undefined {
  const { holdsPerBuyerMax, holdSeatsPerBuyerMax } = state.bounds
  const { holds, seats, until } = state.openHolds.get(buyerKeyOf(buyer)) ?? nothingHeld
  const wanted = seatsOf(items)
  if (holds < holdsPerBuyerMax && seats + wanted <= holdSeatsPerBuyerMax) return undefined
  return {
    code: 'hold_limit_reached',
    heldReservations: holds,
    heldSeats: seats,
    holdsPerBuyerMax,
    holdSeatsPerBuyerMax,
    ...(until && { heldUntil: until.toISOString() }),
  }
}

const seatsOf = (items: readonly Item[]) => items.reduce((sum, { quantity }) => sum + quantity, 0)

/** A type that is hidden from the buyer is one that isn't there. */
function firstRefusal(
  state: InventoryState,
  buyer: Buyer,
  items: readonly Item[],
  isOpen: (type: TicketTypeState) => boolean,
): Refusal | undefined {
  let seatsLeft = state.seats.available
  for (const { ticketTypeId, quantity } of items) {
    const type = state.ticketTypes.get(ticketTypeId)
    if (!type || !isOpen(type)) return { code: 'ticket_type_not_found', ticketTypeId }
    if (!isOnSale(state, type)) return { code: 'sales_closed', ticketTypeId, ...notOnSale([type], state.now) }
    const taken = state.takenByBuyer.get(buyerKeyOf(buyer))?.get(ticketTypeId) ?? 0
    if (type.maxPerUser !== null && taken + quantity > type.maxPerUser)
      return { code: 'limit_exceeded', ticketTypeId, limit: type.maxPerUser }
    if (Math.min(seatsLeft, type.seats.available) < quantity)
      return { code: 'sold_out', ticketTypeId, available: availableOf(state, type), kept: keptOf(state, type) }
    seatsLeft -= quantity
  }
  return undefined
}

/** Gives a held hold back. An offer given back is a declined one. */
export function release(state: InventoryState, { holdId, cause }: Release): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return notFound
  if (hold.state === 'released') return replay(hold)
  if (hold.state === 'expired') return refuse({ code: 'reservation_expired' })
  if (hold.state === 'confirming') return refuse({ code: 'confirmation_in_progress' })
  if (hold.state !== 'held') return refuse({ code: 'reservation_not_held' })
  return giveBack(state, hold, 'released', hold.kind === 'offer' ? 'offer_declined' : cause)
}

export function expire(state: InventoryState, { holdId }: Expire): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return notFound
  if (hold.state !== 'held' || hold.expiresAt > state.now) return replay(hold)
  return giveBack(state, hold, 'expired', hold.kind === 'offer' ? 'offer_expired' : 'expire')
}

/** A hold past its end can't be confirmed, even if no sweep has run; an offer must be accepted first. */
export function beginConfirm(state: InventoryState, { holdId, bookingId }: BeginConfirm): Decision {
  const hold = state.holds.get(holdId)
  if (!hold || hold.kind === 'offer') return notFound
  if (hold.bookingId === bookingId && (hold.state === 'confirming' || hold.state === 'sold')) return replay(hold)
  if (hold.state === 'confirming') return refuse({ code: 'confirmation_in_progress' })
  if (hold.state === 'expired' || (hold.state === 'held' && hold.expiresAt <= state.now))
    return refuse({ code: 'reservation_expired' })
  if (hold.state !== 'held') return refuse({ code: 'reservation_not_held' })
  return transition({ ...hold, bookingId }, 'confirming', [])
}

/**
 * A new hold for a purchase whose own has expired, from what the public could have and never from what is pooled for
 * the line. It belongs to the confirmation from its first moment and has no time of its own: declined, it is released
 * at once. The ladder: the same hold again → the old one has expired → event → each item as for a reservation → a use
 * of its promotion, if it has one. What opened the old one's ticket types and made its price may be over by now.
 */
export function reacquireHold(state: InventoryState, { holdId, expiredId, bookingId }: ReacquireHold): Decision {
  const same = state.holds.get(holdId)
  if (same) return replay(same)
  const expired = state.holds.get(expiredId)
  if (!expired || expired.kind === 'offer') return notFound
  if (expired.state !== 'expired') return refuse({ code: 'reservation_not_held' })
  if (!isEventOnSale(state)) return refuse({ code: 'sales_closed' })
  const refusal = firstRefusal(state, expired.buyer, expired.items, () => true) ?? refusalOfUseAgain(state, expired)
  if (refusal) return refuse(refusal)
  const hold: Hold = {
    ...expired,
    id: holdId,
    state: 'confirming',
    bookingId,
    waitlistEntryId: null,
    idempotency: null,
    createdAt: state.now,
    expiresAt: state.now,
  }
  return { kind: 'granted', result: { hold }, movements: movementsOf(hold, 'available', 'held', 'reacquire') }
}

/** One that was never used can't be gone: it is deleted only while no hold has it. */
function refusalOfUseAgain(state: InventoryState, { promotionId, buyer }: Hold): Refusal | undefined {
  const promotion = promotionId === null ? undefined : state.promotions.get(promotionId)
  if (promotion) return refusalOfOneMore(state, promotion, buyer)
  return promotionId === null ? undefined : { code: 'promotion_not_found' }
}

export function commit(state: InventoryState, { holdId, bookingId }: Commit): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return notFound
  if (hold.bookingId !== bookingId) return refuse({ code: 'reservation_not_held' })
  if (hold.state === 'sold' || hold.state === 'returned') return replay(hold)
  if (hold.state !== 'confirming') return refuse({ code: 'reservation_not_held' })
  return transition(hold, 'sold', movementsOf(hold, 'held', 'sold', 'commit'))
}

export function decline(state: InventoryState, { holdId, bookingId }: Decline): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return notFound
  if (hold.state !== 'confirming' || hold.bookingId !== bookingId) return replay(hold)
  const freed = { ...hold, bookingId: null }
  return hold.expiresAt > state.now
    ? transition(freed, 'held', [])
    : transition(freed, 'released', movementsOf(hold, 'held', freedTo(state), 'decline'))
}

export function cancel(state: InventoryState, { holdId, bookingId }: Cancel): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return notFound
  if (hold.bookingId !== bookingId) return refuse({ code: 'reservation_not_held' })
  if (hold.state === 'returned') return replay(hold)
  if (hold.state !== 'sold') return refuse({ code: 'reservation_not_held' })
  const left = { id: holdId, items: notReturned(hold) }
  return transition(hold, 'returned', movementsOf(left, 'sold', freedTo(state), 'cancel'))
}

/** A hold ends unsold, and with an offer the waitlist entry that it was made to. */
export function giveBack(state: InventoryState, hold: Hold, endState: 'released' | 'expired', cause: Cause): Decision {
  const entry =
    hold.kind === 'offer' && hold.waitlistEntryId !== null ? state.entries.get(hold.waitlistEntryId) : undefined
  const decision = transition(hold, endState, movementsOf(hold, 'held', freedTo(state), cause))
  return entry
    ? {
        ...decision,
        result: {
          ...decision.result,
          entry: endState === 'expired' ? expired(entry, 'offer_expired') : { ...entry, state: 'declined' },
        },
      }
    : decision
}

export const expired = (entry: WaitlistEntry, expiredReason: ExpiredReason): WaitlistEntry => ({
  ...entry,
  state: 'expired',
  expiredReason,
})

/** Where freed seats go: to those who wait, if anyone does; never past them to the public. */
export const freedTo = ({ waitlist }: Pick<InventoryState, 'waitlist'>): Bucket =>
  waitlist.open ? 'pooled' : 'available'

type Moved = Pick<Hold, 'id'> & { readonly items: readonly Item[] }
const notFound = refuse({ code: 'reservation_not_found' })
const replay = (hold: Hold): Decision => ({ kind: 'replayed', result: { hold } })
const transition = (hold: Hold, endState: HoldState, movements: readonly Movement[]) =>
  ({ kind: 'granted', result: { hold: { ...hold, state: endState } }, movements }) as const
/** What a bought hold still has: some of its seats may have gone back before. */
const notReturned = ({ items }: Hold): readonly Item[] =>
  items
    .map(({ ticketTypeId, ...item }) => ({ ticketTypeId, quantity: seatsLeftOf(item) }))
    .filter(({ quantity }) => quantity > 0)
const movementsOf = ({ id, items }: Moved, from: Bucket, to: Bucket, cause: Cause): Movement[] =>
  items.map(({ ticketTypeId, quantity }) => ({ scope: 'seat', ticketTypeId, quantity, from, to, cause, holdId: id }))
