// The texts of an event in the language that its reader asks for.
import { createHash } from 'node:crypto'
import Negotiator from 'negotiator'
import type { Shape } from './types.ts'

export type Translations = NonNullable<Shape<'Event'>['translations']>

type Texts = Readonly<Record<string, object>>
interface TranslatedType {
  readonly id: string
  readonly translations?: Texts | null
}
interface Translated {
  readonly language?: string | null
  readonly translations?: Texts | null
  readonly ticketTypes?: readonly TranslatedType[]
}

/** What a reader gets. Where there is no translation, it is the text as it was written. */
export interface Chosen {
  /** Of title and description, where it is known. */
  readonly language: string | undefined
  readonly translation: object | undefined
  /** By the ids of ticket types. */
  readonly ofTypes: ReadonlyMap<string, object>
  /** What tells it from what other readers get; empty where nothing is translated. */
  readonly key: string
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
 * The texts for whoever sends this Accept-Language: of the event, and of each of its ticket types, the best that there
 * is of that.
 */
export function chosenFor(
  { language, translations, ticketTypes = [] }: Translated,
  header: string | undefined,
): Chosen {
  const own = language ?? undefined
  const tagOf = (texts: Texts | null | undefined) => (texts ? tagFor(texts, own, header) : undefined)
  const tag = tagOf(translations)
  const tagsOfTypes = ticketTypes.map(type => tagOf(type.translations))
  const ofTypes = ticketTypes.flatMap(({ id, translations: texts }, n) =>
    tagsOfTypes[n] === undefined ? [] : [[id, texts![tagsOfTypes[n]!]!] as const],
  )
  return {
    language: tag ?? own,
    translation: tag === undefined ? undefined : translations![tag],
    ofTypes: new Map(ofTypes),
    key: keyOf(
      tag ?? '',
      ticketTypes.map(({ translations: texts }, n) => (texts ? (tagsOfTypes[n] ?? '') : undefined)),
    ),
  }
}

/** Short where all are in one language, as they mostly are. */
function keyOf(tag: string, tagsOfTypes: readonly (string | undefined)[]): string {
  if (tagsOfTypes.every(each => each === undefined || each === tag)) return tag
  const all = createHash('sha256').update(JSON.stringify(tagsOfTypes)).digest('base64url')
  return [tag, all.slice(0, 12)].filter(part => part !== '').join('-')
}

/**
 * By the lookup of RFC 4647: each range in turn, then without its last subtag, and so on; and after these a translation
 * that is more special than a range (`de` finds `de-AT`). `*`, or no range that is there, is the text as it was
 * written: undefined.
 */
function tagFor(texts: Texts, language: string | undefined, header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const tags = new Map(Object.keys(texts).map(tag => [tag.toLowerCase(), tag]))
  const own = language?.toLowerCase()
  for (const range of rangesIn(header)) {
    if (range === '*') return undefined
    const wanted = range.toLowerCase()
    for (let lookup = wanted; lookup !== ''; lookup = shortened(lookup)) {
      if (lookup === own) return undefined
      const tag = tags.get(lookup)
      if (tag !== undefined) return tag
    }
    if (own?.startsWith(`${wanted}-`)) return undefined
    for (const [lower, tag] of tags) if (lower.startsWith(`${wanted}-`)) return tag
  }
  return undefined
}

/** Without the last subtag, nor a single letter that then stands last (RFC 4647, 3.4). */
const shortened = (range: string) => range.replace(/(-[^-])?-?[^-]*$/, '')

export const isTranslated = ({ translations, ticketTypes = [] }: Translated): boolean =>
  Boolean(translations) || ticketTypes.some(type => type.translations)

/** The event with its texts as they were chosen; its translations are not shown, unless it is shown `whole`. */
export function inLanguage<Event extends Translated>(
  event: Event,
  { language, translation, ofTypes }: Chosen,
  { whole = false }: { readonly whole?: boolean } = {},
): Event {
  if (!isTranslated(event)) return event
  const shown = {
    ...event,
    ...translation,
    ...(language !== undefined && { language }),
    ...(event.ticketTypes && {
      ticketTypes: event.ticketTypes.map(type => ({
        ...(whole ? type : withoutOthers(type)),
        ...ofTypes.get(type.id),
      })),
    }),
  }
  return (whole ? shown : withoutOthers(shown)) as Event
}

function withoutOthers<Thing extends { readonly translations?: unknown }>({ translations: _, ...shown }: Thing) {
  return shown
}
