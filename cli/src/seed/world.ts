// What a plan and a seed make, before anything is sent: venues, events, who books what. The same ones every time.
import { amountMinorOf } from '@evently/sdk'
import type { TicketTypeToMake, VenueToMake } from '@evently/sdk'
import { instantOf } from '../times.ts'
import { chanceOf, type Chance } from './chance.ts'
import { categories, cities, type Category, type CategoryName, type City, type CityName } from './places.ts'
import { bookingsMax, type Fixture, type Plan } from './plan.ts'
import { words, type WordKind } from './words.ts'

export interface Buyer {
  readonly reference: string
  readonly name: string
  readonly email: string
}

/** What one person books, or waits for. */
export interface Purchase {
  readonly buyer: Buyer
  readonly quantity: number
  readonly cancelled: boolean
}

export interface SeedVenue {
  readonly name: string
  readonly externalId: string
  readonly city: CityName
  readonly body: VenueToMake
}

export interface SeedEvent {
  readonly name: string
  readonly externalId: string
  readonly venue: string
  readonly status: 'draft' | 'published' | 'cancelled'
  readonly body: {
    readonly title: string
    readonly description: string
    readonly category: string
    readonly tags: string[]
    readonly startsAt: string
    readonly endsAt: string
    readonly capacity: number
    readonly ticketTypes: [TicketTypeToMake, ...TicketTypeToMake[]]
  }
  /** Of the first ticket type, in this order. */
  readonly bookings: readonly Purchase[]
  readonly waitlist: readonly Purchase[]
}

export interface World {
  /** Every external id begins with it. */
  readonly prefix: string
  readonly venues: readonly SeedVenue[]
  readonly events: readonly SeedEvent[]
}

export interface WorldOptions {
  readonly seed: number
  /** `2030-09-01`: where the plan names no day, this is its first. */
  readonly today: string
}

export const prefixOf = (plan: Plan, seed: number) => `seed:${plan.name}:${seed}:`

export async function worldOf(plan: Plan, { seed, today }: WorldOptions): Promise<World> {
  const chanceFor = (...names: readonly (string | number)[]) => chanceOf(plan.name, seed, ...names)
  const prefix = prefixOf(plan, seed)
  const venues = venuesOf(plan, { chanceFor, prefix })
  const making: Making = { plan, chanceFor, prefix, venues, people: peopleOf(plan, seed, chanceFor), today }
  const numbered = Array.from({ length: plan.events }, (_, n) => `event-${padded(n + 1)}`)
  const events = await Promise.all([
    ...numbered.map(name => eventOf(name, making)),
    ...[...plan.fixtures].map(([name, fixture]) => eventOf(name, making, fixture)),
  ])
  return { prefix, venues, events }
}

const padded = (n: number) => String(n).padStart(3, '0')
type ChanceFor = (...names: readonly (string | number)[]) => Chance

function venuesOf(plan: Plan, { chanceFor, prefix }: { chanceFor: ChanceFor; prefix: string }): SeedVenue[] {
  const counted = Array.from({ length: plan.venues }, (_, n) => plan.cities[n % plan.cities.length] as CityName)
  // A fixture may be in a city of its own.
  const more = [...plan.fixtures.values()].flatMap(({ city }) => (city === undefined ? [] : [city]))
  const all = [...counted, ...new Set(more.filter(city => !counted.includes(city)))]
  return all.map((city, n) => {
    const name = `venue-${padded(n + 1)}`
    const nth = all.slice(0, n).filter(each => each === city).length
    return { name, externalId: prefix + name, city, body: venueOf(city, { nth, chance: chanceFor(name) }) }
  })
}

function venueOf(name: CityName, { nth, chance }: { nth: number; chance: Chance }): VenueToMake {
  const { country, timezone, location, streets, houses }: City = cities[name]
  const house = houses[nth % houses.length] ?? name
  const near = (degrees: number) => Number((degrees + chance.within({ min: -300, max: 300 }) / 10_000).toFixed(4))
  return {
    name: nth < houses.length ? house : `${house} ${Math.floor(nth / houses.length) + 1}`,
    address: `${chance.oneOf(streets)} ${chance.within({ min: 1, max: 99 })}`,
    city: name,
    country,
    timezone,
    location: { lat: near(location.lat), lon: near(location.lon) },
  }
}

