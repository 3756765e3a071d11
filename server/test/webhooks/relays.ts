// A relay as a process has it, on the databases of a box office: it works when it is asked to.
import { createInventoryChanges } from '../../src/domains/inventory/queries/change-queries.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { createRelay, type Listeners, type Relay } from '../../src/domains/webhooks/relay/relay.ts'
import type { TestDatabases } from '../support/databases.ts'

const everybody: Listeners = { few: async () => undefined, among: async accounts => new Set(accounts) }

/** All events are this organizer's. `wait`: between what it reads and what it appends. */
export const relayOf = (
  { bookings, events }: Pick<TestDatabases, 'bookings' | 'events'>,
  organizerId: string,
  wait: () => Promise<void> = async () => {},
  listeners: Listeners = everybody,
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
    listeners,
    onAppended() {},
  })

/** Makes messages of everything that there is. */
export async function relayAll(relay: Relay) {
  await relay.findBehind(0)
  while (await relay.relayBookings());
  while (await relay.relayInventories());
}
