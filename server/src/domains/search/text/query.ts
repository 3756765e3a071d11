// Queries: what somebody who types these words is looking for, in tokens. Both engines are asked the same.
import { calendarTokenOf } from './calendar.ts'
import { gluedJoins, joinsOf } from './joins.ts'
import { runsOf } from './sequences.ts'
import { stemOf } from './stems.ts'
import { isEmptyWord, isStopWord } from './stop-words.ts'
import { begunTitleToken, joinToken, sequenceTokensOf, stemToken, wholeTokens } from './tokens.ts'
import { findWords, isSign, type FoundWord } from './words.ts'

/** A token, or the beginning of one. */
export interface Option {
  readonly token: string
  readonly begins: boolean
}

/** Something to look for: it is found by any of its options, or by all of its sequences together. */
export interface Term {
  /** As it was typed. */
  readonly run: string
  /** What it is, or was probably meant to be. */
  readonly words: readonly string[]
  /** Whether it may still be being typed. */
  readonly prefix: boolean
  readonly options: readonly Option[]
  readonly sequences: readonly string[]
  readonly meaning: Meaning
}

/**
 * What has full meaning must be found. What has some, as days, months, and words that are stop words in one language
 * and names in another, lifts those that have it, and may be found alone when nothing else is. Stop words only lift.
 */
export type Meaning = 'full' | 'some' | 'none'

export interface Asked {
  readonly terms: readonly Term[]
  /** What lifts an event further: the word as it was typed, the words together, the whole title. */
  readonly bonuses: readonly Option[]
}

export const nothingAsked: Asked = { terms: [], bonuses: [] }

const termsMax = 20
/** With more words than these, no two of them are joined: it would be too much to look for. */
const joinedTermsMax = 8
/** In letters: what short beginnings of joins would find is far too much. */
const begunJoinMin = 4

/** What a word was probably meant to be: one of these, or what begins with one of them. */
export interface Meant {
  readonly words: readonly string[]
  readonly begins: boolean
  /** Whether it is the beginning of several words, typed as one. */
  readonly isJoined?: boolean
}

/** What finds a word that is the beginning of several, typed as one: `hipho`, `rageagainstthemachine`. */
export const joinedOptions = (word: string): Option[] =>
  word.length < begunJoinMin
    ? []
    : [
        { token: joinToken(word), begins: true },
        { token: begunTitleToken(word), begins: true },
      ]

/** A word of a query, and what it was corrected to. */
interface AskedWord {
  readonly found: FoundWord
  readonly run: string
  readonly words: readonly string[]
  readonly begins: boolean
  readonly isJoined: boolean
}

/** What is looked for by the words of a query. Of those in `meant`, by the words they were meant to be. */
export function understand(q: string, meant: ReadonlyMap<string, Meant> = new Map()): Asked {
  const typed = askedWordsOf(q, meant)
  const asked = distinct(typed)
  if (asked.length === 0) return nothingAsked
  const joins = joinsIn(q, asked)
  const terms = asked.map((word, at) =>
    termOf(
      word,
      joins.filter(({ from, to }) => from <= at && at <= to),
    ),
  )
  const weighted = weighed(asked, terms)
  return { terms: weighted, bonuses: bonusesOf(typed, weighted) }
}

/** All words in their order; signs are apart where somebody has put a space between them. */
function askedWordsOf(q: string, meant: ReadonlyMap<string, Meant>): AskedWord[] {
  const runs = runsOf(findWords(q), (one, next) => one.end === next.start)
  return runs.map((signs, n): AskedWord => {
    const run = signs.map(({ word }) => word).join('')
    const found = { ...signs[0]!, word: run, end: signs.at(-1)!.end }
    const given = meant.get(run)
    const begins = given ? given.begins : n === runs.length - 1
    return { found, run, words: given?.words ?? [run], begins, isJoined: given?.isJoined === true }
  })
}

/** Once each; the last may still be being typed, so it stays the last. */
function distinct(asked: readonly AskedWord[]): AskedWord[] {
  const last = asked.at(-1)
  if (!last) return []
  const seen = new Set([last.run])
  return [
    ...asked
      .slice(0, -1)
      .filter(({ run }) => !seen.has(run) && seen.add(run))
      .slice(0, termsMax - 1),
    last,
  ]
}

