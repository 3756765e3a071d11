// Rows of a CSV: separated by commas, semicolons or tabs, quoted as RFC 4180 has it.
import { Readable, pipeline } from 'node:stream'
import { parse, type CsvError } from 'csv-parse'
import { beginning } from './beginning.ts'
import { UnreadableRows, rowCharactersMax, type RowSource, type SourceRow } from './rows.ts'

const separators = [',', ';', '\t', '|'] as const

/** `texts` has line feeds alone between its lines. Throws UnreadableRows. */
export async function readCsv(texts: AsyncIterable<string>): Promise<RowSource> {
  const { head, whole } = await beginning(texts, text => endsLine(text) || text.length > rowCharactersMax)
  // Spreadsheets read `sep=;` as the separator, so some programs write it.
  const said = /^sep=(.)\n/i.exec(head)
  const separator = said?.[1] ?? separatorOf(head)
  const records = recordsOf(said ? withoutFirst(whole, said[0].length) : whole, {
    separator,
    linesBefore: said ? 1 : 0,
  })
  const header = await records.next()
  if (header.done) throw new UnreadableRows(1, 'is empty: it needs a header with the names of its columns')
  const names = header.value.cells.map(name => name.trim())
  return { format: 'csv', separator, header: { names, line: header.value.line }, rows: rowsOf(records, names) }
}

async function* rowsOf(records: AsyncIterable<Record>, names: readonly string[]): AsyncGenerator<SourceRow> {
  let number = 0
  for await (const { cells, line } of records) {
    if (cells.every(isBlank)) continue
    number += 1
    const excess = cells.slice(names.length).some(cell => !isBlank(cell))
    const fault =
      excess || cells.length < names.length
        ? `has ${cells.length} cells, and the header has ${names.length}: quote a cell that has the separator in it`
        : undefined
    yield {
      number,
      line,
      cells: new Map(names.map((name, n) => [name, cells[n] ?? ''])),
      ...(fault !== undefined && { fault }),
    }
  }
}

const isBlank = (text: string) => text.trim() === ''

interface Record {
  readonly cells: readonly string[]
  readonly line: number
}

interface RecordsOptions {
  readonly separator: string
  readonly linesBefore: number
}

async function* recordsOf(
  texts: AsyncIterable<string>,
  { separator, linesBefore }: RecordsOptions,
): AsyncGenerator<Record, void, undefined> {
  const parser = parse({
    delimiter: separator,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowCharactersMax,
  })
  pipeline(Readable.from(texts), parser, () => undefined) // what fails in it, the loop throws
  let lineBefore = linesBefore
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const within = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
      yield { cells: record, line: linesBefore + info.lines - within }
      lineBefore = linesBefore + info.lines
    }
  } catch (error) {
    throw unreadable(error, { lineBefore, linesBefore })
  }
}

function unreadable(error: unknown, at: { readonly lineBefore: number; readonly linesBefore: number }): unknown {
  const { code, lines = 0 } = error as CsvError & { lines?: number }
  switch (code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new UnreadableRows(at.lineBefore + 1, 'is where a row begins with a quote that is never closed')
    case 'CSV_MAX_RECORD_SIZE':
      return new UnreadableRows(
        at.lineBefore + 1,
        `is where a row begins that is longer than ${rowCharactersMax} characters: is a quote not closed?`,
      )
    case 'INVALID_OPENING_QUOTE':
      return new UnreadableRows(
        at.linesBefore + lines,
        'has a quote within a cell: quote the cell and double the quote',
      )
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new UnreadableRows(
        at.linesBefore + lines,
        'has text behind the end of a quoted cell: double the quote within it',
      )
    default:
      return error
  }
}

/** What the first line has most of, outside of quotes; a comma where it has none of them. */
function separatorOf(head: string): string {
  const firstLine = head.replaceAll(/"(?:[^"]|"")*("|$)/g, '').split('\n')[0] ?? ''
  const counts = separators.map(separator => firstLine.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Whether it has a line break outside of quotes. */
const endsLine = (head: string) => head.replaceAll(/"(?:[^"]|"")*("|$)/g, '').includes('\n')

async function* withoutFirst(texts: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length
  for await (const text of texts) {
    yield text.slice(left)
    left = Math.max(0, left - text.length)
  }
}
