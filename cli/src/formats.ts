// How data is printed: for people as a view, for programs as JSON, YAML, CSV or ids. What a format needs is loaded when
// it is asked for, before anything is sent.
import { CommandError, UsageError } from './failures.ts'
import { idOf, itemsOf, picked, rowsOf, unknownFields } from './selection.ts'
import type { Row } from './selection.ts'
import { table } from './table.ts'

export const outputFormats = ['table', 'json', 'ndjson', 'csv', 'yaml', 'id'] as const
export type OutputFormat = (typeof outputFormats)[number]

export interface FormatWish {
  readonly format: OutputFormat
  /** A filter of jq. */
  readonly jq?: string | undefined
  /** Names of fields, with dots for what lies deeper. */
  readonly fields?: readonly string[] | undefined
}

/** Data as text, without a line end at its end. */
export interface Formatter {
  /** An answer as a whole. */
  whole(data: unknown): string
  /** One of many that come one after the other, to be read as they come. */
  next(item: unknown): string
  /** What a person should know of the data, in sentences. */
  remarks(data: unknown): readonly string[]
}

type Text = Pick<Formatter, 'whole' | 'next'>

/** Undefined for people: they get the command's own view. UsageError for a filter that jq can't read. */
export async function formatterFor({ format, jq, fields }: FormatWish): Promise<Formatter | undefined> {
  if (jq !== undefined) return { ...(await filtering(jq, format)), remarks: () => [] }
  if (format === 'table' && fields === undefined) return undefined
  const text = await texts[format](fields)
  if (fields === undefined) return { ...text, remarks: () => [] }
  return {
    whole: data => text.whole(picked(data, fields)),
    next: item => text.next(picked(item, fields)),
    remarks: data =>
      itemsOf(data).length === 0 ? [] : unknownFields(data, fields).map(name => `Nothing here has a field ${name}.`),
  }
}

const json = (value: unknown) => JSON.stringify(value, null, 2)
const lines = (items: readonly unknown[], line: (item: unknown) => string) => items.map(line).join('\n')

const texts: Readonly<Record<OutputFormat, (fields?: readonly string[]) => Promise<Text>>> = {
  json: async () => ({ whole: json, next: item => JSON.stringify(item) }),
  ndjson: async () => ({
    whole: data => lines(itemsOf(data), item => JSON.stringify(item)),
    next: item => JSON.stringify(item),
  }),
  async yaml() {
    const yaml = await yamlText()
    return { whole: yaml, next: item => `---\n${yaml(item)}` }
  },
  async csv(fields) {
    const csv = await csvText()
    let columns: readonly string[] | undefined
    return {
      whole: data => csv(rowsOf(itemsOf(data), fields), { header: true }),
      next(item) {
        const isFirst = columns === undefined
        const { rows, columns: own } = rowsOf([item], fields)
        columns ??= own
        return csv({ rows, columns }, { header: isFirst })
      },
    }
  },
  async id() {
    const ids = (items: readonly unknown[]) => items.map(idOf).filter(id => id !== undefined)
    return { whole: data => ids(itemsOf(data)).join('\n'), next: item => ids([item]).join('') }
  },
  async table(fields = []) {
    const columns = Object.fromEntries(
      fields.map(name => [name.toUpperCase(), (item: unknown) => rowsOf([item], [name]).rows[0]?.[name]]),
    )
    const head = table([], columns)
    return {
      whole: data => table(itemsOf(data), columns),
      next: item => table([item], columns).slice(head.length + 1),
    }
  },
}

/** A document for programs that ask for YAML. */
export async function yamlText(): Promise<(data: unknown) => string> {
  const { stringify } = await import('yaml')
  return data => stringify(data, { lineWidth: 0 }).trimEnd()
}

/**
 * What begins like a formula gets an apostrophe, by the same rule as the server's own CSV: it stays text in a
 * spreadsheet. Wide and small forms of the signs count as the signs, blanks and what can't be seen before them as none.
 */
const formula = /^[\p{Z}\p{C}]*(?:[=+\-@\t\r\n]|\p{Pd}|\u2212)/u
export const withoutFormula = (text: string) => (formula.test(text.normalize('NFKC')) ? `'${text}` : text)

async function csvText() {
  const { stringify } = await import('csv-stringify/sync')
  const cast = { string: withoutFormula, boolean: String }
  return ({ columns, rows }: Table, { header }: { readonly header: boolean }) =>
    stringify([...(header ? [columns] : []), ...rows.map(row => columns.map(name => row[name]))], { cast }).trimEnd()
}

interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** Text as it is and everything else as JSON, each result on its own; as one list where a format wants one document. */
async function filtering(filter: string, format: OutputFormat): Promise<Text> {
  const { loadJq } = await import('jq-wasm')
  const jq = await loadJq()
  const { exitCode, stderr } = jq.raw(null, `empty | ${filter}`)
  if (exitCode !== 0) throw new UsageError(`--jq ${JSON.stringify(filter)} is not a filter: ${wordsOf(stderr)}.`)
  const run = (data: unknown, flags: string[]) => {
    const result = jq.raw(data as object, filter, flags)
    if (result.exitCode !== 0)
      throw new CommandError('jq_failed', `--jq can't be used on what came back: ${wordsOf(result.stderr)}.`)
    return result.stdout
  }
  if (format === 'table') return { whole: data => run(data, ['-r']), next: item => run(item, ['-rc']) }
  if (format === 'ndjson') return { whole: data => run(data, ['-c']), next: item => run(item, ['-c']) }
  const text = await texts[format]()
  const resultOf = (data: unknown) => {
    const results = run(data, ['-c'])
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as unknown)
    return results.length === 1 ? results[0] : results
  }
  return { whole: data => text.whole(resultOf(data)), next: item => text.next(resultOf(item)) }
}

/** The first line of what jq says, without its own name. */
const wordsOf = (stderr: string) =>
  (stderr.split('\n')[0] ?? '').replace(/^jq: error(?: \(at [^)]*\))?: /, '').replace(/ at <top-level>.*$/, '')

/** Asked of the arguments as they are: they may be the very thing that could not be parsed. */
export function formatOf(argv: readonly string[]): OutputFormat {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  const named = before.flatMap((arg, n) => {
    if (arg === '--json') return ['json']
    if (arg === '--output' || arg === '-o') return [before[n + 1] ?? '']
    return /^(?:--output=|-o=?)(\w+)$/.exec(arg)?.[1] ?? []
  })
  const given = named.at(-1) as OutputFormat
  return outputFormats.includes(given) ? given : 'table'
}
