// How data is laid out on a terminal: aligned columns, or a line a field, as wide as the characters are shown.
import { createRequire } from 'node:module'
import { UsageError } from './failures.ts'
import { plain } from './text.ts'

export type Cell = string | number | boolean | undefined
export type Columns<Item> = Readonly<Record<string, (item: Item) => Cell>>

export interface TableOptions {
  /** Columns of the terminal; undefined where it is none, and nothing is cut. */
  readonly width?: number | undefined
  /** Columns that a narrow terminal leaves out, the first of them first, unless --columns names them. */
  readonly extra?: readonly string[]
}

/** Columns of free text, which a narrow terminal may cut; ids, times and money are worth nothing without their end. */
const freeText: ReadonlySet<string> = new Set(['TITLE', 'NAME', 'CITY', 'EMAIL', 'TEXT', 'DETAIL', 'REASON'])
const cutWidthMin = 10
const gap = '  '

let chosen: readonly string[] | undefined

/** Which columns tables have from now on, by their names in any case, and in which order; undefined: all of them. */
export function showColumns(names: readonly string[] | undefined): void {
  chosen = names?.map(name => name.toUpperCase())
}

/** UsageError that names the columns, where there is none of a name. */
function columnsShown<Item>(columns: Columns<Item>): Columns<Item> {
  if (chosen === undefined) return columns
  const unknown = chosen.find(name => !Object.hasOwn(columns, name))
  if (unknown !== undefined)
    throw new UsageError(
      `There is no column ${unknown.toLowerCase()}. There are ${Object.keys(columns).join(',').toLowerCase()}.`,
    )
  return Object.fromEntries(chosen.map(name => [name, columns[name]!]))
}

/**
 * One line an item, below the names of the columns. On a terminal that is too narrow, free text is cut, and then extra
 * columns are left out; if that is not enough, each item becomes a block of one line a field, with all of them.
 */
export function table<Item>(
  items: readonly Item[],
  allColumns: Columns<Item>,
  { width = terminalWidth(), extra = [] }: TableOptions = {},
): string {
  const columns = columnsShown(allColumns)
  const leftOut = chosen === undefined ? extra : []
  for (let count = 0; count <= leftOut.length; count++) {
    const kept = Object.entries(columns).filter(([name]) => !leftOut.slice(0, count).includes(name))
    const lines = linesWithin(width, items, Object.fromEntries(kept))
    if (lines) return lines
  }
  return items
    .map(item => block(Object.entries(columns).map(([name, cell]) => [name, textOf(cell(item))])))
    .join('\n\n')
}

/** Undefined where they don't fit. */
function linesWithin<Item>(
  width: number | undefined,
  items: readonly Item[],
  columns: Columns<Item>,
): string | undefined {
  const names = Object.keys(columns)
  const cells = items.map(item => Object.values(columns).map(cell => textOf(cell(item))))
  const widths = names.map((name, n) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[n] ?? '')), widthOf(name)),
  )
  const fitting = width === undefined ? widths : widthsWithin(width, names, widths)
  if (!fitting) return undefined
  return [names, ...cells]
    .map(row =>
      row
        .map((text, n) => padded(cut(text, fitting[n] ?? 0), fitting[n] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n')
}

/** One line a field; fields without a value are left out. */
export function fields(values: Readonly<Record<string, Cell>>): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return block(present.map(([name, value]) => [name, textOf(value)]))
}

function block(lines: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(0, ...lines.map(([name]) => widthOf(name))) + 2
  return lines.map(([name, text]) => padded(`${name}:`, width) + text).join('\n')
}

/** The widest free text gives way first. Undefined where it can't give enough. */
function widthsWithin(
  width: number,
  names: readonly string[],
  wanted: readonly number[],
): readonly number[] | undefined {
  const widths = [...wanted]
  let over = widths.reduce((sum, one) => sum + one, 0) + gap.length * (widths.length - 1) - width
  for (; over > 0; over -= 1) {
    const cuttable = widths.map((one, n) => (freeText.has(names[n] ?? '') && one > cutWidthMin ? one : 0))
    const widest = Math.max(0, ...cuttable)
    if (widest === 0) return undefined
    widths[cuttable.indexOf(widest)] = widest - 1
  }
  return widths
}

/** As much as fits, with an ellipsis where something is missing. What is one sign to its reader is kept whole. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Undefined where stdout is no terminal, or one that doesn't say. */
const terminalWidth = () => (process.stdout.isTTY ? process.stdout.columns || undefined : undefined)

const textOf = (value: Cell) => {
  if (value === undefined) return '-'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return plain(String(value))
}

const require = createRequire(import.meta.url)
let stringWidth: ((text: string) => number) | undefined

/** Columns that a terminal shows it in. What measures every script takes 25 ms to load: most tables need none of it. */
function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  stringWidth ??= (require('string-width') as { default: (text: string) => number }).default
  return stringWidth(text)
}

const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))
