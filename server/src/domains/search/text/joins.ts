// Joins: words that are also written as one, as `hip hop`, `hip-hop` and `hiphop` are.
import { beginningOf } from '../../../platform/code-points.ts'
import { isConnective } from './stop-words.ts'
import { hasLetters, isSign, wordsOf, type FoundWord } from './words.ts'

/** In letters. */
const joinLength = { min: 3, max: 24 } as const
const joinedPartsMax = 3
/** Of one name without a space: longer ones are addresses. */
const gluedPartsMax = 6
/** In letters. */
const wholeLengthMax = 80
/** What stands for `and` inside of a word: `rocknroll`, `rockandroll`, `drumbass`. */
const connectiveForms = ['n', 'and', ''] as const

/**
 * Names written without a space, as one word each: `acdc`, `blink182`, `rem`, `drumnbass`; and `matt` where
 * an @ stands for a letter.
 */
export function gluedJoins(text: string, found: readonly FoundWord[]): string[] {
  const joins: string[] = []
  if (!found.some(({ glued }) => glued)) return joins
  for (let from = 0; from < found.length; ) {
    let to = from + 1
    while (to < found.length && found[to]!.glued) to++
    const run = found.slice(from, to).filter(({ word }) => hasLetters(word))
    if (run.length > 1 && run.length <= gluedPartsMax) {
      joins.push(run.map(({ word }) => word).join(''))
      const written = text.slice(run[0]!.start, run.at(-1)!.end)
      if (/(?<=\p{L})@(?=\p{L})/u.test(written)) joins.push(wordsOf(written.replaceAll('@', 'a')).join(''))
    }
    from = to
  }
  return joins.filter(join => join.length <= joinLength.max)
}

/** The parts of a word in which an exclamation mark may be no letter: `Stop!Go`. */
export const partsOf = (text: string, found: readonly FoundWord[]): string[] =>
  text.includes('!')
    ? found.flatMap(({ start, end }) => {
        const written = text.slice(start, end)
        return written.includes('!') ? written.split('!').flatMap(wordsOf) : []
      })
    : []

export interface Join {
  readonly word: string
  /** The first and the last of the words that are joined. */
  readonly from: number
  readonly to: number
}

/** Two or three words that follow each other, as one. What stands for `and` between two counts as none of them. */
export function joinsOf(found: readonly FoundWord[]): Join[] {
  const parts = found.flatMap(({ word, added }, at) => [
    ...(added ? [{ word: 'n', at, isAnd: true }] : []),
    { word, at, isAnd: isConnective(word) },
  ])
  const joins: Join[] = []
  const add = (word: string, from: number, to: number) => {
    if (isJoin(word)) joins.push({ word, from, to })
  }
  const isJoinable = (part: (typeof parts)[number] | undefined) =>
    part !== undefined && hasLetters(part.word) && !isSign(part.word)
  parts.forEach((first, from) => {
    if (!isJoinable(first)) return
    let joined = first.word
    for (const part of parts.slice(from + 1, from + joinedPartsMax)) {
      if (!isJoinable(part)) break
      joined += part.word
      add(joined, first.at, part.at)
    }
    const [between, last] = [parts[from + 1], parts[from + 2]]
    if (!between?.isAnd || !last || !isJoinable(last)) return
    for (const form of connectiveForms) add(`${first.word}${form}${last.word}`, first.at, last.at)
    add(`${beginningOf(first.word, 1)}n${beginningOf(last.word, 1)}`, first.at, last.at) // drum and bass: dnb
  })
  return joins
}

/** A whole text as one word, without what stands for `and`: the same for `Rock & Roll` and `rock and roll`. */
export function wholeOf(words: readonly FoundWord[]): string {
  const isAnd = ({ word, glued }: FoundWord, at: number) =>
    at > 0 && at < words.length - 1 && isConnective(word) && (!glued || word === 'n')
  const whole = words.filter((word, at) => !isAnd(word, at)).map(({ word }) => word)
  return beginningOf(whole.join(''), wholeLengthMax)
}

const isJoin = (word: string) => word.length >= joinLength.min && word.length <= joinLength.max
