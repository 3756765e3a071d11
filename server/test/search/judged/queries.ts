// What people type who look for the events of a judged corpus, made by rules from its names; and by hand.
import type { Corpus, JudgedEvent } from './corpus.ts'

export const kinds = [
  'exact',
  'several words',
  'word order',
  'typos',
  'stop words',
  'symbols',
  'joined or split',
  'stems',
  'city and genre',
  'weekdays',
  'prefixes',
  'other scripts',
  'diacritics missing',
] as const
export type Kind = (typeof kinds)[number]

export interface JudgedQuery {
  readonly kind: Kind
  readonly q: string
  /** Whether somebody who types this wants this event. */
  readonly isRight: (event: JudgedEvent) => boolean
}

/** Typed → the artist or the title that is meant. */
export type ByHand = Partial<Record<Kind, Readonly<Record<string, string>>>>

const ofName = (name: string) => (event: JudgedEvent) => event.artist === name || event.title === name
const isLatin = (text: string) => /^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(text)
const isPlain = (text: string) => /^[a-zA-Z ]+$/.test(text)
const lettersOf = (text: string) => [...text]

export function queriesOf(corpus: Corpus, byHand: ByHand): JudgedQuery[] {
  const { names, random } = corpus
  const { below, pick } = random
  const known = [...names.artists, ...Object.keys(names.titles)]
  const sample = (count: number, from: readonly string[]) => {
    const rest = [...from]
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0]!)
  }
  const about = (kind: Kind, count: number, from: readonly string[], typed: (name: string) => string) =>
    sample(count, from).map((name): JudgedQuery => ({ kind, q: typed(name), isRight: ofName(name) }))
  const latin = known.filter(isLatin)
  const long = latin.filter(name => name.split(' ').length > 2)
  const mistypable = known.filter(name => isPlain(name) && name.split(' ').some(word => word.length > 5))
  const cities = Object.keys(names.cities)
  const genres = Object.keys(names.genres)
  const inCity = corpus.events.filter(({ artist, city, event }) => artist && event.title.endsWith(`live in ${city}`))
  const genreIn = (kind: Kind, count: number, typed: (genre: string, city: string) => string) =>
    Array.from({ length: count }, (): JudgedQuery => {
      const [genre, city] = [pick(genres), pick(cities)]
      return { kind, q: typed(genre, city), isRight: event => event.genre === genre && event.city === city }
    })

  return [
    ...about('exact', 22, known, name => name),
    ...about('several words', 10, long, name => sample(2, wordsThatMean(name)).join(' ')).filter(({ q }) => q !== ''),
    ...sample(
      8,
      inCity.map(({ event }) => event.title),
    ).map((title): JudgedQuery => {
      const { artist, city } = inCity.find(({ event }) => event.title === title)!
      return { kind: 'several words', q: `${artist} ${city}`, isRight: ofArtistIn(artist!, city) }
    }),
    ...about('word order', 14, long, name => name.split(' ').reverse().join(' ')),
    ...about('typos', 26, mistypable, name => mistyped(name, corpus)),
    ...about('stop words', 5, mistypable, name => `the ${name}`),
    ...about('stop words', 5, mistypable, name => `${name} with a`.toLowerCase()),
    ...genreIn('stop words', 6, (genre, city) => `the ${genre} in the ${city}`),
    ...genreIn('city and genre', 10, (genre, city) => `${genre} in ${city}`.toLowerCase()),
    ...genreIn('city and genre', 6, (genre, city) => `${city} ${genre}`),
    ...Array.from({ length: 12 }, (): JudgedQuery => {
      const [genre, day] = [pick(genres), pick(['sunday', 'friday', 'saturday', 'monday', 'Samstag', 'vendredi'])]
      const isRight = ({ genre: its, event }: JudgedEvent) =>
        its === genre || event.title.toLowerCase().startsWith(genre)
      return { kind: 'weekdays', q: `${genre} on ${day}`, isRight }
    }),
    ...about(
      'prefixes',
      20,
      known.filter(name => lettersOf(name).length > 6),
      begun,
    ),
    ...about('diacritics missing', 24, latin.filter(hasMarks), withoutMarks),
    ...Object.entries(byHand).flatMap(([kind, queries]) =>
      Object.entries(queries).map(([q, name]): JudgedQuery => {
        if (!known.includes(name)) throw new Error(`There is no ${name} in the corpus.`)
        return { kind: kind as Kind, q, isRight: ofName(name) }
      }),
    ),
  ]
}

const ofArtistIn = (artist: string, city: string) => (event: JudgedEvent) =>
  event.artist === artist && event.city === city

const wordsThatMean = (name: string) => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word.length > 3)

const hasMarks = (name: string) => withoutMarks(name) !== name.toLowerCase()
/** What somebody types whose keyboard has none of these. */
const withoutMarks = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/’/g, "'")

/** All but the end of the last word. */
function begun(name: string): string {
  const letters = lettersOf(name)
  return letters
    .slice(0, Math.max(5, Math.ceil(letters.length * 0.6)))
    .join('')
    .trim()
}

/** One mistake in the longest word: a letter left out, put in, exchanged, or swapped with the next. */
function mistyped(name: string, { random: { below, pick } }: Corpus): string {
  const words = name.toLowerCase().split(' ')
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
  const at = 1 + below(longest.length - 2)
  const [before, letter, next, after] = [longest.slice(0, at), longest[at]!, longest[at + 1]!, longest.slice(at + 2)]
  const other = pick(lettersOf('etaoinsr').filter(each => each !== letter))
  const wrong = pick([
    `${before}${next}${after}`,
    `${before}${letter}${other}${next}${after}`,
    `${before}${other}${next}${after}`,
    letter === next ? `${before}${letter}${after}` : `${before}${next}${letter}${after}`,
  ])
  return words.map(word => (word === longest ? wrong : word)).join(' ')
}
