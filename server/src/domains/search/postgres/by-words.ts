// What the index keeps beside its documents: every word they have, and the phrases that are suggested of them.
import { LRUCache } from 'lru-cache'
import type { Document, Phrase } from '../document.ts'

/** A phrase, and the end of the last event that it is about. */
export interface LivePhrase extends Phrase {
  readonly liveUntil: string
}

/** What somebody has seen to be in the index: they needn't ask for it again, nor write it. */
export interface Seen {
  /** Those of the words and phrases that haven't been seen. */
  unseen(found: Found): Found
  note(found: Found): void
}
export interface Found {
  readonly words: readonly string[]
  readonly phrases: readonly LivePhrase[]
}

const seenWordsMax = 100_000
const seenPhrasesMax = 20_000
/** It takes memory as it fills: with `max` it would take all of it at once, for each event that is written. */
const holding = (count: number) => ({ maxSize: count, sizeCalculation: () => 1 })

export function createSeen(): Seen {
  const seenWords = new LRUCache<string, true>(holding(seenWordsMax))
  const seenPhrases = new LRUCache<string, LivePhrase>(holding(seenPhrasesMax))
  const isSeen = (phrase: LivePhrase) => {
    const seen = seenPhrases.get(keyOf(phrase))
    return seen !== undefined && seen.text === phrase.text && seen.liveUntil >= phrase.liveUntil
  }
  return {
    unseen: ({ words, phrases }) => ({
      words: words.filter(word => seenWords.get(word) === undefined),
      phrases: phrases.filter(phrase => !isSeen(phrase)),
    }),
    note({ words, phrases }) {
      for (const word of words) seenWords.set(word, true)
      for (const phrase of phrases) seenPhrases.set(keyOf(phrase), phrase)
    },
  }
}

/** Each word and phrase of the documents once, phrases in an order that all writers have. */
export function foundIn(documents: readonly Document[]): Found {
  const words = new Set<string>()
  const phrases = new Map<string, LivePhrase>()
  for (const { words: own, phrases: ownPhrases, endsAt } of documents) {
    for (const list of Object.values(own)) for (const word of list) words.add(word)
    for (const phrase of ownPhrases) {
      const key = keyOf(phrase)
      const liveUntil = phrases.get(key)?.liveUntil
      if (phrase.words.length > 0 && (!liveUntil || liveUntil < endsAt))
        phrases.set(key, { ...phrase, liveUntil: endsAt })
    }
  }
  const sorted = [...phrases].sort(([one], [other]) => (one < other ? -1 : 1))
  return { words: [...words], phrases: sorted.map(([, phrase]) => phrase) }
}

const keyOf = ({ kind, folded }: Pick<Phrase, 'kind' | 'folded'>) => `${kind} ${folded}`
