// The waitlist: who joins, who is served next and with which seats, and when the pool is given back to the public.
// Pure.
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
import {
  claimSeats,
  claimableFor,
  seatsFitting,
  freeOf,
  itemsFor,
  unclaimedFor,
  choiceOfGroup,
  type Free,
} from './free-seats.ts'
import { giveBack } from './hold-rules.ts'
import {
  anyType,
  buyerKeyOf,
  capacityOf,
  groupOf,
  idempotencyKeyOf,
  type InventoryDraft,
  type FittingEntries,
  type Hold,
  type Item,
  type Movement,
  type PricedItem,
  type InventoryState,
  type WaitlistEntry,
} from './inventory-state.ts'
import { isOnSale, isSalesOver } from './sales-window.ts'

/**
 * The ladder of joining: repeated key → event → type → could it ever be → limit → one place per buyer → can it be had
 * now.
 */
export function join(state: InventoryState, command: Join): Decision {
  const { entryId, buyer, quantity, ticketTypeId, acceptFewer, idempotency } = command
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
    skipped: 0,
    idempotency,
    createdAt: state.now,
  }
  return { kind: 'granted', result: { entry }, movements: [] }
}

function refusalToJoin(state: InventoryState, { buyer, quantity, ticketTypeId }: Join): Refusal | undefined {
  if (state.sales === 'draft') return { code: 'event_not_found' }
  if (state.sales === 'closed' || state.endsAt <= state.now) return { code: 'sales_closed' }
  const type = ticketTypeId === null ? undefined : state.ticketTypes.get(ticketTypeId)
  if (ticketTypeId !== null && !type) return { code: 'ticket_type_not_found', ticketTypeId }
  if (type && !isOnSale(state, type)) return { code: 'sales_closed', ticketTypeId: type.id }
  if (typesFor(state, ticketTypeId).every(each => isSalesOver(state, each))) return { code: 'sales_closed' }
  if (!canEverFit(state, { ticketTypeId, quantity })) return { code: 'quantity_above_capacity' }
  if (quantity > state.bounds.holdSeatsPerBuyerMax)
    return { code: 'limit_exceeded', limit: state.bounds.holdSeatsPerBuyerMax }
  const taken = state.takenByBuyer.get(buyerKeyOf(buyer))
  for (const { id, maxPerUser } of type ? [type] : state.ticketTypes.values()) {
    if (maxPerUser !== null && (taken?.get(id) ?? 0) + quantity > maxPerUser)
      return { code: 'limit_exceeded', ticketTypeId: id, limit: maxPerUser }
  }
  for (const entry of state.entries.values()) {
    if ((entry.state === 'waiting' || entry.state === 'offered') && buyerKeyOf(entry.buyer) === buyerKeyOf(buyer))
      return { code: 'already_waiting' }
  }
  const ofTypes = (type ? [type] : [...state.ticketTypes.values()])
    .filter(each => isOnSale(state, each))
    .reduce((sum, { seats }) => sum + seats.available, 0)
  const available = Math.min(state.seats.available, ofTypes)
  return available >= quantity ? { code: 'seats_available', available } : undefined
}

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

/** The offer becomes a reservation, with a reservation's time to confirm if the offer has less left. */
export function acceptOffer(state: InventoryState, { entryId }: AcceptOffer, { holdSeconds }: Terms): Decision {
  const entry = state.entries.get(entryId)
  if (!entry) return notFound
  const hold = state.holds.get(offerIdOf(entry.id))
  if (entry.state === 'converted' && hold) return { kind: 'replayed', result: { hold, entry } }
  const open = openOfferOf(state, entry)
  if (!open) return refuse({ code: 'no_open_offer' })
  const expiresAt = new Date(Math.max(open.expiresAt.getTime(), state.now.getTime() + holdSeconds * 1_000))
  return {
    kind: 'granted',
    result: { hold: { ...open, kind: 'reservation', expiresAt }, entry: { ...entry, state: 'converted' } },
    movements: [],
  }
}

