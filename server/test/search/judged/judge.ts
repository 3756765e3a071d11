// How well an engine finds what is meant: for each judged query, where the first right event stands.
import { expect } from 'chai'
import { searchCorrecting } from '../../../src/domains/search/corrected-search.ts'
import type { SearchEngine } from '../../../src/domains/search/engine.ts'
import { aSearchQuery } from '../builders.ts'
import { makeCorpus, type Names } from './corpus.ts'
import { firstNames } from './first-names.ts'
import { firstQueries } from './first-queries.ts'
import { secondNames } from './second-names.ts'
import { secondQueries } from './second-queries.ts'
import { kinds, queriesOf, type ByHand, type JudgedQuery, type Kind } from './queries.ts'

interface Judged {
  readonly name: string
  readonly names: Names
  readonly byHand: ByHand
  readonly seed: number
}

/** The search was made with the first one. The second was put together afterwards, to see how it does with others. */
const corpora: readonly Judged[] = [
  { name: 'the first', names: firstNames, byHand: firstQueries, seed: 20_300_101 },
  { name: 'the second', names: secondNames, byHand: secondQueries, seed: 7_919 },
]

/** Each kind's, and all queries' together. */
const least = { success: 0.9, successOfAll: 0.95, reciprocalRankOfAll: 0.96 } as const
const hitsMax = 10
const askedAtOnce = 4

interface Verdict {
  readonly kind: Kind
  readonly q: string
  /** Of the first right event, from 1; undefined where there is none among the first. */
  readonly rank: number | undefined
  readonly first: string | undefined
}

export function judgedExpectations(makeEngine: () => Promise<SearchEngine>) {
  for (const { name, names, byHand, seed } of corpora) {
    describe(`finds what is meant, in ${name} judged corpus`, function () {
      this.timeout(180_000)
      const verdicts: Verdict[] = []

      before(async () => {
        const engine = await makeEngine()
        const corpus = makeCorpus(names, seed)
        for (let from = 0; from < corpus.events.length; from += 500)
          await engine.index(
            corpus.events.slice(from, from + 500).map(({ event }) => event),
            'change',
          )
        const judgedOf = new Map(corpus.events.map(judged => [judged.event.id, judged]))
        const judge = async ({ kind, q, isRight }: JudgedQuery): Promise<Verdict> => {
          const { hits } = await searchCorrecting(engine, aSearchQuery({ q, limit: hitsMax }))
          const at = hits.findIndex(({ event }) => isRight(judgedOf.get(event.id)!))
          return { kind, q, rank: at < 0 ? undefined : at + 1, first: hits[0]?.event.title }
        }
        const queries = queriesOf(corpus, byHand)
        for (let from = 0; from < queries.length; from += askedAtOnce)
          verdicts.push(...(await Promise.all(queries.slice(from, from + askedAtOnce).map(judge))))
      })

      after(() => {
        for (const kind of kinds) process.stdout.write(`      ${line(kind, ofKind(kind))}\n`)
        process.stdout.write(`      ${line('all', verdicts)}\n`)
      })

      const ofKind = (kind: Kind) => verdicts.filter(verdict => verdict.kind === kind)
      for (const kind of kinds) {
        it(`${kind}: nine of ten at the first place`, () => {
          const ofIt = ofKind(kind)
          expect(ofIt.length).to.be.greaterThan(9)
          expect(success(ofIt), missed(ofIt)).to.be.at.least(least.success)
        })
      }

      it('19 of 20 of all at the first place, and the others close to it', () => {
        expect(verdicts.length).to.be.greaterThan(180)
        expect(success(verdicts), missed(verdicts)).to.be.at.least(least.successOfAll)
        expect(reciprocalRank(verdicts), missed(verdicts)).to.be.at.least(least.reciprocalRankOfAll)
      })

      it('no query without any hit', () => {
        expect(verdicts.filter(({ first }) => first === undefined).map(({ q }) => q)).to.deep.equal([])
      })
    })
  }
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
const success = (verdicts: readonly Verdict[]) => mean(verdicts.map(({ rank }) => (rank === 1 ? 1 : 0)))
const reciprocalRank = (verdicts: readonly Verdict[]) => mean(verdicts.map(({ rank }) => (rank ? 1 / rank : 0)))

const line = (what: string, verdicts: readonly Verdict[]) =>
  `${what.padEnd(20)} ${String(verdicts.length).padStart(4)} queries, success@1 ${success(verdicts).toFixed(2)}, ` +
  `MRR ${reciprocalRank(verdicts).toFixed(2)}`
const missed = (verdicts: readonly Verdict[]) =>
  verdicts
    .filter(({ rank }) => rank !== 1)
    .map(
      ({ kind, q, rank, first }) => `${kind}: "${q}" has "${first ?? 'nothing'}" first, a right one at ${rank ?? '–'}`,
    )
    .join('\n')
