// Sequences: parts of words, in scripts that write several words as one. They find a word inside of such a run.
import { isSign } from './words.ts'

/** How many signs a sequence has: two of the scripts that need few signs a word, three of the others. */
const scripts: readonly { readonly of: RegExp; readonly length: number }[] = [
  { of: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC]+$/u, length: 2 },
  { of: /^\p{Script=Hangul}+$/u, length: 2 },
  { of: /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]+$/u, length: 3 },
]

/** Words, of which the signs that belong together are taken as one. */
export function runsOf<Word extends { readonly word: string }>(
  words: readonly Word[],
  belongTogether: (one: Word, next: Word) => boolean,
): (readonly Word[])[] {
  const runs: Word[][] = []
  words.forEach((word, at) => {
    const before = words[at - 1]
    if (before && isSign(before.word) && isSign(word.word) && belongTogether(before, word)) runs.at(-1)!.push(word)
    else runs.push([word])
  })
  return runs
}

/** What a run falls into; nothing where its script parts its words, or where it is too short. */
export function sequencesOf(run: string): string[] {
  const script = scripts.find(({ of }) => of.test(run))
  if (!script) return []
  const signs = [...run.normalize('NFC')] // Hangul's letters together are a sign
  const count = signs.length - script.length + 1
  return [
    ...new Set(Array.from({ length: Math.max(0, count) }, (_, at) => signs.slice(at, at + script.length).join(''))),
  ]
}
