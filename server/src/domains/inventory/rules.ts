// What may happen to an event's seats: pure decisions over plain data. No I/O, no clock, no randomness.
import { availableOf, buyerKeyOf, draftOf, idempotencyKeyOf, keep, move, type Bucket, type Buyer, type Cause, type Hold, type HoldState, type Idempotency, type Item, type Movement, type PricedItem, type Stock } from './stock.ts'

/** Seats for one buyer: of the event's only ticket type, or of the types named, all or none. */
export interface Reserve {
  readonly kind: 'reserve'
  readonly holdId: string
  readonly buyer: Buyer
  readonly wish: { readonly quantity: number } | { readonly items: readonly Item[] }
  readonly idempotency: Idempotency | null
  readonly holdSeconds: number
  readonly cause: 'reserve' | 'update_availability'
  readonly expectedVersion?: number
}
/** A hold given back before it is bought, by its buyer or by the service that took it. */
export interface Release { readonly kind: 'release'; readonly holdId: string; readonly cause: 'release' | 'update_availability' }
/** A hold whose time has passed: its seats go back. */
export interface Expire { readonly kind: 'expire'; readonly holdId: string }
/** A confirmation takes the hold for itself, so that no expiry can strike while it pays. */
export interface BeginConfirm { readonly kind: 'begin_confirm'; readonly holdId: string; readonly sagaId: string }
/** The point of no return: the seats are sold. */
export interface Commit { readonly kind: 'commit'; readonly holdId: string; readonly sagaId: string }
/** The confirmation gives up: back to held while time is left, else released. */
export interface Decline { readonly kind: 'decline'; readonly holdId: string; readonly sagaId: string }
/** A bought hold is returned, with its booking's cancellation. */
export interface Cancel { readonly kind: 'cancel'; readonly holdId: string; readonly sagaId: string }
export type Command = Reserve | Release | Expire | BeginConfirm | Commit | Decline | Cancel

export type Refusal =
  | { readonly code: 'event_not_found' | 'reservation_not_found' | 'reservation_expired' | 'reservation_not_held' | 'confirmation_in_progress' | 'idempotency_key_reused' | 'ticket_type_required' }
  | { readonly code: 'sold_out'; readonly ticketTypeId: string; readonly available: number }
  | { readonly code: 'sales_closed'; readonly ticketTypeId?: string }
  | { readonly code: 'ticket_type_not_found'; readonly ticketTypeId: string }
  | { readonly code: 'limit_exceeded'; readonly ticketTypeId: string; readonly limit: number }
  | { readonly code: 'version_conflict'; readonly currentVersion: number }

/** `granted` changes something; `repeated` is the answer of a command that has been carried out before and changes nothing. */
export type Decision =
  | { readonly kind: 'granted'; readonly hold: Hold; readonly movements: readonly Movement[] }
  | { readonly kind: 'repeated'; readonly hold: Hold }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly hold?: Hold }

/** What a batch comes to: an answer for each command, and what is to be written. */
export interface Outcome {
  readonly before: Stock
  readonly after: Stock
  readonly decisions: readonly Decision[]
  /** New holds, as they are at the batch's end. */
  readonly made: readonly Hold[]
  /** Earlier holds that are different now. */
  readonly changed: readonly Hold[]
  readonly movements: readonly Movement[]
}

/** Decides commands in their order of arrival; each sees what those before it have changed. */
export function decideAll(before: Stock, commands: readonly Command[]): Outcome {
  const draft = draftOf(before)
  const movements: Movement[] = []
  const written = new Set<string>()
  const decisions = commands.map(command => {
    const decision = decide(draft, command)
    if (decision.kind === 'granted') {
      for (const movement of decision.movements) move(draft, movement)
      keep(draft, decision.hold)
      movements.push(...decision.movements)
      written.add(decision.hold.id)
    }
    return decision
  })
  const ended = [...written].map(id => draft.holds.get(id)!)
  return { before, after: draft, decisions, movements, made: ended.filter(({ id }) => !before.holds.has(id)), changed: ended.filter(({ id }) => before.holds.has(id)) }
}

