// An event like another one, for other times: pure.
import type { Shape } from '../../contract/types.ts'
import { earlierOf, type Times } from './rules.ts'
import type { EventRecord } from './store.ts'

export interface CopyTimes extends Times {
  /** Where a sales time of the original is in the copy. */
  moveSales(time: Date): Date
}

/** A draft like this event, as it would be asked for; without an external id of its own. */
export function copyOf(
  original: EventRecord,
  { startsAt, endsAt, moveSales }: CopyTimes,
): Omit<Shape<'EventToMake'>, 'venue'> {
  const { title, description, language, translations, category, tags, timezone, test, inventory } = original
  const { imageUrl, websiteUrl, cancellationPolicy, questions, metadata } = original
  return {
    title,
    ...(description !== null && { description }),
    ...(language !== null && { language }),
    ...(translations !== null && { translations }),
    category,
    tags: [...tags],
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    timezone,
    capacity: inventory.capacity,
    ticketTypes: inventory.ticketTypes.map(
      ({
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
      }) => ({
        name,
        ...(description && { description }),
        ...(translations && { translations }),
        priceMinor,
        currency: inventory.currency,
        ...(capacity !== null && { capacity }),
        ...(maxPerUser !== null && { maxPerUser }),
        ...(salesStartAt && { salesStartAt: moveSales(salesStartAt).toISOString() }),
        // They may have ended later than the event, from when that was taken.
        ...(salesEndAt && { salesEndAt: earlierOf(moveSales(salesEndAt), endsAt).toISOString() }),
        ...(externalId !== null && { externalId }),
        ...(hidden && { hidden }),
      }),
    ),
    ...(imageUrl !== null && { imageUrl }),
    ...(websiteUrl !== null && { websiteUrl }),
    metadata,
    ...(cancellationPolicy && { cancellationPolicy }),
    waitlistPolicy: inventory.waitlistPolicy,
    ...inventory.bounds,
    questions: questions.map(({ options, ...question }) => ({
      ...question,
      ...(options && { options: [...options] }),
    })),
    test,
    publish: false,
  }
}
