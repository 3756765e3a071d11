// Tokens in PostgreSQL's words: documents as text forms of tsvectors, terms as those of tsqueries.
import { isAnyEnough, soughtAt, type Stage } from '../engine.ts'
import type { Asked, Option, Term } from '../text/query.ts'
import type { Weight, Weighted } from '../text/tokens.ts'

/** PostgreSQL keeps no position beyond this one. */
const positionMax = 16_383
const weights: readonly Weight[] = ['A', 'B', 'C', 'D']

/** Each token once per weight, at its first place: repeating a word doesn't lift an event. */
export function lexemesOf(...lists: readonly Partial<Weighted>[]): string {
  const lexemes: string[] = []
  const known = new Map<string, { readonly index: number; turn: number }>()
  let position = 0
  let turn = 0
  for (const list of lists) {
    for (const weight of weights) {
      turn++
      for (const token of list[weight] ?? []) {
        const earlier = known.get(token)
        if (earlier?.turn === turn) continue
        position = Math.min(position + 1, positionMax)
        if (earlier) {
          lexemes[earlier.index] += `,${position}${weight}`
          earlier.turn = turn
        } else {
          known.set(token, { index: lexemes.length, turn })
          lexemes.push(`${quoted(token)}:${position}${weight}`)
        }
      }
    }
  }
  return lexemes.join(' ')
}

/** What has all of the terms that are sought at this stage; or any of them. */
export const tsqueryOf = (asked: Pick<Asked, 'terms'>, stage: Stage): string =>
  soughtAt(stage, asked)
    .map(termQuery)
    .join(isAnyEnough(stage) ? ' | ' : ' & ')

export function termQuery({ options, sequences }: Pick<Term, 'options' | 'sequences'>): string {
  const together = sequences.length > 0 ? [`(${sequences.map(quoted).join(' & ')})`] : []
  return `(${[...options.map(optionQuery), ...together].join(' | ')})`
}

/** What a term is ranked by: the more of it an event has, the better. */
export interface Ranked {
  readonly query: string
  /** `ts_rank` divides by it. */
  readonly size: number
}

export const rankedOf = (options: readonly Option[], sequences: readonly string[] = []): Ranked => ({
  query: [...options.map(optionQuery), ...sequences.map(quoted)].join(' | '),
  size: options.length + sequences.length,
})

const optionQuery = ({ token, begins }: Option) => `${quoted(token)}${begins ? ':*' : ''}`
/** Words hold no quotes; should one ever, it harms nothing. */
const quoted = (token: string) =>
  /['\\]/.test(token) ? `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${token}'`
