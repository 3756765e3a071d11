// The events over /internal/*, for a process that doesn't run them.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import { undefinedIf } from '../../platform/problems.ts'
import type { EventsPort } from './port.ts'

export const createRemoteEvents = ({ call }: InternalClient): EventsPort => ({
  async find(eventId) {
    const event = await undefinedIf('event_not_found', call('events.find', { params: { eventId } }))
    if (!event) return undefined
    const startsAt = new Date(event.startsAt)
    // A server of the release before says none of them.
    return {
      ...event,
      startsAt,
      endsAt: new Date(event.endsAt),
      startsInMs: event.startsInMs ?? startsAt.getTime() - Date.now(),
      cancellationPolicy: event.cancellationPolicy ?? null,
      hasBegun: event.hasBegun ?? startsAt <= new Date(),
      test: event.test ?? false,
    }
  },
  get: eventId => undefinedIf('event_not_found', call('events.getInAnyState', { params: { eventId } })),
  countOpen: async organizerId => (await call('events.countOpen', { params: { organizerId } })).events,
  published: async (afterId, limit) => (await call('events.published', { query: { afterId, limit } })).data,
  factsOf: async eventIds => (await call('events.factsOf', { body: { eventIds: [...eventIds] } })).data,
  facts: async limit => (await call('events.outbox', { query: { limit } })).data,
  forgetFacts: places => call('events.forgetFacts', { body: { places: [...places] } }),
})
