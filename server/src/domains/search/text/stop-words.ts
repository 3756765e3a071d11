// Stop words: articles, prepositions and the like, in the languages of most events. They may be found, and needn't be.
import * as lists from 'stopword'
import { fold, wordsOf } from './words.ts'

/** By ISO 639-1, for what JavaScript itself knows of a language. */
export const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'tr',
  'ru',
  'uk',
  'cs',
  'sv',
  'nb',
  'da',
  'fi',
  'ro',
  'el',
  'hu',
  'ar',
  'he',
  'ja',
  'ko',
  'zh',
] as const

/** The list of Danish has `fire`, which is its four, and that of Hungarian 800 words: both are left out. */
const { ara, ces, deu, ell, eng, fin, fra, heb, ita, nld, nob, pol, por, ron, rus, spa, swe, tur, ukr } = lists
const listed = [ara, ces, deu, ell, eng, fin, fra, heb, ita, nld, nob, pol, por, ron, rus, spa, swe, tur, ukr]

/** The words for `&`: what each language writes between the last two things of a list, and the short `n`. */
export const connectives: ReadonlySet<string> = new Set([
  'n',
  ...languages.flatMap(language => {
    const parts = new Intl.ListFormat(language, { type: 'conjunction' }).formatToParts(['a', 'b'])
    return parts.flatMap(({ type, value }) => (type === 'literal' ? wordsOf(value) : []))
  }),
])

const stopWords: ReadonlySet<string> = new Set([...connectives, ...listed.flat().map(fold)])
/** Short ones, and those of English: titles in any language have them. */
const emptyWords: ReadonlySet<string> = new Set([...eng.map(fold), ...[...stopWords].filter(word => word.length < 4)])

export const isStopWord = (word: string) => stopWords.has(word)
/** A stop word that is hardly the name of anything in another language, as `lang` or `war` may be. */
export const isEmptyWord = (word: string) => emptyWords.has(word)
export const isConnective = (word: string) => connectives.has(word)
