// An event as the index keeps it: the event itself, and what is asked of it taken out and folded.
import type { Shape } from '../../contract/types.ts'
import { foldedPhrase, wordsOf } from './text/words.ts'

export interface Document {
  readonly eventId: string
  readonly version: number
  readonly event: Shape<'Event'>
  readonly titleFolded: string
  readonly venueFolded: string
  readonly city: string
  readonly cityFolded: string
  readonly category: string
  readonly startsAt: string
  readonly endsAt: string
  readonly month: string
  readonly priceFromMinor: number
  readonly lat: number | null
  readonly lon: number | null
  /** PostgreSQL's text form of a tsvector. */
  readonly lexemes: string
  readonly words: readonly string[]
  readonly phrases: readonly Phrase[]
}

export interface Phrase {
  readonly kind: Shape<'Suggestion'>['kind']
  readonly text: string
  readonly folded: string
  readonly lexemes: string
}

type Weight = 'A' | 'B' | 'C' | 'D'

/** PostgreSQL keeps no position beyond this one. */
const positionMax = 16_383

export function documentOf(event: Shape<'Event'>): Document {
  const { venue } = event
  const weighted: readonly (readonly [Weight, string[]])[] = [
    ['A', wordsOf(event.title)],
    ['B', [...event.tags, event.category, venue.name].flatMap(wordsOf)],
    ['C', wordsOf(venue.city)],
    ['D', wordsOf(event.description ?? '')],
  ]
  return {
    eventId: event.id,
    version: event.version,
    event,
    titleFolded: foldedPhrase(event.title),
    venueFolded: foldedPhrase(venue.name),
    city: venue.city,
    cityFolded: foldedPhrase(venue.city),
    category: event.category,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    month: monthOf(event.startsAt, event.timezone),
    priceFromMinor: Math.min(...event.ticketTypes.map(({ priceMinor }) => priceMinor)),
    lat: venue.location ? degrees(venue.location.lat) : null,
    lon: venue.location ? degrees(venue.location.lon) : null,
    lexemes: lexemesOf(weighted),
    words: [...new Set(weighted.flatMap(([, words]) => words))],
    phrases: [
      phraseOf('event', event.title),
      phraseOf('venue', venue.name),
      phraseOf('city', venue.city),
      phraseOf('category', event.category),
    ],
  }
}

const phraseOf = (kind: Phrase['kind'], text: string): Phrase => ({
  kind,
  text,
  folded: foldedPhrase(text),
  lexemes: lexemesOf([['A', wordsOf(text)]]),
})

/**
 * Each word once per weight, at its first place: repeating a word doesn't lift an event. Words hold letters and digits
 * only.
 */
function lexemesOf(weighted: readonly (readonly [Weight, readonly string[]])[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const [weight, words] of weighted) {
    const seen = new Set<string>()
    for (const word of words) {
      position = Math.min(position + 1, positionMax)
      if (seen.has(word)) continue
      seen.add(word)
      places.set(word, [...(places.get(word) ?? []), `${position}${weight}`])
    }
  }
  return [...places].map(([word, at]) => `'${word}':${at.join()}`).join(' ')
}

/**
 * A millionth of a millimetre from zero is zero: PostgreSQL's functions refuse numbers that underflow while they work
 * on them.
 */
const degrees = (given: number) => (Math.abs(given) < 1e-14 ? 0 : given)

/** The month on the clock that hangs on the wall there, as `2030-06`; an unknown zone counts as UTC. */
function monthOf(startsAt: string, timeZone: string): string {
  const at = new Date(startsAt)
  try {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      calendar: 'iso8601',
    }).formatToParts(at)
    const part = (type: 'year' | 'month') => parts.find(each => each.type === type)!.value
    return `${part('year').padStart(4, '0')}-${part('month')}`
  } catch {
    return at.toISOString().slice(0, 7)
  }
}
