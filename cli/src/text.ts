// How things look on a terminal: plain text, aligned columns, money, times.

/** Without control characters: what others have written must not steer the terminal. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
}

export type Cell = string | number | boolean | undefined
export type Columns<Item> = Readonly<Record<string, (item: Item) => Cell>>

/** One line an item, below the names of the columns. */
export function table<Item>(items: readonly Item[], columns: Columns<Item>): string {
  const rows = [Object.keys(columns), ...items.map(item => Object.values(columns).map(cell => textOf(cell(item))))]
  const widths = Object.keys(columns).map((_, column) => Math.max(...rows.map(row => lengthOf(row[column] ?? ''))))
  return rows
    .map(row =>
      row
        .map((text, column) => padded(text, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** One line a field; fields without a value are left out. */
export function fields(values: Readonly<Record<string, Cell>>): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  const width = Math.max(0, ...present.map(([name]) => name.length)) + 2
  return present.map(([name, value]) => padded(`${name}:`, width) + textOf(value)).join('\n')
}

const textOf = (value: Cell) => {
  if (value === undefined) return '-'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return plain(String(value))
}
const lengthOf = (text: string) => [...text].length
const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - lengthOf(text)))
