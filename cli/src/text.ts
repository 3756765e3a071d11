// Text of others, made safe to show on a terminal; and which name somebody meant.

/** Without control characters: what others have written must not steer the terminal. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
}

/** The name that was most likely meant; undefined where none is near. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  const distances = known.map(one => editDistance(name.toLowerCase(), one.toLowerCase()))
  const nearest = Math.min(...distances)
  return nearest <= Math.ceil(name.length * 0.4) ? known[distances.indexOf(nearest)] : undefined
}

/** Levenshtein's, row by row. */
function editDistance(from: string, to: string): number {
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
