// Which properties of an event a change has changed, by their names in the API.
import { isDeepStrictEqual } from 'node:util'
import type { EventRecord } from './store.ts'

/** Those that differ between two states of an event; what sales and the clock change is none of them. */
export function changedProperties(before: EventRecord, after: EventRecord): readonly string[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)]
  return Object.keys(now).filter(name => !isDeepStrictEqual(old[name], now[name]))
}

const propertiesOf = ({
  title,
  description,
  language,
  translations,
  category,
  tags,
  venue,
  startsAt,
  endsAt,
  timezone,
  imageUrl,
  websiteUrl,
  externalId,
  questions,
  metadata,
  seriesId,
  inventory: { capacity, ticketTypes, waitlistPolicy, bounds },
}: EventRecord): Readonly<Record<string, unknown>> => ({
  title,
  description,
  language,
  translations,
  category,
  tags,
  venue: venue.id,
  startsAt,
  endsAt,
  timezone,
  imageUrl,
  websiteUrl,
  externalId,
  questions,
  metadata,
  seriesId,
  capacity,
  ticketTypes: ticketTypes.map(({ available: _, ...type }) => type),
  waitlistPolicy,
  ...bounds,
})
