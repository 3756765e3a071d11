// Finds the statements of the server in its source, and tells which of them stay on one shard when the tables are
// distributed as docs/distribution.md has it. It reads text and proves nothing about PostgreSQL or Citus; what it can't
// see to be on one shard it takes for crossing, so that somebody has to look.
import { readdir, readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const source = fileURLToPath(new URL('../../../../server/src/', import.meta.url))

/** The column by whose value a table's rows are distributed; null: all are on one node. */
export type Placements = Readonly<Record<string, string | null>>

export interface Statement {
  /** The file below `server/src/domains`, and what it is called there. */
  readonly name: string
  readonly text: string
}

/** The files of these domains, with their texts. */
export async function sourcesOf(domains: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(source, { recursive: true })).map(name => name.replaceAll('\\', '/'))
  const theirs = files.filter(name => name.endsWith('.ts') && domains.some(domain => name.startsWith(domain)))
  return new Map(await Promise.all(theirs.map(async name => [name, await readFile(source + name, 'utf8')] as const)))
}

interface Parsed {
  readonly tree: ts.SourceFile
  /** Texts that other texts are made of, by their names in this file; imported ones with the file that has them. */
  readonly constants: ReadonlyMap<string, Text>
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>
}
type Text = ts.StringLiteralLike | ts.TemplateExpression

/** Every statement that names one of the tables, but for what is only a part of another. */
export function statementsIn(files: ReadonlyMap<string, string>, tables: readonly string[]): readonly Statement[] {
  const parsed = new Map([...files].map(([file, text]) => [file, parse(file, text)]))
  const parts = new Set<ts.Node>()
  const found: { readonly node: ts.Node; readonly name: string; readonly text: string }[] = []
  for (const [file, { tree }] of parsed) {
    const visit = (node: ts.Node) => {
      const text = isText(node) ? resolve(node, file, { parsed, parts }) : knexQueryOf(node)
      if (text !== undefined && isStatement.test(text) && tablesIn(text, tables).length > 0)
        found.push({ node, name: `${file.replace(/^domains\//, '')} ${nameOf(node)}`, text })
      ts.forEachChild(node, visit)
    }
    visit(tree)
  }
  return found.filter(({ node }) => !parts.has(node)).map(({ name, text }) => ({ name, text }))
}

const isStatement = /^knex |\b(?:select|insert\s+into|update|delete\s+from)\b/
const isText = (node: ts.Node): node is Text => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)

function parse(file: string, text: string): Parsed {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const constants = new Map<string, Text>()
  const imports = new Map<string, { file: string; name: string }>()
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && isText(node.initializer))
      constants.set(node.name.text, node.initializer)
    if (ts.isImportSpecifier(node)) {
      const from = (node.parent.parent.parent.moduleSpecifier as ts.StringLiteral).text
      const name = (node.propertyName ?? node.name).text
      if (from.startsWith('.')) imports.set(node.name.text, { file: posix.join(posix.dirname(file), from), name })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { tree, constants, imports }
}

/** The text with what its holes stand for; a hole that is no text stays, as it is written. */
function resolve(
  node: Text,
  file: string,
  among: { readonly parsed: ReadonlyMap<string, Parsed>; readonly parts: Set<ts.Node> },
): string {
  if (ts.isStringLiteralLike(node)) return node.text
  const hole = (expression: ts.Expression): string => {
    const { constants, imports } = among.parsed.get(file)!
    const own = ts.isIdentifier(expression) ? constants.get(expression.text) : undefined
    const imported = ts.isIdentifier(expression) ? imports.get(expression.text) : undefined
    const constant = own ?? (imported && among.parsed.get(imported.file)?.constants.get(imported.name))
    if (!constant || constant === node) return `⟦${expression.getText()}⟧`
    among.parts.add(constant)
    return resolve(constant, own ? file : imported!.file, among)
  }
  return [
    node.head.text,
    ...node.templateSpans.flatMap(({ expression, literal }) => [hole(expression), literal.text]),
  ].join('')
}

const isSql = /^(?:sql|knex|trx|transaction|snapshot)$/

