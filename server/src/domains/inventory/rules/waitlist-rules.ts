// What one who waits may do: join, ask for less, leave, and answer an offer. Pure.
import {
  refuse,
  type AcceptOffer,
  type ChangeEntry,
  type Decision,
  type DeclineOffer,
  type Join,
  type Leave,
  type Refusal,
  type Terms,
} from './commands.ts'
import { giveBack } from './hold-rules.ts'
import {
  buyerKeyOf,
  idempotencyKeyOf,
  isThereFor,
  mostOfType,
  typesFor,
  type Hold,
  type InventoryState,
  type Item,
  type WaitlistEntry,
} from './inventory-state.ts'
import { offerIdOf } from './offer-rules.ts'
import { discounted, promotionOfCode, refusalOfUse, totalOf } from './promotion-rules.ts'
import { grantMissing, outstandingReached } from './reseller-rules.ts'
import { isEventOnSale, isOnSale, isSalesOver, notOnSale } from './sales-window.ts'
import { canEverFit } from './servable.ts'

/**
 * The ladder of joining: repeated key → event → grant → type → is it on sale → all limits together → could it ever be →
 * limit → what the account has outstanding → one place per buyer → can it be had now.
 */
export function join(state: InventoryState, command: Join): Decision {
  const { entryId, buyer, quantity, ticketTypeId, acceptFewer, metadata, idempotency } = command
  const earlier = idempotency && state.earlier.get(idempotencyKeyOf(buyer.userId, idempotency.key))
  if (earlier)
    return earlier.entry && earlier.fingerprint === idempotency.fingerprint
      ? { kind: 'replayed', result: { entry: earlier.entry } }
      : refuse({ code: 'idempotency_key_reused' })
  const refusal = refusalToJoin(state, command)
  if (refusal) return refuse(refusal)
  const entry: WaitlistEntry = {
    id: entryId,
    eventId: state.eventId,
    seq: state.waitlist.seq + 1,
    buyer,
    ticketTypeId,
    quantity,
    acceptFewer,
    state: 'waiting',
    expiredReason: null,
    skipped: 0,
    ...(metadata && { metadata }),
    idempotency,
    createdAt: state.now,
  }
  return { kind: 'granted', result: { entry }, movements: [] }
}

function refusalToJoin(state: InventoryState, command: Join): Refusal | undefined {
  const { buyer, quantity, ticketTypeId } = command
  if (state.sales === 'draft' || !isThereFor(state, buyer)) return { code: 'event_not_found' }
  const missing = grantMissing(state, command)
  if (missing) return missing
  if (!isEventOnSale(state)) return { code: 'sales_closed' }
  const type = ticketTypeId === null ? undefined : state.ticketTypes.get(ticketTypeId)
  if (ticketTypeId !== null && (!type || type.hidden)) return { code: 'ticket_type_not_found', ticketTypeId }
  // Nobody stands first for what is not on sale yet: whoever did would have all of it when sales begin.
  const wanted = typesFor(state, ticketTypeId)
  const onSale = wanted.filter(each => isOnSale(state, each))
  if (onSale.length === 0)
    return { code: 'sales_closed', ...(type && { ticketTypeId: type.id }), ...notOnSale(wanted, state.now) }
  const ofAllLimits = sumOfLimits(state, ticketTypeId)
  if (quantity > ofAllLimits) return { code: 'limit_exceeded', limit: ofAllLimits }
  if (!canEverFit(state, { ticketTypeId, quantity })) return { code: 'quantity_above_capacity' }
  if (quantity > state.bounds.holdSeatsPerBuyerMax)
    return { code: 'limit_exceeded', limit: state.bounds.holdSeatsPerBuyerMax }
  const taken = state.takenByBuyer.get(buyerKeyOf(buyer))
  for (const each of wanted) {
    const { id, maxPerUser } = each
    const most = Math.min(quantity, mostOfType(each, { ticketTypeId }))
    if (maxPerUser !== null && (taken?.get(id) ?? 0) + most > maxPerUser)
      return { code: 'limit_exceeded', ticketTypeId: id, limit: maxPerUser }
  }
  const reached = outstandingReached(state, command, quantity)
  if (reached) return reached
  for (const entry of state.entries.values()) {
    if ((entry.state === 'waiting' || entry.state === 'offered') && buyerKeyOf(entry.buyer) === buyerKeyOf(buyer))
      return { code: 'already_waiting' }
  }
  const ofTypes = onSale.reduce(
    (sum, each) => sum + Math.min(each.seats.available, mostOfType(each, { ticketTypeId })),
    0,
  )
  const available = Math.min(state.seats.available, ofTypes)
  return available >= quantity ? { code: 'seats_available', available } : undefined
}

