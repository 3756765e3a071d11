// Which known name somebody meant who wrote an unknown one.

/** Of shorter ones every other one is near. */
const lettersMin = 3

/** The known name that is the fewest mistakes away, or that goes on from it or begins it; undefined if none is near. */
export function nearestOf(given: string, names: readonly string[]): string | undefined {
  const typed = given.toLowerCase()
  if (typed.length < lettersMin) return undefined
  const begun = names.filter(name => isBegun(typed, name.toLowerCase()))
  const ranked = names
    .map(name => ({ name, mistakes: editDistance([...typed], [...name.toLowerCase()]) }))
    .filter(({ mistakes }) => mistakes <= Math.max(1, Math.floor(typed.length / 3)))
    .sort((one, other) => one.mistakes - other.mistakes)
  return ranked[0]?.name ?? (begun.length === 1 ? begun[0] : undefined)
}

/** `webhooks` and `webhookEndpoints`, `desc` and `description`: the s of a plural doesn't count. */
function isBegun(typed: string, name: string): boolean {
  const [shorter, longer] = typed.length < name.length ? [typed, name] : [name, typed]
  const stem = shorter.replace(/s$/, '')
  return stem.length >= lettersMin && longer.startsWith(stem)
}

/** Letters left out, put in, exchanged, or swapped with their neighbour. */
function editDistance(one: readonly string[], other: readonly string[]): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const changed = previous[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? before[j - 2]! + 1 : Infinity
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, changed, swapped))
    }
    before = previous
    previous = current
  }
  return previous[other.length]!
}
