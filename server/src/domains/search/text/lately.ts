// What is made of a text, remembered for a while: names of venues, cities and categories come again and again.
import { LRUCache } from 'lru-cache'

/** In UTF-16 code units. Longer texts are hardly ever the same; several ask for one in a row. */
const nameLengthMax = 100
const namesMax = 2_000

/** The same function, which answers for a name that came lately, and for the last longer text, from memory. */
export function lately<Result extends object>(make: (text: string) => Result): (text: string) => Result {
  const ofNames = new LRUCache<string, Result>({ max: namesMax })
  let last: { readonly text: string; readonly result: Result } | undefined
  return text => {
    const known = text.length > nameLengthMax ? (last?.text === text ? last.result : undefined) : ofNames.get(text)
    if (known) return known
    const result = make(text)
    if (text.length > nameLengthMax) last = { text, result }
    else ofNames.set(text, result)
    return result
  }
}