/** As many as one event may have, booking and waiting. */
const peopleMin = 2 * bookingsMax

/** People come to more than one event. */
function peopleOf(plan: Plan, seed: number, chanceFor: ChanceFor): readonly Buyer[] {
  return Array.from({ length: peopleMin + plan.events }, (_, n) => {
    const chance = chanceFor('person', n)
    const [first, last] = [chance.oneOf(words.first), chance.oneOf(words.last)]
    const name = `${first} ${last}`
    const mailbox = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${n + 1}`
    const email = `${mailbox}@example.${chance.oneOf(['com', 'net', 'org'])}`
    return { reference: `${plan.name}-${seed}-person-${padded(n + 1)}`, name, email }
  })
}

interface Making {
  readonly plan: Plan
  readonly chanceFor: ChanceFor
  readonly prefix: string
  readonly venues: readonly SeedVenue[]
  readonly people: readonly Buyer[]
  readonly today: string
}

async function eventOf(name: string, making: Making, fixture: Fixture = {}): Promise<SeedEvent> {
  const { plan, chanceFor, prefix, venues } = making
  const chance = chanceFor(name)
  const places = fixture.city === undefined ? venues : venues.filter(({ city }) => city === fixture.city)
  const venue = chance.oneOf(places)
  const category = fixture.category ?? chance.oneOf(plan.categories)
  const { status, soldOut } = fateOf(plan, { fixture, chance, isFixture: plan.fixtures.has(name) })
  const capacity = fixture.capacity ?? (soldOut ? chance.within({ min: 6, max: 24 }) : chance.within(plan.capacity))
  const times = await timesOf(category, { making, chance, fixture, city: cities[venue.city] })
  const ticketTypes = ticketTypesOf(category, { city: cities[venue.city], capacity, fixture, soldOut, chance })
  return {
    name,
    externalId: prefix + name,
    venue: venue.name,
    status,
    body: { ...wordsFor(category, { fixture, chance }), ...times, capacity, ticketTypes },
    ...purchasesOf(making, { fixture, chance, capacity, soldOut, status, isFixture: plan.fixtures.has(name) }),
  }
}

interface FateOptions {
  readonly fixture: Fixture
  readonly chance: Chance
  readonly isFixture: boolean
}

/** What a fixture does not say of itself does not happen to it. */
function fateOf(plan: Plan, { fixture, chance, isFixture }: FateOptions) {
  if (isFixture) return { status: fixture.status ?? ('published' as const), soldOut: fixture.soldOut ?? false }
  const at = chance.within({ min: 0, max: 999_999 }) / 1_000_000
  if (at < plan.drafts) return { status: 'draft' as const, soldOut: false }
  if (at < plan.drafts + plan.cancelledEvents) return { status: 'cancelled' as const, soldOut: false }
  return { status: 'published' as const, soldOut: at < plan.drafts + plan.cancelledEvents + plan.soldOut }
}

function wordsFor(name: CategoryName, { fixture, chance }: { fixture: Fixture; chance: Chance }) {
  const { titles, descriptions, tags }: Category = categories[name]
  const made = chance.oneOf(titles).replaceAll(/\{(\w+)\}/g, (_, kind: WordKind) => chance.oneOf(words[kind]))
  return {
    title: fixture.title ?? made,
    description: chance.oneOf(descriptions),
    category: name,
    tags: chance.someOf(tags, 2),
  }
}

interface TimesOptions {
  readonly making: Making
  readonly chance: Chance
  readonly fixture: Fixture
  readonly city: City
}

async function timesOf(name: CategoryName, { making: { plan, today }, chance, fixture, city }: TimesOptions) {
  const { begins, hours }: Category = categories[name]
  // Not before the day after tomorrow: wherever it is, it has not begun.
  const first = Date.parse(`${plan.startsOn ?? today}T00:00:00Z`) + (plan.startsOn === undefined ? 2 : 0) * dayMs
  const day = new Date(first + chance.within({ min: 0, max: plan.days - 1 }) * dayMs).toISOString().slice(0, 10)
  const wall = fixture.startsAt ?? `${day}T${chance.oneOf(begins)}`
  const startsAt = await instantOf(wall, { name: 'startsAt', zone: city.timezone })
  const [min, max] = hours
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + chance.within({ min, max }) * hourMs).toISOString() }
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface PricesOptions {
  readonly city: City
  readonly capacity: number
  readonly fixture: Fixture
  readonly soldOut: boolean
  readonly chance: Chance
}

/** A sold-out event has one ticket type: then it is plain what is sold out. */
function ticketTypesOf(
  name: CategoryName,
  { city, capacity, fixture, soldOut, chance }: PricesOptions,
): [TicketTypeToMake, ...TicketTypeToMake[]] {
  const { currency, perEuro, roundTo } = city
  const [min, max] = (categories[name] as Category).euros
  const inCurrency = (euros: number) => Math.max(roundTo, Math.round((euros * perEuro) / roundTo) * roundTo)
  const made = inCurrency(chance.within({ min, max }))
  const priceMinor = amountMinorOf(fixture.price ?? String(made), currency)
  const kind = chance.within({ min: 1, max: 20 })
  const general = { name: 'General Admission', priceMinor, currency }
  if (soldOut || fixture.price !== undefined || kind <= 11) return [general]
  const priced = (share: number) => amountMinorOf(String(inCurrency((made / perEuro) * share)), currency)
  if (kind <= 16) return [general, { name: 'Student', priceMinor: priced(0.6), currency }]
  const seats = Math.max(1, Math.floor(capacity / 10))
  return [general, { name: 'VIP', priceMinor: priced(2.2), currency, capacity: seats }]
}

interface PurchasesOptions extends FateOptions {
  readonly capacity: number
  readonly soldOut: boolean
  readonly status: SeedEvent['status']
}

function purchasesOf(
  { plan, people }: Making,
  { fixture, chance, capacity, soldOut, status, isFixture }: PurchasesOptions,
): { bookings: Purchase[]; waitlist: Purchase[] } {
  if (status === 'draft') return { bookings: [], waitlist: [] }
  const quantities = soldOut
    ? fillingUp(capacity, chance)
    : countedUp(fixture.bookings ?? (isFixture ? 0 : chance.within(plan.bookings)), { capacity, chance })
  const waiting = soldOut ? (fixture.waitlist ?? (isFixture ? 0 : chance.within(plan.waitlist))) : 0
  const buyers = chance.someOf(people, quantities.length + waiting)
  const isCancelled = (n: number) =>
    isFixture ? n < (fixture.cancelledBookings ?? 0) : chance.happens(plan.cancelledBookings)
  const bookings = quantities.map((quantity, n) => ({
    buyer: buyers[n] as Buyer,
    quantity,
    cancelled: isCancelled(n),
  }))
  const waitlist = buyers
    .slice(quantities.length)
    .map(buyer => ({ buyer, quantity: chance.within({ min: 1, max: 2 }), cancelled: false }))
  return { bookings, waitlist }
}

/** Until no seat is left. */
function fillingUp(capacity: number, chance: Chance): number[] {
  const quantities: number[] = []
  for (let left = capacity; left > 0; left -= quantities.at(-1) ?? 0)
    quantities.push(Math.min(left, chance.within({ min: capacity > 100 ? 4 : 1, max: capacity > 100 ? 8 : 4 })))
  return quantities
}

/** So many, as long as there is a seat for each. */
function countedUp(count: number, { capacity, chance }: { capacity: number; chance: Chance }): number[] {
  const bookings = Math.min(count, capacity)
  let left = capacity
  return Array.from({ length: bookings }, (_, n) => {
    const othersToCome = bookings - n - 1
    const quantity = Math.min(left - othersToCome, chance.within({ min: 1, max: 4 }))
    left -= quantity
    return quantity
  })
}
