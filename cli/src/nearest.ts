// Which known name somebody meant who wrote an unknown one.
import { distance } from 'fastest-levenshtein'

/** Of shorter ones every other one is near. */
const lettersMin = 3

/** The known name that is the fewest mistakes away, or that goes on from it or begins it; undefined if none is near. */
export function nearestOf(given: string, names: readonly string[]): string | undefined {
  const typed = given.toLowerCase()
  if (typed.length < lettersMin) return undefined
  const begun = names.filter(name => isBegun(typed, name.toLowerCase()))
  const ranked = names
    .map(name => ({ name, mistakes: distance(typed, name.toLowerCase()) }))
    .filter(({ mistakes }) => mistakes <= Math.round(typed.length * 0.4))
    .sort((one, other) => one.mistakes - other.mistakes)
  return ranked[0]?.name ?? (begun.length === 1 ? begun[0] : undefined)
}

/** `webhooks` and `webhookEndpoints`, `desc` and `description`: the s of a plural doesn't count. */
function isBegun(typed: string, name: string): boolean {
  const [shorter, longer] = typed.length < name.length ? [typed, name] : [name, typed]
  const stem = shorter.replace(/s$/, '')
  return stem.length >= lettersMin && longer.startsWith(stem)
}