interface TermJoin {
  readonly word: string
  readonly from: number
  readonly to: number
  readonly begins: boolean
}

function joinsIn(q: string, asked: readonly AskedWord[]): TermJoin[] {
  if (asked.length < 2 || asked.length > joinedTermsMax) return []
  const last = asked.length - 1
  const found = asked.map(({ found, words }) => ({ ...found, word: words[0]! }))
  const joins = joinsOf(found).map(join => ({ ...join, begins: join.to === last && asked[last]!.begins }))
  // A name of many parts, N.E.R.D., is one word.
  const glued = gluedJoins(q, found).map(word => ({ word, from: 0, to: last, begins: false }))
  return found.slice(1).every(word => word.glued) ? [...joins, ...glued] : joins
}

function termOf({ words, run, begins: isBegun, isJoined }: AskedWord, joins: readonly TermJoin[]): Term {
  const begins = isBegun && !isSign(run)
  const options: Option[] = []
  const add = (token: string, begun = false) => {
    if (!options.some(option => option.token === token)) options.push({ token, begins: begun })
  }
  const date = words.map(calendarTokenOf).find(token => token !== undefined)
  if (date) add(date)
  for (const word of words) {
    if (isRunOfSigns(word)) continue // found by its sequences
    add(word, begins)
    for (const { token } of isJoined ? joinedOptions(word) : []) add(token, true)
    add(joinToken(word))
    const stem = stemOf(word)
    add(stem)
    add(stemToken(stem))
  }
  for (const join of joins) add(join.word, join.begins)
  return { run, words, prefix: isBegun, options, sequences: sequenceTokensOf(words[0]!), meaning: 'full' }
}

const isRunOfSigns = (word: string) => [...word].length > 1 && isSign([...word][0]!)

/**
 * Which terms need not be found. Of a query of stop words alone, as `The Who` or `It`, all must be; of one without any
 * other word than days and months, these. A name written as one, as `R&B`, is no stop word, whatever its parts are.
 */
function weighed(asked: readonly AskedWord[], terms: readonly Term[]): Term[] {
  const isStop = asked.map(({ words }) => words.every(isStopWord))
  for (let from = 0; from < asked.length; ) {
    let to = from + 1
    while (to < asked.length && asked[to]!.found.glued) to++
    if (to - from > 1 && isStop.slice(from, to).every(Boolean)) isStop.fill(false, from, to)
    from = to
  }
  const isDate = asked.map(({ words }) => words.some(word => calendarTokenOf(word) !== undefined))
  const isLight = asked.map((_, at) => isStop[at]! || isDate[at]!)
  const light = !isLight.every(Boolean) ? isLight : !isStop.every(Boolean) ? isStop : isStop.map(() => false)
  const isEmpty = (at: number) => isStop[at]! && asked[at]!.words.every(isEmptyWord)
  return terms.map((term, at) => ({ ...term, meaning: !light[at] ? 'full' : isEmpty(at) ? 'none' : 'some' }))
}

function bonusesOf(typed: readonly AskedWord[], terms: readonly Term[]): Option[] {
  const full = new Set(terms.filter(({ meaning }) => meaning === 'full').map(({ run }) => run))
  const words = typed.map(({ found, words }) => ({ ...found, word: words[0]! }))
  const bonuses = [words, words.filter((_, at) => full.has(typed[at]!.run))].flatMap((phrase): Option[] => {
    const tokens = wholeTokens(phrase)
    return tokens
      ? [
          { token: tokens.whole, begins: false },
          { token: tokens.begun, begins: true },
        ]
      : []
  })
  if (typed.at(-1)!.begins) bonuses.push({ token: words.at(-1)!.word, begins: false })
  if (typed.length > 1 && typed.length <= joinedTermsMax)
    for (const { word } of joinsOf(words)) bonuses.push({ token: joinToken(word), begins: false })
  return [...new Map(bonuses.map(bonus => [bonus.token, bonus])).values()]
}
