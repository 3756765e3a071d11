// What tests of a cancellation do to an event, and what they ask of it.
import type { Shape } from '../../src/contract/types.ts'
import { newId } from '../../src/platform/ids.ts'
import { expectStatus } from '../support/builders.ts'
import type { EventsServer, Person } from './events-server.ts'

interface Organized {
  readonly id: string
  readonly organizer: Person
}

/** `server` is asked for with each call: it is started before the tests. */
export const cancelling = (server: () => EventsServer) => ({
  cancel: ({ id, organizer }: Organized, as = organizer) => server().call('POST', `/admin/events/${id}/cancel`, { as }),

  async progressOf({ id, organizer }: Organized) {
    const stats = await server().call<Shape<'EventStats'>>('GET', `/admin/events/${id}/stats`, { as: organizer })
    return expectStatus(stats, 200).body
  },

  async reserve({ id }: Pick<Organized, 'id'>, quantity = 1) {
    const buyer = { userId: newId('usr') }
    const asked = { eventId: id, buyer, selection: { quantity }, idempotency: null }
    return (await server().inventory.port.reserve(asked)).hold
  },

  /** Goes on until there is nothing more to do at once. */
  async work() {
    while (await server().inventory.cancellations.goOn()) {
      /* the next page */
    }
  },

  /** Moves the clock past the lease, by moving the lease. */
  later: () =>
    server()
      .sql('event_cancellations')
      .update({ lease_until: server().sql.raw(`clock_timestamp() - interval '1 second'`) }),
})
