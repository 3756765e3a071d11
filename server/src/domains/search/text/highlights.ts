// Highlights: where the words were found, as HTML that is safe to show.
import type { Shape } from '../../../contract/types.ts'
import { indexAfter, indexBefore } from '../../../platform/code-points.ts'
import { joinsOf } from './joins.ts'
import type { Option, Term } from './query.ts'
import { sequencesOf } from './sequences.ts'
import { stemOf } from './stems.ts'
import { joinToken, stemToken } from './tokens.ts'
import { findWords, isSign, type FoundWord } from './words.ts'

const mark = { open: '<mark>', close: '</mark>' } as const
/** How much of a description is shown around the first word that was found, in code points. */
const excerpt = { before: 60, length: 240 } as const

/** Undefined where none of the words stands in title, venue or description. */
export function highlightsOf(
  { title, description, venue }: Shape<'Event'>,
  terms: readonly Term[],
): Shape<'Highlights'> | undefined {
  if (terms.length === 0) return undefined
  const highlights: Shape<'Highlights'> = {}
  const inTitle = highlighted(title, terms)
  const inVenue = highlighted(venue.name, terms)
  const inDescription = highlighted(description ?? '', terms, excerpt)
  if (inTitle) highlights.title = inTitle
  if (inVenue) highlights.venue = inVenue
  if (inDescription) highlights.description = inDescription
  return Object.keys(highlights).length > 0 ? highlights : undefined
}

function highlighted(text: string, terms: readonly Term[], cut?: typeof excerpt): string | undefined {
  const words = findWords(text)
  const hits = hitsAmong(words, terms)
  const first = hits[0]
  if (!first) return undefined
  const isLong = cut && indexAfter(text, 0, cut.length) < text.length
  const from = isLong ? beginningNear(words, indexBefore(text, first.start, cut.before)) : 0
  const end = cut ? indexAfter(text, from, cut.length) : text.length
  const to = end < text.length ? endNear(words, Math.max(end, first.end)) : text.length

  let html = from > 0 ? '…' : ''
  let at = from
  for (const { start, end } of hits) {
    if (end > to) break
    html += `${escapeHtml(text.slice(at, start))}${mark.open}${escapeHtml(text.slice(start, end))}${mark.close}`
    at = end
  }
  return `${html}${escapeHtml(text.slice(at, to))}${to < text.length ? '…' : ''}`
}

interface Range {
  readonly start: number
  readonly end: number
}

/** The words that are meant, those that are meant together as one, in their order. Stop words are not marked. */
function hitsAmong(words: readonly FoundWord[], terms: readonly Term[]): Range[] {
  const meant = terms.filter(({ meaning }) => meaning !== 'none')
  const range = (from: number, to: number) => ({ start: words[from]!.start, end: words[to]!.end })
  const single = words.filter(({ word }) => meant.some(term => isMeant(word, term)))
  const joined = joinsOf(words).flatMap(({ word, from, to }) => {
    // What was typed must reach into the last of them: `string` is not the House of `String House`.
    const withoutLast = joinToken(word).length - words[to]!.word.length
    const isMeantAsOne = (option: Option) => option.token.length > withoutLast && fits(joinToken(word), option)
    return meant.some(({ options }) => options.some(isMeantAsOne)) ? [range(from, to)] : []
  })
  const signs = words.flatMap((_, at) =>
    meant.flatMap(({ run, sequences }) => {
      const length = [...run].length
      const isHere = sequences.length > 0 && textAt(words, at, length) === run && isSign(words[at]!.word)
      return isHere ? [range(at, at + length - 1)] : []
    }),
  )
  return merged([...single, ...joined, ...signs])
}

const textAt = (words: readonly FoundWord[], at: number, length: number) =>
  words
    .slice(at, at + length)
    .map(({ word }) => word)
    .join('')

function isMeant(word: string, { options, sequences }: Term): boolean {
  const stem = stemToken(stemOf(word))
  if (options.some(option => fits(word, option) || option.token === stem)) return true
  const own = sequences.length > 0 ? new Set(sequencesOf(word)) : undefined
  return own !== undefined && sequences.every(sequence => own.has(sequence.slice(1)))
}

const fits = (token: string, option: Option) =>
  option.begins ? token.startsWith(option.token) : token === option.token

function merged(ranges: readonly Range[]): Range[] {
  const whole: Range[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = whole.at(-1)
    if (!last || range.start >= last.end) whole.push(range)
    else if (range.end > last.end) whole.splice(-1, 1, { start: last.start, end: range.end })
  }
  return whole
}

/** Cuts fall between words. */
const beginningNear = (words: readonly FoundWord[], at: number) =>
  at <= 0 ? 0 : (words.find(({ start }) => start >= at)?.start ?? 0)
const endNear = (words: readonly FoundWord[], at: number) => words.findLast(({ end }) => end <= at)?.end ?? at

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => entities[character]!)
