// An event as it is described by flags, by a file, or by both: what the flags say goes before the file.
import { Flags } from '@oclif/core'
import type { BodyOf, Evently, EventToMake, TicketTypeToMake } from '@evently/sdk'
import { UsageError } from './failures.ts'
import { readJsonObject } from './input.ts'
import { typedMinor } from './money.ts'
import { instantOf, localZone } from './times.ts'

/** What `create` and `update` have in common. */
export const eventFlags = {
  title: Flags.string({ summary: 'What it is called.' }),
  description: Flags.string({ summary: 'What people should know about it.' }),
  category: Flags.string({ summary: 'One lower-case word or several joined by hyphens.' }),
  tag: Flags.string({ summary: 'A tag; may be repeated.', multiple: true }),
  venue: Flags.string({ summary: 'A venue that there is.', helpValue: '<venue id>' }),
  'starts-at': Flags.string({
    summary: "When it begins, on its zone's clock unless the time names its own.",
    helpValue: '2030-06-01T20:00',
  }),
  'ends-at': Flags.string({ summary: 'When it ends.', helpValue: '2030-06-01T23:00' }),
  timezone: Flags.string({ summary: "Its IANA time zone; without it, the venue's.", helpValue: 'Europe/Berlin' }),
  capacity: Flags.integer({ summary: 'Seats in all.', min: 1 }),
  'holds-per-buyer-max': Flags.integer({
    summary: 'Reservations that one buyer may hold at a time.',
    min: 1,
    max: 10_000,
  }),
  'hold-seats-per-buyer-max': Flags.integer({
    summary: 'Seats that one buyer may hold at a time.',
    min: 1,
    max: 10_000,
  }),
  'claim-seconds-max': Flags.integer({
    summary: 'Seconds for which freed seats wait for the head of the waitlist to fit.',
    min: 1,
    max: 86_400,
  }),
  'external-id': Flags.string({ summary: 'Your own id of it.' }),
}

export const newEventFlags = {
  ...eventFlags,
  'venue-name': Flags.string({ summary: 'A new venue: its name.', exclusive: ['venue'] }),
  address: Flags.string({ summary: 'A new venue: street and number.', exclusive: ['venue'] }),
  city: Flags.string({ summary: 'A new venue: its city.', exclusive: ['venue'] }),
  country: Flags.string({ summary: 'A new venue: the code of its country.', helpValue: 'DE', exclusive: ['venue'] }),
  price: Flags.string({
    summary: 'One price for every seat; without any, it is free.',
    helpValue: '45.00',
    exclusive: ['ticket-type'],
    dependsOn: ['currency'],
  }),
  currency: Flags.string({ summary: 'Currency of the prices.', helpValue: 'EUR' }),
  'ticket-type': Flags.string({
    summary: 'A ticket type; may be repeated.',
    helpValue: 'name:price[:capacity]',
    multiple: true,
    dependsOn: ['currency'],
  }),
  publish: Flags.boolean({ summary: 'Put it on sale at once.' }),
  test: Flags.boolean({ summary: 'A test event: for your own account alone, paid by the sandbox.' }),
  from: Flags.string({
    summary: 'Read it from a JSON file, or - for stdin, in the shape the API takes.',
    helpValue: '<file>',
  }),
}

export interface EventFlags {
  readonly title?: string
  readonly description?: string
  readonly category?: string
  readonly tag?: string[]
  readonly venue?: string
  readonly 'starts-at'?: string
  readonly 'ends-at'?: string
  readonly timezone?: string
  readonly capacity?: number
  readonly 'holds-per-buyer-max'?: number
  readonly 'hold-seats-per-buyer-max'?: number
  readonly 'claim-seconds-max'?: number
  readonly 'external-id'?: string
}

export interface NewEventFlags extends EventFlags {
  readonly 'venue-name'?: string
  readonly address?: string
  readonly city?: string
  readonly country?: string
  readonly price?: string
  readonly currency?: string
  readonly 'ticket-type'?: string[]
  readonly publish: boolean
  readonly test: boolean
  readonly from?: string
}

/** An event while it is put together: what excludes what is seen at the end. */
type EventDraft = { [Part in keyof EventToMake]?: EventToMake[Part] }

