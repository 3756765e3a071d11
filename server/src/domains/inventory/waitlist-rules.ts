// The line: who joins, who is served next and with which seats, and when the pool is given back to the public. Pure.
import { refuse, type AcceptOffer, type Decision, type DeclineOffer, type Join, type Leave, type Refusal, type Terms } from './commands.ts'
import { giveBack } from './hold-rules.ts'
import { isOnSale, isSalesOver } from './sales-rules.ts'
import { ANY_TYPE, buyerKeyOf, capacityOf, groupOf, idempotencyKeyOf, type Draft, type Hold, type Item, type Movement, type PricedItem, type Stock, type WaitlistEntry } from './stock.ts'

/** The ladder of joining: repeated key → event → type → could it ever be → limit → one place per buyer → can it be had now. */
export function join(stock: Stock, command: Join): Decision {
  const { entryId, buyer, quantity, ticketTypeId, acceptFewer, idempotency } = command
  const earlier = idempotency && stock.earlier.get(idempotencyKeyOf(buyer.userId, idempotency.key))
  if (earlier) return earlier.entry && earlier.fingerprint === idempotency.fingerprint ? { kind: 'repeated', result: { entry: earlier.entry } } : refuse({ code: 'idempotency_key_reused' })
  const refusal = refusalToJoin(stock, command)
  if (refusal) return refuse(refusal)
  const entry: WaitlistEntry = {
    id: entryId, eventId: stock.eventId, seq: stock.waitlist.seq + 1, buyer, ticketTypeId, quantity, acceptFewer, state: 'waiting', skipped: 0, idempotency, createdAt: stock.now,
  }
  return { kind: 'granted', result: { entry }, movements: [] }
}

function refusalToJoin(stock: Stock, { buyer, quantity, ticketTypeId }: Join): Refusal | undefined {
  if (stock.sales === 'draft') return { code: 'event_not_found' }
  if (stock.sales === 'closed' || stock.endsAt <= stock.now) return { code: 'sales_closed' }
  const type = ticketTypeId === null ? undefined : stock.ticketTypes.get(ticketTypeId)
  if (ticketTypeId !== null && !type) return { code: 'ticket_type_not_found', ticketTypeId }
  if (type && !isOnSale(stock, type)) return { code: 'sales_closed', ticketTypeId: type.id }
  if (typesFor(stock, ticketTypeId).every(each => isSalesOver(stock, each))) return { code: 'sales_closed' }
  if (!canEverFit(stock, { ticketTypeId, quantity })) return { code: 'quantity_above_capacity' }
  const taken = stock.takenByBuyer.get(buyerKeyOf(buyer))
  for (const { id, maxPerUser } of type ? [type] : stock.ticketTypes.values()) {
    if (maxPerUser !== null && (taken?.get(id) ?? 0) + quantity > maxPerUser) return { code: 'limit_exceeded', ticketTypeId: id, limit: maxPerUser }
  }
  for (const entry of stock.entries.values()) {
    if ((entry.state === 'waiting' || entry.state === 'offered') && buyerKeyOf(entry.buyer) === buyerKeyOf(buyer)) return { code: 'already_waiting' }
  }
  const ofTypes = (type ? [type] : [...stock.ticketTypes.values()]).filter(each => isOnSale(stock, each)).reduce((sum, { seats }) => sum + seats.available, 0)
  const available = Math.min(stock.seats.available, ofTypes)
  return available >= quantity ? { code: 'seats_available', available } : undefined
}

/** Out of the line; an open offer goes back with it. A place that has ended stays as it is. */
export function leave(stock: Stock, { entryId }: Leave): Decision {
  const entry = stock.entries.get(entryId)
  if (!entry) return notFound
  if (entry.state === 'waiting') return { kind: 'granted', result: { entry: { ...entry, state: 'left' } }, movements: [] }
  return entry.state === 'offered' ? endOffer(stock, entry, 'left') : { kind: 'repeated', result: { entry } }
}

