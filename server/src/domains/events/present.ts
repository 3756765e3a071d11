// Events and venues as the contract shows them; every field is named here, so that a new column never leaks.
import { chosenFor, inLanguage } from '../../contract/translations.ts'
import type { Shape } from '../../contract/types.ts'
import { availabilityAt, salesPhaseOf, versionAndPhase, type SeatsLeft } from '../inventory/port.ts'
import { statusAt } from './rules.ts'
import type { EventRecord, TicketTypeRecord } from './store.ts'
import type { VenueRecord } from './venues/store.ts'

/** The event as everybody sees it at `event.now`: what is not on sale then can't be had. */
export const toEvent = (event: EventRecord): Shape<'Event'> => shapeOf(event, availabilityOf(event))

/** The event for the search, which works out for each reader what is on sale: with all seats there are. */
export const toIndexedEvent = (event: EventRecord): Shape<'Event'> => {
  const { ticketTypes, ...seats } = availabilityOf(event)
  return shapeOf(event, {
    ...seats,
    availableSeats: event.inventory.availableSeats,
    ticketTypes: ticketTypes.map((type, n) => ({ ...type, available: event.inventory.ticketTypes[n]!.available })),
  })
}

const shapeOf = (event: EventRecord, seats: Shape<'Availability'>): Shape<'Event'> => ({
  id: event.id,
  title: event.title,
  ...(event.description !== null && { description: event.description }),
  ...(event.language && { language: event.language }),
  ...(event.translations && { translations: event.translations }),
  category: event.category,
  tags: [...event.tags],
  status: statusAt(event, event.now),
  venue: toVenue(event.venue),
  startsAt: event.startsAt.toISOString(),
  endsAt: event.endsAt.toISOString(),
  timezone: event.timezone,
  capacity: event.inventory.capacity,
  ticketTypes: event.inventory.ticketTypes.map((type, n) => ticketTypeOf(event, type, seats.ticketTypes[n]!)),
  availableSeats: seats.availableSeats,
  waitlistOpen: event.inventory.waitlistOpen,
  waitlistPolicy: toPolicy(event.inventory.waitlistPolicy),
  ...toBounds(event.inventory.bounds),
  ...(event.externalId !== null && { externalId: event.externalId }),
  // Documents that an older server has kept have none.
  ...(event.seriesId && { seriesId: event.seriesId }),
  organizerId: event.organizerId,
  test: event.test,
  version: event.version,
  createdAt: event.createdAt.toISOString(),
  updatedAt: event.updatedAt.toISOString(),
})

/** What is read again unchanged is presented once in each language. */
const presented = new WeakMap<EventRecord, Map<string, Reading>>()

/** An event as one reader gets it. */
export interface Reading {
  readonly event: Shape<'Event'>
  readonly etag: string
  /** Of title and description, where it is known. */
  readonly language: string | undefined
}

/** `whole`: whoever runs the event is shown all translations too. */
export function readingOf(
  record: EventRecord,
  { acceptLanguage, whole }: { readonly acceptLanguage: string | undefined; readonly whole: boolean },
): Reading {
  const { language, translation } = chosenFor(textsOf(record), acceptLanguage)
  const isWhole = whole && record.translations !== null
  const view = `${translation ? `-${language}` : ''}${isWhole ? '-whole' : ''}`
  const views = presented.get(record) ?? new Map<string, Reading>()
  const known = views.get(view)
  if (known) return known
  const event = inLanguage(toEvent(record), { language, translation })
  const shown = isWhole ? { ...event, translations: record.translations! } : event
  const reading = { event: Object.freeze(shown), etag: `${etagOf(record)}${view}`, language }
  presented.set(record, views.set(view, reading))
  return reading
}

const textsOf = ({ language, translations }: EventRecord) => ({
  ...(language !== null && { language }),
  ...(translations !== null && { translations }),
})

/** For everybody: in the language that they ask for. */
export const toList = (page: Page, acceptLanguage: string | undefined): Shape<'EventList'> => ({
  ...page,
  data: page.data.map(record => inLanguage(toEvent(record), chosenFor(textsOf(record), acceptLanguage))),
})

/** For organizers: as they were written, with all translations. */
export const toManagedList = (page: Page): Shape<'EventList'> => ({ ...page, data: page.data.map(toEvent) })

interface Page {
  readonly data: EventRecord[]
  readonly hasMore: boolean
  readonly nextCursor: string | null
}

/** Moves with the event, its seats and its sales: what a reader has is stale when any of them has changed. */
export const etagOf = (event: EventRecord) =>
  versionAndPhase(`${event.version}.${event.inventory.version}`, salesPhaseOf(seatsLeftOf(event), event.now))

/** What is left, whatever the sales windows say. */
export const seatsLeftOf = ({ id, organizerId, endsAt, status, test, inventory }: EventRecord): SeatsLeft => ({
  eventId: id,
  availableSeats: inventory.availableSeats,
  waitlistOpen: inventory.waitlistOpen,
  ticketTypes: inventory.ticketTypes.map(type => ({
    id: type.id,
    available: type.available,
    ...(type.salesStartAt && { salesStartAt: type.salesStartAt.toISOString() }),
    ...(type.salesEndAt && { salesEndAt: type.salesEndAt.toISOString() }),
  })),
  version: inventory.version,
  endsAt: endsAt.toISOString(),
  ...(status === 'cancelled' && { isClosed: true }),
  ...(test && { testOf: organizerId }),
})

const availabilityOf = (event: EventRecord) => availabilityAt(seatsLeftOf(event), event.now).availability

/** One ticket type of the event. */
export function toTicketType(event: EventRecord, ticketTypeId: string): Shape<'TicketType'> | undefined {
  const n = event.inventory.ticketTypes.findIndex(({ id }) => id === ticketTypeId)
  return n < 0 ? undefined : ticketTypeOf(event, event.inventory.ticketTypes[n]!, availabilityOf(event).ticketTypes[n]!)
}

const ticketTypeOf = (
  { inventory: { currency } }: EventRecord,
  type: TicketTypeRecord,
  { sales, available }: Shape<'TicketTypeAvailability'>,
): Shape<'TicketType'> => ({
  id: type.id,
  name: type.name,
  priceMinor: type.priceMinor,
  currency,
  ...(type.capacity !== null && { capacity: type.capacity }),
  ...(type.maxPerUser !== null && { maxPerUser: type.maxPerUser }),
  ...(type.salesStartAt && { salesStartAt: type.salesStartAt.toISOString() }),
  ...(type.salesEndAt && { salesEndAt: type.salesEndAt.toISOString() }),
  // Documents that an older server has kept have none.
  ...(type.externalId && { externalId: type.externalId }),
  sales,
  available,
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
  ...(venue.externalId && { externalId: venue.externalId }),
  organizerId: venue.organizerId,
  version: venue.version,
  createdAt: venue.createdAt.toISOString(),
  updatedAt: venue.updatedAt.toISOString(),
})
