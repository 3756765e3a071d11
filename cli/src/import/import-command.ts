// What `evently import events` and `evently import venues` have in common.
import { createHash } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { exit, type CommandError } from '../failures.ts'
import { untilInterrupted } from '../interruption.ts'
import { counted, startProgress } from '../progress.ts'
import { fields } from '../table.ts'
import { checkRows, type Checked } from './checking.ts'
import { columnChoices, type ColumnChoices } from './columns.ts'
import { sendRows, stopped, type Tally } from './importing.ts'
import { openJournal, type Journal } from './journal.ts'
import type { Kind } from './kinds.ts'
import type { FileFormat } from './rows.ts'
import { openImportFile, type ImportFile } from './source.ts'

const atOnceDefault = 8

export const importArgs = {
  file: Args.string({ required: true, description: 'A CSV, JSON or NDJSON file; - reads stdin.', ignoreStdin: true }),
}

export const importFlags = {
  'format': Flags.option({
    summary: 'Read it as this; without it, by its name or by how it begins.',
    options: ['csv', 'json', 'ndjson'] as const,
  })(),
  'map': Flags.string({
    summary: "Their column is our field; 'theirs=' leaves a column out. May be repeated.",
    helpValue: 'theirs=ours',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'set': Flags.string({
    summary: 'The value of a field for all rows that have none. May be repeated.',
    helpValue: 'field=value',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'dry-run': Flags.boolean({ summary: 'Check all rows, and send nothing.' }),
  'resume': Flags.boolean({
    summary: 'Go on with an import of this file that has stopped; --no-resume begins again.',
    allowNo: true,
  }),
  'journal': Flags.string({
    summary: 'Where to write down what is done. [default: FILE.journal]',
    helpValue: '<file>',
  }),
  'failed': Flags.string({
    summary: 'Where to write the rows that are refused. [default: FILE.failed.csv or FILE.failed.ndjson]',
    helpValue: '<file>',
  }),
  'concurrency': Flags.integer({
    summary: `Requests at once. [default: ${atOnceDefault}]`,
    min: 1,
    max: 64,
    helpValue: '<n>',
  }),
}

export interface ImportFlags {
  readonly format?: FileFormat
  readonly map?: string[]
  readonly set?: string[]
  readonly 'dry-run': boolean
  readonly resume?: boolean
  readonly journal?: string
  readonly failed?: string
  readonly concurrency?: number
}

/** `settings`: what else decides how a row is sent; another import than one with others. */
interface ImportRun {
  readonly file: string
  readonly flags: ImportFlags
  readonly kind: Kind
  readonly settings?: object
}

export abstract class ImportCommand extends BaseCommand {
  protected async import(run: ImportRun): Promise<void> {
    this.mustBeSignedIn()
    const file = await openImportFile(run.file, run.flags.format)
    try {
      await untilInterrupted(signal => this.#importFile(file, run, signal), { bySigterm: true })
    } finally {
      await file.close()
    }
  }

  async #importFile(file: ImportFile, { flags, kind, settings = {} }: ImportRun, signal: AbortSignal): Promise<void> {
    const choices = columnChoices(flags, kind.fields)
    const { evently } = this
    const checked = await checkRows(file, { kind, choices, evently, signal })
    if (checked.rows === 0) return this.#tell({ kind, checked, isDryRun: flags['dry-run'] }, noRows)
    if (flags['dry-run']) return this.#tell({ kind, checked, isDryRun: true }, noRows)

    const digest = digestOf({ content: checked.digest, choices, settings })
    const journal = openJournal({
      path: flags.journal ?? `${file.place}.journal`,
      head: { kind: kind.name, server: evently.baseUrl, digest, rows: checked.rows },
      resume: flags.resume,
    })
    try {
      const failedPath =
        flags.failed ?? `${file.place}.failed.${/\.(json|ndjson|jsonl)$/i.test(file.place) ? 'ndjson' : 'csv'}`
      const before = journal.done.size
      const progress = startProgress({ what: `Importing ${kind.name}`, total: checked.rows, before })
      const atOnceMax = flags.concurrency ?? atOnceDefault
      const tally = await sendRows(file, {
        ...{ kind, choices, evently, journal, failedPath, digest: checked.digest, atOnceMax, progress, signal },
      }).catch((error: unknown) => {
        throw journal.done.size === 0 ? error : stoppedBy(error, journal, checked.rows)
      })
      if (signal.aborted)
        throw stopped(journal, { rows: checked.rows, reason: 'Interrupted.', exitCode: exit.cancelled })
      journal.finish({ isClean: tally.failed === 0 })
      this.#tell({ kind, checked, isDryRun: false }, tally)
    } finally {
      journal.close()
    }
  }

  #tell({ kind, checked, isDryRun }: { kind: Kind; checked: Checked; isDryRun: boolean }, tally: Tally): void {
    const { rows } = checked
    const { before, made, changed, unchanged, failed, failedPath } = tally
    const facts = { kind: kind.name, rows, dryRun: isDryRun, before, made, changed, unchanged, failed }
    this.show({ ...facts, ...(failed > 0 && { failedFile: failedPath }) }, () => summaryOf(facts))
    if (rows === 0) this.note('There is a header and no row below it: nothing to import.')
    if (isDryRun && rows > 0) this.note('All rows can be sent. Nothing was: leave out --dry-run to import them.')
    if (checked.withoutExternalId > 0 && rows > 0) this.note(withoutIds(checked))
    if (failed === 0) return
    this.note(
      `${counted(failed)} rows were refused. They are in ${failedPath}, each with the reason: put them right there, ` +
        'and import that file.',
    )
    process.exitCode = exit.partlyDone
  }
}

const noRows: Tally = { made: 0, changed: 0, unchanged: 0, before: 0, failed: 0, failedPath: '' }

const withoutIds = ({ withoutExternalId, rows }: Checked) =>
  `${withoutExternalId === rows ? 'No row has' : `${counted(withoutExternalId)} rows have no`} externalId` +
  ': importing the file again in three days or more makes them again.'

const summaryOf = ({
  rows,
  before,
  made,
  changed,
  unchanged,
  failed,
  dryRun,
}: Omit<Tally, 'failedPath'> & { rows: number; dryRun: boolean }) =>
  dryRun
    ? fields({ Rows: counted(rows) })
    : fields({
        'Rows': counted(rows),
        'Done before': before === 0 ? undefined : counted(before),
        'Made': counted(made),
        'Changed': counted(changed),
        'Unchanged': counted(unchanged),
        'Failed': failed === 0 ? undefined : counted(failed),
      })

const digestOf = (parts: { readonly content: string; readonly choices: ColumnChoices; readonly settings: object }) =>
  createHash('sha256')
    .update(JSON.stringify([parts.content, [...parts.choices.map], [...parts.choices.set], parts.settings]))
    .digest('hex')

function stoppedBy(error: unknown, journal: Journal, rows: number): CommandError {
  const reason = error instanceof Error ? error.message : String(error)
  return stopped(journal, { rows, reason: `The import has stopped: ${reason}`, exitCode: exit.partlyDone })
}
