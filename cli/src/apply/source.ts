// Files of YAML 1.2 or JSON as values that know where they stand. JSON is YAML: one reader reads both, and says of both
// the line and the column.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml'
import type { Document, Node, Pair } from 'yaml'

/** A place in a file, counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What is wrong, and where. */
export interface Fault {
  readonly place: Place
  readonly message: string
}

export type Path = readonly (string | number)[]

/** One document of a file: `---` begins another one. */
export interface SourceDocument {
  readonly value: unknown
  /** Where the value of a path stands; of what is not there, where the nearest thing around it stands. */
  placeOf(path: Path): Place
  /** Where the name of a path's last part stands. */
  placeOfName(path: Path): Place
  /** A value as it is written: `1e3`, `0x10`. Undefined for what is no plain value. */
  textOf(path: Path): string | undefined
}

export interface Source {
  readonly documents: readonly SourceDocument[]
  readonly faults: readonly Fault[]
}

/** Against files that name one thing a million times by their aliases. */
const aliasesMax = 1_000

export function readSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col: column } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, column) }
  }
  try {
    const options = { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false } as const
    const parsed = [...parseAllDocuments(text, options)]
    const faults = parsed
      .flatMap(document => [...syntaxFaults(document), ...(document.errors.length > 0 ? [] : strangeThings(document))])
      .map(({ at, message }) => ({ place: placeAt(at), message }))
    if (faults.length > 0) return { documents: [], faults }
    // Only now: of what holds itself nothing can be made.
    const filled = parsed.filter(({ contents }) => contents !== null && !isEmpty(contents as Node))
    return { documents: filled.map(document => documentOf(document, placeAt)), faults }
  } catch (error) {
    const message =
      error instanceof RangeError ? 'is nested too deeply' : `can't be read: ${(error as Error).message.split('\n')[0]}`
    return { documents: [], faults: [{ place: { file, line: 1, column: 1 }, message }] }
  }
}

/** Nothing but comments. */
const isEmpty = (node: Node) => isScalar(node) && node.value === null && (node.source ?? '') === ''

function documentOf(document: Document, placeAt: (offset: number) => Place): SourceDocument {
  const nodes = (path: Path) => nodesOf(document, path)
  const placeOf = (node: Node | undefined) => placeAt(node?.range?.[0] ?? 0)
  return {
    value: document.toJS({ maxAliasCount: aliasesMax }),
    placeOf: path => placeOf(nodes(path).value),
    placeOfName: path => placeOf(nodes(path).name ?? nodes(path).value),
    textOf: path => {
      const { value, isWhole } = nodes(path)
      return isWhole && isScalar(value) ? value.source : undefined
    },
  }
}

/** The nodes of a path's last part, as far as the path leads. */
function nodesOf(document: Document, path: Path) {
  let [name, value]: (Node | undefined)[] = [undefined, document.contents as Node]
  for (const part of path) {
    const whole = isAlias(value) ? value.resolve(document) : value
    const pair = isMap(whole)
      ? (whole.items as Pair<Node, Node | null>[]).find(each => keyOf(each) === String(part))
      : undefined
    const item = isSeq(whole) ? (whole.items[Number(part)] as Node | undefined) : undefined
    if (pair === undefined && item === undefined) return { name, value, isWhole: false }
    name = pair?.key ?? undefined
    value = pair ? (pair.value ?? pair.key) : item
  }
  return { name, value: isAlias(value) ? value.resolve(document) : value, isWhole: true }
}

const keyOf = ({ key }: Pair<Node, Node | null>) => (isScalar(key) ? String(key.value) : undefined)

interface FaultAt {
  readonly at: number
  readonly message: string
}

const syntaxFaults = ({ errors, warnings }: Document.Parsed): FaultAt[] =>
  [...errors, ...warnings].map(({ code, message, pos: [at] }) => ({ at, message: wordsOf(code, message) }))

/** The library's words are good where it says what it expected; these say what to do. */
function wordsOf(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'is here twice: keep one of them'
  if (code === 'TAB_AS_INDENT') return 'is indented by a tab: use spaces'
  if (code === 'TAG_RESOLVE_FAILED') return noTag
  return `is not valid YAML: ${message.split('\n')[0]!}`
}

const noTag = 'has a tag, which these files have no use for: leave it out'
const coreTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/

/** What YAML can say and these files can't: names of older versions, other types, things that hold themselves. */
function strangeThings(document: Document.Parsed): FaultAt[] {
  const faults: FaultAt[] = []
  const { directives } = document
  if (directives.yaml.explicit && directives.yaml.version !== '1.2')
    faults.push({ at: 0, message: `is YAML ${directives.yaml.version}: write YAML 1.2, where no and 0777 are texts` })
  visit(document, {
    Node(_, node) {
      if (node.tag !== undefined && !isAlias(node) && !coreTag.test(node.tag))
        faults.push({ at: node.range?.[0] ?? 0, message: noTag })
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.value === '<<')
        faults.push({ at: key.range?.[0] ?? 0, message: 'merges, which YAML 1.2 does not know: write the names out' })
      if (!isScalar(key)) faults.push({ at: (key as Node).range?.[0] ?? 0, message: 'is no name: write one word' })
    },
    Alias(_, alias, path) {
      const whole = alias.resolve(document)
      const at = alias.range?.[0] ?? 0
      if (whole === undefined)
        faults.push({ at, message: `has no anchor before it: &${alias.source} has to stand above` })
      else if (path.includes(whole)) faults.push({ at, message: `is within &${alias.source} itself` })
    },
  })
  return faults
}
