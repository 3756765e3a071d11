// Tells others what is left of an event, gathered: a hot event changes hundreds of times a second, its readers need a few.
import type { AvailabilityChange } from '../../search/port.ts'
import { availabilityOf } from '../present.ts'
import type { Stock } from '../rules/inventory-state.ts'

export type AvailabilityFeed = ReturnType<typeof createAvailabilityFeed>

export function createAvailabilityFeed(send: (changes: readonly AvailabilityChange[]) => Promise<void>) {
  const changed = new Map<string, Stock>()
  return {
    changed(stock: Stock) {
      // What the events change is told after their commit: a lane may have been told of a later one by then.
      if (stock.version > (changed.get(stock.eventId)?.version ?? 0)) changed.set(stock.eventId, stock)
    },
    /** Sends the newest state of every event that has changed since; what fails to be sent is kept for the next time. */
    async flush() {
      if (changed.size === 0) return
      const stocks = [...changed.values()]
      changed.clear()
      try {
        await send(stocks.map(availabilityOf))
      } catch (error) {
        for (const stock of stocks) if (!changed.has(stock.eventId)) changed.set(stock.eventId, stock)
        throw error
      }
    },
  }
}