function openOfferOf(state: InventoryState, entry: WaitlistEntry): Hold | undefined {
  const hold = state.holds.get(offerIdOf(entry.id))
  return entry.state === 'offered' && hold?.state === 'held' && hold.expiresAt > state.now ? hold : undefined
}

const notFound = refuse({ code: 'waitlist_entry_not_found' })

/** One offer: the entry it goes to, the hold it is, and the seats that move. */
export interface Offer {
  readonly hold: Hold
  readonly movements: readonly Movement[]
  /** The entry as offered, and those who were passed over by it. */
  readonly entries: readonly WaitlistEntry[]
  /** Those who had a claim to the seats until it ended: of each group the first. */
  readonly endedClaims: readonly WaitlistEntry[]
}

/**
 * The next offer to make, or undefined when nobody in the waitlist can be served now.
 *
 * Order is first come, first served. An entry that does not fit yet claims the free seats it waits for, so that later
 * entries see only what is left. With the `skip` policy it is skipped without a claim, at most `skipMax` times. An
 * entry that waits for a ticket type without free seats claims nothing of the other types: it could never get them.
 * Claims end by the pool's clock (claim-rules).
 */
export function nextOffer(draft: InventoryDraft, offerSeconds: number): Offer | undefined {
  if (!isWaitlistServable(draft)) return undefined

  const free = freeOf(draft)
  const skipped: WaitlistEntry[] = []
  const claimants: WaitlistEntry[] = []
  for (const entry of draft.waitlist.entries) {
    if (mayHaveUnreadPredecessor(draft, entry, free)) return undefined
    if (mayHaveUnreadClaimant(draft, entry, free)) free.seats = 0

    const seats = seatsFitting(free, entry)
    if (isEnough(entry, seats)) {
      const items = itemsFor(draft, free, entry, Math.min(seats, entry.quantity))
      return makeOffer(draft, entry, items, { skipped, claimants, offerSeconds })
    }
    if (!canEverFit(draft, entry)) continue

    if (maySkip(draft, entry)) {
      skipped.push(entry)
    } else {
      claimSeats(free, entry)
      claimants.push(entry)
    }
  }
  return undefined
}

/** Somebody waits, and the event is on sale. */
const isWaitlistServable = ({ waitlist, sales, endsAt, now }: InventoryState) =>
  waitlist.open && sales === 'open' && endsAt > now

/** The seats are what the entry asked for, or fewer where it accepts that. */
const isEnough = ({ quantity, acceptFewer }: WaitlistEntry, seats: number) =>
  seats >= quantity || (acceptFewer && seats > 0)

/** The organizer lets later entries go first, and this one has not been skipped too often yet. */
const maySkip = ({ waitlist }: InventoryDraft, { skipped }: WaitlistEntry) =>
  waitlist.order === 'skip' && skipped < waitlist.skipMax

/**
 * An entry that was not read may stand before this one and fit, or every entry read of its group has been served. Then
 * another read of the waitlist comes first.
 */
const mayHaveUnreadPredecessor = (draft: InventoryDraft, { seq }: WaitlistEntry, free: Free) =>
  unreadGroupsBefore(draft, seq).some(
    group => mayFitUnread(draft, group, seq, free) || !standsBefore(draft, group, seq),
  )

/** An entry that was not read may stand before this one and claim all seats that can be claimed. */
const mayHaveUnreadClaimant = (draft: InventoryDraft, { seq }: WaitlistEntry, free: Free) =>
  unreadGroupsBefore(draft, seq).some(group => claimableFor(free, choiceOfGroup(group)) > 0)

/** Groups of which an entry that was not read may stand before this position. */
const unreadGroupsBefore = (draft: InventoryDraft, seq: number) =>
  [...draft.waitlist.unseen]
    .filter(([group, seenTo]) => seq > seenTo && isGroupServable(draft, group))
    .map(([group]) => group)

/** Whether an entry of the group that was read still stands before this position. */
const standsBefore = ({ waitlist }: InventoryDraft, group: string, seq: number) =>
  waitlist.entries.some(entry => entry.seq < seq && groupOf(entry) === group)

