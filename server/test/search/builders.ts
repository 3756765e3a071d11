// Events for the search's tests, with defaults for everything a test doesn't speak of.
import type { Shape } from '../../src/contract/types.ts'
import type { SearchQuery } from '../../src/domains/search/engine.ts'
import { newId } from '../../src/platform/ids.ts'

/** The moment at which everything here is asked, unless a test moves the clock. */
export const now = new Date('2030-01-01T00:00:00.000Z')

export interface EventOptions extends Partial<Omit<Shape<'Event'>, 'venue' | 'ticketTypes'>> {
  readonly venue?: Partial<Shape<'Venue'>>
  readonly prices?: readonly number[]
}

export function anEvent({ venue, prices = [2500], ...over }: EventOptions = {}): Shape<'Event'> {
  const availableSeats = over.availableSeats ?? 100
  return {
    id: newId('evt'),
    title: 'An evening',
    category: 'music',
    tags: [],
    status: 'published',
    venue: {
      id: newId('ven'),
      name: 'The Hall',
      city: 'Vienna',
      country: 'AT',
      timezone: 'Europe/Vienna',
      version: 1,
      createdAt: '2029-01-01T00:00:00.000Z',
      updatedAt: '2029-01-01T00:00:00.000Z',
      ...venue,
    },
    startsAt: '2030-06-01T18:00:00.000Z',
    endsAt: '2030-12-31T21:00:00.000Z',
    timezone: 'Europe/Vienna',
    capacity: 100,
    ticketTypes: prices.map((priceMinor, n) => ({
      id: newId('tkt'),
      name: `Class ${n + 1}`,
      priceMinor,
      currency: 'EUR',
      sales: 'open' as const,
      available: availableSeats,
    })),
    availableSeats,
    waitlistOpen: false,
    test: false,
    organizerId: newId('usr'),
    version: 1,
    createdAt: '2029-01-01T00:00:00.000Z',
    updatedAt: '2029-01-01T00:00:00.000Z',
    ...over,
  }
}

export const aSearchQuery = (over: Partial<SearchQuery> = {}): SearchQuery => ({
  sort: over.q === undefined ? 'date' : 'relevance',
  radiusKm: 50,
  limit: 100,
  now,
  ...over,
})

export const places = {
  vienna: { lat: 48.2082, lon: 16.3738 },
  bratislava: { lat: 48.1486, lon: 17.1077 },
  munich: { lat: 48.1372, lon: 11.5755 },
  tokyo: { lat: 35.6762, lon: 139.6503 },
  suva: { lat: -18.1248, lon: 178.4501 }, // close to the date line
} as const
