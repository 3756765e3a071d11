// The free seats as the waitlist goes down them: what there is, what those before have claimed of it, what is beyond
// all claims. Pure.
import { haveClaimsEnded } from './claim-rules.ts'
import { anyType, mostOfType, type Item, type InventoryState, type WaitlistEntry } from './inventory-state.ts'
import { isOnSale } from './sales-window.ts'

/** Seats that may be offered: what is pooled for the waitlist and what anybody could have. */
export interface Free {
  /** Of the event, whoever has claims. */
  readonly all: number
  /** Of the event, beyond the claims of those before. */
  seats: number
  readonly byType: Map<string, number>
  /** The most of each type that one who takes any type may have of it. */
  readonly limits: ReadonlyMap<string, number>
  /** Types to whose seats nobody has a claim any more. */
  readonly unclaimed: ReadonlySet<string>
}

export function freeOf(state: InventoryState): Free {
  const byType = new Map<string, number>(),
    limits = new Map<string, number>(),
    unclaimed = new Set<string>()
  for (const type of state.ticketTypes.values()) {
    byType.set(type.id, isOnSale(state, type) ? type.seats.pooled + type.seats.available : 0)
    limits.set(type.id, mostOfType(type, { ticketTypeId: null }))
    if (haveClaimsEnded(state, type)) unclaimed.add(type.id)
  }
  const all = state.seats.pooled + state.seats.available
  return { all, seats: all, byType, limits, unclaimed }
}

type TypeChoice = Pick<WaitlistEntry, 'ticketTypeId'>
export const choiceOfGroup = (group: string): TypeChoice => ({ ticketTypeId: group === anyType ? null : group })

/** Seats there are for somebody, beyond all claims. */
export const seatsFitting = (free: Free, choice: TypeChoice) =>
  Math.min(free.all, unclaimedFor(free, choice) + claimableFor(free, choice))

/** Seats of what somebody waits for that nobody can have a claim to, this one neither. */
export const unclaimedFor = (free: Free, choice: TypeChoice) =>
  Math.min(
    free.all,
    sumOf(free, choice, id => free.unclaimed.has(id)),
  )

/** Seats of what somebody waits for that nobody before has claimed, and that this one can claim. */
export const claimableFor = (free: Free, choice: TypeChoice) =>
  Math.min(
    free.seats,
    sumOf(free, choice, id => !free.unclaimed.has(id)),
  )

function sumOf({ byType, limits }: Free, { ticketTypeId }: TypeChoice, counts: (typeId: string) => boolean) {
  let sum = 0
  for (const [id, seats] of byType) {
    if (!counts(id) || (ticketTypeId ?? id) !== id) continue
    sum += ticketTypeId === null ? Math.min(seats, limits.get(id)!) : seats
  }
  return sum
}

/** Who takes any type and is still short claims all there is, whether types, limits or the event leave too little. */
export function claimSeats(free: Free, choice: TypeChoice) {
  const { ticketTypeId } = choice
  const seats = claimableFor(free, choice)
  free.seats -= ticketTypeId === null ? free.seats : seats
  if (ticketTypeId !== null) free.byType.set(ticketTypeId, (free.byType.get(ticketTypeId) ?? 0) - seats)
}

/**
 * Seats of the type asked for, or of any that are beyond all claims, of each no more than its limit: what is pooled
 * first, in the types' own order.
 */
export function itemsFor(
  { ticketTypes }: InventoryState,
  { seats, byType, limits, unclaimed }: Free,
  { ticketTypeId }: TypeChoice,
  quantity: number,
): readonly Item[] {
  if (ticketTypeId !== null) return [{ ticketTypeId, quantity }]
  let wanted = quantity,
    beyondClaims = seats
  const taken = new Map<string, number>()
  for (const bucket of ['pooled', 'available'] as const) {
    for (const type of ticketTypes.values()) {
      const soFar = taken.get(type.id) ?? 0
      const most = unclaimed.has(type.id) ? wanted : Math.min(wanted, beyondClaims)
      const taking = Math.min(most, type.seats[bucket], Math.min(byType.get(type.id)!, limits.get(type.id)!) - soFar)
      if (taking <= 0) continue
      taken.set(type.id, soFar + taking)
      wanted -= taking
      if (!unclaimed.has(type.id)) beyondClaims -= taking
    }
  }
  return [...taken].map(([id, each]) => ({ ticketTypeId: id, quantity: each }))
}