/** Decides one command on what is known, and changes nothing itself. */
export function decide(stock: Stock, command: Command): Decision {
  switch (command.kind) {
    case 'reserve': return reserve(stock, command)
    case 'release': return onHold(stock, command, release)
    case 'expire': return onHold(stock, command, expire)
    case 'begin_confirm': return onHold(stock, command, beginConfirm)
    case 'commit': return onHold(stock, command, commit)
    case 'decline': return onHold(stock, command, decline)
    case 'cancel': return onHold(stock, command, cancel)
  }
}

/**
 * The ladder of a reservation: repeated key → event → version → each item (type, sales window, limit, stock). An item's
 * type may stand in a wish only once, so that no check looks at half of what is asked.
 */
function reserve(stock: Stock, command: Reserve): Decision {
  const { holdId, buyer, idempotency, cause } = command
  const earlier = idempotency && stock.earlier.get(idempotencyKeyOf(buyer.userId, idempotency.key))
  if (earlier) return earlier.fingerprint === idempotency.fingerprint ? { kind: 'repeated', hold: earlier.hold } : refuse({ code: 'idempotency_key_reused' })
  const same = stock.holds.get(holdId)
  if (same) return { kind: 'repeated', hold: same }

  if (stock.sales === 'draft') return refuse({ code: 'event_not_found' })
  if (stock.sales === 'closed' || stock.endsAt <= stock.now) return refuse({ code: 'sales_closed' })
  if (command.expectedVersion !== undefined && command.expectedVersion !== stock.version) return refuse({ code: 'version_conflict', currentVersion: stock.version })
  const wanted = itemsOf(stock, command.wish)
  if (!wanted) return refuse({ code: 'ticket_type_required' })

  const refusal = firstRefusal(stock, buyer, wanted)
  if (refusal) return refuse(refusal)

  // Everything has been checked: from here on it must succeed.
  const items = wanted.map(({ ticketTypeId, quantity }): PricedItem => ({ ticketTypeId, quantity, unitPriceMinor: stock.ticketTypes.get(ticketTypeId)!.priceMinor }))
  const hold: Hold = {
    id: holdId, eventId: stock.eventId, buyer, kind: 'reservation', state: 'held', items,
    quantity: items.reduce((sum, { quantity }) => sum + quantity, 0),
    totalMinor: items.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0),
    currency: stock.currency, sagaId: null, idempotency,
    createdAt: stock.now, expiresAt: new Date(stock.now.getTime() + command.holdSeconds * 1_000),
  }
  return { kind: 'granted', hold, movements: movementsOf(hold, 'available', 'held', cause) }
}

/** The items of a wish with each type once; undefined when a bare quantity could mean several types. */
function itemsOf(stock: Stock, wish: Reserve['wish']): readonly Item[] | undefined {
  if ('quantity' in wish) {
    const [only, ...others] = stock.ticketTypes.keys()
    return only !== undefined && others.length === 0 ? [{ ticketTypeId: only, quantity: wish.quantity }] : undefined
  }
  if (wish.items.length === 1) return wish.items
  const quantities = new Map<string, number>()
  for (const { ticketTypeId, quantity } of wish.items) quantities.set(ticketTypeId, (quantities.get(ticketTypeId) ?? 0) + quantity)
  return [...quantities].map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }))
}

function firstRefusal(stock: Stock, buyer: Buyer, items: readonly Item[]): Refusal | undefined {
  let seatsLeft = stock.seats.available
  for (const { ticketTypeId, quantity } of items) {
    const type = stock.ticketTypes.get(ticketTypeId)
    if (!type) return { code: 'ticket_type_not_found', ticketTypeId }
    if (type.salesStartAt && type.salesStartAt > stock.now) return { code: 'sales_closed', ticketTypeId }
    if (type.salesEndAt && type.salesEndAt <= stock.now) return { code: 'sales_closed', ticketTypeId }
    const taken = stock.takenByBuyer.get(buyerKeyOf(buyer))?.get(ticketTypeId) ?? 0
    if (type.maxPerUser !== null && taken + quantity > type.maxPerUser) return { code: 'limit_exceeded', ticketTypeId, limit: type.maxPerUser }
    if (Math.min(seatsLeft, type.seats.available) < quantity) return { code: 'sold_out', ticketTypeId, available: availableOf(stock, type) }
    seatsLeft -= quantity
  }
  return undefined
}

