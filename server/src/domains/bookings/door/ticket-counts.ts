// How many tickets of an event there are and have come, for whoever looks at it again and again.
import { LRUCache } from 'lru-cache'
import type { TicketCounts } from '../port.ts'

const eventsMax = 1_000
/** An organizer's page asks every second, and counting looks at every ticket. */
const keptMs = 1_000

/** `count` is asked once a second at most for each event, however many ask. */
export function createTicketCounts(count: (eventId: string) => Promise<TicketCounts>) {
  const counts = new LRUCache<string, TicketCounts>({
    max: eventsMax,
    ttl: keptMs,
    ignoreFetchAbort: true,
    fetchMethod: count,
  })
  return async (eventId: string): Promise<TicketCounts> => (await counts.fetch(eventId))!
}
