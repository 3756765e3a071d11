// Tokens: what an event is found by. Its words, and what is derived from them; both engines match tokens and know
// nothing of languages. A derived token begins with a sign that no word has, which tells what it is.
import { gluedJoins, joinsOf, partsOf, wholeOf } from './joins.ts'
import { lately } from './lately.ts'
import { runsOf, sequencesOf } from './sequences.ts'
import { stemOf } from './stems.ts'
import { isStopWord } from './stop-words.ts'
import { findWords, hasLetters, type FoundWord } from './words.ts'

/** How much a place in the event counts: the title A; tags, category and venue B; the city C; the description D. */
export type Weight = 'A' | 'B' | 'C' | 'D'
export type Weighted = Readonly<Record<Weight, readonly string[]>>

/** Goes up with what is derived from an event: documents that say another one are derived again. */
export const derivation = 3

export const joinToken = (join: string) => `+${join}`
export const stemToken = (stem: string) => `=${stem}`
const sequenceToken = (sequence: string) => `#${sequence}`
export const begunTitleToken = (joined: string) => `^${joined}`
/**
 * A whole title, and how it begins: they begin and end with signs, so that the one can be told from the other.
 * Undefined where there are symbols only, which are one word anyway.
 */
export function wholeTokens(words: readonly FoundWord[]) {
  const begun = begunTitleToken(wholeOf(words))
  return hasLetters(begun) ? { begun, whole: `${begun}$` } : undefined
}

/** A title as a whole, and as what is left of it without stop words: `The Cure` is asked for as `cure`. */
export function titleTokensOf(title: string): Partial<Weighted> {
  const found = findWords(title)
  const [whole, meaning] = [wholeTokens(found), wholeTokens(found.filter(({ word }) => !isStopWord(word)))]
  return {
    A: whole ? [whole.whole] : [],
    B: meaning && meaning.whole !== whole?.whole ? [meaning.whole] : [],
  }
}

export const derivationToken = `~v${derivation}`

export const isDerived = (token: string) => /^[+=#^~]./u.test(token) && hasLetters(token)

/** The sequences that all of a run's must be found together. */
export const sequenceTokensOf = (run: string): string[] => sequencesOf(run).map(sequenceToken)

/** Every word of a text, those that are written in several ways in each of them. */
export const textWordsOf = lately((text): readonly string[] => {
  const found = findWords(text)
  const words = new Set<string>()
  for (const { word } of found) words.add(word)
  for (const word of partsOf(text, found)) words.add(word)
  for (const word of gluedJoins(text, found)) words.add(word)
  return [...words]
})

/** Of what is written without spaces. A long text has no more: its stems would be a third of the index. */
export const derivedOfText = (text: string): string[] => {
  if (hasSpaces.test(text)) return []
  const runs = runsOf(findWords(text), () => true).map(run => run.map(({ word }) => word).join(''))
  return [...new Set(runs.flatMap(sequenceTokensOf))]
}

/** Scripts before those whose words stand without spaces: nothing is derived of most texts. */
const hasSpaces = /^[\u0000-\u0dff]*$/

/** Of names and short texts: also stems that aren't words of the text themselves, and what its words are joined. */
export const derivedOfName = lately((text): readonly string[] => {
  const derived = new Set(derivedOfText(text))
  for (const word of textWordsOf(text)) {
    const stem = stemOf(word)
    if (stem !== word) derived.add(stemToken(stem))
  }
  for (const { word } of joinsOf(findWords(text))) derived.add(joinToken(word))
  return [...derived]
})
