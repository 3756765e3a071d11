// The texts of an event in the language that its reader asks for.
import Negotiator from 'negotiator'
import type { Shape } from './types.ts'

export type Translations = NonNullable<Shape<'Event'>['translations']>

interface Translated {
  readonly title: string
  readonly description?: string
  readonly language?: string
  readonly translations?: Translations
}

/** What a reader gets. `translation`: undefined where it is the text as it was written. */
export interface Chosen {
  readonly language: string | undefined
  readonly translation: Translations[string] | undefined
}

/** Ranges that are looked at; a header has room for hundreds. */
const rangesMax = 20
const headersKept = 500
const rangesOf = new Map<string, readonly string[]>()

/** The language ranges of an Accept-Language, the best first; those that are not wanted are left out. */
function rangesIn(header: string): readonly string[] {
  const known = rangesOf.get(header)
  if (known) return known
  if (rangesOf.size >= headersKept) rangesOf.clear()
  const ranges = new Negotiator({ headers: { 'accept-language': header } }).languages().slice(0, rangesMax)
  rangesOf.set(header, ranges)
  return ranges
}

/**
 * The text for whoever sends this Accept-Language, by the lookup of RFC 4647: each range in turn, then without its last
 * subtag, and so on; and after these a translation that is more special than a range (`de` finds `de-AT`). `*`, or no
 * range that is there, is the text as it was written.
 */
export function chosenFor(
  { language, translations }: Pick<Translated, 'language' | 'translations'>,
  header: string | undefined,
): Chosen {
  const original: Chosen = { language, translation: undefined }
  if (!translations || header === undefined) return original
  const tags = new Map(Object.keys(translations).map(tag => [tag.toLowerCase(), tag]))
  const own = language?.toLowerCase()
  const found = (tag: string): Chosen => ({ language: tag, translation: translations[tag] })
  for (const range of rangesIn(header)) {
    if (range === '*') return original
    const wanted = range.toLowerCase()
    for (let lookup = wanted; lookup !== ''; lookup = shortened(lookup)) {
      if (lookup === own) return original
      const tag = tags.get(lookup)
      if (tag !== undefined) return found(tag)
    }
    if (own?.startsWith(`${wanted}-`)) return original
    for (const [lower, tag] of tags) if (lower.startsWith(`${wanted}-`)) return found(tag)
  }
  return original
}

/** Without the last subtag, nor a single letter that then stands last (RFC 4647, 3.4). */
const shortened = (range: string) => range.replace(/(-[^-])?-?[^-]*$/, '')

/** The event with its texts as they were chosen; its translations are not shown. */
export function inLanguage<Event extends Translated>(event: Event, { language, translation }: Chosen): Event {
  if (!event.translations) return event
  const { translations: _, ...shown } = event
  return { ...shown, ...translation, ...(language !== undefined && { language }) } as Event
}