export function declineOffer(stock: Stock, { entryId }: DeclineOffer): Decision {
  const entry = stock.entries.get(entryId)
  if (!entry) return notFound
  if (entry.state === 'declined') return { kind: 'repeated', result: { entry } }
  return openOfferOf(stock, entry) ? endOffer(stock, entry, 'declined') : refuse({ code: 'no_open_offer' })
}

function endOffer(stock: Stock, entry: WaitlistEntry, state: 'left' | 'declined'): Decision {
  const hold = stock.holds.get(offerIdOf(entry.id))
  if (!hold || hold.state !== 'held') return refuse({ code: 'no_open_offer' })
  const decision = giveBack(stock, hold, 'released', 'offer_declined')
  return decision.kind === 'granted' ? { ...decision, result: { ...decision.result, entry: { ...entry, state } } } : decision
}

/** The offer becomes a reservation, with a reservation's time to confirm if the offer has less left. */
export function acceptOffer(stock: Stock, { entryId }: AcceptOffer, { holdSeconds }: Terms): Decision {
  const entry = stock.entries.get(entryId)
  if (!entry) return notFound
  const hold = stock.holds.get(offerIdOf(entry.id))
  if (entry.state === 'converted' && hold) return { kind: 'repeated', result: { hold, entry } }
  const open = openOfferOf(stock, entry)
  if (!open) return refuse({ code: 'no_open_offer' })
  const expiresAt = new Date(Math.max(open.expiresAt.getTime(), stock.now.getTime() + holdSeconds * 1_000))
  return { kind: 'granted', result: { hold: { ...open, kind: 'reservation', expiresAt }, entry: { ...entry, state: 'converted' } }, movements: [] }
}

function openOfferOf(stock: Stock, entry: WaitlistEntry): Hold | undefined {
  const hold = stock.holds.get(offerIdOf(entry.id))
  return entry.state === 'offered' && hold?.state === 'held' && hold.expiresAt > stock.now ? hold : undefined
}

const notFound = refuse({ code: 'waitlist_entry_not_found' })

/** One offer: the entry it goes to, the hold it is, and the seats that move. */
export interface Offer {
  readonly hold: Hold
  readonly movements: readonly Movement[]
  /** The entry as offered, and those who were passed over by it. */
  readonly entries: readonly WaitlistEntry[]
}

/** Seats that may be offered: what is pooled for the line and what anybody could have. */
interface Free { seats: number; readonly byType: Map<string, number> }

/**
 * The next offer that is due, or none. Strict first come, first served: whoever can't be served yet keeps a claim to
 * what there is for them, and those behind get only what is beyond all claims. Under `skip` an entry that doesn't fit is
 * passed over without a claim, but at most `skipMax` times. An entry that waits for a type without free seats claims
 * nothing of the other types: no seat of theirs could ever be its.
 */
export function nextOffer(draft: Draft, offerSeconds: number): Offer | undefined {
  if (!draft.waitlist.open || draft.sales !== 'open' || draft.endsAt <= draft.now) return undefined
  const free = freeOf(draft)
  const passed: WaitlistEntry[] = []
  const claimed = new Set<string>()
  for (const entry of draft.waitlist.line) {
    if (mayStandBehindUnseen(draft, entry, claimed)) return undefined
    const there = fitting(free, entry)
    if (there >= entry.quantity || (entry.acceptFewer && there > 0)) return offerTo(draft, entry, itemsFor(draft, free, entry, Math.min(there, entry.quantity)), passed, offerSeconds)
    if (canEverFit(draft, entry)) {
      if (draft.waitlist.order === 'skip' && entry.skipped < draft.waitlist.skipMax) passed.push(entry)
      else {
        claim(free, entry, there)
        claimed.add(groupOf(entry))
      }
    }
  }
  return undefined
}

