// Spelling: when a word is probably another one, mistyped.
import { editDistance, editDistanceOfLetters } from '../../../contract/edit-distance.ts'
import { lengthOf } from '../../../platform/code-points.ts'
import type { Meant } from './query.ts'

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

export const nearestMax = 3

/** The candidates with the fewest mistakes, at most three. */
export const nearest = (typed: string, candidates: readonly string[], options: { prefix: boolean }): string[] =>
  byMistakes(typed, candidates, options)[0]?.slice(0, nearestMax) ?? []

/**
 * The candidates that may have been meant, those with the fewest mistakes first: together those with as many, the
 * likeliest first. Of a prefix, only as much of a candidate counts as was typed.
 */
export function byMistakes(
  typed: string,
  candidates: readonly string[],
  { prefix }: { prefix: boolean },
): (readonly string[])[] {
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
  // The first letter is seldom the wrong one, nor is the length.
  const unlikelihood = (word: string) =>
    (word.startsWith(letters[0]!) ? 0 : 1) + Math.abs([...word].length - letters.length) / 10
  return [...new Set(near.map(each => each.mistakes))]
    .sort((one, other) => one - other)
    .map(count =>
      near
        .filter(each => each.mistakes === count)
        .map(({ word }) => word)
        .sort((one, other) => unlikelihood(one) - unlikelihood(other) || (one < other ? -1 : 1)),
    )
}

/** The nearest of whole words, or of beginnings that are as long as what was typed. */
export function nearestTo(typed: string, words: readonly string[], beginnings: readonly string[]): Meant | undefined {
  const whole = nearest(typed, words, { prefix: false })
  const begun = nearest(
    typed,
    beginnings.filter(each => lengthOf(each) === lengthOf(typed)),
    { prefix: false },
  )
  const mistakes = ([best]: readonly string[]) => (best === undefined ? Infinity : editDistance(typed, best))
  if (mistakes(begun) + 0.5 < mistakes(whole)) return { words: begun, begins: true } // a whole word is the better guess
  return whole.length > 0 ? { words: whole, begins: false } : undefined
}

/** In letters: shorter ones are parts of anything. */
const partLengthMin = 3
const splitLengthMax = 30

/** A word in two, the most even ones first: what was meant where the space is missing. */
export function splitsOf(word: string): (readonly [string, string])[] {
  const letters = [...word]
  if (letters.length > splitLengthMax) return []
  const cuts = Array.from({ length: Math.max(0, letters.length - 2 * partLengthMin + 1) }, (_, n) => n + partLengthMin)
  return cuts
    .sort((one, other) => Math.abs(2 * one - letters.length) - Math.abs(2 * other - letters.length))
    .map(cut => [letters.slice(0, cut).join(''), letters.slice(cut).join('')] as const)
}
