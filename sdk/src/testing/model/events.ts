// Events with their ticket types, as they are made and shown.
import type { Availability, CancellationPolicy, Event, Venue } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { seatsLeft, tellOfEvent } from './messages.ts'
import { addVenue, publicVenue } from './venues.ts'
import { availableOf, hasWaiting, salesOf } from './seats.ts'
import { pageOf, timeText } from './world.ts'
import type { Account, EventState, Handlers, TicketTypeState, World } from './world.ts'
import { hasWords, wordsOf } from './words.ts'

export interface NewTicketType {
  readonly name?: string
  readonly description?: string
  readonly priceMinor?: number
  readonly capacity?: number
  readonly maxPerUser?: number
  /** RFC 3339. */
  readonly salesStartAt?: string
  readonly salesEndAt?: string
  /** Your own id of it. */
  readonly externalId?: string
  /** Sold with an access code alone. */
  readonly hidden?: boolean
}

/** What is left out has a usual value: a concert tomorrow in Hamburg, 100 seats at 45.00 euros. */
export interface NewEvent {
  readonly title?: string
  readonly description?: string
  readonly category?: Event['category']
  readonly tags?: readonly string[]
  readonly capacity?: number
  readonly priceMinor?: number
  readonly currency?: string
  readonly startsAt?: string
  readonly endsAt?: string
  readonly timezone?: string
  readonly venue?: { readonly name: string; readonly city: string; readonly country: string }
  readonly ticketTypes?: readonly NewTicketType[]
  readonly imageUrl?: string
  readonly websiteUrl?: string
  /** Your own id of it. */
  readonly externalId?: string
  /** Your own names and texts; shown to who runs it alone. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Reservations that one buyer may hold at a time; 3. */
  readonly holdsPerBuyerMax?: number
  /** Seats in them; 20. */
  readonly holdSeatsPerBuyerMax?: number
  /** Until when buyers may cancel, and which share goes back; without one until the beginning, and all of it. */
  readonly cancellationPolicy?: CancellationPolicy
  /** `false` leaves it a draft. */
  readonly publish?: boolean
}

const dayMs = 86_400_000
const hall = { name: 'Harbour Hall', city: 'Hamburg', country: 'DE' }

/** At a new venue unless one that is known is handed in. */
export function addEvent(world: World, organizer: Account, given: NewEvent = {}, venue?: Venue): EventState {
  const now = timeText(world.nowMs)
  const startsAt = given.startsAt ?? timeText(world.nowMs + dayMs)
  const { timezone = 'Europe/Berlin' } = given
  const types = given.ticketTypes ?? [{}]
  const event: EventState = {
    id: world.newId('evt'),
    facts: {
      title: given.title ?? 'Night of Strings',
      ...(given.description !== undefined && { description: given.description }),
      category: given.category ?? 'music',
      tags: [...(given.tags ?? [])],
      venue: venue ?? addVenue(world, organizer, { ...(given.venue ?? hall), timezone }),
      startsAt,
      endsAt: given.endsAt ?? timeText(Date.parse(startsAt) + dayMs / 8),
      timezone,
      ...linksOf(given),
      ...wordsOf(given),
      organizerId: organizer.user.id,
    },
    currency: given.currency ?? 'EUR',
    holdsPerBuyerMax: given.holdsPerBuyerMax ?? 3,
    holdSeatsPerBuyerMax: given.holdSeatsPerBuyerMax ?? 20,
    cancellationPolicy: given.cancellationPolicy,
    capacity: given.capacity ?? 100,
    types: types.map((type, n) => newType(world, type, given.priceMinor ?? 4500, n)),
    status: given.publish === false ? 'draft' : 'published',
    version: 1,
    seatsVersion: 1,
    seatsTold: 0,
    createdAt: now,
    updatedAt: now,
  }
  event.seatsTold = seatsLeft(event)
  world.events.set(event.id, event)
  return event
}

export function newType(world: World, given: NewTicketType, priceMinor: number, n: number): TicketTypeState {
  return {
    id: world.newId('tkt'),
    name: given.name ?? (n === 0 ? 'Standard' : `Type ${n + 1}`),
    description: given.description,
    priceMinor: given.priceMinor ?? priceMinor,
    capacity: given.capacity,
    maxPerUser: given.maxPerUser,
    salesStartAt: given.salesStartAt,
    salesEndAt: given.salesEndAt,
    externalId: given.externalId,
    hidden: given.hidden ?? false,
    taken: 0,
    pooled: 0,
  }
}

/** What is shown beside it. */
export const linksOf = ({ imageUrl, websiteUrl }: Pick<NewEvent, 'imageUrl' | 'websiteUrl'>) => ({
  ...(imageUrl !== undefined && { imageUrl }),
  ...(websiteUrl !== undefined && { websiteUrl }),
})

/** What everybody sees of its ticket types. */
const visibleTypes = ({ types }: EventState) => types.filter(({ hidden }) => !hidden)

/** As everybody sees it. */
export function presentEvent(world: World, event: EventState): Event {
  const { metadata: _, ...shownToAll } = presentManaged(world, event, visibleTypes(event))
  return shownToAll
}

