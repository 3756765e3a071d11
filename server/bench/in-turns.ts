// Two ways measured in turns: single figures range by half on a busy machine, the ratio of two that were measured one
// right after the other doesn't. Who goes first alternates, and the median of the ratios counts.
import { cellLine, headLine, quantile, type Cell } from './report.ts'

export interface TurnsOptions {
  readonly rounds: number
  /** What is compared of two cells. */
  readonly ratioOf: (one: Cell, other: Cell) => number
  /** What stands above the ratios. */
  readonly title: string
  readonly say: (line: string) => void
}

export interface Turns {
  readonly cells: readonly Cell[]
  readonly ratios: readonly number[]
  readonly median: number
}

/** Measures one way and the other, and tells each round: the ratios are of the one to the other. */
export async function measureInTurns(
  one: () => Promise<Cell>,
  other: () => Promise<Cell>,
  { rounds, ratioOf, title, say }: TurnsOptions,
): Promise<Turns> {
  const cells: Cell[] = []
  const ratios: number[] = []
  say(headLine([title]))
  for (let n = 0; n < rounds; n++) {
    const isOneFirst = n % 2 === 1
    const first = await (isOneFirst ? one : other)()
    const second = await (isOneFirst ? other : one)()
    const ratio = isOneFirst ? ratioOf(first, second) : ratioOf(second, first)
    cells.push(first, second)
    ratios.push(ratio)
    say(cellLine(first))
    say(cellLine(second, [ratio]))
  }
  return {
    cells,
    ratios,
    median: quantile(
      ratios.toSorted((a, b) => a - b),
      0.5,
    ),
  }
}
