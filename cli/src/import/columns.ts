// Which column of a file is which field of ours: by its name, or as --map says.
import { UsageError } from '../failures.ts'
import { nearestOf } from '../nearest.ts'

/** What the flags say of columns. */
export interface ColumnChoices {
  /** `--map theirs=ours`: a field, or undefined for a column that is left out. */
  readonly map: ReadonlyMap<string, string | undefined>
  /** `--set ours=value`, for rows that have no value of their own. */
  readonly set: ReadonlyMap<string, string>
}

export interface Columns {
  /** Undefined: the column is left out. A text: there is no such field, and this is why. */
  fieldOf(name: string): { readonly field: string | undefined } | { readonly fault: string }
}

/** Written beside the rows of a file of failed rows, and never read. */
export const failureColumns = { line: 'importLine', reason: 'importError' } as const

/** Throws UsageError for what can't be a choice for these fields. */
export function columnChoices(
  given: { readonly map?: readonly string[] | undefined; readonly set?: readonly string[] | undefined },
  fields: readonly string[],
): ColumnChoices {
  const map = new Map<string, string | undefined>()
  for (const text of given.map ?? []) {
    const [theirs, ours] = split(text, '--map', "theirs=ours, or 'theirs=' to leave a column out")
    map.set(theirs, ours === '' ? undefined : knownField(ours, '--map', fields))
  }
  const set = new Map<string, string>()
  for (const text of given.set ?? []) {
    const [field, value] = split(text, '--set', 'field=value')
    set.set(knownField(field, '--set', fields), value)
  }
  return { map, set }
}

function split(text: string, flag: string, form: string): [string, string] {
  const at = text.lastIndexOf('=') === -1 || flag === '--set' ? text.indexOf('=') : text.lastIndexOf('=')
  if (at < 1) throw new UsageError(`${flag} ${JSON.stringify(text)} can't be read: write it like ${form}.`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function knownField(name: string, flag: string, fields: readonly string[]): string {
  const found = fieldNamed(name, fields)
  if (found === undefined) throw new UsageError(`${flag} names ${JSON.stringify(name)}: ${noSuchField(name, fields)}.`)
  return found
}

export function createColumns({ map }: ColumnChoices, fields: readonly string[]): Columns {
  const known = new Map<string, ReturnType<Columns['fieldOf']>>()
  const ours: ReadonlySet<string> = new Set(Object.values(failureColumns))
  function find(name: string): ReturnType<Columns['fieldOf']> {
    if (map.has(name)) return { field: map.get(name) }
    if (ours.has(name)) return { field: undefined }
    const field = fieldNamed(name, fields)
    if (field !== undefined) return { field }
    const hint = `--map ${shellWord(`${name}=`)} leaves it out`
    return { fault: `is a column that is none of ours: ${noSuchField(name, fields)}; ${hint}` }
  }
  return {
    fieldOf(name) {
      const found = known.get(name) ?? find(name)
      known.set(name, found)
      return found
    },
  }
}

/** What is wrong with the names of a CSV's columns. One without a name is left out: spreadsheets write empty ones. */
export function headerFaults(
  names: readonly string[],
  { columns, choices, required }: { columns: Columns; choices: ColumnChoices; required: readonly string[] },
): { readonly column?: string; readonly message: string }[] {
  const faults: { column?: string; message: string }[] = []
  const columnOf = new Map<string, string>()
  for (const [n, name] of names.entries()) {
    if (name === '') continue
    if (names.indexOf(name) !== n) {
      faults.push({ column: name, message: 'is there twice' })
      continue
    }
    const found = columns.fieldOf(name)
    if ('fault' in found) faults.push({ column: name, message: found.fault })
    else if (found.field !== undefined) {
      const other = columnOf.get(found.field)
      if (other !== undefined)
        faults.push({ column: name, message: `means ${found.field}, as ${JSON.stringify(other)} does: leave one out` })
      else columnOf.set(found.field, name)
    }
  }
  const absent = [...choices.map.keys()].filter(name => !names.includes(name))
  for (const name of absent) faults.push({ column: name, message: 'is named by --map, and there is no such column' })
  const missing = required.filter(field => !columnOf.has(field) && !choices.set.has(field))
  if (missing.length > 0) {
    const hint = `name them with --map theirs=${missing[0]}, or give all rows one value with --set ${missing[0]}=…`
    faults.push({ message: `has no column for ${missing.join(', ')}: ${hint}` })
  }
  return faults
}

/** `External ID`, `external_id` and `externalid` are all `externalId`. */
/** `title:de` is the title in German, where there is a field for translations of it. */
function fieldNamed(name: string, fields: readonly string[]): string | undefined {
  const [, of, language] = /^([^:]+):\s*([A-Za-z0-9-]+)\s*$/.exec(name) ?? []
  const translated = fields.find(field => of !== undefined && simple(field) === simple(`${of}:language`))
  if (translated !== undefined) return translated.replace('language', language!)
  return fields.find(field => !field.includes(':') && simple(field) === simple(name))
}

const simple = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

function noSuchField(name: string, fields: readonly string[]): string {
  const near = nearestOf(name, fields)
  return near === undefined ? `there are ${fields.join(', ')}` : `did you mean ${near}?`.replace(/\?$/, '')
}

const shellWord = (text: string) => (/^[\w=.-]+$/.test(text) ? text : `'${text}'`)