/** As who runs it sees it. */
export function presentManaged(world: World, event: EventState, types = event.types): Event {
  const { availableSeats, waitlistOpen, ticketTypes } = presentAvailability(world, event, types)
  return {
    id: event.id,
    ...event.facts,
    venue: publicVenue(event.facts.venue),
    status: event.status,
    test: false,
    capacity: event.capacity,
    ticketTypes: types.map((type, n) => ({
      id: type.id,
      name: type.name,
      ...(type.description !== undefined && { description: type.description }),
      priceMinor: type.priceMinor,
      currency: event.currency,
      ...(type.capacity !== undefined && { capacity: type.capacity }),
      ...(type.maxPerUser !== undefined && { maxPerUser: type.maxPerUser }),
      ...(type.salesStartAt !== undefined && { salesStartAt: type.salesStartAt }),
      ...(type.salesEndAt !== undefined && { salesEndAt: type.salesEndAt }),
      ...(type.externalId !== undefined && { externalId: type.externalId }),
      ...(type.hidden && { hidden: true }),
      sales: ticketTypes[n]!.sales,
      available: ticketTypes[n]!.available,
    })),
    availableSeats,
    waitlistOpen,
    waitlistPolicy: { order: 'strict' },
    holdsPerBuyerMax: event.holdsPerBuyerMax,
    holdSeatsPerBuyerMax: event.holdSeatsPerBuyerMax,
    claimSecondsMax: 600,
    ...(event.cancellationPolicy && { cancellationPolicy: event.cancellationPolicy }),
    version: event.version,
    createdAt: event.createdAt,
    updatedAt: event.updatedAt,
  }
}

export function presentAvailability(
  world: World,
  event: EventState,
  types: readonly TicketTypeState[] = visibleTypes(event),
): Availability {
  const ticketTypes = types.map(type => {
    const sales = salesOf(world, event, type)
    return {
      id: type.id,
      available: sales === 'open' ? availableOf(event, type) : 0,
      sales,
      ...(sales === 'upcoming' && type.salesStartAt !== undefined && { salesStartAt: type.salesStartAt }),
    }
  })
  const all = ticketTypes.reduce((sum, { available }) => sum + available, 0)
  const free = event.capacity - event.types.reduce((sum, { taken, pooled }) => sum + taken + pooled, 0)
  return {
    eventId: event.id,
    availableSeats: Math.max(0, Math.min(free, all)),
    waitlistOpen: hasWaiting(world, event),
    ticketTypes,
    version: event.seatsVersion,
  }
}

/** What somebody may see. Problems: event_not_found. */
export function visibleEvent(world: World, id: unknown, caller: Account | undefined): EventState {
  const event = world.events.get(String(id))
  if (!event || (event.status === 'draft' && event.facts.organizerId !== caller?.user.id))
    throw new Refusal('event_not_found')
  return event
}

/** What its organizer may change. Problems: event_not_found, forbidden. */
export function managedEvent(world: World, id: unknown, caller: Account | undefined): EventState {
  const event = visibleEvent(world, id, caller)
  if (event.facts.organizerId !== caller?.user.id) throw new Refusal('forbidden')
  return event
}

export const publishedEvents = ({ events }: World) =>
  [...events.values()].filter(({ status }) => status === 'published')

export const shown = (
  world: World,
  event: EventState,
  present: (world: World, event: EventState) => Event = presentManaged,
) => ({
  body: present(world, event),
  etag: `"${event.version}"`,
  again: () => present(world, event),
})

export const eventHandlers: Handlers = {
  'events.list': (world, { parameters }) => ({
    body: pageOf(
      publishedEvents(world).map(event => presentEvent(world, event)),
      parameters,
    ),
  }),

  'events.listManaged': (world, { parameters, caller }) => {
    const { status } = parameters
    const managed = [...world.events.values()].filter(
      event =>
        event.facts.organizerId === caller!.user.id &&
        (status === undefined || event.status === status) &&
        hasWords(event.facts, parameters),
    )
    return {
      body: pageOf(
        managed.map(event => presentManaged(world, event)),
        parameters,
      ),
    }
  },

  'events.get': (world, { parameters, caller }) => {
    const event = visibleEvent(world, parameters['eventId'], caller)
    return shown(world, event, event.facts.organizerId === caller?.user.id ? presentManaged : presentEvent)
  },

  'inventory.getAvailability': (world, { parameters, caller }) => ({
    body: presentAvailability(world, visibleEvent(world, parameters['eventId'], caller)),
  }),

  'events.create': (world, { body, caller }) => {
    const given = body as NewEvent
    const known = world.venues.get(String(body['venueId']))
    const event = addEvent(world, caller!, { ...given, publish: given.publish ?? false }, known)
    if (event.status === 'published') tellOfEvent(world, event)
    return shown(world, event)
  },

  'events.publish': (world, { parameters, caller }) => {
    const event = managedEvent(world, parameters['eventId'], caller)
    if (event.status !== 'draft') throw new Refusal('event_not_draft')
    event.status = 'published'
    event.version += 1
    tellOfEvent(world, event)
    return shown(world, event)
  },

  'search.search': (world, { parameters }) => {
    const words = String(parameters['q'] ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
    const found = publishedEvents(world).filter(({ facts }) => {
      const text = `${facts.title} ${facts.description ?? ''} ${facts.venue.name} ${facts.venue.city}`.toLowerCase()
      return words.every(word => text.includes(word))
    })
    const hits = found.map(event => presentEvent(world, event))
    return { body: { ...pageOf(hits, parameters), facets: noFacets } }
  },
}

/** Facets are not counted here. */
const noFacets = {
  category: [],
  city: [],
  price: [],
  currency: [],
  month: [],
  others: { category: 0, city: 0, price: 0, currency: 0, month: 0 },
}
