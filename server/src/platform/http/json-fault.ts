// Where a text stops being JSON, and what would have to stand there. JSON.parse says it in other words in each release
// of Node.js.

/** Deeper than any body may be nested; the rest is not read. */
const depthMax = 20
const shownMax = 20

/** Thrown where the text stops being JSON, and caught before anybody sees it. */
class Fault extends Error {
  readonly at: number
  constructor(at: number, wanted: string) {
    super(wanted)
    this.at = at
  }
}

/** What is wrong with a text that is no JSON: `line 1, column 15: a comma or } is expected, not "x"`. */
export function jsonFaultOf(text: string): string {
  try {
    readDocument(text)
  } catch (error) {
    if (error instanceof Fault) return `${placeOf(text, error.at)}: ${error.message}`
    throw error
  }
  return 'it can be read in more than one way' // what JSON.parse alone objects to
}

function placeOf(text: string, at: number) {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return `line ${line}, column ${at - (before.lastIndexOf('\n') + 1) + 1}`
}

/** Reads by RFC 8259, a function for each of its rules: it begins at `at` and leaves `at` behind what it has read. */
function readDocument(text: string): void {
  let at = 0
  let depth = 0

  if (text.startsWith('\ufeff')) fail('the text begins with a byte order mark: leave it out')
  skipSpace()
  readValue()
  skipSpace()
  if (at < text.length) fail(`nothing more is expected, but ${shown()} follows`)

  function readValue(): void {
    const char = text[at]
    if (char === '{') return nested(readMembers)
    if (char === '[') return nested(readItems)
    if (char === '"') return readString()
    if (/[-\d]/.test(char ?? '')) return readNumber()
    const word = wordHere()
    if (word !== 'true' && word !== 'false' && word !== 'null') fail(valueHint(word))
    at += word.length
  }

  function nested(read: () => void): void {
    if (++depth > depthMax) fail(`it is nested deeper than ${depthMax}`)
    at++
    skipSpace()
    read()
    depth--
  }

  function readMembers(): void {
    if (text[at] === '}') return void at++
    for (;;) {
      if (text[at] !== '"') fail(keyHint())
      readString()
      skipSpace()
      if (text[at] !== ':') fail(`a colon is expected after the name, not ${shown()}`)
      at++
      skipSpace()
      readValue()
      if (hasEnded('}')) return
      if (text[at] === '}') fail('a name is expected after the comma: leave the last comma out')
    }
  }

  function readItems(): void {
    if (text[at] === ']') return void at++
    for (;;) {
      readValue()
      if (hasEnded(']')) return
      if (text[at] === ']') fail('a value is expected after the comma: leave the last comma out')
    }
  }

  /** Behind a value: whether the brackets close, else there is a comma. */
  function hasEnded(close: string): boolean {
    skipSpace()
    if (text[at] !== close && text[at] !== ',') fail(`a comma or ${close} is expected, not ${shown()}`)
    const isEnd = text[at] === close
    at++
    if (!isEnd) skipSpace()
    return isEnd
  }

  function readString(): void {
    at++
    for (; text[at] !== '"'; at++) {
      const char = text[at]
      if (char === undefined) fail('a string is not closed: a " is missing')
      if (char < ' ')
        fail(char === '\n' ? 'a line break in a string is written \\n' : 'a string has a control character')
      if (char === '\\' && !readEscape()) fail(`${JSON.stringify(text.slice(at, at + 2))} is no escape that JSON has`)
    }
    at++
  }

  function readEscape(): boolean {
    const [escape] = /^\\(["\\/bfnrt]|u[\da-f]{4})/i.exec(text.slice(at, at + 6)) ?? []
    if (escape !== undefined) at += escape.length - 1
    return escape !== undefined
  }

  function readNumber(): void {
    const [all = ''] = /^-?[\w.+-]*/.exec(text.slice(at, at + 400)) ?? []
    if (!/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(all))
      fail(`${cut(all)} is no number as JSON writes it, like 4500 or -1.5`)
    at += all.length
  }

  function skipSpace(): void {
    while (/[ \t\n\r]/.test(text[at] ?? '')) at++
  }

  function wordHere(): string {
    return /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text.slice(at, at + 60))?.[0] ?? ''
  }

  /** What stands here, or that nothing does. */
  function shown(): string {
    if (at >= text.length) return 'the end of the body'
    const word = wordHere()
    return cut(word === '' ? String.fromCodePoint(text.codePointAt(at)!) : word)
  }

  function commonHint(): string | undefined {
    if (text[at] === "'") return 'strings are written in "double quotes"'
    if (text.startsWith('//', at) || text.startsWith('/*', at)) return 'JSON has no comments'
    return undefined
  }

  function valueHint(word: string): string {
    if (/^(true|false|null)$/i.test(word)) return `${word} is written ${word.toLowerCase()}`
    if (/^(None|undefined|NaN|Infinity)$/.test(word)) return `${word} is no value that JSON has; there is null`
    return (
      commonHint() ??
      `a value is expected, not ${shown()}${word === '' ? '' : ': strings are written in "double quotes"'}`
    )
  }

  function keyHint(): string {
    return commonHint() ?? `a name in "double quotes" is expected, not ${shown()}`
  }

  function fail(wanted: string): never {
    throw new Fault(at, wanted)
  }
}

const cut = (part: string) => JSON.stringify(part.length > shownMax ? `${part.slice(0, shownMax)}…` : part)
