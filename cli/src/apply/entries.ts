// What stands in the files: venues, events and webhook endpoints by their external ids. Everything that is wrong in any
// of them is found at once.
import { CommandError, exit, UsageError } from '../failures.ts'
import { readText } from '../input.ts'
import { faultsOfShape, quoted } from './shape.ts'
import { readSource } from './source.ts'
import type { Fault, Path, Place, SourceDocument } from './source.ts'

/** In the order in which they are written: an event needs its venue. */
export const kinds = ['venue', 'event', 'webhookEndpoint'] as const
export type Kind = (typeof kinds)[number]

/** The section of a file that a kind stands in. */
export const sectionOf = { venue: 'venues', event: 'events', webhookEndpoint: 'webhookEndpoints' } as const
export const nameOfKind = { venue: 'venue', event: 'event', webhookEndpoint: 'webhook endpoint' } as const

export type Values = Readonly<Record<string, unknown>>

/** One thing in a file, in the words of the files. */
export interface Entry {
  readonly kind: Kind
  readonly externalId: string
  /** With its `externalId`. */
  readonly values: Values
  readonly document: SourceDocument
  readonly path: Path
}

export interface Entries {
  readonly entries: readonly Entry[]
  readonly faults: readonly Fault[]
}

/** Of all files, kind by kind; `-` is stdin. A file that can't be read is a UsageError. */
export async function readEntries(files: readonly string[]): Promise<Entries> {
  if (files.filter(file => file === '-').length > 1) throw new UsageError('Stdin can be read once: name - once.')
  const entries: Entry[] = []
  const faults: Fault[] = []
  for (const file of files) {
    const read = entriesIn(file === '-' ? 'stdin' : file, await readText(file))
    entries.push(...read.entries)
    faults.push(...read.faults)
  }
  const inTurn = [...entries].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
  return { entries: inTurn, faults: [...faults, ...namedTwice(entries)] }
}

/** The entries of a file whose shape has no fault. */
export function entriesIn(file: string, text: string): Entries {
  const { documents, faults } = readSource(file, text)
  const ofShape = documents.map(document => ({ document, faults: faultsOfShape(document) }))
  return {
    entries: ofShape.flatMap(({ document, faults: its }) => (its.length > 0 ? [] : entriesOf(document))),
    faults: [...faults, ...ofShape.flatMap(each => each.faults)],
  }
}

function entriesOf(document: SourceDocument): Entry[] {
  const sections = document.value as Readonly<Record<string, readonly Values[] | undefined>>
  return kinds.flatMap(kind =>
    (sections[sectionOf[kind]] ?? []).map((values, n) => ({
      kind,
      externalId: String(values['externalId']),
      values,
      document,
      path: [sectionOf[kind], n],
    })),
  )
}

function namedTwice(entries: readonly Entry[]): Fault[] {
  const first = new Map<string, Entry>()
  return entries.flatMap(entry => {
    const key = `${entry.kind} ${entry.externalId}`
    const other = first.get(key)
    if (!other) first.set(key, entry)
    const before = other && placeText(placeIn(other, 'externalId'))
    const message = `The ${nameOfKind[entry.kind]} ${quoted(entry.externalId)} is twice: it is at ${before} already`
    return other ? [{ place: placeIn(entry, 'externalId'), message }] : []
  })
}

/** Where a part of an entry stands. */
export const placeIn = ({ document, path }: Entry, ...parts: Path): Place => document.placeOf([...path, ...parts])

export const placeText = ({ file, line, column }: Place) => `${file}:${line}:${column}`

/** One for a place, in the order of the files. */
export function inOrder(faults: readonly Fault[], files: readonly string[]): readonly Fault[] {
  const rankOf = ({ file }: Place) => files.indexOf(file === 'stdin' ? '-' : file)
  const sorted = [...faults].sort(
    ({ place: one }, { place: other }) =>
      rankOf(one) - rankOf(other) || one.line - other.line || one.column - other.column,
  )
  const texts = sorted.map(({ place, message }) => `${placeText(place)} ${message}`)
  return sorted.filter((_, n) => texts.indexOf(texts[n]!) === n)
}

/** No more are shown: who has so many has another problem. */
const shownMax = 100

/** Throws what is wrong, all of it. */
export function refuseFaults(faults: readonly Fault[], files: readonly string[]): void {
  if (faults.length === 0) return
  const lines = inOrder(faults, files).map(({ place, message }) => `${placeText(place)}: ${message}.`)
  const more = lines.length > shownMax ? [`And ${lines.length - shownMax} more.`] : []
  const count = lines.length === 1 ? 'One thing is wrong' : `${lines.length} things are wrong`
  throw new CommandError(
    'invalid_file',
    [`${count}; nothing was written.`, ...lines.slice(0, shownMax), ...more].join('\n'),
    exit.validation,
  )
}