/** Whether the seats may fit an entry of the group before this position that no read has shown. */
function mayFitUnread({ waitlist }: InventoryDraft, group: string, seq: number, free: Free) {
  const there = seatsFitting(free, choiceOfGroup(group))
  const { seats, seenTo } = waitlist.fitting.get(group) ?? nobodySeen
  return there > 0 && (there > seats || seq > seenTo)
}

const nobodySeen: FittingEntries = { seats: 0, seenTo: 0 }

/** Whether a group's seats may still be sold at all. */
function isGroupServable(state: InventoryState, group: string) {
  const type = state.ticketTypes.get(group)
  return group === anyType || (type !== undefined && !isSalesOver(state, type))
}

/**
 * Whether a waitlist that is longer than one read must be read again: every entry of some group that was read and can
 * be served has been served. Under `skip`, and once claims have ended, an entry may also have been stopped by entries
 * that were not read.
 */
export function needsAnotherLook(draft: InventoryDraft) {
  const { open, order, unseen, entries } = draft.waitlist
  const free = freeOf(draft)
  const isDue = ([group, seenTo]: readonly [string, number]) =>
    isGroupServable(draft, group) &&
    (order === 'skip' ||
      unclaimedFor(free, choiceOfGroup(anyType)) > 0 ||
      !entries.some(entry => groupOf(entry) === group && entry.seq <= seenTo && canEverFit(draft, entry)))
  return open && [...unseen].some(isDue)
}

/**
 * For seats that nobody has a claim to any more: how many there are for each group of which not all entries were read.
 * The entry that they fit may stand anywhere in it. Only the groups that have not been searched for so many seats yet.
 */
export function seatsToLookFor(state: InventoryState): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  if (!isWaitlistServable(state)) return found
  const free = freeOf(state)
  if (unclaimedFor(free, choiceOfGroup(anyType)) === 0) return found
  for (const group of state.waitlist.unseen.keys()) {
    const seats = seatsFitting(free, choiceOfGroup(group))
    if (isGroupServable(state, group) && seats > (state.waitlist.fitting.get(group)?.seats ?? 0))
      found.set(group, seats)
  }
  return found
}

/** A capacity lowered below what somebody asked for, or the end of a type's sales, must not stop the whole line. */
function canEverFit(
  state: InventoryState,
  { ticketTypeId, quantity }: Pick<WaitlistEntry, 'ticketTypeId' | 'quantity'>,
) {
  const ofTypes = typesFor(state, ticketTypeId)
    .filter(type => !isSalesOver(state, type))
    .reduce((sum, { seats }) => sum + capacityOf(seats), 0)
  return quantity <= Math.min(capacityOf(state.seats), ofTypes)
}

/** The types whose seats will do. */
const typesFor = ({ ticketTypes }: Pick<InventoryState, 'ticketTypes'>, ticketTypeId: string | null) =>
  [...ticketTypes.values()].filter(({ id }) => ticketTypeId === null || id === ticketTypeId)

interface OfferContext {
  /** Entries before it that the policy `skip` passes over. */
  readonly skipped: readonly WaitlistEntry[]
  /** Those before it who have a claim, or had one until it ended. */
  readonly claimants: readonly WaitlistEntry[]
  readonly offerSeconds: number
}

function makeOffer(
  draft: InventoryDraft,
  entry: WaitlistEntry,
  wanted: readonly Item[],
  { skipped, claimants, offerSeconds }: OfferContext,
): Offer {
  const items = wanted.map(
    (item): PricedItem => ({ ...item, unitPriceMinor: draft.ticketTypes.get(item.ticketTypeId)!.priceMinor }),
  )
  const hold: Hold = {
    // An entry is offered seats once in its life, so its own id makes the hold's.
    id: offerIdOf(entry.id),
    eventId: draft.eventId,
    buyer: entry.buyer,
    kind: 'offer',
    state: 'held',
    items,
    quantity: items.reduce((sum, item) => sum + item.quantity, 0),
    totalMinor: items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0),
    currency: draft.currency,
    bookingId: null,
    waitlistEntryId: entry.id,
    idempotency: null,
    createdAt: draft.now,
    expiresAt: new Date(draft.now.getTime() + offerSeconds * 1_000),
  }
  // Seats of what they wait for: beyond their claims there are only those to which their claims have ended.
  const outlasted = claimants.filter(({ ticketTypeId }) =>
    items.some(item => (ticketTypeId ?? item.ticketTypeId) === item.ticketTypeId),
  )
  const isFirst = (each: WaitlistEntry) => outlasted.find(other => groupOf(other) === groupOf(each)) === each
  return {
    hold,
    movements: movementsOfOffer(draft, items, hold.id),
    endedClaims: outlasted.filter(isFirst),
    entries: [
      { ...entry, state: 'offered' },
      ...[...skipped, ...outlasted].map(each => ({ ...each, skipped: each.skipped + 1 })),
    ],
  }
}

