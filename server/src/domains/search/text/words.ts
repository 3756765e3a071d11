// Words: how a text falls into them, and when two are the same.
//
// A letter is a code point here: letters beyond U+FFFF are as long as any other, and none is ever cut in two.
import { beginningOf } from '../../../platform/code-points.ts'
import { lately } from './lately.ts'

/** A word of a text: folded, and where it stands in the text. */
export interface FoundWord {
  readonly word: string
  readonly start: number
  readonly end: number
  /** Whether it follows the word before it without a space, as in `AC/DC`, `hip-hop` or `blink-182`. */
  readonly glued: boolean
  /** Whether a sign for `and` stands between it and the word before it, as in `Rock & Roll`. */
  readonly added: boolean
}

/** Scripts written without spaces are taken sign by sign, and so are pictographs. */
const scriptOfSigns = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC`
const letter = String.raw`(?:(?![${scriptOfSigns}])[\p{L}\p{M}\p{N}])`
/**
 * Symbols that stand for a letter, in the places where they do: `Ke$ha`, `$uicideboy$`, `P!nk`. Beside a digit they are
 * a price or a mark.
 */
const standIn = String.raw`(?:(?<=[\p{L}\p{M}])(?:!(?=\p{L})|[$€](?!\p{N})))`
const wordPattern = new RegExp(
  String.raw`[${scriptOfSigns}\p{Extended_Pictographic}]|(?:(?<![\p{L}\p{N}])[$€](?=\p{L}))?${letter}(?:${letter}|${standIn})*`,
  'gu',
)
const signPattern = new RegExp(String.raw`^[${scriptOfSigns}]$`, 'u')
const pictograph = /^\p{Extended_Pictographic}$/u
/** What may stand between two parts of one name. Commas, colons, brackets and dashes separate. */
const gluePattern = /^[^\s\p{L}\p{N}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf},;:?"<>=…]{1,3}$|^[-‐‑–'’]$/u
const addPattern = /^\s*[&+＆]\s*$/
/** A name of symbols only, as `!!!` or `÷`: one word, where the whole text is it. */
const symbolsOnly = /^[^\s\p{L}\p{M}\p{N}\p{C}\p{Extended_Pictographic}'"\\%_]{1,20}$/u
/** In letters. */
const wordLengthMax = 60
/**
 * In letters: four bytes each, and PostgreSQL keeps no more than 2,700 bytes of a phrase in an index. Some letters fold
 * into many.
 */
const phraseLengthMax = 500

/** Letters that don't come apart into a base letter and a mark, or that are written in two ways. */
const equals: Readonly<Record<string, string>> = {
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
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
}
const equalsPattern = new RegExp(`[${Object.keys(equals).join('')}]`, 'g')
/** Marks, and what is a letter to Unicode and none to readers: the stretching of Arabic, apostrophes, tones. */
const marks = /[\p{M}\u02B9-\u02DF\u0640]/gu
const symbols: Readonly<Record<string, string>> = { $: 's', '€': 'e', '!': 'i' }

/** Lower case without accents: `Łódź` is `lodz`, `ＡＢＣ` and `𝐀𝐁𝐂` are `abc`. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(equalsPattern, each => equals[each]!)
}

/** The words of a text, which are looked for by several who derive something of it. */
export const findWords = lately((text): readonly FoundWord[] => {
  const found = isPlain.test(text) ? plainWordsIn(text) : wordsIn(text)
  return found.length > 0 ? found : symbolsIn(text)
})

/**
 * In Latin letters, with their marks in one with them, and without symbols that stand for letters: what takes a tenth
 * of the time to be found.
 */
const isPlain = /^[\x00-\x20"#%-\x7e\u00c0-\u024f]*$/
const isPlainLetter = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0xc0 && code !== 0xd7 && code !== 0xf7) // but × and ÷

function plainWordsIn(text: string): FoundWord[] {
  const found: FoundWord[] = []
  let end = 0
  for (let start = 0; start < text.length; start++) {
    if (!isPlainLetter(text.charCodeAt(start))) continue
    const joint = text.slice(end, start)
    end = start + 1
    while (end < text.length && isPlainLetter(text.charCodeAt(end))) end++
    const isFirst = found.length === 0
    found.push({
      word: beginningOf(fold(text.slice(start, end)), wordLengthMax),
      start,
      end,
      glued: !isFirst && joint !== ' ' && gluePattern.test(joint),
      added: !isFirst && joint !== ' ' && addPattern.test(joint),
    })
    start = end
  }
  return found
}

function wordsIn(text: string): FoundWord[] {
  const found: FoundWord[] = []
  let joint = '' // what stands between this word and the one before it
  let wasPicture = false
  let end = 0
  for (const match of text.matchAll(wordPattern)) {
    const [raw] = match
    joint += text.slice(end, match.index)
    end = match.index + raw.length
    const word = beginningOf(fold(raw.replace(/[$€!]/g, symbol => symbols[symbol]!)), wordLengthMax)
    if (word) {
      const isPicture = pictograph.test(raw)
      const glued = found.length > 0 && (gluePattern.test(joint) || (joint === '' && (isPicture || wasPicture)))
      found.push({ word, start: match.index, end, glued, added: found.length > 0 && addPattern.test(joint) })
      wasPicture = isPicture
    }
    joint = ''
  }
  return found
}

function symbolsIn(text: string): FoundWord[] {
  const typed = text.trim()
  const word = typed.normalize('NFKC')
  if (!symbolsOnly.test(word)) return []
  const start = text.indexOf(typed)
  return [{ word, start, end: start + typed.length, glued: false, added: false }]
}

export const wordsOf = (text: string): string[] => findWords(text).map(({ word }) => word)

/** Whether a word is one sign of a script that writes words without spaces. */
export const isSign = (word: string) => signPattern.test(word)
/** Whether a word has letters or digits: pictographs and symbols have none. */
export const hasLetters = (word: string) => /[\p{L}\p{N}]/u.test(word)

/** The same for two texts that differ in case, accents and punctuation only. */
export function foldedPhrase(text: string): string {
  // PostgreSQL's texts can't hold a NUL.
  const folded = wordsOf(text).join(' ') || text.replaceAll('\0', '').trim().toLowerCase()
  return beginningOf(folded, phraseLengthMax)
}
