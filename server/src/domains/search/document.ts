// An event as the index keeps it: the event itself, and what is asked of it taken out and folded.
import type { Shape } from '../../contract/types.ts'
import { localDateOf, monthToken, weekdayToken } from './text/calendar.ts'
import {
  derivationToken,
  derivedOfText,
  derivedOfName,
  textWordsOf,
  titleTokensOf,
  type Weighted,
} from './text/tokens.ts'
import { foldedPhrase } from './text/words.ts'

export interface Document {
  readonly eventId: string
  readonly version: number
  readonly event: Shape<'Event'>
  readonly titleFolded: string
  /** Its titles in other languages; null where it has none. */
  readonly translatedTitles: readonly string[] | null
  readonly seriesId: string | null
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
  /** Every word, by the places where it stands. */
  readonly words: Weighted
  /** What is derived from them; what says the same in other words counts less than the words themselves. */
  readonly derived: Weighted
  readonly phrases: readonly Phrase[]
}

export interface Phrase {
  readonly kind: Shape<'Suggestion'>['kind']
  readonly text: string
  readonly folded: string
  readonly words: readonly string[]
  readonly derived: readonly string[]
}

export function documentOf(event: Shape<'Event'>): Document {
  const { venue } = event
  const others = Object.values(event.translations ?? {})
  const titles = distinct([event.title, ...others.flatMap(({ title = [] }) => title)])
  const descriptions = distinct([event, ...others].flatMap(({ description = [] }) => description))
  const about = [...event.tags, event.category, venue.name]
  const begins = localDateOf(event.startsAt, event.timezone)
  const whole = titles.map(titleTokensOf)
  return {
    eventId: event.id,
    version: event.version,
    event,
    titleFolded: foldedPhrase(event.title),
    translatedTitles: titles.length > 1 ? distinct(titles.slice(1).map(foldedPhrase)) : null,
    seriesId: event.seriesId ?? null,
    venueFolded: foldedPhrase(venue.name),
    city: venue.city,
    cityFolded: foldedPhrase(venue.city),
    category: event.category,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    month: `${String(begins.year).padStart(4, '0')}-${String(begins.month).padStart(2, '0')}`,
    priceFromMinor: Math.min(...event.ticketTypes.map(({ priceMinor }) => priceMinor)),
    lat: venue.location ? degrees(venue.location.lat) : null,
    lon: venue.location ? degrees(venue.location.lon) : null,
    words: {
      A: distinct(titles.flatMap(textWordsOf)),
      B: distinct(about.flatMap(textWordsOf)),
      C: textWordsOf(venue.city),
      D: distinct(descriptions.flatMap(textWordsOf)),
    },
    derived: {
      A: whole.flatMap(({ A = [] }) => A),
      B: distinct([...titles.flatMap(derivedOfName), ...whole.flatMap(({ B = [] }) => B)]),
      C: distinct([
        ...[...about, venue.city].flatMap(derivedOfName),
        weekdayToken(begins.weekday),
        monthToken(begins.month),
      ]),
      D: [...distinct(descriptions.flatMap(derivedOfText)), derivationToken],
    },
    phrases: [
      ...titles.map(title => phraseOf('event', title)),
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
  words: textWordsOf(text),
  derived: derivedOfName(text),
})

const distinct = (words: readonly string[]) => [...new Set(words)]

/**
 * A millionth of a millimetre from zero is zero: PostgreSQL's functions refuse numbers that underflow while they work
 * on them.
 */
const degrees = (given: number) => (Math.abs(given) < 1e-14 ? 0 : given)
