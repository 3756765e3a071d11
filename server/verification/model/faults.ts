// Plants a fault in compiled JavaScript by its structure: a formatter may break, quote and bracket the source as it
// likes.
import ts from 'typescript'

/**
 * A piece of a file and what stands there instead. Both are code, or a run of it; how they are laid out does not
 * matter.
 */
export interface Fault {
  readonly text: string
  readonly becomes: string
}

interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * The source, as the compiler prints it, with the fault in it. Throws unless the fault's text stands in it exactly
 * once.
 */
export function plantFault(source: string, { text, becomes }: Fault): string {
  const plain = printed(source)
  const tokens = tokensOf(plain)
  const wanted = tokensOf(text).map(token => token.text)
  if (wanted.length === 0) throw new Error('a fault without a text has no place')
  const places = tokens.flatMap((_, at) => (wanted.every((each, n) => tokens[at + n]?.text === each) ? [at] : []))
  if (places.length !== 1) throw new Error(`“${text}” stands there ${places.length} times`)
  const [at] = places as [number]
  return `${plain.slice(0, tokens[at]!.from)} ${becomes} ${plain.slice(tokens[at + wanted.length - 1]!.to)}`
}

/** Many faults of one file are planted one after the other. */
let last: { readonly source: string; readonly plain: string } | undefined

/**
 * The file without what a formatter is free to choose: no comments, brackets only where they are needed, and no braces
 * around a single statement.
 */
function printed(source: string): string {
  if (source === last?.source) return last.plain
  const file = ts.createSourceFile('rules.js', source, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS)
  const { transformed, dispose } = ts.transform(file, [
    context => root => ts.visitEachChild(root, plainer(context), context),
  ])
  try {
    const plain = ts.createPrinter({ removeComments: true }).printFile(transformed[0]!)
    last = { source, plain }
    return plain
  } finally {
    dispose()
  }
}

function plainer(context: ts.TransformationContext): ts.Visitor<ts.Node, ts.Node> {
  const visit = (node: ts.Node): ts.Node => {
    const plain = ts.visitEachChild(node, visit, context)
    if (ts.isParenthesizedExpression(plain)) return plain.expression
    if (ts.isBlock(plain) && isBranch(node) && plain.statements.length === 1 && mayStandAlone(plain.statements[0]!))
      return plain.statements[0]!
    return plain
  }
  return visit
}

/** What an `if` or a loop does; the block of a function, of `try` and of `case` has to stay one. */
function isBranch({ parent }: ts.Node): boolean {
  return ts.isIfStatement(parent) || ts.isIterationStatement(parent, false)
}

/** A declaration belongs to its block, and an `if` would take an `else` that is not its own. */
function mayStandAlone(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isContinueStatement(statement) ||
    ts.isBreakStatement(statement)
  )
}

const tokenPattern =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[\p{ID_Continue}$#]+|[^\s\p{ID_Continue}]/gsu

/**
 * Words, strings and single signs; strings without their kind of quotes, lists without a last comma, `(x) =>` as `x
 * =>`.
 */
function tokensOf(code: string): readonly Token[] {
  const all = [...code.matchAll(tokenPattern)].map(({ 0: text, index }) => ({
    text: unquoted(text),
    from: index,
    to: index + text.length,
  }))
  return all.filter(
    ({ text }, at) =>
      !(text === ',' && [')', ']', '}'].includes(all[at + 1]?.text ?? '')) && !isBracketOfOneParameter(all, at),
  )
}

function unquoted(text: string): string {
  if (/^\d/.test(text)) return text.replaceAll('_', '')
  return /^['"]/.test(text) ? `'${text.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'` : text
}

function isBracketOfOneParameter(tokens: readonly Token[], at: number): boolean {
  const open = tokens[at]!.text === '(' ? at : at - 2
  const signs = [0, 2, 3, 4].map(n => tokens[open + n]?.text).join('')
  return (
    signs === '()=>' &&
    (at === open || at === open + 2) &&
    /^[\p{ID_Start}$_]/u.test(tokens[open + 1]!.text) &&
    !/^[\p{ID_Continue}$]/u.test(tokens[open - 1]?.text ?? '')
  )
}