export async function eventToMake(flags: NewEventFlags, evently: Evently): Promise<EventToMake> {
  const given = flags.from === undefined ? {} : ((await readJsonObject(flags.from)) as EventDraft)
  const venue = venueToMake(flags)
  const body: EventDraft = { ...given, ...sharedParts(flags), ...pricesOf(flags) }
  if (venue) Object.assign(body, { venue, venueId: undefined })
  if (flags.venue !== undefined) body.venue = undefined
  if (flags.publish) body.publish = true
  if (flags.test) body.test = true
  const zone = () => zoneOf(body, evently)
  if (flags['starts-at'] !== undefined)
    body.startsAt = await instantOf(flags['starts-at'], { flag: 'starts-at', zone: await zone() })
  if (flags['ends-at'] !== undefined)
    body.endsAt = await instantOf(flags['ends-at'], { flag: 'ends-at', zone: await zone() })
  mustHave(body)
  return body as EventToMake
}

/** The parts of a change; `zone` is the event's own, for times that don't name theirs. */
export async function eventChanges(flags: EventFlags, eventZone: string): Promise<BodyOf<'events.update'>> {
  const changes: BodyOf<'events.update'> = sharedParts(flags)
  const zone = flags.timezone ?? eventZone
  const { 'starts-at': start, 'ends-at': end } = flags
  if (start !== undefined) changes.startsAt = await instantOf(start, { flag: 'starts-at', zone })
  if (end !== undefined) changes.endsAt = await instantOf(end, { flag: 'ends-at', zone })
  return changes
}

function sharedParts(flags: EventFlags) {
  const parts = {
    title: flags.title,
    description: flags.description,
    category: flags.category,
    tags: flags.tag,
    venueId: flags.venue,
    timezone: flags.timezone,
    capacity: flags.capacity,
    holdsPerBuyerMax: flags['holds-per-buyer-max'],
    holdSeatsPerBuyerMax: flags['hold-seats-per-buyer-max'],
    claimSecondsMax: flags['claim-seconds-max'],
    externalId: flags['external-id'],
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<{
    [Part in keyof typeof parts]: NonNullable<(typeof parts)[Part]>
  }>
}

function venueToMake({ 'venue-name': name, address, city, country, timezone }: NewEventFlags) {
  if (name === undefined) {
    if (city !== undefined || country !== undefined || address !== undefined)
      throw new UsageError('--address, --city and --country describe a new venue: give it a --venue-name too.')
    return undefined
  }
  if (city === undefined || country === undefined || timezone === undefined)
    throw new UsageError('A new venue needs --city, --country and --timezone.')
  return { name, ...(address !== undefined && { address }), city, country, timezone }
}

function pricesOf({ price, currency, 'ticket-type': ticketTypes }: NewEventFlags): EventDraft {
  if (currency === undefined) return {}
  if (price !== undefined) return { priceMinor: typedMinor(price, currency, 'price'), currency, ticketTypes: undefined }
  if (ticketTypes !== undefined)
    return {
      ticketTypes: ticketTypes.map(text => ticketTypeOf(text, currency)),
      priceMinor: undefined,
      currency: undefined,
    }
  throw new UsageError('--currency is of no use without --price or --ticket-type.')
}

/** `VIP:120.00:50`. Read from its end: the name may have colons. */
export function ticketTypeOf(text: string, currency: string): TicketTypeToMake {
  const [, name, price, capacity] = /^(.+):(\d[\d.]*):(\d+)$/.exec(text) ?? /^(.+):(\d[\d.]*)$/.exec(text) ?? []
  if (name === undefined || price === undefined)
    throw new UsageError(
      `${JSON.stringify(text)} is not a ticket type: write it like 'VIP:120.00:50', or 'VIP:120.00' without a ` +
        'capacity of its own.',
    )
  return {
    name,
    priceMinor: typedMinor(price, currency, 'ticket-type'),
    currency,
    ...(capacity !== undefined && { capacity: Number(capacity) }),
  }
}

/** Whose clock `--starts-at` means: the event's, the new venue's, the known venue's. */
async function zoneOf({ timezone, venue, venueId }: EventDraft, evently: Evently): Promise<string> {
  if (timezone !== undefined) return timezone
  if (venue !== undefined) return venue.timezone
  return venueId === undefined ? localZone() : (await evently.venues.get(venueId)).timezone
}

function mustHave(event: EventDraft): void {
  const wanted = {
    title: event.title,
    category: event.category,
    'starts-at': event.startsAt,
    'ends-at': event.endsAt,
    capacity: event.capacity,
    venue: event.venueId ?? event.venue,
  }
  const missing = Object.entries(wanted)
    .filter(([, value]) => value === undefined)
    .map(([name]) => (name === 'venue' ? '--venue or --venue-name' : `--${name}`))
  if (missing.length > 0) throw new UsageError(`An event needs ${missing.join(', ')} too.`)
}
