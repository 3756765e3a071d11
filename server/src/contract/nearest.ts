// Which known name somebody meant who wrote an unknown one.

/** More than these are no help. */
const nearestMax = 3

/** The names that are fewest mistakes away, at most `mistakesMax`, whatever their case; none if these are many. */
export function nearestOf(given: string, names: Iterable<string>, mistakesMax: number): string[] {
  const typed = given.toLowerCase()
  let fewest = mistakesMax
  let nearest: string[] = []
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > fewest) continue
    const mistakes = mistakesBetween(typed, name.toLowerCase(), fewest)
    if (mistakes > fewest) continue
    nearest = mistakes < fewest ? [name] : [...nearest, name]
    fewest = mistakes
  }
  return nearest.length > nearestMax ? [] : nearest
}

/**
 * Letters that are wrong, missing, too many, or have changed places with their neighbour. Counts no further than one
 * beyond `mistakesMax`.
 */
function mistakesBetween(one: string, other: string, mistakesMax: number): number {
  if (mistakesMax === 0) return one === other ? 0 : 1
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        row[j]! + 1,
        next[j - 1]! + 1,
        row[j - 1]! + (isSame ? 0 : 1),
        isSwapped ? before[j - 2]! + 1 : Infinity,
      )
    }
    if (Math.min(...next, ...row) > mistakesMax) return mistakesMax + 1
    before = row
    row = next
  }
  return row[other.length]!
}
