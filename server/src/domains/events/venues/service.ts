// The venues' use cases, and where an event takes place.
import type { Caller, Idempotency, IfMatch, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { problem } from '../../../platform/problems.ts'
import { changedSince, ownVenue } from '../access.ts'
import type { EventViews } from '../cached-events.ts'
import { toVenue } from '../present.ts'
import { matchesVersion } from '../rules.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from '../transaction.ts'
import type { EventsAtVenue, NewVenue, VenueListInput, VenueRecord, VenuesStore } from './store.ts'

export type VenuesService = ReturnType<typeof createVenuesService>

export interface VenuesServiceOptions {
  readonly venues: VenuesStore
  readonly inTransaction: InEventsTransaction
  readonly views: EventViews
  readonly eventChanged: (eventId: string) => void
  readonly cursors: Cursors
}

export function createVenuesService({ venues, inTransaction, views, eventChanged, cursors }: VenuesServiceOptions) {
  return { create, update, remove, get, list }

  /** Problems: idempotency_in_flight, idempotency_key_reused. */
  async function create(caller: Caller, input: Shape<'VenueToMake'>, idempotency: Idempotency | undefined) {
    return inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const venue = await make(stores, caller, input)
        return { status: 201, body: toVenue(venue), etag: String(venue.version) }
      }),
    )
  }

  /**
   * Changes a venue, and with it how its events are shown. Problems: venue_not_found, precondition_failed.
   */
  async function update(
    caller: Caller,
    venueId: string,
    ifMatch: IfMatch,
    changes: Shape<'VenueChanges'>,
  ): Promise<VenueRecord> {
    const { venue, touched } = await inTransaction(async stores => {
      const before = ownVenue(await stores.venues.lock(venueId), caller)
      if (!matchesVersion(ifMatch, before.version)) throw changedSince(before.version)
      await stores.venues.update(venueId, changes)
      // A venue may have thousands of events: the search gets them later, from the outbox.
      const touched = await stores.events.touchEventsAt(venueId, { dueInSeconds: 0 })
      const eventIds = touched.map(({ id }) => id)
      if (eventIds.length > 0) await stores.events.noteFact(eventIds, 'event.updated', ['venue'])
      return { touched, venue: justWritten(await stores.venues.find(venueId)) }
    })
    for (const { id } of touched) eventChanged(id)
    await views.outdate(touched)
    return venue
  }

  /** Problems: venue_not_found, venue_in_use. */
  async function remove(caller: Caller, venueId: string): Promise<void> {
    ownVenue(await venues.find(venueId), caller)
    if (!(await venues.remove(venueId))) throw venueInUse(await venues.eventsAt(venueId, { caller, limit: namedMax }))
  }

  /** Problems: venue_not_found. */
  async function get(venueId: string): Promise<VenueRecord> {
    const venue = await venues.find(venueId)
    if (!venue) throw problem('venue_not_found')
    return venue
  }

  /** All venues, by name. Problems: invalid_cursor. */
  async function list({ cursor, limit, ...input }: Omit<VenueListInput, 'after'> & { cursor?: string }) {
    // Whatever the order in which a client names its filters.
    const list = `venues ${JSON.stringify(input, Object.keys(input).sort())}`
    const after = cursor === undefined ? undefined : cursors.decode<{ name: string; id: string }>(list, cursor)
    const rows = await venues.list({ ...input, after, limit: limit + 1 })
    return pageOf(rows, limit, ({ name, id }) => cursors.encode(list, { name, id }))
  }
}

/** Events that the refusal to delete a venue names. */
const namedMax = 5

function venueInUse({ events, moreEvents }: EventsAtVenue) {
  const named = events.map(({ id, title }) => `${title} (${id})`)
  const others = moreEvents === 0 ? [] : [`${moreEvents} ${moreEvents === 1 ? 'other event' : 'other events'}`]
  const all = [...named, ...others].join(', ')
  const words = `The venue is in use by ${all}. Move them to another venue first, or keep this one.`
  const isKnown = named.length + others.length > 0 // they may all have moved in this moment
  return problem('venue_in_use', isKnown ? words : undefined, { events, moreEvents })
}

/**
 * Where an event to be made takes place: at a known venue, anybody's, or at one made along with it. Problems:
 * venue_not_found.
 */
export async function venueOf(
  stores: Pick<EventsTransaction, 'venues'>,
  caller: Caller,
  { venueId, venue }: Pick<Shape<'EventToMake'>, 'venueId' | 'venue'>,
): Promise<VenueRecord> {
  if (venue) return make(stores, caller, venue)
  const found = venueId === undefined ? undefined : await stores.venues.hold(venueId)
  if (!found) throw problem('venue_not_found')
  return found
}

async function make(
  stores: Pick<EventsTransaction, 'venues'>,
  caller: Caller,
  input: Shape<'VenueToMake'>,
): Promise<VenueRecord> {
  const { name, address = null, city, country, location = null, timezone } = input
  const venue: NewVenue = {
    id: newId('ven'),
    organizerId: caller.userId,
    name,
    address,
    city,
    country,
    location,
    timezone,
  }
  await stores.venues.insert(venue)
  return justWritten(await stores.venues.find(venue.id))
}
