// Text by its code points. JavaScript counts and cuts code units: letters beyond U+FFFF have two, and half a letter is
// no Unicode text, which PostgreSQL refuses.

export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

/** The index that lies `count` code points after the one at `from`, or the end of the text. */
export function indexAfter(text: string, from: number, count: number): number {
  let at = from
  for (let n = 0; n < count && at < text.length; n++) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return Math.min(at, text.length)
}

/** The index that lies `count` code points before the one at `from`, or 0. */
export function indexBefore(text: string, from: number, count: number): number {
  let at = from
  for (let n = 0; n < count && at > 0; n++) at -= at > 1 && text.codePointAt(at - 2)! > 0xffff ? 2 : 1
  return Math.max(at, 0)
}

/** The first `codePointsMax` code points of a text. */
export const beginningOf = (text: string, codePointsMax: number): string =>
  text.length <= codePointsMax ? text : text.slice(0, indexAfter(text, 0, codePointsMax))