/**
 * Whether somebody may stand before this entry whom nobody has looked at. It doesn't matter where one of the same group
 * before them has made a claim: that leaves nothing for those behind it.
 */
const mayStandBehindUnseen = (draft: Draft, { seq }: WaitlistEntry, claimed: ReadonlySet<string>) =>
  [...draft.waitlist.unseen].some(([group, seenTo]) => seq > seenTo && !claimed.has(group) && isServable(draft, group))

/** Whether a group's seats may still be sold at all. */
function isServable(draft: Draft, group: string) {
  const type = draft.ticketTypes.get(group)
  return group === ANY_TYPE || (type !== undefined && !isSalesOver(draft, type))
}

/**
 * Another look at a line that is longer than a look is due: everybody has been served whom this one has shown of some
 * group and who can be, or, as those who are passed over claim nothing, somebody may have been stopped by those it has not shown.
 */
export function needsAnotherLook(draft: Draft) {
  const { open, order, unseen, line } = draft.waitlist
  return open && [...unseen.keys()].some(group => isServable(draft, group) && (order === 'skip' || !line.some(entry => groupOf(entry) === group && canEverFit(draft, entry))))
}

function freeOf(draft: Draft): Free {
  const byType = new Map<string, number>()
  for (const type of draft.ticketTypes.values()) byType.set(type.id, isOnSale(draft, type) ? type.seats.pooled + type.seats.available : 0)
  return { seats: draft.seats.pooled + draft.seats.available, byType }
}

const fitting = ({ seats, byType }: Free, { ticketTypeId }: WaitlistEntry) =>
  Math.min(seats, ticketTypeId === null ? [...byType.values()].reduce((sum, each) => sum + each, 0) : byType.get(ticketTypeId) ?? 0)

/** Who takes any type and is still short claims all there is, whether the types or the event leave too little. */
function claim(free: Free, { ticketTypeId }: WaitlistEntry, seats: number) {
  free.seats -= ticketTypeId === null ? free.seats : seats
  if (ticketTypeId !== null) free.byType.set(ticketTypeId, (free.byType.get(ticketTypeId) ?? 0) - seats)
}

/** A capacity lowered below what somebody asked for, or the end of a type's sales, must not stop the whole line. */
function canEverFit(stock: Stock, { ticketTypeId, quantity }: Pick<WaitlistEntry, 'ticketTypeId' | 'quantity'>) {
  const ofTypes = typesFor(stock, ticketTypeId).filter(type => !isSalesOver(stock, type)).reduce((sum, { seats }) => sum + capacityOf(seats), 0)
  return quantity <= Math.min(capacityOf(stock.seats), ofTypes)
}

/** The types whose seats will do. */
const typesFor = ({ ticketTypes }: Pick<Stock, 'ticketTypes'>, ticketTypeId: string | null) =>
  [...ticketTypes.values()].filter(({ id }) => ticketTypeId === null || id === ticketTypeId)

function offerTo(draft: Draft, entry: WaitlistEntry, wanted: readonly Item[], passed: readonly WaitlistEntry[], offerSeconds: number): Offer {
  const items = wanted.map((item): PricedItem => ({ ...item, unitPriceMinor: draft.ticketTypes.get(item.ticketTypeId)!.priceMinor }))
  const hold: Hold = {
    // An entry is offered seats once in its life, so its own id makes the hold's.
    id: offerIdOf(entry.id), eventId: draft.eventId, buyer: entry.buyer, kind: 'offer', state: 'held', items,
    quantity: items.reduce((sum, item) => sum + item.quantity, 0),
    totalMinor: items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0),
    currency: draft.currency, sagaId: null, waitlistEntryId: entry.id, idempotency: null,
    createdAt: draft.now, expiresAt: new Date(draft.now.getTime() + offerSeconds * 1_000),
  }
  return { hold, movements: takeForLine(draft, items, hold.id), entries: [{ ...entry, state: 'offered' }, ...passed.map(each => ({ ...each, skipped: each.skipped + 1 }))] }
}

