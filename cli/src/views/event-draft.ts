// An event as it will be once it is made, for people to read.
import type { EventToMake, Venue } from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { moneyText } from '../money.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

type Draft = { [Part in keyof EventToMake]?: EventToMake[Part] }

export function draftView(event: Draft, venue: Venue | NonNullable<EventToMake['venue']>, zone: string): string {
  const { ticketTypes, priceMinor, currency } = event
  const facts = fields({
    Title: event.title,
    Test: event.test ? 'yes: nobody else sees it' : undefined,
    Category: event.category,
    Tags: event.tags?.join(', '),
    Venue: [venue.name, venue.address, venue.city, venue.country].filter(Boolean).join(', '),
    'New venue': 'id' in venue ? undefined : 'yes: it is made too',
    Starts: event.startsAt && timeText(String(event.startsAt), zone),
    Ends: event.endsAt && timeText(String(event.endsAt), zone),
    Seats: event.capacity,
    Price: ticketTypes ? undefined : priceText(priceMinor, currency),
    Picture: event.imageUrl,
    Website: event.websiteUrl,
    'External id': event.externalId,
    Metadata: metadataText(event.metadata),
    Description: event.description,
  })
  if (!ticketTypes) return facts
  const types = table(ticketTypes, {
    NAME: type => type.name,
    PRICE: type => priceText(type.priceMinor, type.currency),
    CAPACITY: type => type.capacity ?? "the event's",
  })
  return `${facts}\n\n${types}`
}

const priceText = (minor: number | undefined, currency: string | undefined) =>
  minor === undefined || minor === 0 || currency === undefined ? 'free' : moneyText(minor, currency)