/** `sql('table')` with everything that is called on it, as it is written but for the types of its rows. */
function knexQueryOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1 || !isSql.test(node.expression.getText()))
    return undefined
  let whole: ts.Node = node
  while (
    ts.isPropertyAccessExpression(whole.parent) ||
    (ts.isCallExpression(whole.parent) && whole.parent.expression === whole)
  )
    whole = whole.parent
  return `knex ${withoutTypes(whole)}`
}

const withoutTypes = (node: ts.Node) => {
  let text = node.getText()
  const cut = (at: ts.Node) => {
    if (ts.isCallExpression(at) && at.typeArguments)
      for (const type of at.typeArguments) text = text.replace(type.getText(), '')
    ts.forEachChild(at, cut)
  }
  cut(node)
  return text
}

/** The nearest thing around it that has a name and is more than what it answers or a part of a text. */
function nameOf(node: ts.Node): string {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) return at.name!.getText()
    if (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) && !isAnswer(at)) return at.name.text
    if (ts.isPropertyAssignment(at) && ts.isArrowFunction(at.initializer)) return at.name.getText()
  }
  return 'the file'
}

const isAnswer = ({ initializer }: ts.VariableDeclaration) => /^(?:await\b|sql\()/.test(initializer?.getText() ?? '')

const unknownTable = 'a table that a variable names'

/** The tables that a statement names, as often as it does. */
export function tablesIn(text: string, tables: readonly string[]): readonly string[] {
  const find = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, table]) => table!)
  const named = [
    ...find(/\b(?:from|join|into|update|using)\s+(?:only\s+)?([a-z_]+)\b/g),
    ...find(/^knex \S*?\(\s*'(\w+)/g),
    ...find(/\b(?:join|leftJoin|innerJoin)\(\s*'(\w+)/g),
  ].filter(table => tables.includes(table))
  const unknown = /\b(?:from|join|into|update)\s+⟦(?:table|tables\[\w+\])⟧|^knex \w+\(table\)/g
  return [...named, ...find(unknown).map(() => unknownTable)]
}

/**
 * Why a statement is not seen to stay on one shard; undefined: it does, or all its tables are on one node. Each of its
 * distributed tables must be held to one value of its column, by a parameter or by the column of another table.
 */
export function crossingOf(text: string, placements: Placements): string | undefined {
  const used = tablesIn(text, Object.keys(placements))
  const columns = [...new Set(Object.values(placements).filter(column => column !== null))].join('|')
  const distributed = used.filter(table => placements[table] !== null)
  if (distributed.length === 0) return undefined
  if (distributed.length < used.length) return 'it joins what is distributed with what is on one node'
  const count = (pattern: string) => [...text.matchAll(new RegExp(pattern, 'g'))].length
  const column = String.raw`\b(?:${columns})\b`
  const fixed = text.startsWith('knex')
    ? count(String.raw`\{[^{}]*${column}[^{}]*\}`) + count(String.raw`rowOf\(eventId`)
    : count(String.raw`${column}\s*=\s*(?:cast\()?(?:\$\d+|\?|:\w+)`)
  const joined =
    count(String.raw`${column}\s*=\s*\w+\.${column}`) +
    count(String.raw`using \(${column}\)`) +
    count(String.raw`insert into \w+ \([^)]*${column}`)
  if (fixed === 0) return 'it is held to no one shard'
  return fixed + joined < distributed.length ? 'not all of its tables are held to one shard' : undefined
}

/**
 * What Citus does not plan as it does on one node, though a statement stays on one shard; undefined: nothing that is
 * known. See docs/distribution.md for where it says so.
 */
export function hurdleOf(text: string, placements: Placements): string | undefined {
  const distributed = tablesIn(text, Object.keys(placements)).filter(table => placements[table] !== null)
  if (distributed.length === 0) return undefined
  if (/^\s*with\b[^]*\binsert into\b|^\s*insert into\b[^]*\bfrom moved\b/.test(text))
    return 'it inserts beside other changes'
  const changes = text.split(/\b(?:update|delete from)\b/).slice(1)
  if (changes.some(change => /\bwhere\b(?:(?!\breturning\b|\bset\b)[^])*\bclock_timestamp\(\)/.test(change)))
    return 'a volatile function decides which rows it changes'
  return undefined
}
