// Claims on the seats that are kept for the waitlist, and the clock by which they end. Pure.
//
// Whoever doesn't fit yet claims the free seats of what they wait for, so that those behind see only what is left. That
// may not last for ever: one place for the whole capacity would keep every seat that comes back. So each ticket type
// has a clock, which runs while seats of it are kept for the waitlist. When it has run for `claimSecondsMax`, nobody
// has a claim to seats of that type any more: they go to the first in the waitlist that they fit. When they fit nobody
// they stay pooled, for whoever joins or asks for less. The clock stops when none is kept: the next pool is claimed
// again.
import { availableOf, type InventoryDraft, type InventoryState, type TicketTypeState } from './inventory-state.ts'

/**
 * Seats of a type that are kept for the waitlist: there are so many more for it than for the public. It is not just
 * what the type has pooled: with a capacity above the event's, its own seats may be free while the event's are pooled.
 */
export const keptOf = ({ seats }: Pick<InventoryState, 'seats'>, type: TicketTypeState) =>
  Math.min(seats.available + seats.pooled, type.seats.available + type.seats.pooled) - availableOf({ seats }, type)

/** Whether the claims on a type's seats have ended, by its own clock. */
export const haveClaimsEnded = (
  { now, waitlist }: Pick<InventoryState, 'now' | 'waitlist'>,
  { pooledSince }: Pick<TicketTypeState, 'pooledSince'>,
) => pooledSince !== null && now.getTime() - pooledSince.getTime() >= waitlist.claimSecondsMax * 1_000

/**
 * Starts the clocks of the types that have seats kept for the waitlist, and stops the others. `isServed`: the waitlist
 * has just been served.
 */
export function updateClaimClocks(draft: InventoryDraft, { isServed }: { readonly isServed: boolean }) {
  for (const type of draft.ticketTypes.values()) {
    const isKept = keptOf(draft, type) > 0
    type.pooledSince = isKept ? (type.pooledSince ?? draft.now) : null
    type.claimsEnded = haveClaimsEnded(draft, type) && (type.claimsEnded || isServed)
  }
}
