// The end of waiting: entries expire once nothing that they wait for is sold any more. Pure.
import { expired } from './hold-rules.ts'
import { groupOf, type InventoryState, type WaitlistEntry } from './inventory-state.ts'
import { isGroupServable } from './servable.ts'

/**
 * Those who have been read and wait for nothing, as they are then. An event that was called off isn't meant: a job of
 * its own ends its waitlist (lifecycle/event-cancellation).
 */
export function entriesToEnd(state: InventoryState): readonly WaitlistEntry[] {
  if (state.sales !== 'open') return []
  const reason = state.endsAt <= state.now ? 'event_ended' : 'sales_ended'
  return state.waitlist.entries
    .filter(entry => !isGroupServable(state, groupOf(entry)))
    .map(entry => expired(entry, reason))
}
