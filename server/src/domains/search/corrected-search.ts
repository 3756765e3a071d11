// What every search does, on whichever engine: it looks for the words as they were typed, and only when nothing is
// found for the words that were probably meant, and at last for the best of what has some of them. A later page asks
// what its first page has asked.
import {
  isAnyEnough,
  soughtAt,
  stages,
  type FoundSuggestion,
  type Looking,
  type SearchEngine,
  type SearchQuery,
  type SearchResults,
  type Stage,
  type SuggestionQuery,
} from './engine.ts'
import { nothingFound } from './facets.ts'
import { joinedOptions, nothingAsked, understand, type Asked, type Meant, type Term } from './text/query.ts'
import { splitsOf } from './text/spelling.ts'

type Finding = Pick<SearchEngine, 'find' | 'spelling' | 'counts' | 'knownWords' | 'suggestions'>

/** Words in so many events are as common as can be. */
const countMax = 1_000
/** A word in one event counts so many times as much as one that is everywhere. */
const weightMax = 8

export async function searchCorrecting(engine: Finding, query: SearchQuery): Promise<SearchResults> {
  const { q, after, now } = query
  if (q === undefined) return engine.find(query, nothingAsked, { stage: 'typed' })
  const typed = understand(q)
  if (typed.terms.length === 0) return { hits: [], facets: nothingFound, terms: [] } // nothing that a text could hold

  const readings = createReadings(engine, q, typed, now)
  if (after) {
    const stage = after.stage ?? (after.corrected ? 'corrected' : 'typed')
    const asked = (await readings.at(stage)) ?? typed
    return engine.find(query, asked, { stage, ...(after.weights && { weights: after.weights }) })
  }
  let found: SearchResults | undefined
  for (const stage of stages) {
    const asked = await readings.at(stage)
    if (!asked) continue
    found = await engine.find(query, asked, await lookingAt(engine, stage, asked, now))
    if (found.hits.length > 0) break
  }
  return found!
}

export async function suggestCorrecting(
  engine: Finding,
  { q, limit, now }: SuggestionQuery,
): Promise<FoundSuggestion[]> {
  const typed = understand(q)
  if (typed.terms.length === 0) return []
  const found = await engine.suggestions({ asked: typed, limit, now })
  if (found.length > 0) return found
  const meant = await createReadings(engine, q, typed, now).at('corrected')
  return meant ? engine.suggestions({ asked: meant, limit, now }) : []
}

/** What is looked for at each stage; undefined where that is nothing else than at the stage before. */
function createReadings(engine: Finding, q: string, typed: Asked, now: Date) {
  let known: Promise<Asked | undefined> | undefined
  const corrected = () => (known ??= correctedOf(engine, q, typed, now))

  return {
    async at(stage: Stage): Promise<Asked | undefined> {
      if (stage === 'typed') return typed
      if (stage === 'corrected') return corrected()
      if (stage === 'widened') return soughtAt(stage, typed).length > 1 ? widenedOf(engine, q, typed, now) : undefined
      const asked = (await corrected()) ?? typed
      const all = soughtAt('any', asked).length
      const isOther = stage === 'any' ? all > 1 : soughtAt(stage, asked).length > all
      return isOther ? asked : undefined
    },
  }
}

/** Each word that no event has taken for several, replaced by the nearest that one has, or parted into two. */
async function correctedOf(engine: Finding, q: string, typed: Asked, now: Date): Promise<Asked | undefined> {
  const spelling = await engine.spelling(typed.terms, { now, ofKnown: false })
  const unknown = typed.terms.flatMap((term, n) => (spelling[n]!.isKnown ? [] : [{ term, near: spelling[n]!.meant }]))
  if (unknown.length === 0) return undefined
  const joined = await joinedAmong(
    engine,
    unknown.map(({ term }) => term.run),
    now,
  )
  const meant = new Map<string, Meant>()
  let parted = q
  for (const { term, near } of unknown) {
    if (joined.has(term.run)) meant.set(term.run, { words: [term.run], begins: term.prefix, isJoined: true })
    else if (near) meant.set(term.run, near)
    else parted = await withParted(engine, parted, term, now)
  }
  if (parted !== q) return understand(parted, meant)
  return meant.size > 0 ? understand(q, meant) : undefined
}

/** Those of the words that are the beginning of several, typed as one. */
async function joinedAmong(engine: Finding, words: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const asked = words
    .map(word => ({ word, options: joinedOptions(word), sequences: [] }))
    .filter(({ options }) => options.length > 0)
  if (asked.length === 0) return new Set()
  const counts = await engine.counts(asked, { now, countMax: 1 })
  return new Set(asked.filter((_, n) => counts[n]! > 0).map(({ word }) => word))
}

async function withParted(engine: Finding, q: string, { run }: Term, now: Date): Promise<string> {
  const splits = splitsOf(run)
  if (splits.length === 0) return q
  const known = new Set(await engine.knownWords([...new Set(splits.flat())], now))
  const split = splits.find(parts => parts.every(part => known.has(part)))
  return split ? partedText(q, run, split) : q
}

/** The words of the query again, one of them in two. */
const partedText = (q: string, run: string, split: readonly string[]) =>
  understand(q)
    .terms.map(term => (term.run === run ? split.join(' ') : term.run))
    .join(' ')

/** Every word taken for mistyped, too: `jon` may have been meant to be John where there are events with either. */
async function widenedOf(engine: Finding, q: string, typed: Asked, now: Date): Promise<Asked | undefined> {
  const spelling = await engine.spelling(typed.terms, { now, ofKnown: true })
  const meant = new Map<string, Meant>()
  let isWider = false
  for (const [n, { run, prefix }] of typed.terms.entries()) {
    const { isKnown, meant: near } = spelling[n]!
    if (!near) continue
    meant.set(run, isKnown ? { words: [run, ...near.words], begins: prefix } : near)
    isWider ||= isKnown
  }
  return isWider ? understand(q, meant) : undefined
}

async function lookingAt(engine: Finding, stage: Stage, asked: Asked, now: Date): Promise<Looking> {
  if (!isAnyEnough(stage)) return { stage }
  const counts = await engine.counts(asked.terms, { now, countMax })
  return { stage, weights: counts.map(weightOf) }
}

const weightOf = (count: number) =>
  Math.round(weightMax - ((weightMax - 1) * Math.log(Math.min(Math.max(count, 1), countMax))) / Math.log(countMax))
