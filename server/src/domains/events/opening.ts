// How an event begins: with its inventory and its ticket types, in the transaction of whoever makes it.
import { faultOfCode } from '../../contract/codes.ts'
import type { Shape } from '../../contract/types.ts'
import { newId } from '../../platform/ids.ts'
import { problem, refuseFaults } from '../../platform/problems.ts'
import type { NewInventory, NewTicketType } from '../inventory/port.ts'
import { boundsOf, isPublishable, policyOf, strictPolicy, type TicketTypeInput, ticketTypesOf } from './rules.ts'
import { noticeDue } from './search-outbox.ts'
import type { EventRecord, NewEvent } from './store.ts'
import { canonicalTranslations, textsOfNew } from './rules/texts.ts'
import { justWritten, type EventsTransaction } from './transaction.ts'
import type { VenueRecord } from './venues/store.ts'

export interface Opening {
  readonly organizerId: string
  readonly venue: VenueRecord
  readonly seriesId?: string
  readonly input: Omit<Shape<'EventToMake'>, 'venue'>
}

/** Problems: validation_failed, event_not_publishable, external_id_taken. */
export async function openEvent(stores: EventsTransaction, opening: Opening): Promise<EventRecord> {
  const [id] = await openEvents(stores, [opening], noticeDue)
  return justWritten(await stores.events.find(id!))
}

/** Several at once, told to the search when that is due; answers their ids. Problems: as of one. */
export async function openEvents(
  { events, inventory }: EventsTransaction,
  openings: readonly Opening[],
  due: { readonly dueInSeconds: number },
): Promise<readonly string[]> {
  for (const { venue, input } of openings) if (input.timezone === undefined) refuseOldTimezone(venue.timezone)
  const onSale = openings.filter(({ input }) => input.publish)
  const now = onSale.length > 0 ? await events.now() : undefined
  if (now && !onSale.every(({ input }) => isPublishable(timesOf(input), now)))
    throw problem(
      'event_not_publishable',
      'The event must begin in the future to be put on sale: give it another startsAt.',
    )
  const opened = openings.map(opening => ({ id: newId('evt'), ...opening }))
  await events.insert(opened.map(toNewEvent))
  await inventory.open(opened.map(toNewInventory))
  const published = opened.filter(({ input }) => input.publish).map(({ id }) => id)
  if (published.length > 0) {
    await events.rememberForSearch(
      published.map(eventId => ({ eventId, version: 1 })),
      due,
    )
    await events.noteFact(published, 'event.published')
  }
  return opened.map(({ id }) => id)
}

type Opened = Opening & { readonly id: string }

const timesOf = ({ startsAt, endsAt }: Opening['input']) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })

const toNewEvent = ({ id, organizerId, venue, seriesId, input }: Opened): NewEvent => ({
  id,
  organizerId,
  venueId: venue.id,
  title: input.title,
  description: input.description ?? null,
  ...textsOfNew(input),
  category: input.category,
  tags: input.tags,
  status: input.publish ? 'published' : 'draft',
  ...timesOf(input),
  timezone: input.timezone ?? venue.timezone,
  imageUrl: input.imageUrl ?? null,
  websiteUrl: input.websiteUrl ?? null,
  externalId: input.externalId ?? null,
  cancellationPolicy: input.cancellationPolicy ?? null,
  seriesId: seriesId ?? null,
  questions: input.questions ?? [],
  metadata: input.metadata ?? {},
  test: input.test,
})

function toNewInventory({ id, organizerId, input }: Opened): NewInventory {
  const ticketTypes = ticketTypesOf(input)
  return {
    eventId: id,
    organizerId,
    test: input.test,
    capacity: input.capacity,
    currency: ticketTypes[0]!.currency,
    endsAt: timesOf(input).endsAt,
    sales: input.publish ? 'open' : 'draft',
    waitlistPolicy: input.waitlistPolicy ? policyOf(input.waitlistPolicy) : strictPolicy,
    ...boundsOf(input),
    ticketTypes: ticketTypes.map(toNewTicketType),
  }
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
  description,
  translations,
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
  description: description ?? null,
  translations: canonicalTranslations(translations ?? null),
  priceMinor,
  capacity: capacity ?? null,
  maxPerUser: maxPerUser ?? null,
  salesStartAt: salesStartAt === undefined ? null : new Date(salesStartAt),
  salesEndAt: salesEndAt === undefined ? null : new Date(salesEndAt),
  externalId: externalId ?? null,
  hidden: hidden ?? false,
})
