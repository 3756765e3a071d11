// What other services ask about events: EventsPort, as the internal document has it.
import { noContent, ok, type HandlersOf } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'
import type { EventsPort } from './port.ts'

export const eventsInternalHandlers = (port: EventsPort): HandlersOf<'events', 'internal'> => ({
  'events.find': async ({ params }) => {
    const event = await port.find(params.eventId)
    if (!event) throw problem('event_not_found')
    const { id, organizerId, status, title, startsAt, endsAt, startsInMs, cancellationPolicy, hasBegun, test } = event
    return ok({
      id,
      organizerId,
      status,
      title,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      startsInMs: Math.floor(startsInMs),
      ...(cancellationPolicy && { cancellationPolicy }),
      hasBegun,
      test,
    })
  },

  'events.getInAnyState': async ({ params }) => {
    const event = await port.get(params.eventId)
    if (!event) throw problem('event_not_found')
    return ok(event)
  },

  'events.countOpen': async ({ params }) => ok({ events: await port.countOpen(params.organizerId) }),

  'events.published': async ({ query: { afterId, limit } }) => ok({ data: await port.published(afterId, limit) }),

  'events.factsOf': async ({ body: { eventIds } }) => ok({ data: [...(await port.factsOf(eventIds))] }),

  'events.outbox': async ({ query: { limit } }) => ok({ data: [...(await port.facts(limit))] }),

  'events.forgetFacts': async ({ body: { places } }) => {
    await port.forgetFacts(places)
    return noContent()
  },
})
