// A judged corpus: two thousand events as organizers write them, made of lists of names; the same in every run.
import type { Shape } from '../../../src/contract/types.ts'
import { anEvent, now } from '../builders.ts'

export interface Names {
  readonly artists: readonly string[]
  /** Title → category. */
  readonly titles: Readonly<Record<string, string>>
  /** What kind of event somebody looks for → category. */
  readonly genres: Readonly<Record<string, string>>
  /** City → its time zone. */
  readonly cities: Readonly<Record<string, string>>
  readonly venues: readonly string[]
  /** Titles that are like what is meant, and aren't. */
  readonly decoys?: readonly string[]
}

/** An event, and what it is about, for the judge. */
export interface JudgedEvent {
  readonly event: Shape<'Event'>
  readonly city: string
  readonly artist?: string
  readonly title?: string
  readonly genre?: string
}

export interface Corpus {
  readonly names: Names
  readonly events: readonly JudgedEvent[]
  readonly random: Random
}

export interface Random {
  /** A whole number from 0 to below the limit. */
  readonly below: (limit: number) => number
  readonly pick: <Each>(list: readonly Each[]) => Each
}

const eventsCount = 2_000
const dayMs = 86_400_000

const tours = ['World Tour', 'live', 'An Evening with', 'Unplugged', 'Farewell Tour', 'acoustic set']
const genreTitles: readonly ((genre: string, city: string) => string)[] = [
  genre => `${capital(genre)} Night`,
  genre => `Late ${genre} session`,
  (genre, city) => `${capital(genre)} in ${city}`,
  genre => `${capital(genre)} for everyone`,
  genre => `Open stage: ${genre}`,
  genre => `The ${genre} weekender`,
]
const plain: readonly (readonly [adjectives: readonly string[], nouns: readonly string[]])[] = [
  [
    ['Golden', 'Silent', 'Urban', 'Hidden', 'Velvet', 'Midnight', 'Paper', 'Northern', 'Wild', 'Electric'],
    ['Gardens', 'Voices', 'Mirrors', 'Stories', 'Harbours', 'Rooms', 'Letters', 'Echoes', 'Rivers', 'Machines'],
  ],
  [
    ['Stille', 'Neue', 'Bunte', 'Lange', 'Kleine', 'Wilde', 'Blaue', 'Freie'],
    ['Bühne', 'Nacht', 'Werkstatt', 'Reise', 'Bilder', 'Stimmen', 'Wege', 'Geschichten'],
  ],
  [
    ['Petite', 'Grande', 'Belle', 'Folle', 'Douce', 'Vieille'],
    ['soirée', 'fanfare', 'promenade', 'rencontre', 'lecture', 'parade'],
  ],
  [
    ['Grandes', 'Nuevas', 'Otras', 'Breves'],
    ['historias', 'miradas', 'voces', 'lecturas', 'cenas'],
  ],
]
const descriptions = [
  'Doors open at seven. Music and drinks on two floors, and a big surprise at the end of the night.',
  'A show for the whole family, with songs, stories and a band of ten from the city.',
  'Ein Abend mit Musik, Gesprächen und Wein. Einlass ab 19 Uhr, Konzert bis spät in die Nacht.',
  'Für alle, die tanzen wollen: von den Achtzigern bis heute, der Eintritt ist frei.',
  'Une soirée pour découvrir la scène de demain, avec un concert et une fête dans le jardin.',
  'Una noche con las mejores voces del barrio y una fiesta para todos en la plaza.',
  'Una serata di musica e parole nel cuore della città, con artisti da tutto il mondo.',
  'Een avond vol muziek en verhalen voor jong en oud, op het plein.',
  'Wieczór pełen muzyki i rozmów w samym sercu miasta.',
  'Müzik dolu bir gece, şehrin kalbinde.',
  'Вечер музыки и поэзии в самом центре города.',
]
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

export function makeCorpus(names: Names, seed: number): Corpus {
  const random = randomOf(seed)
  const { below, pick } = random
  const cities = Object.keys(names.cities)
  const events: JudgedEvent[] = []

  const add = (title: string, category: string, about: Omit<JudgedEvent, 'event' | 'city'>, city = pick(cities)) => {
    const startsAt = now.getTime() + dayMs * (30 + below(300)) + 3_600_000 * (8 + below(13))
    const timezone = names.cities[city]!
    events.push({
      ...about,
      city,
      event: anEvent({
        title,
        category,
        tags: about.genre ? [about.genre] : [],
        description: pick(descriptions),
        timezone,
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(startsAt + dayMs / 8).toISOString(),
        venue: { name: pick(names.venues), city, timezone },
      }),
    })
  }

  for (const artist of names.artists) {
    add(artist, 'music', { artist })
    const [one, other] = [pick(tours), pick(cities)]
    add(one.endsWith('with') ? `${one} ${artist}` : `${artist} – ${one}`, 'music', { artist })
    if (below(2)) add(`${artist} live in ${other}`, 'music', { artist }, other)
  }
  for (const [title, category] of Object.entries(names.titles)) add(title, category, { title })
  for (const [genre, category] of Object.entries(names.genres))
    for (const city of cities)
      for (const makeTitle of [pick(genreTitles), pick(genreTitles)])
        add(makeTitle(genre, city), category, { genre }, city)
  for (const decoy of names.decoys ?? []) add(decoy, 'music', {})
  const categories = [...new Set(Object.values(names.titles))]
  while (events.length < eventsCount) {
    const [adjectives, nouns] = pick(plain)
    const number = below(3) ? '' : ` ${1 + below(20)}`
    add(`${pick(adjectives)} ${pick(nouns)}${number}`, pick(categories), {})
  }
  return { names, events, random }
}

/** Numbers that are the same in every run (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: list => list[below(list.length)]! }
}
