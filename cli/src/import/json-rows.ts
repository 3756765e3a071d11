// Rows of JSON: a list of objects, or an object on each line. A list is taken apart into its items before they are
// parsed, so that it need not fit into memory and each item has the line it begins on; parsers of streams tell neither.
import { UnreadableRows, rowCharactersMax, type RowSource, type SourceRow } from './rows.ts'

interface Item {
  readonly text: string
  readonly line: number
}

/** `texts` has line feeds alone between its lines. */
export const readJson = (texts: AsyncIterable<string>): RowSource => sourceOf('json', itemsOf(texts))
export const readNdjson = (texts: AsyncIterable<string>): RowSource => sourceOf('ndjson', linesOf(texts))

const sourceOf = (format: 'json' | 'ndjson', items: AsyncIterable<Item>): RowSource => ({
  format,
  separator: undefined,
  header: undefined,
  rows: rowsOf(items),
})

async function* rowsOf(items: AsyncIterable<Item>): AsyncGenerator<SourceRow> {
  let number = 0
  for await (const { text, line } of items) {
    number += 1
    const { cells, fault } = parsed(text)
    yield { number, line, cells, ...(fault !== undefined && { fault }) }
  }
}

function parsed(text: string): { cells: ReadonlyMap<string, unknown>; fault?: string } {
  const none = new Map<string, unknown>()
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { cells: new Map(Object.entries(value)) }
      : { cells: none, fault: 'is not an object: write { "title": …, … }' }
  } catch {
    return { cells: none, fault: 'is not valid JSON' }
  }
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<Item> {
  let line = 1
  let rest = ''
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const each of lines) {
      if (each.trim() !== '') yield { text: each, line }
      line += 1
    }
    if (rest.length > rowCharactersMax) throw new UnreadableRows(line, `is longer than ${rowCharactersMax} characters`)
  }
  if (rest.trim() !== '') yield { text: rest, line }
}

/** Between items only white space and one comma may stand; whether an item is JSON is seen when it is parsed. */
async function* itemsOf(texts: AsyncIterable<string>): AsyncGenerator<Item> {
  const reading = createReading()
  for await (const text of texts) yield* reading.take(text)
  reading.end()
}

function createReading() {
  let state: 'before' | 'between' | 'within' | 'after' = 'before'
  let [line, begunAt, depth] = [1, 1, 0]
  let [isText, isEscaped, needsItem] = [false, false, false]
  let item = ''

  function finished(): Item {
    const done = { text: item, line: begunAt }
    ;[item, state, needsItem] = ['', 'between', false]
    return done
  }

  function expectBetween(character: string): void {
    if (character === ',' && !needsItem) needsItem = true
    else if (character === ']' && !needsItem) state = 'after'
    else if (character === ',' || character === ']') throw new UnreadableRows(line, 'has a comma without an item')
    else [state, begunAt, depth, isText, isEscaped] = ['within', line, 0, false, false]
  }

  /** Within an item: undefined, or `ended` by a character that is still to be looked at. */
  function goOn(character: string): 'taken' | 'last' | 'ended' {
    if (isText) {
      if (isEscaped) isEscaped = false
      else if (character === '\\') isEscaped = true
      else if (character === '"') isText = false
      return 'taken'
    }
    if (character === '"') isText = true
    else if (character === '{' || character === '[') depth += 1
    else if (depth === 0) return character === ',' || character === ']' ? 'ended' : 'taken'
    else if (character === '}' || character === ']') {
      depth -= 1
      return depth === 0 ? 'last' : 'taken'
    }
    return 'taken'
  }

  function* takeOne(character: string): Generator<Item> {
    const isSpace = /\s/.test(character)
    if (state === 'within') {
      const step = goOn(character)
      if (step !== 'ended') item += character
      if (item.length > rowCharactersMax)
        throw new UnreadableRows(begunAt, `is where an item begins that is longer than ${rowCharactersMax} characters`)
      if (step !== 'taken') yield finished()
      if (step === 'ended') expectBetween(character)
    } else if (isSpace) return
    else if (state === 'before') {
      if (character !== '[') throw new UnreadableRows(line, 'is not the beginning of a list: write [ { … }, … ]')
      state = 'between'
    } else if (state === 'after') throw new UnreadableRows(line, 'has something behind the end of the list')
    else {
      expectBetween(character)
      if (isWithin()) {
        goOn(character)
        item = character
      }
    }
  }
  const isWithin = () => state === 'within'

  return {
    *take(text: string): Generator<Item> {
      for (const character of text) {
        yield* takeOne(character)
        if (character === '\n') line += 1
      }
    },
    end(): void {
      if (state === 'before') throw new UnreadableRows(1, 'is empty: it needs a list of objects')
      if (state === 'within') throw new UnreadableRows(begunAt, 'is where an item begins that never ends')
      if (state !== 'after') throw new UnreadableRows(line, 'is where the file ends, within its list')
    },
  }
}
