// Rows that were refused, in a file that can be imported again once it is put right: as they were, with the line they
// stood on and the reason beside them.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { failureColumns } from './columns.ts'
import type { RowSource, SourceRow } from './rows.ts'

export interface FailedRows {
  readonly path: string
  readonly count: number
  add(row: SourceRow, reason: string): void
  close(): void
}

/** The file is made with the first row. One that is there from an earlier import is taken away. */
export function failedRows(path: string, { format, separator = ',', header }: RowSource): FailedRows {
  rmSync(path, { force: true })
  let fd: number | undefined
  let count = 0
  const names = (header?.names ?? []).filter(name => !isOurs(name))
  const cells = (values: readonly string[]) => `${values.map(value => quoted(value, separator)).join(separator)}\n`

  function open(): number {
    const opened = openSync(path, 'w', 0o600)
    if (format === 'csv') writeSync(opened, cells([...names, failureColumns.line, failureColumns.reason]))
    return opened
  }

  return {
    path,
    get count() {
      return count
    },
    add(row, reason) {
      fd ??= open()
      count += 1
      const own =
        format === 'csv'
          ? cells([...names.map(name => textOf(row, name)), String(row.line), reason])
          : json(row, reason)
      writeSync(fd, own)
    },
    close() {
      if (fd !== undefined) closeSync(fd)
    },
  }
}

const isOurs = (name: string) => Object.values<string>(failureColumns).includes(name)
const textOf = (row: SourceRow, name: string) => String(row.cells.get(name) ?? '')
const json = (row: SourceRow, reason: string) => {
  const own = { ...Object.fromEntries(row.cells), [failureColumns.line]: row.line, [failureColumns.reason]: reason }
  return `${JSON.stringify(own)}\n`
}

const quoted = (text: string, separator: string) =>
  /["\n\r]/.test(text) || text.includes(separator) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
