// An event as it is described by flags, by a file, or by both: what the flags say goes before the file.
import { Flags } from '@oclif/core'
import type { BodyOf, Evently, EventToMake, TicketTypeToMake } from '@evently/sdk'
import { addTimes, withMode } from './event-draft.ts'
import type { EventDraft, EventFlags, NewEventFlags } from './event-draft.ts'
import { UsageError } from './failures.ts'
import { readJsonObject } from './input.ts'
import { metadataChangesOf, metadataFlag, metadataOf } from './metadata-input.ts'
import { typedMinor } from './money.ts'
import { asked, mustAsk } from './prompts.ts'
import { instantOf, localZone } from './times.ts'
import { goesWithout, needs } from './flag-ties.ts'

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
  'image-url': Flags.string({ summary: 'A picture of it, at an https URL.', helpValue: '<url>' }),
  'website-url': Flags.string({ summary: 'A page about it, at an https URL.', helpValue: '<url>' }),
  'cancel-until-minutes': Flags.integer({
    summary: 'Minutes before its beginning until which buyers may cancel themselves.',
    min: 0,
    max: 525_600,
    ...needs('refund-percent'),
  }),
  'refund-percent': Flags.integer({
    summary: "Share of a ticket's price that goes back to a buyer who cancels.",
    min: 0,
    max: 100,
    ...needs('cancel-until-minutes'),
  }),
  'external-id': Flags.string({ summary: 'Your own id of it.' }),
}

export const newEventFlags = {
  ...eventFlags,
  metadata: metadataFlag,
  title: Flags.string({ summary: asked('What it is called.') }),
  category: Flags.string({ summary: asked('One lower-case word or several joined by hyphens.') }),
  venue: Flags.string({
    summary: asked('A venue that there is, or a new one by --venue-name.'),
    helpValue: '<venue id>',
  }),
  'starts-at': Flags.string({
    summary: asked("When it begins, on its zone's clock unless the time names its own."),
    helpValue: '2030-06-01T20:00',
  }),
  'ends-at': Flags.string({ summary: asked('When it ends.'), helpValue: '2030-06-01T23:00' }),
  capacity: Flags.integer({ summary: asked('Seats in all.'), min: 1 }),
  'venue-name': Flags.string({ summary: 'A new venue: its name.', ...goesWithout('venue') }),
  address: Flags.string({ summary: 'A new venue: street and number.', ...goesWithout('venue') }),
  city: Flags.string({ summary: 'A new venue: its city.', ...goesWithout('venue') }),
  country: Flags.string({ summary: 'A new venue: the code of its country.', helpValue: 'DE', ...goesWithout('venue') }),
  price: Flags.string({
    summary: 'One price for every seat; without any, it is free.',
    helpValue: '45.00',
    relationships: [...needs('currency').relationships, ...goesWithout('ticket-type').relationships],
  }),
  currency: Flags.string({ summary: 'Currency of the prices.', helpValue: 'EUR' }),
  'ticket-type': Flags.string({
    summary: 'A ticket type; may be repeated.',
    helpValue: 'name:price[:capacity]',
    multiple: true,
    ...needs('currency'),
  }),
  publish: Flags.boolean({ summary: 'Put it on sale at once.' }),
  test: Flags.boolean({ summary: 'A test event: for your own account alone, paid by the sandbox.' }),
  from: Flags.string({
    summary: 'Read it from a JSON file, or - for stdin, in the shape the API takes.',
    helpValue: '<file>',
  }),
}

/** Of the flags, of the file that they name, and of answers to what both leave out. */
export async function eventToMake(flags: NewEventFlags, evently: Evently): Promise<EventToMake> {
  mustFitTogether(flags)
  const given = flags.from === undefined ? {} : ((await readJsonObject(flags.from)) as EventDraft)
  const metadata = metadataOf(flags.metadata)
  const draft: EventDraft = { ...given, ...sharedParts(flags), ...pricesOf(flags), ...(metadata && { metadata }) }
  const missing = leftOut(draft, flags)
  mustAsk(missing)
  if (missing.length > 0) {
    const questions = await import('./event-questions.ts') // loaded for who is asked alone
    return questions.askForEvent(draft, flags, evently)
  }
  const venue = venueToMake(flags)
  if (venue) Object.assign(draft, { venue, venueId: undefined })
  if (flags.venue !== undefined) draft.venue = undefined
  await addTimes(draft, flags, () => zoneOf(draft, evently))
  return withMode(draft, flags)
}

/** The parts of a change; `zone` is the event's own, for times that don't name theirs. */
export async function eventChanges(flags: EventFlags, eventZone: string): Promise<BodyOf<'events.update'>> {
  const changes: BodyOf<'events.update'> = sharedParts(flags)
  const zone = flags.timezone ?? eventZone
  const { 'starts-at': start, 'ends-at': end } = flags
  const metadata = metadataChangesOf(flags)
  if (metadata) changes.metadata = metadata
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
    imageUrl: flags['image-url'],
    websiteUrl: flags['website-url'],
    cancellationPolicy: policyOf(flags),
    externalId: flags['external-id'],
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<{
    [Part in keyof typeof parts]: NonNullable<(typeof parts)[Part]>
  }>
}

function policyOf({ 'cancel-until-minutes': untilMinutesBefore, 'refund-percent': refundPercent }: EventFlags) {
  return untilMinutesBefore === undefined || refundPercent === undefined
    ? undefined
    : { untilMinutesBefore, refundPercent }
}

/** What no answer could mend is said before anything is asked. */
function mustFitTogether({ 'venue-name': name, venue, address, city, country, ...prices }: NewEventFlags): void {
  if (name === undefined && (city ?? country ?? address) !== undefined)
    throw new UsageError('--address, --city and --country describe a new venue: give it a --venue-name too.')
  if (prices.currency !== undefined && prices.price === undefined && prices['ticket-type'] === undefined)
    throw new UsageError('--currency is of no use without --price or --ticket-type.')
}

/** The flags that are needed and that neither the command line nor the file stands in for. */
function leftOut(draft: EventDraft, flags: NewEventFlags): string[] {
  const hasVenue = flags['venue-name'] ?? flags.venue ?? draft.venueId ?? draft.venue
  const wanted = {
    '--title': draft.title,
    '--category': draft.category,
    '--venue or --venue-name': hasVenue,
    ...(flags['venue-name'] !== undefined && {
      '--city': flags.city,
      '--country': flags.country,
      '--timezone': flags.timezone,
    }),
    '--starts-at': flags['starts-at'] ?? draft.startsAt,
    '--ends-at': flags['ends-at'] ?? draft.endsAt,
    '--capacity': draft.capacity,
  }
  return Object.entries(wanted)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name)
}

function venueToMake({ 'venue-name': name, address, city, country, timezone }: NewEventFlags) {
  if (name === undefined) return undefined
  return { name, ...(address !== undefined && { address }), city, country, timezone } as NonNullable<
    EventToMake['venue']
  >
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
  return {}
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
