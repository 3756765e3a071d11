// How far two words are from each other.

/**
 * Mistakes between two words: letters left out, put in, exchanged, or swapped with their neighbour (optimal string
 * alignment). A letter is a code point.
 */
export const editDistance = (one: string, other: string): number => editDistanceOfLetters([...one], [...other])

export function editDistanceOfLetters(one: readonly string[], other: readonly string[]): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const changed = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + changed)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      current.push(least)
    }
    before = previous
    previous = current
  }
  return previous[other.length]!
}
