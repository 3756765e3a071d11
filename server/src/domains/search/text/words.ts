// Words: how a text falls into them, when two are the same, and when one is probably a mistyped other.
//
// A letter is a code point here: letters beyond U+FFFF are as long as any other, and none is ever cut in two.
import { editDistanceOfLetters } from '../../../contract/edit-distance.ts'
import { beginningOf, lengthOf } from '../../../platform/code-points.ts'

export { editDistance } from '../../../contract/edit-distance.ts'

/** Something to look for: one of these words, or one that begins with it. */
export interface Term {
  readonly words: readonly string[]
  readonly prefix: boolean
}

/** A word of a text: folded, and where it stands in the text. */
export interface FoundWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Scripts written without spaces are taken sign by sign, and so are pictographs. */
const sign = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`
const wordPattern = new RegExp(String.raw`[${sign}\p{Extended_Pictographic}]|(?:(?![${sign}])[\p{L}\p{M}\p{N}])+`, 'gu')
/** In letters. */
const wordLengthMax = 60
/**
 * In letters: four bytes each, and PostgreSQL keeps no more than 2,700 bytes of a phrase in an index. Some letters fold
 * into many.
 */
const phraseLengthMax = 500
const termsMax = 20

/** Letters that don't come apart into a base letter and a mark. */
const ligatures: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
}

/** Lower case without accents: `Łódź` is `lodz`, `ＡＢＣ` and `𝐀𝐁𝐂` are `abc`. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþħı]/g, letter => ligatures[letter]!)
}

export function findWords(text: string): FoundWord[] {
  const found: FoundWord[] = []
  for (const match of text.matchAll(wordPattern)) {
    const word = beginningOf(fold(match[0]), wordLengthMax)
    if (word) found.push({ word, start: match.index, end: match.index + match[0].length })
  }
  return found
}

export const wordsOf = (text: string): string[] => findWords(text).map(({ word }) => word)

/** The same for two texts that differ in case, accents and punctuation only. */
export function foldedPhrase(text: string): string {
  // PostgreSQL's texts can't hold a NUL.
  const folded = wordsOf(text).join(' ') || text.replaceAll('\0', '').trim().toLowerCase()
  return beginningOf(folded, phraseLengthMax)
}

/** Every word must be found; the last may still be being typed. */
export function termsOf(q: string): Term[] {
  const words = wordsOf(q)
  const last = words.at(-1)
  if (last === undefined) return []
  const whole = [...new Set(words.slice(0, -1))].filter(word => word !== last).slice(0, termsMax - 1)
  return [...whole.map(word => ({ words: [word], prefix: false })), { words: [last], prefix: true }]
}

/** How many mistakes a word of this length may have. */
export function mistakesMax(word: string): number {
  const length = lengthOf(word)
  return length < 3 ? 0 : length < 6 ? 1 : 2
}

/**
 * The word, and the word with each one of its letters left out. Two words one mistake apart have one of these in
 * common.
 */
export function deletionVariants(word: string): string[] {
  const letters = [...word]
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])]
}

/**
 * The candidates with the fewest mistakes, at most three. Of a prefix, only as much of a candidate counts as was typed.
 */
export function nearest(typed: string, candidates: readonly string[], { prefix }: { prefix: boolean }): string[] {
  const letters = [...typed]
  const mistakes = (candidate: string) => {
    const its = [...candidate]
    const whole = editDistanceOfLetters(letters, its)
    if (!prefix || its.length <= letters.length) return whole
    // A whole word is the better guess.
    return Math.min(whole, editDistanceOfLetters(letters, its.slice(0, letters.length)) + 0.5)
  }
  const near = candidates
    .map(word => ({ word, mistakes: mistakes(word) }))
    .filter(each => each.mistakes <= mistakesMax(typed) + 0.5)
  const least = Math.min(...near.map(each => each.mistakes))
  return near
    .filter(each => each.mistakes === least)
    .map(({ word }) => word)
    .sort()
    .slice(0, 3)
}
