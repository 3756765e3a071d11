// What a file of rows is, whatever its format: rows with their places, and what is wrong with some of them.

/** Where something is wrong, counted from 1, and what. */
export interface RowFault {
  readonly line: number
  /** As the file names it; missing where the whole row is meant. */
  readonly column?: string
  readonly message: string
}

/** One row, as it stands in the file. */
export interface SourceRow {
  /** Counted from 1, without the header and without what is empty. */
  readonly number: number
  /** The line that it begins on, counted from 1. */
  readonly line: number
  /** By the file's own names. Texts of a CSV; of JSON whatever it says. */
  readonly cells: ReadonlyMap<string, unknown>
  /** Why it can't be read as a row. */
  readonly fault?: string
}

export type FileFormat = 'csv' | 'json' | 'ndjson'

export interface RowSource {
  readonly format: FileFormat
  /** What a CSV separates its cells by. */
  readonly separator: string | undefined
  /** Of a CSV; rows of JSON name their own. */
  readonly header: { readonly names: readonly string[]; readonly line: number } | undefined
  readonly rows: AsyncIterable<SourceRow>
}

/** The file can't be read any further. */
export class UnreadableRows extends Error {
  override readonly name = 'UnreadableRows'
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/** No row is longer: what is, is a file with a quote or a bracket that is never closed. */
export const rowCharactersMax = 1_000_000
