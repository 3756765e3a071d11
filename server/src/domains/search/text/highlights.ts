// Highlights: where the words were found, as HTML that is safe to show.
import type { Shape } from '../../../contract/types.ts'
import { indexAfter, indexBefore } from '../../../platform/code-points.ts'
import { findWords, type FoundWord, type Term } from './words.ts'

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
  const hits = words.filter(({ word }) => terms.some(term => isMeant(word, term)))
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

const isMeant = (word: string, { words, prefix }: Term) =>
  words.some(each => (prefix ? word.startsWith(each) : word === each))

/** Cuts fall between words. */
const beginningNear = (words: readonly FoundWord[], at: number) =>
  at <= 0 ? 0 : (words.find(({ start }) => start >= at)?.start ?? 0)
const endNear = (words: readonly FoundWord[], at: number) => words.findLast(({ end }) => end <= at)?.end ?? at

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => entities[character]!)
