// What translations of an event may be: pure.
import type { Fault, Shape } from '../../../contract/types.ts'

type Translations = NonNullable<Shape<'Event'>['translations']>

/** Texts by their names, by language tags. */
type TranslatedTexts = Readonly<Record<string, Readonly<Record<string, string>>>>

/** In all translations of an event together. */
const charactersMax = 30_000
/** And in those of one ticket type. */
const charactersOfTypeMax = 5_000

/** The tag as BCP 47 writes it, such as `pt-BR` of `PT-br`; undefined where it is none, or more than a language. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    const locale = new Intl.Locale(tag)
    return locale.toString() === locale.baseName && locale.language !== 'und' ? locale.baseName : undefined
  } catch {
    return undefined
  }
}

export interface Texts {
  readonly language?: string | null
  readonly translations?: Translations | null
}

/** What is wrong with the languages of an event, beyond what the contract's schema can say. */
export function faultsOfTexts({ language, translations }: Texts): Fault[] {
  const isWrong = typeof language === 'string' && canonicalLanguage(language) === undefined
  return [
    ...(isWrong ? [fault('/language', 'language', notATag)] : []),
    ...faultsOfTranslations('/translations', translations, {
      language,
      charactersMax,
      isOwn: 'is the language of title and description themselves',
    }),
  ]
}

/** The same of a ticket type, at `at`; it is written in the language of its event. */
export const faultsOfTypeTexts = (
  at: string,
  translations: TranslatedTexts | null | undefined,
  language: string | null | undefined,
): Fault[] =>
  faultsOfTranslations(`${at}/translations`, translations, {
    language,
    charactersMax: charactersOfTypeMax,
    isOwn: "is the event's own language, in which its ticket types are written",
  })

interface TranslationBounds {
  readonly language: string | null | undefined
  readonly charactersMax: number
  readonly isOwn: string
}

function faultsOfTranslations(
  pointer: string,
  translations: TranslatedTexts | null | undefined,
  { language, charactersMax, isOwn }: TranslationBounds,
): Fault[] {
  const own = typeof language === 'string' ? canonicalLanguage(language) : undefined
  const faults: Fault[] = []
  const known = new Map<string, string>()
  let characters = 0
  for (const [tag, texts] of Object.entries(translations ?? {})) {
    const at = `${pointer}/${tag.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const canonical = canonicalLanguage(tag)
    for (const text of Object.values(texts)) characters += [...text].length
    if (canonical === undefined) faults.push(fault(at, 'language', `has a name that ${notATag}`))
    else if (known.has(canonical)) faults.push(fault(at, 'unique', `is the same language as ${known.get(canonical)}`))
    else if (canonical === own) faults.push(fault(at, 'unique', isOwn))
    else known.set(canonical, tag)
  }
  if (characters > charactersMax)
    faults.push(fault(pointer, 'maxLength', `must have ${charactersMax} characters or fewer in all`))
  return faults
}

const notATag = 'must be a language tag of BCP 47, such as de or pt-BR, without extensions'
const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })

/** As they are kept: by canonical tags, in their order; none is null. */
export function canonicalTranslations<Texts>(
  translations: Readonly<Record<string, Texts>> | null,
): Record<string, Texts> | null {
  const entries = Object.entries(translations ?? {}).map(
    ([tag, texts]) => [canonicalLanguage(tag) ?? tag, texts] as const,
  )
  if (entries.length === 0) return null
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Of a new event. */
export const textsOfNew = ({ language, translations }: Texts) => ({
  language: keptLanguage(language ?? null),
  translations: canonicalTranslations(translations ?? null),
})

/** Of a change: what is left out stays as it is. */
export const textsOfChange = ({ language, translations }: Texts) => ({
  ...(language !== undefined && { language: keptLanguage(language) }),
  ...(translations !== undefined && { translations: canonicalTranslations(translations) }),
})

const keptLanguage = (language: string | null) => (language === null ? null : (canonicalLanguage(language) ?? language))
