// Reads the fields of one row, and collects what is wrong with them under the names that the file has for them.
import { CellFault, fault } from './cells.ts'
import type { ColumnChoices, Columns } from './columns.ts'
import type { RowFault, SourceRow } from './rows.ts'

export interface FieldReader {
  /** What `read` makes of it; undefined where it is empty or has a fault, which is then collected. */
  optional<Value>(field: string, read: (value: unknown) => Value | undefined): Value | undefined
  /** The same, and what is empty is a fault. */
  required<Value>(field: string, read: (value: unknown) => Value | undefined): Value | undefined
  /** For what takes more than a cell to see. */
  wrong(field: string, message: string): void
  /** The languages that a field has columns for. */
  languagesOf(field: string): readonly string[]
  readonly faults: readonly RowFault[]
}

export function readFields(
  row: SourceRow,
  { columns, choices }: { columns: Columns; choices: ColumnChoices },
): FieldReader {
  const faults: RowFault[] = []
  const values = new Map<string, { readonly column: string; readonly value: unknown }>()
  if (row.fault !== undefined) faults.push({ line: row.line, message: row.fault })
  for (const [column, value] of row.cells) {
    if (column === '') continue
    const found = columns.fieldOf(column)
    if ('fault' in found) faults.push({ line: row.line, column, message: found.fault })
    else if (found.field !== undefined) values.set(found.field, { column, value })
  }
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

  function valueOf(field: string): unknown {
    const value = values.get(field)?.value
    return isEmpty(value) ? choices.set.get(field) : value
  }

  function wrong(field: string, message: string): void {
    faults.push({ line: row.line, column: values.get(field)?.column ?? field, message })
  }

  function optional<Value>(field: string, read: (value: unknown) => Value | undefined): Value | undefined {
    try {
      return read(valueOf(field))
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      wrong(field, error.message)
      return undefined
    }
  }

  return {
    optional,
    required: (field, read) =>
      optional(field, value => {
        const found = read(value)
        if (found === undefined && row.fault === undefined) throw fault('is missing')
        return found
      }),
    wrong,
    languagesOf: field =>
      [...values.keys()].flatMap(name => (name.startsWith(`${field}:`) ? [name.slice(field.length + 1)] : [])),
    faults,
  }
}