/** The id of the hold by which an entry is offered seats. */
export const offerIdOf = (entryId: string) => `rsv_${entryId.slice(entryId.indexOf('_') + 1)}`

/** Seats of the type asked for, or of any that are beyond all claims: what is pooled first, in the types' own order. */
function itemsFor(draft: Draft, { byType }: Free, { ticketTypeId }: WaitlistEntry, quantity: number): readonly Item[] {
  if (ticketTypeId !== null) return [{ ticketTypeId, quantity }]
  let wanted = quantity
  const taken = new Map<string, number>()
  for (const bucket of ['pooled', 'available'] as const) {
    for (const type of draft.ticketTypes.values()) {
      const soFar = taken.get(type.id) ?? 0
      const seats = Math.min(wanted, type.seats[bucket], byType.get(type.id)! - soFar)
      if (seats > 0) taken.set(type.id, soFar + seats)
      wanted -= seats
    }
  }
  return [...taken].map(([id, seats]) => ({ ticketTypeId: id, quantity: seats }))
}

/**
 * The seats of an offer leave the pool first and then what anybody could have. Event and type may differ in how much of
 * them is pooled: then the difference is pooled before it is held, so that every held seat has left one bucket in both.
 */
function takeForLine(draft: Draft, items: readonly Item[], holdId: string): Movement[] {
  let pooledOfEvent = draft.seats.pooled
  return items.flatMap(({ ticketTypeId, quantity }) => {
    const fromEvent = Math.min(quantity, pooledOfEvent)
    const fromType = Math.min(quantity, draft.ticketTypes.get(ticketTypeId)!.seats.pooled)
    const pooled = Math.max(fromEvent, fromType)
    pooledOfEvent -= fromEvent
    const line = (scope: Movement['scope'], seats: number, from: 'available' | 'pooled', to: 'pooled' | 'held'): Movement[] =>
      seats > 0 ? [{ scope, ticketTypeId: scope === 'event' ? null : ticketTypeId, quantity: seats, from, to, cause: 'offer', holdId }] : []
    return [
      ...line('event', pooled - fromEvent, 'available', 'pooled'), ...line('ticket_type', pooled - fromType, 'available', 'pooled'),
      ...line('seat', pooled, 'pooled', 'held'), ...line('seat', quantity - pooled, 'available', 'held'),
    ]
  })
}

/** A look at all of the line has found nobody: it is closed, even where those before have only seen a part of it. */
export const lineHasEnded = ({ waitlist }: Pick<Stock, 'waitlist'>) => waitlist.unseen.size === 0 && waitlist.line.length === 0

/**
 * What of the pool goes back to the public: everything once nobody waits, and while somebody does, what none of them
 * could use.
 */
export function poolToClose(draft: Draft): Movement[] {
  const wanted = new Set([...draft.waitlist.line.filter(entry => canEverFit(draft, entry)).map(groupOf), ...[...draft.waitlist.unseen.keys()].filter(group => isServable(draft, group))])
  const isWanted = (typeId: string) => wanted.has(ANY_TYPE) || wanted.has(typeId)
  const back = (scope: 'event' | 'ticket_type', ticketTypeId: string | null, quantity: number): Movement[] =>
    quantity > 0 ? [{ scope, ticketTypeId, quantity, from: 'pooled', to: 'available', cause: 'pool_closed' as const, holdId: null }] : []
  const types = [...draft.ticketTypes.values()]
  // The event's own seats are of use to the line only as far as the types that somebody waits for have seats left.
  const useful = types.reduce((sum, { id, seats }) => (isWanted(id) ? sum + seats.pooled + seats.available : sum), 0)
  return [
    ...back('event', null, draft.seats.pooled - useful),
    ...types.flatMap(({ id, seats }) => (isWanted(id) ? [] : back('ticket_type', id, seats.pooled))),
  ]
}
