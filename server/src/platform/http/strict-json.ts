// JSON that can be read in one way only: what JSON.parse lets pass in silence is refused here.
import { problem } from '../problems.ts'
import { jsonFaultOf } from './json-fault.ts'

const depthMax = 16
const quote = 0x22,
  backslash = 0x5c,
  colon = 0x3a,
  openObject = 0x7b,
  closeObject = 0x7d,
  openArray = 0x5b,
  closeArray = 0x5d

/**
 * Parses a request's body. Throws `malformed_request` for broken syntax, duplicate keys, `__proto__`, NUL, lone
 * surrogates and nesting deeper than 16: each of them means different things to different readers.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed(`The body is not JSON: ${jsonFaultOf(text)}.`)
  }
  check(text)
  return value
}

/** Walks a text that JSON.parse has accepted, so that strings and brackets are known to be well-formed. */
function check(text: string) {
  const keysOfOpen: (Set<string> | undefined)[] = [] // undefined for an array
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === openObject || char === openArray) {
      if (keysOfOpen.push(char === openObject ? new Set() : undefined) > depthMax)
        throw malformed(`The body is nested deeper than ${depthMax}.`)
    } else if (char === closeObject || char === closeArray) {
      keysOfOpen.pop()
    } else if (char === quote) {
      const end = endOfString(text, at)
      const string = checkedString(text.slice(at, end + 1))
      if (isKey(text, end + 1)) remember(keysOfOpen.at(-1), string)
      at = end
    }
  }
}

function endOfString(text: string, start: number) {
  let at = start + 1
  while (text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1
  return at
}

function checkedString(quoted: string) {
  const string = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
  if (string.includes('\0')) throw malformed('A string holds a NUL character.')
  // @ts-expect-error TypeScript's ES2023 library lacks isWellFormed, which Node 20 has.
  if (!string.isWellFormed()) throw malformed('A string holds a lone surrogate, which is no Unicode text.')
  return string
}

function isKey(text: string, from: number) {
  let at = from
  while (text.charCodeAt(at) <= 0x20) at++
  return text.charCodeAt(at) === colon
}

function remember(keys: Set<string> | undefined, key: string) {
  if (key === '__proto__') throw malformed('A property is named __proto__.')
  if (keys?.has(key)) throw malformed(`The property ${JSON.stringify(key)} stands twice in one object: leave one out.`)
  keys?.add(key)
}

const malformed = (detail: string) => problem('malformed_request', detail)
