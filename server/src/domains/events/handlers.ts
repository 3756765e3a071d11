// The contract's event and venue operations: its shapes in, one call, its shapes out.
import { created, noContent, ok, type Caller, type HandlersOf } from '../../contract/types.ts'
import { refuseFaults } from '../../platform/problems.ts'
import { etagOf, readingOf, toList, toManagedEvent, toManagedList, toManagedVenue, toVenue } from './present.ts'
import { faultsOfTime, runs } from './rules.ts'
import type { PutService } from './put/service.ts'
import type { SeriesReading } from './series/reading.ts'
import type { SeriesService } from './series/service.ts'
import type { EventsService } from './service.ts'
import type { EventRecord } from './store.ts'
import type { TicketTypesService } from './ticket-types/service.ts'
import type { VenuesService } from './venues/service.ts'
import type { VenueRecord } from './venues/store.ts'

export function eventsHandlers({
  events,
  putting,
  series,
  seriesReading,
  ticketTypes,
  venues,
}: {
  events: EventsService
  putting: PutService
  series: SeriesService
  seriesReading: SeriesReading
  ticketTypes: TicketTypesService
  venues: VenuesService
}): HandlersOf<'events'> {
  return {
    'events.list': async ({
      query: { startsAfter, startsBefore, sort = 'startsAt', limit = 20, ...filter },
      request: { acceptLanguage },
    }) => {
      refuseFaults([
        ...faultsOfTime('/query/startsAfter', startsAfter),
        ...faultsOfTime('/query/startsBefore', startsBefore),
      ])
      return ok(
        toList(
          await events.list({
            ...filter,
            startsAfter: dateOf(startsAfter),
            startsBefore: dateOf(startsBefore),
            sort,
            limit,
          }),
          acceptLanguage,
        ),
      )
    },
    'events.get': async ({ params, caller, request: { acceptLanguage } }) => {
      const record = await events.get(caller, params.eventId)
      const { event, etag, language } = readingOf(record, { acceptLanguage, whole: runs(caller, record) })
      return ok(event, { etag, ...(language !== undefined && { language }) })
    },

    'events.listManaged': async ({ caller, query: { sort = '-createdAt', limit = 20, ...filter } }) =>
      ok(toManagedList(await events.listManaged(caller, { ...filter, sort, limit }))),
    'events.create': async ({ caller, body, idempotency }) => {
      const { body: event, etag, replayed } = await events.create(caller, body, idempotency)
      return created(event, { etag, replayed })
    },
    'events.put': async ({ caller, params, body, condition }) => {
      const { event, isNew, unchanged } = await putting.put(caller, params.externalId, body, condition)
      const [answer, etag] = [{ ...toManagedEvent(event), unchanged }, etagOf(event)]
      return isNew ? created(answer, { etag }) : ok(answer, { etag })
    },
    'events.duplicate': async ({ params, caller, body, idempotency }) => {
      const { body: event, etag, replayed } = await events.duplicate(caller, params.eventId, body, idempotency)
      return created(event, { etag, replayed })
    },
    'events.advanceClock': async ({ params, caller, body, idempotency }) => {
      const { body: result, etag, replayed } = await events.advanceClock(caller, params.eventId, body, idempotency)
      return ok(result, { etag, replayed })
    },
    'events.update': async ({ params, caller, ifMatch, body }) =>
      okEvent(await events.update(caller, params.eventId, ifMatch, body)),
    'events.delete': async ({ params, caller }) => {
      await events.remove(caller, params.eventId)
      return noContent()
    },
    'events.publish': async ({ params, caller }) => okEvent(await events.publish(caller, params.eventId)),
    'events.cancel': async ({ params, caller }) => okEvent(await events.cancel(caller, params.eventId)),

    'events.createSeries': async ({ params, caller, body, idempotency }) => {
      const { body: made, replayed } = await series.create(caller, params.eventId, body, idempotency)
      return created(made, { replayed })
    },
    'events.getSeries': async ({ params, caller }) => ok(await seriesReading.get(caller, params.seriesId)),
    'events.listSeries': async ({ caller, query: { limit = 20, ...page } }) =>
      ok(await seriesReading.list(caller, { ...page, limit })),
    'events.updateSeries': async ({ params, caller, body }) => ok(await series.update(caller, params.eventId, body)),
    'events.publishSeries': async ({ params, caller }) => ok(await series.publish(caller, params.eventId)),
    'events.cancelSeries': async ({ params, caller }) => ok(await series.cancel(caller, params.eventId)),

    'events.addTicketType': async ({ params, caller, body, idempotency }) => {
      const { body: type, replayed } = await ticketTypes.add(caller, params.eventId, body, idempotency)
      return created(type, { replayed })
    },
    'events.updateTicketType': async ({ params, caller, ifMatch, body }) => {
      const { body: type, etag } = await ticketTypes.update(caller, params.eventId, params.ticketTypeId, ifMatch, body)
      return ok(type, { etag })
    },
    'events.deleteTicketType': async ({ params, caller }) => {
      await ticketTypes.remove(caller, params.eventId, params.ticketTypeId)
      return noContent()
    },

    'events.listVenues': async ({ query: { limit = 20, mine = false, ...filter }, caller }) => {
      const isOwn = mine || filter.metadata !== undefined // nobody else's metadata is shown
      if (isOwn && !caller) return ok({ data: [], hasMore: false, nextCursor: null })
      const page = await venues.list({ ...filter, ...(isOwn && caller && { organizerId: caller.userId }), limit })
      return ok({ ...page, data: page.data.map(venueFor(caller)) })
    },
    'events.getVenue': async ({ params, caller }) => {
      const venue = await venues.get(params.venueId)
      return ok(venueFor(caller)(venue), { etag: venue.version })
    },
    'events.createVenue': async ({ caller, body, idempotency }) => {
      const { body: venue, etag, replayed } = await venues.create(caller, body, idempotency)
      return created(venue, { etag, replayed })
    },
    'events.putVenue': async ({ caller, params, body, condition }) => {
      const { venue, isNew, unchanged } = await venues.put(caller, params.externalId, body, condition)
      const [answer, etag] = [{ ...toManagedVenue(venue), unchanged }, venue.version]
      return isNew ? created(answer, { etag }) : ok(answer, { etag })
    },
    'events.updateVenue': async ({ params, caller, ifMatch, body }) =>
      okVenue(await venues.update(caller, params.venueId, ifMatch, body)),
    'events.deleteVenue': async ({ params, caller }) => {
      await venues.remove(caller, params.venueId)
      return noContent()
    },
  }
}

const okEvent = (event: EventRecord) => ok(toManagedEvent(event), { etag: etagOf(event) })
const okVenue = (venue: VenueRecord) => ok(toManagedVenue(venue), { etag: venue.version })
const venueFor = (caller: Caller | undefined) => (venue: VenueRecord) =>
  runs(caller, venue) ? toManagedVenue(venue) : toVenue(venue)
const dateOf = (time: string | undefined) => (time === undefined ? undefined : new Date(time))
