// Events and venues as the contract shows them; every field is named here, so that a new column never leaks.
import { chosenFor, inLanguage, isTranslated } from '../../contract/translations.ts'
import type { Shape } from '../../contract/types.ts'
import type { Metadata } from '../../platform/metadata.ts'
import { availabilityAt, salesPhaseOf, seenByAll, versionAndPhase, type SeatsLeft } from '../inventory/port.ts'
import type { Question } from './rules/questions.ts'
import { statusAt } from './rules.ts'
import type { EventRecord, TicketTypeRecord } from './store.ts'
import type { VenueRecord } from './venues/store.ts'

/** The event as everybody sees it at `event.now`: what is not on sale then can't be had, what is hidden isn't there. */
export function toEvent(event: EventRecord): Shape<'Event'> {
  const shown = asEverybodySees(event)
  return shapeOf(shown, availabilityOf(shown))
}

/** The event as it shows to who runs it, with the ticket types that are hidden. */
export const toManagedEvent = (event: EventRecord): Shape<'Event'> => ({
  ...shapeOf(event, availabilityOf(event)),
  ...metadataOf(event),
})

/** The event for the search, which works out for each reader what is on sale: with all seats there are. */
export const toIndexedEvent = (event: EventRecord): Shape<'Event'> => toWholeEvent(asEverybodySees(event))

function asEverybodySees(event: EventRecord): EventRecord {
  const ticketTypes = seenByAll(event.inventory.ticketTypes)
  const isAll = ticketTypes === event.inventory.ticketTypes
  return isAll ? event : { ...event, inventory: { ...event.inventory, ticketTypes } }
}

/** The event with all seats there are, whether or not they are on sale, and all of its ticket types. */
export const toWholeEvent = (event: EventRecord): Shape<'Event'> => {
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
  // Documents that an older server has kept have none of these.
  ...(event.imageUrl && { imageUrl: event.imageUrl }),
  ...(event.websiteUrl && { websiteUrl: event.websiteUrl }),
  ...(event.questions.length > 0 && { questions: event.questions.map(toQuestion) }),
  ...(event.externalId !== null && { externalId: event.externalId }),
  ...(event.cancellationPolicy && {
    cancellationPolicy: {
      untilMinutesBefore: event.cancellationPolicy.untilMinutesBefore,
      refundPercent: event.cancellationPolicy.refundPercent,
    },
  }),
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

/** `whole`: whoever runs the event is shown all of it, and all translations too. */
export function readingOf(
  record: EventRecord,
  { acceptLanguage, whole }: { readonly acceptLanguage: string | undefined; readonly whole: boolean },
): Reading {
  const chosen = chosenFor(textsOf(record), acceptLanguage)
  const { language, key } = chosen
  const etag = `${etagOf(record)}${key === '' ? '' : `-${key}`}`
  if (whole) {
    const event = inLanguage(toManagedEvent(record), chosen, { whole })
    return { event, etag: isTranslated(textsOf(record)) ? `${etag}-whole` : etag, language }
  }
  const views = presented.get(record) ?? new Map<string, Reading>()
  const known = views.get(key)
  if (known) return known
  const event = Object.freeze(inLanguage(toEvent(record), chosen))
  const reading = { event, etag, language }
  presented.set(record, views.set(key, reading))
  return reading
}

const textsOf = ({ language, translations, inventory: { ticketTypes } }: EventRecord) => ({
  language,
  translations,
  ticketTypes,
})

/** For everybody: in the language that they ask for. */
export const toList = (page: Page, acceptLanguage: string | undefined): Shape<'EventList'> => ({
  ...page,
  data: page.data.map(record => inLanguage(toEvent(record), chosenFor(textsOf(record), acceptLanguage))),
})

/** For organizers: as they were written, with all translations. */
export const toManagedList = (page: Page): Shape<'EventList'> => ({ ...page, data: page.data.map(toManagedEvent) })

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
    ...(type.hidden && { hidden: true }),
  })),
  version: inventory.version,
  endsAt: endsAt.toISOString(),
  ...(status === 'cancelled' && { isClosed: true }),
  ...(test && { testOf: organizerId }),
})

/** Of all ticket types that the event is shown with. */
function availabilityOf(event: EventRecord): Shape<'Availability'> {
  const seats = seatsLeftOf(event)
  const ticketTypes = seats.ticketTypes.map(({ hidden: _, ...type }) => type)
  return availabilityAt({ ...seats, ticketTypes }, event.now).availability
}

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
  ...(type.description && { description: type.description }),
  ...(type.translations && { translations: { ...type.translations } }),
  priceMinor: type.priceMinor,
  currency,
  ...(type.capacity !== null && { capacity: type.capacity }),
  ...(type.maxPerUser !== null && { maxPerUser: type.maxPerUser }),
  ...(type.salesStartAt && { salesStartAt: type.salesStartAt.toISOString() }),
  ...(type.salesEndAt && { salesEndAt: type.salesEndAt.toISOString() }),
  // Documents that an older server has kept have none.
  ...(type.externalId && { externalId: type.externalId }),
  ...(type.hidden && { hidden: true }),
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

const toQuestion = ({ id, label, kind, required, options }: Question): Shape<'Question'> => ({
  id,
  label,
  kind,
  required,
  ...(options && { options: [...options] }),
})
/** The venue as it shows to whose it is. */
export const toManagedVenue = (venue: VenueRecord): Shape<'Venue'> => ({ ...toVenue(venue), ...metadataOf(venue) })

const metadataOf = ({ metadata }: { readonly metadata?: Metadata }) =>
  metadata && Object.keys(metadata).length > 0 ? { metadata: { ...metadata } } : {}

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
