// How an event begins: with its inventory and its ticket types, in the transaction of whoever makes it.
import { faultOfCode } from '../../contract/codes.ts'
import type { Shape } from '../../contract/types.ts'
import { newId } from '../../platform/ids.ts'
import { problem, refuseFaults } from '../../platform/problems.ts'
import type { NewTicketType } from '../inventory/port.ts'
import { boundsOf, isPublishable, policyOf, strictPolicy, type TicketTypeInput, ticketTypesOf } from './rules.ts'
import { noticeDue } from './search-outbox.ts'
import type { EventRecord } from './store.ts'
import { justWritten, type EventsTransaction } from './transaction.ts'
import type { VenueRecord } from './venues/store.ts'

export interface Opening {
  readonly organizerId: string
  readonly venue: VenueRecord
  readonly input: Omit<Shape<'EventToMake'>, 'venue'>
}

/** Problems: validation_failed, event_not_publishable, external_id_taken. */
export async function openEvent(
  stores: EventsTransaction,
  { organizerId, venue, input }: Opening,
): Promise<EventRecord> {
  if (input.timezone === undefined) refuseOldTimezone(venue.timezone)
  const id = newId('evt')
  const times = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) }
  if (input.publish && !isPublishable(times, await stores.events.now()))
    throw problem(
      'event_not_publishable',
      'The event must begin in the future to be put on sale: give it another startsAt.',
    )
  const ticketTypes = ticketTypesOf(input)
  await stores.events.insert({
    id,
    organizerId,
    venueId: venue.id,
    title: input.title,
    description: input.description ?? null,
    category: input.category,
    tags: input.tags,
    status: input.publish ? 'published' : 'draft',
    ...times,
    timezone: input.timezone ?? venue.timezone,
    imageUrl: input.imageUrl ?? null,
    websiteUrl: input.websiteUrl ?? null,
    externalId: input.externalId ?? null,
    questions: input.questions ?? [],
    metadata: input.metadata ?? {},
    test: input.test,
  })
  await stores.inventory.open({
    eventId: id,
    organizerId,
    test: input.test,
    capacity: input.capacity,
    currency: ticketTypes[0]!.currency,
    endsAt: times.endsAt,
    sales: input.publish ? 'open' : 'draft',
    waitlistPolicy: input.waitlistPolicy ? policyOf(input.waitlistPolicy) : strictPolicy,
    ...boundsOf(input),
    ticketTypes: ticketTypes.map(toNewTicketType),
  })
  if (input.publish) {
    await stores.events.rememberForSearch({ eventId: id, version: 1 }, noticeDue)
    await stores.events.noteFact([id], 'event.published')
  }
  return justWritten(await stores.events.find(id))
}

/** A venue may have a zone from when less was asked of one; no new event takes it over. Problem: validation_failed. */
export function refuseOldTimezone(ofVenue: string): void {
  const fault = faultOfCode('timezone', ofVenue)
  if (fault)
    refuseFaults([
      { pointer: '/timezone', keyword: 'required', message: `is required, as the venue's own can't be used: ${fault}` },
    ])
}

export const toNewTicketType = ({
  name,
  priceMinor,
  capacity,
  maxPerUser,
  salesStartAt,
  salesEndAt,
  externalId,
  hidden,
}: TicketTypeInput): NewTicketType => ({
  id: newId('tkt'),
  name,
  priceMinor,
  capacity: capacity ?? null,
  maxPerUser: maxPerUser ?? null,
  salesStartAt: salesStartAt === undefined ? null : new Date(salesStartAt),
  salesEndAt: salesEndAt === undefined ? null : new Date(salesEndAt),
  externalId: externalId ?? null,
  hidden: hidden ?? false,
})
