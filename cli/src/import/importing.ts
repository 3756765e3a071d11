// The second pass: rows are sent, several at once, and what became of each is written down before it counts.
import { createHash } from 'node:crypto'
import { ApiError, isProblem, type Evently, type RequestOptions } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { inParallel } from '../in-parallel.ts'
import { counted, type Progress } from '../progress.ts'
import { createColumns, type ColumnChoices } from './columns.ts'
import { failedRows } from './failed-rows.ts'
import { readFields } from './fields.ts'
import type { Journal } from './journal.ts'
import type { Kind, Outcome } from './kinds.ts'
import type { SourceRow } from './rows.ts'
import type { ImportFile } from './source.ts'

export interface Importing {
  readonly kind: Kind
  readonly choices: ColumnChoices
  readonly evently: Evently
  readonly journal: Journal
  readonly failedPath: string
  readonly digest: string
  readonly atOnceMax: number
  readonly progress: Progress
  /** Aborted: no row is begun any more. */
  readonly signal: AbortSignal
}

export type Tally = Readonly<Record<Outcome, number>> & {
  /** Done by an earlier import that this one has gone on with. */
  readonly before: number
  readonly failed: number
  readonly failedPath: string
}

/** A server that is overloaded or starts again is waited for so long. */
const sendOptions = { deadlineMs: 600_000, retriesMax: 8 } satisfies RequestOptions

/** Throws what says that no row would get any further: no connection, no permission, a server that fails. */
export async function sendRows(file: ImportFile, importing: Importing): Promise<Tally> {
  const { kind, choices, evently, journal, progress, signal, atOnceMax } = importing
  const source = await file.open()
  const columns = createColumns(choices, kind.fields)
  const failed = failedRows(importing.failedPath, source)
  const before = journal.done.size
  const tally = { made: 0, changed: 0, unchanged: 0 }

  async function send(row: SourceRow): Promise<void> {
    if (journal.done.has(row.number)) return
    const fields = readFields(row, { columns, choices })
    const toSend = await kind.toSend(fields, evently)
    if (!toSend)
      return failed.add(row, fields.faults.map(({ column = '', message }) => `${column} ${message}`).join('; '))
    try {
      const sent = await toSend.send({ ...sendOptions, idempotencyKey: keyOf(importing, row) })
      journal.note(row.number, sent)
      tally[sent.outcome] += 1
    } catch (error) {
      if (!isOfRow(error)) throw error
      failed.add(row, reasonOf(error))
    }
    progress.at(journal.done.size + failed.count)
  }

  try {
    await inParallel(source.rows, { atOnceMax, signal }, send)
  } finally {
    failed.close()
    progress.end()
  }
  return { ...tally, before, failed: failed.count, failedPath: importing.failedPath }
}

/** Follows from the file and the row: a row without an id of its own is made once, however often it is sent. */
const keyOf = ({ kind, digest }: Importing, { number }: SourceRow) =>
  `import-${kind.name}-${createHash('sha256').update(digest).digest('hex').slice(0, 32)}-${number}`

/** Refused for what the row says. Others are refused alike, whatever the row: who may not, what is away. */
function isOfRow(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || isProblem(error, 'route_not_found', 'method_not_allowed')) return false
  return error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status)
}

function reasonOf({ code, problem }: ApiError): string {
  const { title, detail, errors } = problem as {
    title: string
    detail?: string
    errors?: readonly { pointer: string; message: string }[]
  }
  const faults = (errors ?? []).map(
    ({ pointer, message }) => `${pointer.replace(/^\//, '').replaceAll('/', '.')} ${message}`,
  )
  return `${faults.length > 0 ? faults.join('; ') : (detail ?? title)} (${code})`
}

/** An import that had to stop: what is done stays done. */
export function stopped(
  journal: Journal,
  { rows, reason, exitCode }: { rows: number; reason: string; exitCode: number },
) {
  const done = journal.done.size
  return new CommandError(
    exitCode === exit.cancelled ? 'cancelled' : 'partly_done',
    `${reason} ${counted(done)} of ${counted(rows)} rows are done. Go on with the same command and --resume.`,
    exitCode,
    { rows, done, journal: journal.path },
  )
}
