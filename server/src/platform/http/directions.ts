// For whoever has asked at a place where nothing answers, or with a method that nothing takes there: what they probably
// wanted. Made from the operations of the same document, so that no one is shown the way to another's.
import { editDistance } from '../../contract/edit-distance.ts'

/** An operation as somebody finds it. */
export interface Place {
  readonly method: string
  readonly path: string
  /** What it does, in a few words. */
  readonly summary: string
}

export type Directions = ReturnType<typeof createDirections>

/** Beyond these it is not a mistyped path. */
const segmentsMax = 12
const segmentLengthMax = 60
const suggestionsMax = 3
/** How far a path may be from the one that is meant. A segment too many or too few is 1 away, a mistyped one less. */
const farthest = 1.25
/** The same with another method than was asked for. */
const farthestWithOtherMethod = 0.75

/** `reference`: the path of a page that lists everything there is. */
export function createDirections(places: readonly Place[], reference?: string) {
  const known = places.map(place => ({ ...place, segments: meaningful(place.path) }))

  return {
    /** Of a path that there is not. */
    from(method: string, path: string): string {
      const same = nearest(
        path,
        known.filter(each => each.method === method),
        farthest,
      )
      const suggested = same.length > 0 ? same : nearest(path, known, farthestWithOtherMethod)
      const words = didYouMean(suggested) || (reference === undefined ? '' : ` ${reference} lists all that there is.`)
      return `Nothing answers at ${cut(path, 200)}.${words}`
    },

    /** Of a path that there is, which takes other methods. */
    instead(method: string, path: string, allow: string): string {
      const segments = meaningful(path)
      const fixed = known.filter(each => each.path === path)
      const here = fixed.length > 0 ? fixed : known.filter(each => distance(segments, each.segments) === 0)
      const taken = here.map(each => `${each.method} (${each.summary})`).join(' and ') || allow
      const others = known.filter(each => each.method === method)
      const words = didYouMean(nearest(path, others, farthest))
      return `${cut(path, 200)} does not take ${cut(method, 20)}; it takes ${taken}.${words}`
    },
  }
}

interface KnownPlace extends Place {
  readonly segments: readonly string[]
}

/** Those that are nearest, if they are at most so far away. */
function nearest(path: string, known: readonly KnownPlace[], farthest: number): Place[] {
  const segments = meaningful(path)
  if (segments.length === 0 || segments.length > segmentsMax) return []
  if (segments.some(segment => segment.length > segmentLengthMax)) return []
  const measured = known
    .filter(each => Math.abs(each.segments.length - segments.length) <= farthest)
    .map(place => ({ place, away: distance(segments, place.segments) }))
    .filter(({ away }) => away <= farthest)
  const least = Math.min(...measured.map(({ away }) => away))
  return measured.filter(({ away }) => away === least).map(({ place }) => place)
}

function didYouMean(places: readonly Place[]): string {
  const all = places.slice(0, suggestionsMax).map(({ method, path, summary }) => `${method} ${path} (${summary})`)
  return all.length === 0 ? '' : ` Did you mean ${all.join(' or ')}?`
}

/** Without what people guess about the beginning of a path, slashes too many, and capitals. */
function meaningful(path: string): string[] {
  const segments = path.toLowerCase().split('/').filter(Boolean)
  const start = segments.findIndex(segment => segment !== 'api' && !/^v\d+$/.test(segment))
  return start < 0 ? [] : segments.slice(start)
}

/** How much of one path must be changed to have the other: segments put in, left out or mistyped. */
function distance(typed: readonly string[], wanted: readonly string[]): number {
  let previous = [0]
  for (const segment of wanted) previous.push(previous.at(-1)! + absence(segment))
  for (const [n, segment] of typed.entries()) {
    const current = [n + 1]
    for (const [m, other] of wanted.entries()) {
      const changed = previous[m]! + difference(segment, other)
      current.push(Math.min(changed, previous[m + 1]! + 1, current[m]! + absence(other)))
    }
    previous = current
  }
  return previous[wanted.length]!
}

/** An id is seldom forgotten. */
const absence = (segment: string) => (isParameter(segment) ? farthest : 1)

/** 0: the same; below 1: mistyped; without end: something else. */
function difference(typed: string, wanted: string): number {
  if (typed === wanted) return 0
  // What stands for a parameter has digits, as all ids have: a word is another segment.
  if (isParameter(wanted)) return /\d/.test(typed) ? 0 : Infinity
  const mistakesMax = Math.min(3, Math.floor(wanted.length / 3))
  if (Math.abs(typed.length - wanted.length) > mistakesMax) return Infinity
  const mistakes = editDistance(typed, wanted)
  return mistakes <= mistakesMax ? mistakes / 4 : Infinity
}

const isParameter = (segment: string) => segment.startsWith('{')
const cut = (text: string, lengthMax: number) => (text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text)
