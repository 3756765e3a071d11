// Which known name somebody meant who wrote an unknown one.
import { editDistance } from './edit-distance.ts'

/** More than these are no help. */
const nearestMax = 3

/** The names that are fewest mistakes away, at most `mistakesMax`, whatever their case; none if these are many. */
export function nearestOf(given: string, names: Iterable<string>, mistakesMax: number): string[] {
  const typed = given.toLowerCase()
  let fewest = mistakesMax
  let nearest: string[] = []
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > fewest) continue
    const mistakes = editDistance(typed, name.toLowerCase())
    if (mistakes > fewest) continue
    nearest = mistakes < fewest ? [name] : [...nearest, name]
    fewest = mistakes
  }
  return nearest.length > nearestMax ? [] : nearest
}
