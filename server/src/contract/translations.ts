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
const rangesOf = new Map<string, readonly Range[]>()

interface Range {
  /** In lower case, as what is in it. */
  readonly range: string
  /** The tags that it asks for, the best first. */
  readonly lookups: readonly string[]
}

/** The language ranges of an Accept-Language, the best first; those that are not wanted are left out. */
function rangesIn(header: string): readonly Range[] {
  const known = rangesOf.get(header)
  if (known) return known
  if (rangesOf.size >= headersKept) rangesOf.clear()
  const languages = new Negotiator({ headers: { 'accept-language': header } }).languages().slice(0, rangesMax)
  const ranges = languages.map(language => ({ range: language.toLowerCase(), lookups: lookupsOf(language) }))
  rangesOf.set(header, ranges)
  return ranges
}

/**
 * By the lookup of RFC 4647: the range itself, then without its last subtag, and so on. What goes without saying is
 * looked up too, after the range itself: `zh-TW` is written in the traditional script (`zh-Hant`), `pt` is most likely
 * Brazil's, and `iw` is today's `he`.
 */
function lookupsOf(language: string): readonly string[] {
  const plain = prefixesOf(language.toLowerCase())
  return [...new Set([plain[0]!, ...likelyOf(language), ...plain.slice(1)])]
}

function likelyOf(language: string): readonly string[] {
  try {
    const given = new Intl.Locale(language)
    const likely = given.maximize()
    const ofRegion = given.region === undefined && likely.region ? [`${likely.language}-${likely.region}`] : []
    const [whole = '', ...shorter] = prefixesOf(likely.baseName.toLowerCase())
    return [given.baseName.toLowerCase(), whole, ...shorter.slice(0, 1), ...ofRegion, ...shorter.slice(1)].map(tag =>
      tag.toLowerCase(),
    )
  } catch {
    return [] // no tag of BCP 47
  }
}

/** Without the last subtag, nor a single letter that then stands last (RFC 4647, 3.4); the longest first. */
function prefixesOf(tag: string): readonly string[] {
  const shorter = tag.replace(/(-[^-])?-?[^-]*$/, '')
  return shorter === '' ? [tag] : [tag, ...prefixesOf(shorter)]
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
 * Each range in turn: what it asks for, and after that a translation that is more special than it (`de` finds `de-AT`).
 * `*`, or no range that is there, is the text as it was written: undefined.
 */
function tagFor(texts: Texts, language: string | undefined, header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const tags = new Map(Object.keys(texts).map(tag => [tag.toLowerCase(), tag]))
  const own = language?.toLowerCase()
  for (const { range, lookups } of rangesIn(header)) {
    if (range === '*') return undefined
    for (const lookup of lookups) {
      if (lookup === own) return undefined
      const tag = tags.get(lookup)
      if (tag !== undefined) return tag
    }
    if (own?.startsWith(`${range}-`)) return undefined
    for (const [lower, tag] of tags) if (lower.startsWith(`${range}-`)) return tag
  }
  return undefined
}

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
