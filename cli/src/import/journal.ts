// What an import has done so far, on the disk: a line for each row, written before the next one is begun, so that an
// import that was interrupted, even by a crash, goes on where it was. Rows that were under way then are sent again:
// their ids and keys make that harmless.
import { closeSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { CommandError, UsageError } from '../failures.ts'
import type { Sent } from './kinds.ts'

/** Which import it is: what differs is another one. */
export interface JournalHead {
  readonly kind: string
  readonly server: string
  /** Of the file, and of what the flags say about its columns. */
  readonly digest: string
  readonly rows: number
}

export interface Journal {
  readonly path: string
  /** The rows that are done. */
  readonly done: ReadonlySet<number>
  note(row: number, sent: Sent): void
  /** Every row was sent. `isClean`: all of them were taken, and nothing is left to go on with. */
  finish(options: { readonly isClean: boolean }): void
  /** What is written stays. */
  close(): void
}

export interface JournalOptions {
  readonly path: string
  readonly head: JournalHead
  /** Undefined: nobody has said whether to go on with an earlier import. */
  readonly resume: boolean | undefined
}

type Entry = { readonly row: number; readonly id: string } | { readonly finished: true }

const version = 1

/** Throws UsageError where an earlier import has not ended, and nobody has said what to do with it. */
export function openJournal({ path, head, resume }: JournalOptions): Journal {
  const before = readJournal(path) // with --no-resume too: another file is not written over
  if (before && resume) mustBeSame(before.head, head, path)
  if (before && !before.isFinished && resume === undefined) throw unfinished(before, path)
  if (!before && resume)
    throw new UsageError(`There is nothing to resume: no import has left ${path}. Leave --resume out.`)
  const goesOn = before !== undefined && resume === true
  const done = new Set(goesOn ? before.done : [])
  if (goesOn) truncateSync(path, before.wholeBytes)
  const fd = open(path, goesOn ? 'a' : 'w')
  const write = (line: object) => writeSync(fd, `${JSON.stringify(line)}\n`)
  if (!goesOn) write({ eventlyImport: version, ...head })
  return {
    path,
    done,
    note(row, { id }) {
      done.add(row)
      write({ row, id })
    },
    finish({ isClean }) {
      if (isClean) rmSync(path, { force: true })
      else write({ finished: true })
    },
    close: () => closeSync(fd),
  }
}

interface Before {
  readonly head: JournalHead
  readonly done: readonly number[]
  readonly isFinished: boolean
  /** Without a last line that was cut off. */
  readonly wholeBytes: number
}

function readJournal(path: string): Before | undefined {
  const text = textOf(path)
  if (text === undefined) return undefined
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  try {
    const [head, ...entries] = whole
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as unknown)
    const { eventlyImport, ...rest } = head as JournalHead & { eventlyImport: number }
    if (eventlyImport !== version) throw new Error('another version')
    const rows = (entries as Entry[]).flatMap(entry => ('row' in entry ? [entry.row] : []))
    const isFinished = (entries as Entry[]).some(entry => 'finished' in entry)
    return { head: rest, done: rows, isFinished, wholeBytes: Buffer.byteLength(whole) }
  } catch {
    if (whole === '') return undefined
    throw new UsageError(`${path} is no journal of an import: name another one with --journal, or take it away.`)
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function open(path: string, flags: 'a' | 'w'): number {
  try {
    return openSync(path, flags, 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${path} can't be written: ${code ?? 'unknown reason'}. Name another journal with --journal.`)
  }
}

function mustBeSame(before: JournalHead, now: JournalHead, path: string): void {
  const differs = (['kind', 'server', 'digest'] as const).find(part => before[part] !== now[part])
  if (differs === undefined) return
  const what = {
    kind: `was of ${before.kind}`,
    server: `was to ${before.server}`,
    digest: 'had another content, or other --map, --set, --publish or --test',
  }[differs]
  throw new CommandError(
    'cannot_resume',
    `The import that ${path} is of ${what}, so it can't be resumed. Begin again with --no-resume: rows with an ` +
      'externalId are not made twice.',
    2,
  )
}

const unfinished = ({ head, done }: Before, path: string) =>
  new UsageError(
    `An import of this file has stopped after ${done.length} of ${head.rows} rows (${path}). Go on with --resume, or ` +
      'begin again with --no-resume.',
  )
