// The search over /internal/*, for a process that doesn't run it.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import type { SearchPort } from './port.ts'

/** No message is larger than the contract allows; what is left of an event is a few hundred bytes. */
const changesPerCall = 5_000

export const createRemoteSearch = ({ call }: InternalClient): SearchPort => ({
  index: event => call('search.index', { body: { event } }),
  remove: (eventId, version) => call('search.remove', { params: { eventId }, query: { version } }),
  async updateAvailability(changes) {
    for (let from = 0; from < changes.length; from += changesPerCall) {
      const page = changes.slice(from, from + changesPerCall).map(({ ticketTypes, ...change }) => ({
        ...change,
        ticketTypes: ticketTypes.map(({ id, available }) => ({ id, available })),
      }))
      await call('search.updateAvailability', { body: { changes: page } })
    }
  },
})
