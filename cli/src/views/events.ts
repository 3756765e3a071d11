// Events, their seats and their ledger, for people to read.
import type {
  Availability,
  Event,
  EventStats,
  FoldedHistory,
  Movement,
  SearchResult,
  SuggestionList,
  TestClockResult,
  TicketType,
} from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { moneyText } from '../money.ts'
import { counted } from '../progress.ts'
import { fields, table } from '../table.ts'
import type { Columns } from '../table.ts'
import { timeText } from '../times.ts'

type Cancellation = Pick<NonNullable<EventStats['cancellation']>, 'seatsTotal' | 'seatsReturned'>

const eventColumns: Columns<Event> = {
  ID: event => event.id,
  TITLE: event => event.title,
  STARTS: event => timeText(event.startsAt, event.timezone),
  CITY: event => event.venue.city,
  STATUS: event => event.status,
  SEATS: event => `${event.availableSeats}/${event.capacity}`,
  PRICE: priceText,
}

export const eventsView = ({ data }: { readonly data: readonly Event[] }) =>
  data.length > 0 ? table(data, eventColumns) : ''

export function eventView(event: Event): string {
  const { venue } = event
  const facts = fields({
    ID: event.id,
    Title: event.title,
    Status: event.status,
    Test: event.test ? 'yes: nobody else sees it' : undefined,
    Category: event.category,
    Tags: event.tags.join(', '),
    Venue: [venue.name, venue.address, venue.city, venue.country].filter(Boolean).join(', '),
    Starts: timeText(event.startsAt, event.timezone),
    Ends: timeText(event.endsAt, event.timezone),
    Seats: `${event.availableSeats} of ${event.capacity} left${event.waitlistOpen ? ', a waitlist is open' : ''}`,
    Picture: event.imageUrl,
    Website: event.websiteUrl,
    'External id': event.externalId,
    Series: event.seriesId,
    Language: event.language,
    Translations: event.translations && Object.keys(event.translations).join(', '),
    Metadata: metadataText(event.metadata),
    Version: event.version,
    Description: event.description,
  })
  const ticketTypes = table(event.ticketTypes, {
    'TICKET TYPE': type => type.id,
    NAME: type => type.name,
    PRICE: type => moneyText(type.priceMinor, type.currency),
    LEFT: type => type.available,
    CAPACITY: type => type.capacity,
  })
  return `${facts}\n\n${ticketTypes}`
}

/** What has happened by the clock of a test event, and the event as it is then. */
export function clockView({ event, advancedSeconds, ...effects }: TestClockResult): string {
  const facts = fields({
    'Advanced by': `${advancedSeconds} s`,
    'Reservations expired': effects.reservationsExpired,
    'Offers expired': effects.offersExpired,
    'Offers made': effects.offersMade,
    'Waiting ended': effects.waitlistEntriesExpired,
  })
  return `${facts}\n\n${eventView(event)}`
}

/** With its times on the clock of the event's zone. */
export const ticketTypeView = (zone: string) => (type: TicketType) =>
  fields({
    ID: type.id,
    Name: type.name,
    Description: type.description,
    Price: moneyText(type.priceMinor, type.currency),
    Capacity: type.capacity ?? "the event's",
    Left: type.available,
    'Most per buyer': type.maxPerUser,
    'Sales start': type.salesStartAt && timeText(type.salesStartAt, zone),
    'Sales end': type.salesEndAt && timeText(type.salesEndAt, zone),
    Hidden: type.hidden ? 'yes: for those with an access code' : undefined,
  })

/** The cheapest price, and that there are others. */
function priceText(event: Event): string {
  const prices = event.ticketTypes.map(type => type.priceMinor)
  const cheapest = event.ticketTypes.find(type => type.priceMinor === Math.min(...prices))
  if (!cheapest) return ''
  return (new Set(prices).size > 1 ? 'from ' : '') + moneyText(cheapest.priceMinor, cheapest.currency)
}

export function availabilityView(availability: Availability): string {
  const facts = fields({
    Event: availability.eventId,
    Left: availability.availableSeats,
    Waitlist: availability.waitlistOpen ? 'open' : 'closed',
    Version: availability.version,
  })
  const types = table(availability.ticketTypes, { 'TICKET TYPE': type => type.id, LEFT: type => type.available })
  return `${facts}\n\n${types}`
}

