// Events and venues as the contract shows them; every field is named here, so that a new column never leaks.
import type { Shape } from '../../contract/types.ts'
import { statusAt } from './rules.ts'
import type { EventRecord, TicketTypeRecord } from './store.ts'
import type { VenueRecord } from './venues/store.ts'

export const toEvent = (event: EventRecord): Shape<'Event'> => ({
  id: event.id,
  title: event.title,
  ...(event.description !== null && { description: event.description }),
  category: event.category,
  tags: [...event.tags],
  status: statusAt(event, event.now),
  venue: toVenue(event.venue),
  startsAt: event.startsAt.toISOString(),
  endsAt: event.endsAt.toISOString(),
  timezone: event.timezone,
  capacity: event.inventory.capacity,
  ticketTypes: event.inventory.ticketTypes.map(type => toTicketType(type, event.inventory.currency)),
  availableSeats: event.inventory.availableSeats,
  waitlistOpen: event.inventory.waitlistOpen,
  waitlistPolicy: toPolicy(event.inventory.waitlistPolicy),
  ...toBounds(event.inventory.bounds),
  ...(event.externalId !== null && { externalId: event.externalId }),
  organizerId: event.organizerId,
  version: event.version,
  createdAt: event.createdAt.toISOString(),
  updatedAt: event.updatedAt.toISOString(),
})

/** What is read again unchanged is presented once. */
const presented = new WeakMap<EventRecord, Shape<'Event'>>()
export function toSharedEvent(event: EventRecord): Shape<'Event'> {
  const known = presented.get(event) ?? Object.freeze(toEvent(event))
  presented.set(event, known)
  return known
}

export const toList = (page: {
  data: EventRecord[]
  hasMore: boolean
  nextCursor: string | null
}): Shape<'EventList'> => ({ ...page, data: page.data.map(toEvent) })

/** Moves with the event and with its seats: what a reader has is stale when either has changed. */
export const etagOf = ({ version, inventory }: EventRecord) => `${version}.${inventory.version}`

export const toTicketType = (type: TicketTypeRecord, currency: string): Shape<'TicketType'> => ({
  id: type.id,
  name: type.name,
  priceMinor: type.priceMinor,
  currency,
  ...(type.capacity !== null && { capacity: type.capacity }),
  ...(type.maxPerUser !== null && { maxPerUser: type.maxPerUser }),
  ...(type.salesStartAt && { salesStartAt: type.salesStartAt.toISOString() }),
  ...(type.salesEndAt && { salesEndAt: type.salesEndAt.toISOString() }),
  available: type.available,
})

const toPolicy = ({ order, skipMax }: EventRecord['inventory']['waitlistPolicy']): Shape<'WaitlistPolicy'> =>
  order === 'skip' ? { order, skipMax } : { order }

/** A server before 0004 keeps documents without them, for five seconds at most. */
const toBounds = (bounds: EventRecord['inventory']['bounds'] | undefined) =>
  bounds && {
    holdsPerBuyerMax: bounds.holdsPerBuyerMax,
    holdSeatsPerBuyerMax: bounds.holdSeatsPerBuyerMax,
    claimSecondsMax: bounds.claimSecondsMax,
  }

export const toVenue = (venue: VenueRecord): Shape<'Venue'> => ({
  id: venue.id,
  name: venue.name,
  ...(venue.address !== null && { address: venue.address }),
  city: venue.city,
  country: venue.country,
  ...(venue.location && { location: { ...venue.location } }),
  timezone: venue.timezone,
  organizerId: venue.organizerId,
  version: venue.version,
  createdAt: venue.createdAt.toISOString(),
  updatedAt: venue.updatedAt.toISOString(),
})
