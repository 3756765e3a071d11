// Tells others what is left of an event, gathered: a hot event changes hundreds of times a second, its readers need a
// few.
import type { AvailabilityChange } from '../../search/port.ts'
import { seatsLeftAfter } from '../present.ts'
import { seenByAll } from '../seats-left.ts'
import type { InventoryState } from '../rules/inventory-state.ts'

export type AvailabilityFeed = ReturnType<typeof createAvailabilityFeed>

export function createAvailabilityFeed(send: (changes: readonly AvailabilityChange[]) => Promise<void>) {
  const changed = new Map<string, InventoryState>()
  return {
    changed(state: InventoryState) {
      if (state.testOf !== null) return // nobody finds it
      // A change by the events arrives here after its commit: a lane may have sent a later one by then.
      if (state.version > (changed.get(state.eventId)?.version ?? 0)) changed.set(state.eventId, state)
    },
    /**
     * Sends the newest state of every event that has changed since; what fails to be sent is kept for the next time.
     */
    async flush() {
      if (changed.size === 0) return
      const states = [...changed.values()]
      changed.clear()
      try {
        await send(states.map(foundSeatsOf))
      } catch (error) {
        for (const state of states) if (!changed.has(state.eventId)) changed.set(state.eventId, state)
        throw error
      }
    },
  }
}

/** What is hidden nobody finds. */
function foundSeatsOf(state: InventoryState): AvailabilityChange {
  const seats = seatsLeftAfter(state)
  return { ...seats, ticketTypes: seenByAll(seats.ticketTypes) }
}
