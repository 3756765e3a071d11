// Who in the waitlist is offered seats next, and which. Pure.
import { claimSeats, freeOf, itemsFor, seatsFitting } from './free-seats.ts'
import {
  groupOf,
  type Hold,
  type InventoryDraft,
  type Item,
  type Movement,
  type PricedItem,
  type WaitlistEntry,
} from './inventory-state.ts'
import { totalOf } from './promotion-rules.ts'
import { canEverFit, isWaitlistServable } from './servable.ts'
import { isInHead, mayHaveUnreadPredecessor } from './unread-entries.ts'

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

/** The seats are what the entry asked for, or fewer where it accepts that. */
const isEnough = ({ quantity, acceptFewer }: WaitlistEntry, seats: number) =>
  seats >= quantity || (acceptFewer && seats > 0)

/**
 * The organizer lets later entries go first, and this one has not been skipped too often yet. Behind the head nobody is
 * skipped: not everybody there has been read, and so counted.
 */
const maySkip = (draft: InventoryDraft, entry: WaitlistEntry) =>
  draft.waitlist.order === 'skip' && entry.skipped < draft.waitlist.skipMax && isInHead(draft, entry)

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
    totalMinor: totalOf(items),
    currency: draft.currency,
    promotionId: null,
    bookingId: null,
    waitlistEntryId: entry.id,
    idempotency: null,
    createdAt: draft.now,
    expiresAt: endOfOffer(draft, items, offerSeconds),
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

/** An offer ends with the sales of what is offered, and with the event, at the latest. */
function endOfOffer({ now, endsAt, ticketTypes }: InventoryDraft, items: readonly Item[], offerSeconds: number): Date {
  const salesEnds = items.map(({ ticketTypeId }) => ticketTypes.get(ticketTypeId)!.salesEndAt ?? endsAt)
  return new Date(Math.min(now.getTime() + offerSeconds * 1_000, ...[endsAt, ...salesEnds].map(end => end.getTime())))
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
