// A text that shows: whoever reads it sees that there is something, and nothing in it hides, or turns its surroundings
// around. Joiners inside of words and emoji (Persian, families) are fine, as long as something shows.

/** What `x-evently-text` may say: one line, or several. */
export type TextKind = 'line' | 'lines'

/** Neither blank nor invisible. Braille's blank and the anchors of annotations only look like letters to Unicode. */
const showing = /[^\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u
const controls = {
  line: /[\p{Cc}\u2028\u2029]/u,
  lines: /(?![\n\r\t])\p{Cc}/u,
} as const
/** Embeddings, overrides and isolates. The marks that only say the direction of their place (U+200E, U+200F) stay. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u

/** What is wrong with a text, in words; undefined if it shows. An empty one is for `minLength` to refuse. */
export function faultOfText(kind: TextKind, text: string): string | undefined {
  const control = controls[kind].exec(text)?.[0]
  if (control !== undefined) {
    const isBreak = kind === 'line' && /[\n\r\t\u2028\u2029]/u.test(control)
    return isBreak
      ? `must be one line, without line breaks and tabs (it has ${nameOf(control)})`
      : `must not have control characters (it has ${nameOf(control)})`
  }
  const turn = turning.exec(text)?.[0]
  if (turn !== undefined)
    return `must not have characters that turn the direction of the text around them (it has ${nameOf(turn)})`
  if (text !== '' && !showing.test(text)) return 'must have something in it that shows; all of it is blank or invisible'
  return undefined
}

const nameOf = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