/** The id of the hold by which an entry is offered seats. */
export const offerIdOf = (entryId: string) => `rsv_${entryId.slice(entryId.indexOf('_') + 1)}`

/**
 * The seats of an offer leave the pool first and then what anybody could have. Event and type may differ in how much of
 * them is pooled: then the difference is pooled before it is held, so that every held seat has left one bucket in both.
 */
function movementsOfOffer(draft: InventoryDraft, items: readonly Item[], holdId: string): Movement[] {
  let pooledOfEvent = draft.seats.pooled
  return items.flatMap(({ ticketTypeId, quantity }) => {
    const fromEvent = Math.min(quantity, pooledOfEvent)
    const fromType = Math.min(quantity, draft.ticketTypes.get(ticketTypeId)!.seats.pooled)
    const pooled = Math.max(fromEvent, fromType)
    pooledOfEvent -= fromEvent
    const ledgerLine = (
      scope: Movement['scope'],
      seats: number,
      from: 'available' | 'pooled',
      to: 'pooled' | 'held',
    ): Movement[] =>
      seats > 0
        ? [
            {
              scope,
              ticketTypeId: scope === 'event' ? null : ticketTypeId,
              quantity: seats,
              from,
              to,
              cause: 'offer',
              holdId,
            },
          ]
        : []
    return [
      ...ledgerLine('event', pooled - fromEvent, 'available', 'pooled'),
      ...ledgerLine('ticket_type', pooled - fromType, 'available', 'pooled'),
      ...ledgerLine('seat', pooled, 'pooled', 'held'),
      ...ledgerLine('seat', quantity - pooled, 'available', 'held'),
    ]
  })
}

/**
 * A look at all of the waitlist has found nobody: it is closed, even where those before have only seen a part of it.
 */
export const hasWaitlistEnded = ({ waitlist }: Pick<InventoryState, 'waitlist'>) =>
  waitlist.unseen.size === 0 && waitlist.entries.length === 0

/**
 * What of the pool goes back to the public: everything once nobody waits, and while somebody does, what none of them
 * could use.
 */
export function poolToClose(draft: InventoryDraft): Movement[] {
  const wanted = new Set([
    ...draft.waitlist.entries.filter(entry => canEverFit(draft, entry)).map(groupOf),
    ...[...draft.waitlist.unseen.keys()].filter(group => isGroupServable(draft, group)),
  ])
  const isWanted = (typeId: string) => wanted.has(anyType) || wanted.has(typeId)
  const back = (scope: 'event' | 'ticket_type', ticketTypeId: string | null, quantity: number): Movement[] =>
    quantity > 0
      ? [
          {
            scope,
            ticketTypeId,
            quantity,
            from: 'pooled',
            to: 'available',
            cause: 'pool_closed' as const,
            holdId: null,
          },
        ]
      : []
  const types = [...draft.ticketTypes.values()]
  // The event's own seats are of use to the waitlist only as far as the types that somebody waits for have seats left.
  const useful = types.reduce((sum, { id, seats }) => (isWanted(id) ? sum + seats.pooled + seats.available : sum), 0)
  return [
    ...back('event', null, draft.seats.pooled - useful),
    ...types.flatMap(({ id, seats }) => (isWanted(id) ? [] : back('ticket_type', id, seats.pooled))),
  ]
}
