// The venues' use cases, and where an event takes place.
import { isDeepStrictEqual } from 'node:util'
import type { Caller, Idempotency, IfMatch, PutCondition, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { mergedMetadata, refuseMetadata } from '../../../platform/metadata.ts'
import { problem } from '../../../platform/problems.ts'
import { changedSince, ownVenue } from '../access.ts'
import type { EventViews } from '../cached-events.ts'
import { toManagedVenue } from '../present.ts'
import { againIfTaken } from '../again-if-taken.ts'
import { matchesVersion } from '../rules.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from '../transaction.ts'
import type { EventsAtVenue, NewVenue, VenueEdit, VenueListInput, VenueRecord, VenuesStore } from './store.ts'

export type VenuesService = ReturnType<typeof createVenuesService>

export interface VenuesServiceOptions {
  readonly venues: VenuesStore
  readonly inTransaction: InEventsTransaction
  readonly views: EventViews
  readonly eventChanged: (eventId: string) => void
  readonly cursors: Cursors
}

export function createVenuesService({ venues, inTransaction, views, eventChanged, cursors }: VenuesServiceOptions) {
  return { create, put, update, remove, get, list }

  /** Problems: external_id_taken, idempotency_in_flight, idempotency_key_reused. */
  async function create(caller: Caller, input: Shape<'VenueToMake'>, idempotency: Idempotency | undefined) {
    refuseMetadata(input.metadata)
    return inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const venue = await make(stores, caller, input)
        return { status: 201, body: toManagedVenue(venue), etag: String(venue.version) }
      }),
    )
  }

  /**
   * Makes the caller's venue with this external id, or makes the one that has it be like this. Problems:
   * precondition_failed.
   */
  async function put(
    caller: Caller,
    externalId: string,
    input: Shape<'PutVenueBody'>,
    { ifMatch, onlyMake }: PutCondition,
  ): Promise<{ readonly venue: VenueRecord; readonly isNew: boolean; readonly unchanged: boolean }> {
    refuseMetadata(input.metadata)
    const { touched, ...done } = await againIfTaken(() =>
      inTransaction(async stores => {
        const before = await stores.venues.lockByExternalId(caller.userId, externalId)
        if (!before) {
          if (ifMatch) throw missing()
          const venue = await make(stores, caller, { ...input, externalId })
          return { venue, isNew: true, unchanged: false, touched: [] }
        }
        if (onlyMake) throw isThere(before)
        if (ifMatch && !matchesVersion(ifMatch, before.version)) throw changedSince(before.version)
        if (isLike(before, input, caller)) return { venue: before, isNew: false, unchanged: true, touched: [] }
        const { address = null, location = null, metadata = {}, ...others } = input
        return {
          ...(await change(stores, before.id, { ...others, address, location, metadata })),
          isNew: false,
          unchanged: false,
        }
      }),
    )
    await showAtEvents(touched)
    return done
  }

  /**
   * Changes a venue, and with it how its events are shown. Problems: venue_not_found, precondition_failed,
   * external_id_taken.
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
      const metadata = mergedMetadata(before.metadata, changes.metadata)
      return change(stores, venueId, { ...changes, metadata })
    })
    await showAtEvents(touched)
    return venue
  }

  async function showAtEvents(touched: readonly TouchedEvent[]): Promise<void> {
    for (const { id } of touched) eventChanged(id)
    if (touched.length > 0) await views.outdate(touched)
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

interface TouchedEvent {
  readonly id: string
  readonly version: number
}

async function change(
  stores: EventsTransaction,
  venueId: string,
  edit: VenueEdit,
): Promise<{ readonly venue: VenueRecord; readonly touched: readonly TouchedEvent[] }> {
  await stores.venues.update(venueId, edit)
  // A venue may have thousands of events: the search gets them later, from the outbox.
  const isShown = Object.entries(edit).some(([name, value]) => name !== 'metadata' && value !== undefined)
  const touched = isShown ? await stores.events.touchEventsAt(venueId, { dueInSeconds: 0 }) : []
  const eventIds = touched.map(({ id }) => id)
  if (eventIds.length > 0) await stores.events.noteFact(eventIds, 'event.updated', ['venue'])
  return { touched, venue: justWritten(await stores.venues.find(venueId)) }
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
 * venue_not_found, external_id_taken.
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

/** Whether a venue is as it is described; a description without an external id is of any. */
export function isLike(venue: VenueRecord, described: Shape<'VenueToMake'>, caller: Caller): boolean {
  const { name, address = null, city, country, location = null, timezone, externalId, metadata = {} } = described
  const { lat, lon } = venue.location ?? {}
  const metadataSeen = venue.organizerId === caller.userId ? venue.metadata : {}
  return (
    isDeepStrictEqual(
      [venue.name, venue.address, venue.city, venue.country, lat, lon, venue.timezone, metadataSeen],
      [name, address, city, country, location?.lat, location?.lon, timezone, metadata],
    ) &&
    (externalId === undefined || (venue.externalId === externalId && venue.organizerId === caller.userId))
  )
}

/**
 * The caller's venue of the external id of a description, or one that is made like that. Problems: external_id_taken,
 * where that venue is not as it is described: none is changed on the way.
 */
export async function venueAsDescribed(
  stores: Pick<EventsTransaction, 'venues'>,
  caller: Caller,
  described: Shape<'VenueToMake'>,
): Promise<VenueRecord> {
  const { externalId } = described
  const known = externalId === undefined ? undefined : await stores.venues.holdByExternalId(caller.userId, externalId)
  if (!known) return make(stores, caller, described)
  if (isLike(known, described, caller)) return known
  throw problem(
    'external_id_taken',
    `Your venue ${JSON.stringify(known.name)} (${known.id}) has the externalId of /venue and differs from it. Change ` +
      'it by itself, and name it with venueId.',
  )
}

const missing = () =>
  problem('precondition_failed', 'No venue of yours has this external id, so there is none to replace.')
const isThere = ({ version }: VenueRecord) =>
  problem('precondition_failed', 'A venue with this external id is there already, and was not changed.', {
    currentETag: `"${version}"`,
  })

async function make(
  stores: Pick<EventsTransaction, 'venues'>,
  caller: Caller,
  input: Shape<'VenueToMake'>,
): Promise<VenueRecord> {
  const { name, address = null, city, country, location = null, timezone, externalId = null, metadata = {} } = input
  const venue: NewVenue = {
    id: newId('ven'),
    organizerId: caller.userId,
    name,
    address,
    city,
    country,
    location,
    timezone,
    externalId,
    metadata,
  }
  await stores.venues.insert(venue)
  return justWritten(await stores.venues.find(venue.id))
}
