// A relay as a process has it, on the databases of a box office: it works when it is asked to.
import { createInventoryChanges } from '../../src/domains/inventory/queries/change-queries.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { createRelay, type Relay } from '../../src/domains/webhooks/relay/relay.ts'
import type { TestDatabases } from '../support/databases.ts'

/** All events are this organizer's, and everybody listens. `wait`: between what it reads and what it appends. */
export const relayOf = (
  { bookings, events }: Pick<TestDatabases, 'bookings' | 'events'>,
  organizerId: string,
  wait: () => Promise<void> = async () => {},
): Relay =>
  createRelay({
    database: bookings,
    append: createAppend([]),
    events: () => ({
      async factsOf(ids) {
        await wait()
        return ids.map(id => ({ id, organizerId, test: false }))
      },
      facts: async () => [],
      forgetFacts: async () => {},
    }),
    inventory: () => createInventoryChanges(events),
    listens: async accounts => new Set(accounts),
    onAppended() {},
  })

/** Makes messages of everything that there is. */
export async function relayAll(relay: Relay) {
  await relay.findBehind(0)
  while (await relay.relayBookings());
  while (await relay.relayInventories());
}