function release(stock: Stock, hold: Hold, { cause }: Release): Decision {
  if (hold.state === 'released') return { kind: 'repeated', hold }
  if (hold.state === 'expired') return refuse({ code: 'reservation_expired' }, hold)
  if (hold.state === 'confirming') return refuse({ code: 'confirmation_in_progress' }, hold)
  if (hold.state !== 'held') return refuse({ code: 'reservation_not_held' }, hold)
  return settle(hold, 'released', movementsOf(hold, 'held', freedTo(stock), cause))
}

function expire(stock: Stock, hold: Hold): Decision {
  if (hold.state !== 'held' || hold.expiresAt > stock.now) return { kind: 'repeated', hold }
  return settle(hold, 'expired', movementsOf(hold, 'held', freedTo(stock), 'expire'))
}

/** A hold past its end can't be confirmed, even if no sweep has run; the seats go back in the same stroke. */
function beginConfirm(stock: Stock, hold: Hold, { sagaId }: BeginConfirm): Decision {
  if (hold.sagaId === sagaId && (hold.state === 'confirming' || hold.state === 'sold')) return { kind: 'repeated', hold }
  if (hold.state === 'confirming') return refuse({ code: 'confirmation_in_progress' }, hold)
  if (hold.state === 'expired' || (hold.state === 'held' && hold.expiresAt <= stock.now)) return refuse({ code: 'reservation_expired' }, hold)
  if (hold.state !== 'held') return refuse({ code: 'reservation_not_held' }, hold)
  return settle({ ...hold, sagaId }, 'confirming', [])
}

function commit(_stock: Stock, hold: Hold, { sagaId }: Commit): Decision {
  if (hold.sagaId !== sagaId) return refuse({ code: 'reservation_not_held' }, hold)
  if (hold.state === 'sold' || hold.state === 'returned') return { kind: 'repeated', hold }
  if (hold.state !== 'confirming') return refuse({ code: 'reservation_not_held' }, hold)
  return settle(hold, 'sold', movementsOf(hold, 'held', 'sold', 'commit'))
}

function decline(stock: Stock, hold: Hold, { sagaId }: Decline): Decision {
  if (hold.state !== 'confirming' || hold.sagaId !== sagaId) return { kind: 'repeated', hold }
  if (hold.expiresAt > stock.now) return settle({ ...hold, sagaId: null }, 'held', [])
  return settle({ ...hold, sagaId: null }, 'released', movementsOf(hold, 'held', freedTo(stock), 'decline'))
}

function cancel(stock: Stock, hold: Hold, { sagaId }: Cancel): Decision {
  if (hold.sagaId !== sagaId) return refuse({ code: 'reservation_not_held' }, hold)
  if (hold.state === 'returned') return { kind: 'repeated', hold }
  if (hold.state !== 'sold') return refuse({ code: 'reservation_not_held' }, hold)
  return settle(hold, 'returned', movementsOf(hold, 'sold', freedTo(stock), 'cancel'))
}

/** Where freed seats go: to those who wait, if anyone does; never past them to the public. */
const freedTo = (stock: Stock): Bucket => (stock.waitlistOpen ? 'pooled' : 'available')

function onHold<Named extends { readonly holdId: string }>(stock: Stock, command: Named, rule: (stock: Stock, hold: Hold, command: Named) => Decision): Decision {
  const hold = stock.holds.get(command.holdId)
  return hold ? rule(stock, hold, command) : refuse({ code: 'reservation_not_found' })
}

const settle = (hold: Hold, state: HoldState, movements: readonly Movement[]): Decision => ({ kind: 'granted', hold: { ...hold, state }, movements })
const refuse = (refusal: Refusal, hold?: Hold): Decision => ({ kind: 'refused', refusal, ...(hold && { hold }) })
const movementsOf = ({ id, items }: Hold, from: Bucket, to: Bucket, cause: Cause): Movement[] =>
  items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity, from, to, cause, holdId: id }))

/** Whether remembered counters are enough to decide: the command names no hold and no limit of its buyer's applies. */
export function needsReading(stock: Stock, command: Command): boolean {
  if (command.kind !== 'reserve' || command.cause === 'update_availability') return true
  for (const { maxPerUser } of stock.ticketTypes.values()) if (maxPerUser !== null) return true
  return false
}