/** One change of many, on one line. */
export const availabilityLine = ({ availableSeats, waitlistOpen, ticketTypes, version }: Availability): string =>
  [
    `${availableSeats} left`,
    ...ticketTypes.map(type => `${type.id} ${type.available}`),
    `waitlist ${waitlistOpen ? 'open' : 'closed'}`,
    `version ${version}`,
  ].join('  ')

export function statsView(stats: EventStats): string {
  const facts = fields({
    Event: stats.eventId,
    Capacity: stats.capacity,
    Available: stats.availableSeats,
    Pooled: stats.pooledSeats,
    Held: stats.heldSeats,
    Sold: stats.soldSeats,
    Waiting: stats.waiting,
    Offered: stats.offered,
    Admitted: stats.tickets ? `${counted(stats.tickets.admitted)} of ${counted(stats.tickets.valid)}` : undefined,
    Revenue: moneyText(stats.revenueMinor, stats.currency),
    Cancellation: cancellationText(stats),
  })
  const ticketTypes = table(stats.ticketTypes, statsColumns(stats.currency), { extra: ['TICKET TYPE'] })
  return `${facts}\n\n${ticketTypes}`
}

const statsColumns = (currency: string): Columns<EventStats['ticketTypes'][number]> => ({
  'NAME': type => type.name,
  'CAPACITY': type => type.capacity,
  'AVAILABLE': type => type.availableSeats,
  'POOLED': type => type.pooledSeats,
  'HELD': type => type.heldSeats,
  'SOLD': type => type.soldSeats,
  'REVENUE': type => moneyText(type.revenueMinor, currency),
  'TICKET TYPE': type => type.id,
})

function cancellationText({ cancellation }: EventStats): string | undefined {
  if (!cancellation) return undefined
  const { finishedAt, startedAt } = cancellation
  const since =
    finishedAt === undefined ? `under way since ${timeText(startedAt)}` : `complete since ${timeText(finishedAt)}`
  return [since, returnedText(cancellation)].filter(Boolean).join(', ')
}

/** `31,500 of 50,000 seats given back (63 %)`; undefined where there were none. */
export function returnedText({ seatsTotal, seatsReturned }: Cancellation): string | undefined {
  if (!seatsTotal) return undefined
  const share = Math.floor((100 * seatsReturned) / seatsTotal)
  return `${counted(seatsReturned)} of ${counted(seatsTotal)} seats given back (${share} %)`
}

const movementColumns: Columns<Movement> = {
  AT: movement => movement.at, // to the millisecond: it is a ledger
  FROM: movement => movement.from,
  TO: movement => movement.to,
  SEATS: movement => movement.quantity,
  CAUSE: movement => movement.cause,
  HOLD: movement => movement.holdId,
  'TICKET TYPE': movement => movement.ticketTypeId,
  VERSION: movement => movement.version,
}

export const movementsView = ({ data }: { readonly data: readonly Movement[] }) =>
  data.length > 0 ? table(data, movementColumns, { extra: ['TICKET TYPE', 'HOLD'] }) : ''

/** What an event's ledger does not have any more. */
export const foldedNote = ({ version, at, movements, holds }: FoldedHistory) =>
  `The ${counted(movements)} movements of ${counted(holds)} holds before version ${version} were folded at ` +
  `${timeText(at)}: the movements at that version say what they came to.`

const hitColumns: Columns<SearchResult['data'][number]> = {
  ...eventColumns,
  DISTANCE: hit => (hit.distanceKm === undefined ? undefined : `${hit.distanceKm.toFixed(1)} km`),
}

export function searchView({ data }: SearchResult): string {
  if (data.length === 0) return ''
  return data.some(hit => hit.distanceKm !== undefined) ? table(data, hitColumns) : table(data, eventColumns)
}

export const suggestionsView = ({ data }: SuggestionList) =>
  data.length > 0 ? table(data, { TEXT: one => one.text, KIND: one => one.kind, EVENT: one => one.eventId }) : ''
