// Which of the known names somebody has probably meant.

/** Undefined where none is near. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  const distances = known.map(each => distance(name.toLowerCase(), each.toLowerCase()))
  const least = Math.min(...distances)
  return least <= Math.ceil(name.length * 0.34) ? known[distances.indexOf(least)] : undefined
}

/** Levenshtein's, row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let n = 1; n <= to.length; n += 1) {
      const replaced = (row[n - 1] ?? 0) + (from[i - 1] === to[n - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[n] ?? 0) + 1, (next[n - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
