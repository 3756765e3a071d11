// Chance that repeats: the same name and seed give the same numbers, on every machine.
import { createHash } from 'node:crypto'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Range } from './plan-reader.ts'

export interface Chance {
  /** A whole number, both ends included. */
  within(range: Range): number
  oneOf<Item>(items: readonly Item[]): Item
  /** True so often: 0.1 is once in ten times. */
  happens(share: number): boolean
  /** So many of them, no one twice, in the order of chance. */
  someOf<Item>(items: readonly Item[], count: number): Item[]
}

/** Each thing has chances of its own: another event more or less changes none of the others. */
export function chanceOf(...names: readonly (string | number)[]): Chance {
  const generator = xoroshiro128plus(createHash('sha256').update(names.join('\0')).digest().readInt32LE(0))
  const within = ({ min, max }: Range) => uniformInt(generator, min, max)
  const oneOf = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('There is nothing to choose from.')
    return items[within({ min: 0, max: items.length - 1 })] as Item
  }
  return {
    within,
    oneOf,
    happens: share => within({ min: 1, max: 1_000_000 }) <= share * 1_000_000,
    someOf(items, count) {
      const left = [...items]
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [taken] = left.splice(within({ min: 0, max: left.length - 1 }), 1)
        return taken as (typeof items)[number]
      })
    },
  }
}
