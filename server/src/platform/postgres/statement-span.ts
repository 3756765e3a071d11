// The span of one statement: what it does to which table of which database, never its text or what is bound to it.
import { beginSpan, currentSpan } from '../observability/tracing.ts'

/** Statements are few, but for those whose text grows with what is bound. */
const summariesMax = 2_000

interface Summary {
  readonly name: string
  readonly operation: string
  readonly table: string | undefined
}

/** Not a function's name, and not `extract(epoch from now())`. */
const tablePattern = /\binto\s+"?([a-z_]+)|\b(?:from|update|join)\s+"?([a-z_]+)"?(?![\w"]|\s*\()/i

const summaries = new Map<string, Summary>()

/** Call the result at the statement's end, with what it failed with. Undefined where nothing is recorded. */
export function beginStatementSpan(
  database: string | undefined,
  statement: unknown,
): ((error?: unknown) => void) | undefined {
  if (!currentSpan()) return undefined
  const { text, name: given } = typeof statement === 'string' ? { text: statement } : (statement as Named)
  const { name, operation, table } = summaryOf(text ?? '')
  return beginSpan(given ?? name, {
    kind: 'client',
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.summary': given ?? name,
      'db.operation.name': operation,
      ...(database !== undefined && { 'db.namespace': database }),
      ...(table !== undefined && { 'db.collection.name': table }),
    },
  })
}

interface Named {
  readonly text?: string
  /** Of a prepared statement. */
  readonly name?: string
}

function summaryOf(text: string): Summary {
  const known = summaries.get(text)
  if (known) return known
  const operation = /^[^a-z]*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'STATEMENT'
  const [, into, other] = tablePattern.exec(text) ?? []
  const table = into ?? other
  const summary = { name: table === undefined ? operation : `${operation} ${table}`, operation, table }
  if (summaries.size >= summariesMax) summaries.clear()
  summaries.set(text, summary)
  return summary
}
