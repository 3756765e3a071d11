// What is asked about a new event: the parts that neither flags nor a file have said.
import { amountMinorOf, digitsOf } from '@evently/sdk'
import type { Evently, EventToMake, TicketTypeToMake, Venue } from '@evently/sdk'
import { addTimes, withMode } from './event-draft.ts'
import type { EventDraft, NewEventFlags } from './event-draft.ts'
import { UsageError } from './failures.ts'
import { ask, askChoice, askOptional, askSearch, askText, cancelled, confirm, withAnswers } from './prompts.ts'
import { priceQuestion } from './ticket-type-input.ts'
import { instantOf } from './times.ts'
import { venueQuestions } from './venue-questions.ts'
import { say } from './output.ts'
import { draftView } from './views/event-draft.ts'

/** Asks for what is missing, shows the event as it will be, and asks once more. Throws `cancelled` for a no. */
export async function askForEvent(draft: EventDraft, flags: NewEventFlags, evently: Evently): Promise<EventToMake> {
  const { title, category } = await withAnswers(draft, {
    title: { message: 'Title' },
    category: { message: 'Category, like music', check: mustBeCategory },
  })
  const event: EventDraft = { ...draft, title, category }
  const venue = await askForVenue(event, flags, evently)
  const zone = event.timezone ?? venue.timezone
  await addTimes(event, flags, async () => zone)
  event.startsAt ??= await askTime('starts-at', 'Starts', zone)
  event.endsAt ??= await askTime('ends-at', 'Ends', zone, String(event.startsAt))
  event.capacity ??= Number(await ask({ message: 'Seats in all', check: mustBeCount }))
  if (event.priceMinor === undefined && event.ticketTypes === undefined) Object.assign(event, await askForPrices())
  say(`\n${draftView(event, venue, zone)}\n`)
  return withMode(event, await askHow(flags))
}

type NewVenue = NonNullable<EventToMake['venue']>

/** The venue that there is or that will be made; the draft says which. */
async function askForVenue(event: EventDraft, flags: NewEventFlags, evently: Evently): Promise<Venue | NewVenue> {
  const { 'venue-name': name, address, city, country, timezone } = flags
  if (name !== undefined) return newVenue(event, { name, address, city, country, timezone })
  if (event.venue) return event.venue
  if (event.venueId !== undefined) return evently.venues.get(event.venueId)
  const venues = await venuesOf(evently)
  const chosen = await askSearch<Venue | undefined>('Venue (type to search)', async text => [
    ...venues.filter(venue => isLike(venue, text)).map(venue => ({ name: venueText(venue), value: venue })),
    { name: 'A new venue', value: undefined },
  ])
  if (!chosen) return newVenue(event, {})
  event.venueId = chosen.id
  return chosen
}

type VenueFlags = Partial<Record<'name' | 'address' | 'city' | 'country' | 'timezone', string | undefined>>

async function newVenue(event: EventDraft, given: VenueFlags): Promise<NewVenue> {
  const isNew = given.name === undefined
  const { name, city, country, timezone } = await withAnswers(given, venueQuestions)
  const address =
    given.address ?? (isNew ? await askOptional({ message: 'Street and number (may be empty)' }) : undefined)
  const venue = { name, ...(address !== undefined && { address }), city, country, timezone }
  Object.assign(event, { venue, venueId: undefined })
  return venue
}

const venuesMax = 500

/** The organizer's own venues before those of others, as many as can be chosen from. */
async function venuesOf(evently: Evently): Promise<Venue[]> {
  const [managed, all] = await Promise.all([
    evently.events.listManaged({ limit: 100 }),
    someOf(evently.venues.list({ limit: 100 })),
  ])
  const me = managed.data[0]?.organizerId
  const known = new Map(managed.data.map(event => [event.venue.id, event.venue as Venue]))
  const own = all.filter(venue => venue.organizerId !== undefined && venue.organizerId === me)
  for (const venue of own) known.set(venue.id, venue)
  for (const venue of all) if (!known.has(venue.id)) known.set(venue.id, venue)
  return [...known.values()]
}

