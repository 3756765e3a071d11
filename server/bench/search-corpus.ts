// A hundred thousand events as a search may hold them, and what people ask of them; the same in every run.
import type { Shape } from '../src/contract/types.ts'
import { newId } from '../src/platform/ids.ts'

export interface Corpus {
  readonly events: readonly Shape<'Event'>[]
  readonly questions: Questions
}
export interface SearchInput {
  readonly q?: string
  readonly category?: string
  readonly near?: string
  readonly radiusKm?: number
  readonly maxPrice?: number
  readonly available?: boolean
  readonly startsAfter?: string
  readonly startsBefore?: string
  readonly sort?: 'distance' | 'date'
}
type Questions = Readonly<Record<'text' | 'everything' | 'typo' | 'beginning' | 'category', () => string>> & {
  readonly filtered: () => SearchInput
}

const wordsCount = 8_000
const citiesCount = 250
const venuesCount = 3_000
const categories = [
  'music',
  'theatre',
  'comedy',
  'sport',
  'film',
  'dance',
  'food',
  'talk',
  'family',
  'art',
  'market',
  'festival',
]
const syllables = [
  'ba',
  'cor',
  'den',
  'fi',
  'gal',
  'ho',
  'jin',
  'ka',
  'lum',
  'mer',
  'no',
  'or',
  'pel',
  'qua',
  'ri',
  'sto',
  'tan',
  'ul',
  'ver',
  'wi',
  'xan',
  'yo',
  'zel',
  'ché',
  'mül',
]
const dayMs = 86_400_000

export function makeCorpus(count: number, now: Date): Corpus {
  const random = seeded(20_300_101)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <Each>(list: readonly Each[]) => list[below(list.length)]!
  const words = [
    ...new Set(
      Array.from({ length: wordsCount }, () => Array.from({ length: 2 + below(3) }, () => pick(syllables)).join('')),
    ),
  ]
  /** A few words are everywhere and most are rare, as in any language. */
  const word = () => words[Math.floor(words.length * random() ** 3)]!
  const text = (length: number) => Array.from({ length }, word).join(' ')
  const capital = (each: string) => each[0]!.toUpperCase() + each.slice(1)
  const cities = Array.from({ length: citiesCount }, () => ({
    city: capital(pick(words)),
    lat: 36 + random() * 24,
    lon: -9 + random() * 35,
  }))
  const stamp = new Date(now.getTime() - dayMs).toISOString()
  const venues = Array.from({ length: venuesCount }, (): Shape<'Venue'> => {
    const { city, lat, lon } = cities[Math.floor(citiesCount * random() ** 2)]!
    return {
      id: newId('ven'),
      name: capital(text(2)),
      city,
      country: 'AT',
      location: { lat: lat + random() / 5, lon: lon + random() / 5 },
      timezone: 'Europe/Vienna',
      version: 1,
      createdAt: stamp,
      updatedAt: stamp,
    }
  })
  const events = Array.from({ length: count }, (): Shape<'Event'> => {
    const startsAt = now.getTime() + dayMs * (1 + random() * 365)
    const availableSeats = random() < 0.1 ? 0 : 1 + below(500)
    const priceMinor = random() < 0.1 ? 0 : 500 * below(60)
    return {
      id: newId('evt'),
      title: capital(text(2 + below(5))),
      description: text(20 + below(60)),
      category: pick(categories),
      tags: [word(), word()],
      status: 'published',
      venue: pick(venues),
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + dayMs / 8).toISOString(),
      timezone: 'Europe/Vienna',
      capacity: 500,
      ticketTypes: [
        {
          id: newId('tkt'),
          name: 'General Admission',
          priceMinor,
          currency: 'EUR',
          sales: 'open',
          available: availableSeats,
        },
      ],
      availableSeats,
      test: false,
      waitlistOpen: false,
      organizerId: newId('usr'),
      version: 1,
      createdAt: stamp,
      updatedAt: stamp,
    }
  }).sort((one, other) => (one.id < other.id ? -1 : 1))

  const wordOfATitle = () => pick(pick(events).title.toLowerCase().split(' '))
  const questions: Questions = {
    text: () => pick(events).title.split(' ').slice(0, 2).join(' '),
    everything: wordOfATitle,
    category: () => pick(categories),
    typo: () => {
      const right = wordOfATitle()
      const at = 1 + below(right.length - 2)
      return (
        right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2) + (right[at] === right[at + 1] ? 'x' : '')
      )
    },
    beginning: () => wordOfATitle().slice(0, 2 + below(3)),
    filtered: () => {
      const { venue, category } = pick(events)
      const from = now.getTime() + dayMs * below(200)
      return {
        q: wordOfATitle(),
        category,
        near: `${venue.location!.lat.toFixed(4)},${venue.location!.lon.toFixed(4)}`,
        radiusKm: 300,
        maxPrice: 20_000,
        available: true,
        startsAfter: new Date(from).toISOString(),
        startsBefore: new Date(from + 150 * dayMs).toISOString(),
        sort: 'distance',
      }
    },
  }
  return { events, questions }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
