// An event that is made, or made as somebody says it is to be, by its external id.
import type { Event, Venue } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { addEvent, newType, linksOf, presentManaged, shown } from './events.ts'
import type { NewEvent, NewTicketType } from './events.ts'
import { tellOfEvent } from './messages.ts'
import { addVenue, checkCondition, describedOf, isSame } from './venues.ts'
import type { NewVenue } from './venues.ts'
import { wordsOf } from './words.ts'
import { timeText } from './world.ts'
import type { Account, EventState, Handlers, TicketTypeState, World } from './world.ts'

type PutEvent = Omit<NewEvent, 'venue'> & {
  readonly title: string
  readonly category: Event['category']
  readonly startsAt: string
  readonly endsAt: string
  readonly capacity: number
  readonly venueId?: string
  readonly venue?: NewVenue
}

export const putHandlers: Handlers = {
  'events.put': (world, { body, caller, parameters, condition }) => {
    const externalId = String(parameters['externalId'])
    const before = [...world.events.values()].find(
      ({ facts }) => facts.organizerId === caller!.user.id && facts.externalId === externalId,
    )
    checkCondition(condition, before)
    const given = withTypes(body as unknown as PutEvent)
    const venue = venueFor(world, caller!, given, before)
    if (!before) {
      const event = addEvent(world, caller!, { ...given, externalId, timezone: zoneOf(given, venue) }, venue)
      if (event.status === 'published') tellOfEvent(world, event)
      return { status: 201, ...answer(world, event, false) }
    }
    const after = stateAfter(world, before, given, venue)
    const changed = changedOf(presentManaged(world, before), presentManaged(world, after))
    if (changed.length === 0) return answer(world, before, true)
    refuse(world, before, after)
    Object.assign(before, after, { version: before.version + 1, seatsVersion: before.seatsVersion + 1 })
    before.updatedAt = timeText(world.nowMs)
    if (changed.includes('status')) tellOfEvent(world, before)
    else if (before.status === 'published') tellOfEvent(world, before, changed)
    return answer(world, before, false)
  },
}

const answer = (world: World, event: EventState, unchanged: boolean) => ({
  ...shown(world, event),
  body: { ...presentManaged(world, event), unchanged },
})

/** With the one type of a single price; by default it stays a draft. */
const withTypes = (given: PutEvent) => ({
  ...given,
  publish: given.publish ?? false,
  currency: given.ticketTypes ? currencyOf(given.ticketTypes) : (given.currency ?? 'EUR'),
  ticketTypes: given.ticketTypes ?? [{ name: 'General Admission', priceMinor: given.priceMinor ?? 0 }],
})

/** Problems: currency_mismatch. */
function currencyOf(types: readonly NewTicketType[]): string {
  const [currency, ...others] = new Set((types as readonly { readonly currency: string }[]).map(each => each.currency))
  if (others.length > 0) throw new Refusal('currency_mismatch')
  return currency!
}

const zoneOf = ({ timezone }: PutEvent, venue: Venue) => timezone ?? venue.timezone

/** Problems: venue_not_found. */
function venueFor(world: World, caller: Account, { venueId, venue }: PutEvent, before: EventState | undefined): Venue {
  if (!venue) {
    const known = world.venues.get(String(venueId))
    if (!known) throw new Refusal('venue_not_found')
    return known
  }
  const stays = before && isSame(describedOf(before.facts.venue), describedOf(venue))
  return stays ? before.facts.venue : addVenue(world, caller, venue)
}

function stateAfter(world: World, before: EventState, given: ReturnType<typeof withTypes>, venue: Venue): EventState {
  const { title, description, category, tags = [], startsAt, endsAt, capacity, currency } = given
  return {
    ...before,
    facts: {
      title,
      ...(description !== undefined && { description }),
      category,
      tags: [...tags],
      venue,
      startsAt,
      endsAt,
      timezone: zoneOf(given, venue),
      ...linksOf(given),
      ...wordsOf({ externalId: before.facts.externalId, metadata: given.metadata }),
      organizerId: before.facts.organizerId,
    },
    capacity,
    currency,
    holdsPerBuyerMax: given.holdsPerBuyerMax ?? 3,
    holdSeatsPerBuyerMax: given.holdSeatsPerBuyerMax ?? 20,
    cancellationPolicy: given.cancellationPolicy,
    status: before.status === 'draft' && given.publish ? 'published' : before.status,
    types: typesAfter(world, before.types, given.ticketTypes),
  }
}

/** Each wanted type is the one of its external id, otherwise one of its name that nobody else is. */
function typesAfter(
  world: World,
  before: readonly TicketTypeState[],
  wanted: readonly NewTicketType[],
): readonly TicketTypeState[] {
  const matches = new Map<NewTicketType, TicketTypeState>()
  const match = (isIt: (type: NewTicketType, known: TicketTypeState) => boolean) => {
    for (const type of wanted) {
      const taken = new Set(matches.values())
      const known = matches.has(type) ? undefined : before.find(each => !taken.has(each) && isIt(type, each))
      if (known) matches.set(type, known)
    }
  }
  match((type, known) => type.externalId !== undefined && type.externalId === known.externalId)
  match((type, known) => type.name?.trim().toLowerCase() === known.name.trim().toLowerCase())
  return wanted.map((type, n) => {
    const { id, taken, pooled } = matches.get(type) ?? newType(world, type, 0, n)
    return { ...newType(world, type, 0, n), id, taken, pooled }
  })
}

/** Problems: event_not_editable, currency_mismatch, ticket_type_in_use, capacity_below_taken. */
function refuse(world: World, before: EventState, after: EventState): void {
  const isOver = world.nowMs >= Date.parse(before.facts.endsAt)
  if (before.status === 'cancelled' || (before.status === 'published' && isOver))
    throw new Refusal('event_not_editable')
  if (before.currency !== after.currency) throw new Refusal('currency_mismatch')
  const kept = new Set(after.types.map(({ id }) => id))
  const lost = before.types.find(({ id, taken, pooled }) => !kept.has(id) && taken + pooled > 0)
  if (lost) throw new Refusal('ticket_type_in_use', { ticketTypeId: lost.id })
  const minimumCapacity = after.types.reduce((sum, { taken }) => sum + taken, 0)
  if (after.capacity < minimumCapacity) throw new Refusal('capacity_below_taken', { minimumCapacity })
  const tooSmall = after.types.find(({ capacity = Infinity, taken }) => capacity < taken)
  if (tooSmall) throw new Refusal('capacity_below_taken', { minimumCapacity: tooSmall.taken })
}

/** What sales and the clock change is none of it. */
const ofSales = ['availableSeats', 'waitlistOpen', 'version', 'createdAt', 'updatedAt']

function changedOf(before: Event, after: Event): string[] {
  const told = (event: Event): Readonly<Record<string, unknown>> => ({
    ...event,
    ticketTypes: event.ticketTypes.map(({ available: _, sales: __, ...type }) => type),
  })
  const [old, now] = [told(before), told(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names.filter(name => !ofSales.includes(name) && !isSame(old[name], now[name]))
}