/** The most that one buyer may have of any type: without end where a type that is still sold has no limit. */
const sumOfLimits = (state: InventoryState, ticketTypeId: string | null) =>
  ticketTypeId === null
    ? typesFor(state, null).reduce(
        (sum, type) => sum + (isSalesOver(state, type) ? 0 : mostOfType(type, { ticketTypeId })),
        0,
      )
    : Infinity

/**
 * Less than before, at the same place: fewer seats, or fewer than asked for when there are no more. A request that
 * changes nothing is answered with the entry as it is, also when an earlier change has brought an offer.
 */
export function changeEntry(state: InventoryState, { entryId, quantity, acceptFewer }: ChangeEntry): Decision {
  const entry = state.entries.get(entryId)
  if (!entry) return notFound
  const wanted = { quantity: quantity ?? entry.quantity, acceptFewer: acceptFewer ?? entry.acceptFewer }
  if (wanted.quantity === entry.quantity && wanted.acceptFewer === entry.acceptFewer)
    return { kind: 'replayed', result: { entry } }
  if (entry.state !== 'waiting') return refuse({ code: 'entry_not_waiting' })
  if (wanted.quantity > entry.quantity || (entry.acceptFewer && !wanted.acceptFewer))
    return refuse({ code: 'wish_raised' })
  return { kind: 'granted', result: { entry: { ...entry, ...wanted } }, movements: [] }
}

/** Out of the waitlist; an open offer goes back with it. A place that has ended stays as it is. */
export function leave(state: InventoryState, { entryId }: Leave): Decision {
  const entry = state.entries.get(entryId)
  if (!entry) return notFound
  if (entry.state === 'waiting')
    return { kind: 'granted', result: { entry: { ...entry, state: 'left' } }, movements: [] }
  return entry.state === 'offered' ? endOffer(state, entry, 'left') : { kind: 'replayed', result: { entry } }
}

export function declineOffer(state: InventoryState, { entryId }: DeclineOffer): Decision {
  const entry = state.entries.get(entryId)
  if (!entry) return notFound
  if (entry.state === 'declined') return { kind: 'replayed', result: { entry } }
  return openOfferOf(state, entry) ? endOffer(state, entry, 'declined') : refuse({ code: 'no_open_offer' })
}

function endOffer(state: InventoryState, entry: WaitlistEntry, endState: 'left' | 'declined'): Decision {
  const hold = state.holds.get(offerIdOf(entry.id))
  if (!hold || hold.state !== 'held') return refuse({ code: 'no_open_offer' })
  const decision = giveBack(state, hold, 'released', 'offer_declined')
  return decision.kind === 'granted'
    ? { ...decision, result: { ...decision.result, entry: { ...entry, state: endState } } }
    : decision
}

/**
 * The offer becomes a reservation, with a reservation's time to confirm if the offer has less left. A promotion that
 * can't be used leaves it an offer.
 */
export function acceptOffer(
  state: InventoryState,
  { entryId, promotionCode }: AcceptOffer,
  { holdSeconds }: Terms,
): Decision {
  const entry = state.entries.get(entryId)
  if (!entry) return notFound
  const hold = state.holds.get(offerIdOf(entry.id))
  if (entry.state === 'converted' && hold) return { kind: 'replayed', result: { hold, entry } }
  const open = openOfferOf(state, entry)
  if (!open) return refuse({ code: 'no_open_offer' })
  if (!isEventOnSale(state) || !open.items.every(item => isItemOnSale(state, item)))
    return refuse({ code: 'sales_closed' })
  const promotion = promotionCode === undefined ? undefined : promotionOfCode(state, promotionCode)
  if (promotionCode !== undefined && !promotion) return refuse({ code: 'promotion_not_found' })
  const refusal = promotion && refusalOfUse(state, promotion, open)
  if (refusal) return refuse(refusal)
  const items = promotion ? discounted(state, open.items, promotion) : open.items
  const price = promotion && { items, totalMinor: totalOf(items), promotionId: promotion.id }
  const expiresAt = new Date(Math.max(open.expiresAt.getTime(), state.now.getTime() + holdSeconds * 1_000))
  return {
    kind: 'granted',
    result: { hold: { ...open, ...price, kind: 'reservation', expiresAt }, entry: { ...entry, state: 'converted' } },
    movements: [],
  }
}

/** The sales window may have been moved since the offer. */
function isItemOnSale(state: InventoryState, { ticketTypeId }: Item) {
  const type = state.ticketTypes.get(ticketTypeId)
  return type !== undefined && isOnSale(state, type)
}

function openOfferOf(state: InventoryState, entry: WaitlistEntry): Hold | undefined {
  const hold = state.holds.get(offerIdOf(entry.id))
  return entry.state === 'offered' && hold?.state === 'held' && hold.expiresAt > state.now ? hold : undefined
}

const notFound = refuse({ code: 'waitlist_entry_not_found' })
