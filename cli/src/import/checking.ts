// The first pass: every row is checked before anything is sent.
import type { Evently } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { counted } from '../progress.ts'
import { createColumns, headerFaults, type ColumnChoices, type Columns } from './columns.ts'
import { readFields } from './fields.ts'
import type { Kind } from './kinds.ts'
import { UnreadableRows, type RowFault, type RowSource } from './rows.ts'
import type { ImportFile } from './source.ts'

export interface Checking {
  readonly kind: Kind
  readonly choices: ColumnChoices
  readonly evently: Evently
  readonly signal: AbortSignal
}

export interface Checked {
  readonly rows: number
  /** Of the whole file. */
  readonly digest: string
  readonly withoutExternalId: number
}

/** As many are listed; all are counted. */
const faultsShownMax = 50

/** Throws a CommandError that lists what is wrong. */
export async function checkRows(file: ImportFile, checking: Checking): Promise<Checked> {
  const faults = createFaults()
  let checked: Checked | undefined
  try {
    const source = await file.open()
    checked = await checkSource(source, { ...checking, faults })
  } catch (error) {
    if (!(error instanceof UnreadableRows)) throw error
    faults.add({ line: error.line, message: error.message })
  }
  if (faults.total > 0 || !checked) throw rowsInvalid(file.name, faults)
  return checked
}

interface Faults {
  readonly first: readonly RowFault[]
  readonly total: number
  add(fault: RowFault): void
}

function createFaults(): Faults {
  const first: RowFault[] = []
  let total = 0
  return {
    first,
    get total() {
      return total
    },
    add(fault) {
      total += 1
      if (first.length < faultsShownMax) first.push(fault)
    },
  }
}

async function checkSource(
  source: RowSource & { digest(): string },
  { kind, choices, evently, signal, faults }: Checking & { readonly faults: Faults },
): Promise<Checked | undefined> {
  const columns = createColumns(choices, kind.fields)
  const ofHeader = headerFaultsOf(source, { kind, choices, columns })
  for (const fault of ofHeader) faults.add(fault)
  if (ofHeader.length > 0) return undefined // every row would have the same
  const lineOf = new Map<string, number>()
  let [rows, withoutExternalId] = [0, 0]
  for await (const row of source.rows) {
    signal.throwIfAborted()
    rows = row.number
    const fields = readFields(row, { columns, choices })
    const toSend = await kind.toSend(fields, evently)
    for (const fault of fields.faults) faults.add(fault)
    const externalId = toSend?.externalId
    if (externalId === undefined) {
      withoutExternalId += 1
      continue
    }
    const before = lineOf.get(externalId)
    if (before === undefined) lineOf.set(externalId, row.line)
    else faults.add({ line: row.line, column: 'externalId', message: `is the same as on line ${before}` })
  }
  return { rows, digest: source.digest(), withoutExternalId }
}

function headerFaultsOf(
  { header }: RowSource,
  { kind, choices, columns }: { readonly kind: Kind; readonly choices: ColumnChoices; readonly columns: Columns },
): RowFault[] {
  if (!header) return []
  const { required } = kind
  return headerFaults(header.names, { columns, choices, required }).map(fault => ({ line: header.line, ...fault }))
}

function rowsInvalid(name: string, { first, total }: Faults): CommandError {
  const lines = first.map(({ line, column, message }) =>
    column === undefined ? `  Line ${line} ${message}.` : `  Line ${line}, ${column}: ${message}.`,
  )
  const more = total > first.length ? [`  And ${counted(total - first.length)} more.`] : []
  const what = total === 1 ? 'one fault' : `${counted(total)} faults`
  return new CommandError(
    'rows_invalid',
    [`${name} has ${what}, so nothing was sent:`, ...lines, ...more].join('\n'),
    exit.validation,
    { faults: first, faultsTotal: total },
  )
}
