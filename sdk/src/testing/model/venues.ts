// Venues, as they are made, replaced and shown.
import type { Venue } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { hasWords, wordsOf } from './words.ts'
import { pageOf, timeText } from './world.ts'
import type { Account, Call, Handlers, World } from './world.ts'

export type NewVenue = Pick<
  Venue,
  'name' | 'address' | 'city' | 'country' | 'location' | 'timezone' | 'externalId' | 'metadata'
>

/** As everybody but whose it is sees it. */
export function publicVenue({ metadata: _, ...venue }: Venue): Venue {
  return venue
}

export function addVenue(world: World, organizer: Account, { metadata, ...given }: NewVenue): Venue {
  const now = timeText(world.nowMs)
  const venue: Venue = {
    id: world.newId('ven'),
    ...given,
    ...wordsOf({ externalId: given.externalId, metadata }),
    organizerId: organizer.user.id,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  world.venues.set(venue.id, venue)
  return venue
}

/** Problems: precondition_failed. */
export function checkCondition(
  { ifMatch, onlyMake }: Call['condition'],
  before: { readonly version: number } | undefined,
): void {
  const currentETag = before && `"${before.version}"`
  const isMet = before ? !onlyMake && [undefined, '*', currentETag].includes(ifMatch) : ifMatch === undefined
  if (!isMet) throw new Refusal('precondition_failed', before && { currentETag })
}

/** Whether two things say the same, whatever the order of their properties; one that is undefined is not there. */
export const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other)

const textOf = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )

/** What somebody says of a venue. */
export const describedOf = ({ name, address, city, country, location, timezone, metadata }: NewVenue) => ({
  ...{ name, address, city, country, location, timezone },
  ...wordsOf({ metadata }),
})

const shown = (venue: Venue) => ({ body: venue, etag: `"${venue.version}"` })

export const venueHandlers: Handlers = {
  'events.listVenues': ({ venues }, { parameters, caller }) => {
    const isOwn = ({ organizerId }: Venue) => organizerId === caller?.user.id
    const { city, country, externalId, organizerId, metadata } = parameters
    const filters = Object.entries({ city, country, externalId, organizerId }).filter(
      ([, value]) => value !== undefined,
    )
    const found = [...venues.values()].filter(
      venue =>
        filters.every(([name, value]) => venue[name as 'city'] === value) &&
        (metadata === undefined || (isOwn(venue) && hasWords(venue, { metadata }))),
    )
    const seen = found.map(venue => (isOwn(venue) ? venue : publicVenue(venue)))
    return { body: pageOf(seen, parameters) }
  },

  'events.getVenue': ({ venues }, { parameters, caller }) => {
    const venue = venues.get(String(parameters['venueId']))
    if (!venue) throw new Refusal('venue_not_found')
    return shown(venue.organizerId === caller?.user.id ? venue : publicVenue(venue))
  },

  'events.createVenue': (world, { body, caller }) => {
    const given = body as unknown as NewVenue
    const isTaken = given.externalId !== undefined && ownVenue(world, caller!, given.externalId)
    if (isTaken) throw new Refusal('external_id_taken')
    return shown(addVenue(world, caller!, given))
  },

  'events.putVenue': (world, { body, caller, parameters, condition }) => {
    const externalId = String(parameters['externalId'])
    const before = ownVenue(world, caller!, externalId)
    checkCondition(condition, before)
    const given = { ...(body as unknown as NewVenue), externalId }
    if (!before) {
      const made = addVenue(world, caller!, given)
      return { status: 201, ...shown(made), body: { ...made, unchanged: false } }
    }
    if (isSame(describedOf(before), describedOf(given)))
      return { ...shown(before), body: { ...before, unchanged: true } }
    const { id, organizerId, version, createdAt } = before
    const { metadata, ...others } = given
    const words = wordsOf({ externalId: given.externalId, metadata })
    const after = {
      id,
      ...others,
      ...words,
      organizerId,
      version: version + 1,
      createdAt,
      updatedAt: timeText(world.nowMs),
    }
    world.venues.set(id, after)
    for (const event of world.events.values())
      if (event.facts.venue.id === id)
        Object.assign(event, { facts: { ...event.facts, venue: after }, version: event.version + 1 })
    return { ...shown(after), body: { ...after, unchanged: false } }
  },
}

const ownVenue = ({ venues }: World, { user }: Account, externalId: string) =>
  [...venues.values()].find(venue => venue.organizerId === user.id && venue.externalId === externalId)