async function someOf(pages: AsyncIterable<Venue>): Promise<Venue[]> {
  const some: Venue[] = []
  for await (const venue of pages) if (some.push(venue) === venuesMax) break
  return some
}

const venueText = ({ name, city, country }: Venue) => `${name}, ${city}, ${country}`
const isLike = (venue: Venue, text: string) => folded(venueText(venue)).includes(folded(text))
/** Without case and accents, as the search has it. */
const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

async function askTime(flag: 'starts-at' | 'ends-at', word: string, zone: string, after?: string): Promise<string> {
  const timeOf = (text: string) => instantOf(text, { flag, zone })
  const check = async (text: string) => {
    const time = await timeOf(text)
    if (after !== undefined && Date.parse(time) <= Date.parse(after))
      throw new UsageError('--ends-at must be after --starts-at')
  }
  return timeOf(await askText({ message: `${word}, on the clock of ${zone}, like 2030-06-01T20:00`, check }))
}

async function askForPrices(): Promise<EventDraft> {
  const kind = await askChoice('Prices', [
    { name: 'One price for every seat', value: 'one' },
    { name: 'Ticket types, each with its price', value: 'types' },
    { name: 'It is free', value: 'free' },
  ])
  if (kind === 'free') return {}
  const currency = await askText({ message: 'Currency, like EUR', check: mustBeCurrency })
  if (kind === 'one') return { priceMinor: await askPrice('Price of a seat', currency), currency }
  const ticketTypes: TicketTypeToMake[] = []
  do ticketTypes.push(await askForTicketType(currency))
  while (await confirm('Another ticket type?'))
  return { ticketTypes }
}

async function askForTicketType(currency: string): Promise<TicketTypeToMake> {
  const name = await askText({ message: 'Ticket type: its name' })
  const priceMinor = await askPrice(`Price of ${name}`, currency)
  const capacity = await askOptional({
    message: `Seats of ${name} (empty: as many as the event has)`,
    check: mustBeCount,
  })
  return { name, priceMinor, currency, ...(capacity !== undefined && { capacity: Number(capacity) }) }
}

const askPrice = async (message: string, currency: string) =>
  amountMinorOf(await askText(priceQuestion(message, currency)), currency)

/** Whether it is put on sale at once; a flag that says so is not asked about again. */
async function askHow({ publish, test }: NewEventFlags): Promise<Pick<NewEventFlags, 'publish' | 'test'>> {
  const made = publish ? 'Make it and put it on sale' : 'Make it as a draft, which nobody else sees'
  const how = await askChoice('Make this event?', [
    { name: made, value: { publish, test } },
    ...(publish ? [] : [{ name: 'Make it and put it on sale', value: { publish: true, test } }]),
    { name: "Don't make it", value: undefined },
  ])
  if (!how) throw cancelled()
  return how
}

/** An event of the organizer, by its title. Answers its id. */
export async function askEvent(evently: Evently): Promise<string> {
  const { data } = await evently.events.listManaged({ limit: 100 })
  if (data.length === 0) throw new UsageError('You have no event yet: make one with `evently events create`.')
  return askSearch('Event (type to search)', async text =>
    data
      .filter(({ title }) => folded(title).includes(folded(text)))
      .map(({ id, title, status }) => ({ name: `${title} (${status})`, value: id })),
  )
}

/** As the contract has it. */
export const categoryPattern = /^[a-z][a-z0-9-]{0,39}$/

function mustBeCategory(text: string): void {
  if (!categoryPattern.test(text))
    throw new UsageError(
      '--category must be one lower-case word of at most 40 letters and digits, or several joined by hyphens, such ' +
        'as music or stand-up-comedy',
    )
}

function mustBeCount(text: string): void {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is not a number of seats: write it like 50.`)
}

function mustBeCurrency(text: string): void {
  if (digitsOf(text) === undefined) amountMinorOf('1', text) // says what is wrong with it
}
