// Bytes of files and of stdin as text: UTF-8, and UTF-16 where a byte order mark says so. Anything else is refused,
// never guessed and never mended.
import { UsageError } from './failures.ts'

const marks = [
  { encoding: 'utf-32le', name: 'UTF-32', bytes: [0xff, 0xfe, 0, 0] }, // before UTF-16, whose mark it begins with
  { encoding: 'utf-32be', name: 'UTF-32', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-8', name: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', name: 'UTF-16', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', name: 'UTF-16', bytes: [0xfe, 0xff] },
] as const
const utf8 = { encoding: 'utf-8', name: 'UTF-8', bytes: [] } as const
type Mark = (typeof marks)[number] | typeof utf8
const longestMark = 4

/**
 * The text, without its byte order mark. `source` is what the message calls it: a file's name, or `What came on stdin`.
 * Bytes that are no text are a UsageError that says where they are, counted from 1.
 */
export function textOfBytes(bytes: Uint8Array, source: string): string {
  const mark = markOf(bytes, source)
  return checkedText(bytes.subarray(mark.bytes.length), { mark, before: mark.bytes.length, source })
}

/** The same of bytes that come in pieces. No piece of the text begins or ends within a character. */
export async function* textOfChunks(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  let mark: Mark | undefined
  let read = 0
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (mark === undefined && rest.length < longestMark) continue
    if (mark === undefined) {
      mark = markOf(rest, source)
      ;[read, rest] = [mark.bytes.length, rest.subarray(mark.bytes.length)]
    }
    const text = decoded(rest, mark.encoding, true)
    if (text === undefined || text.includes('\0')) break
    const length = lengthOf(text, mark.encoding)
    ;[read, rest] = [read + length, rest.subarray(length)]
    yield text
  }
  if (mark === undefined) yield textOfBytes(rest, source)
  else if (rest.length > 0) yield checkedText(rest, { mark, before: read, source })
}

function markOf(bytes: Uint8Array, source: string): Mark {
  const mark = marks.find(one => one.bytes.every((byte, n) => bytes[n] === byte)) ?? utf8
  if (mark.name === 'UTF-32') throw new UsageError(`${source} is UTF-32: save it as UTF-8.`)
  return mark
}

interface Place {
  readonly mark: Mark
  /** Bytes that came before these. */
  readonly before: number
  readonly source: string
}

function checkedText(content: Uint8Array, { mark, before, source }: Place): string {
  const text = decoded(content, mark.encoding)
  const badAt = text === undefined ? validLength(content, mark.encoding) : nulAt(text, mark.encoding)
  if (text !== undefined && badAt === undefined) return text
  const where = `byte ${(badAt ?? 0) + before + 1}`
  const why = text === undefined ? `is not valid ${mark.name} at ${where}` : `has a NUL character at ${where}`
  throw new UsageError(`${source} ${why}: save it as UTF-8.`)
}

/** Undefined where they are not text of that encoding. */
function decoded(bytes: Uint8Array, encoding: string, stream = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream })
  } catch {
    return undefined
  }
}

/** How many bytes are text before the first that are none. */
function validLength(bytes: Uint8Array, encoding: string): number {
  let [good, bad] = [0, bytes.length + 1]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (decoded(bytes.subarray(0, middle), encoding, true) === undefined) bad = middle
    else good = middle
  }
  return lengthOf(decoded(bytes.subarray(0, good), encoding, true) ?? '', encoding)
}

function nulAt(text: string, encoding: string): number | undefined {
  const at = text.indexOf('\0')
  return at === -1 ? undefined : lengthOf(text.slice(0, at), encoding)
}

const lengthOf = (text: string, encoding: string) =>
  encoding === 'utf-8' ? Buffer.byteLength(text) : Buffer.byteLength(text, 'utf16le')
