// Times that a client sends may be Dates: those of query parameters and of bodies. Times that it gets are text.
import { operationsOf, refName, resolveSchema } from './openapi.ts'
import type { OpenApiDocument, Schema } from './openapi.ts'

/** Marks a schema for `typesOf`, which makes `string | Date` of it. */
export const timeSent = 'x-evently-time-sent'

/** Marks the times of everything that is only sent. Parameters are resolved already. */
export function markTimesSent(document: OpenApiDocument): void {
  const sent: Schema[] = []
  const got = new Set<string>()
  for (const { operation } of operationsOf(document)) {
    for (const parameter of operation.parameters ?? []) if ('schema' in parameter) sent.push(parameter.schema)
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) sent.push(schema)
    namesIn(operation.responses, document, got)
  }
  const marked = new Set<object>()
  for (const schema of sent) mark(schema, { document, got, marked })
}

interface Marking {
  readonly document: OpenApiDocument
  readonly got: ReadonlySet<string>
  readonly marked: Set<object>
}

function mark(node: object, marking: Marking): void {
  const { document, got, marked } = marking
  if (marked.has(node)) return
  marked.add(node)
  const schema = node as Schema
  const target = resolveSchema(document, schema)
  if (target['format'] === 'date-time') {
    Object.assign(schema, target, schema, { [timeSent]: true })
    delete schema.$ref
    return
  }
  const name = refName(schema)
  if (name !== undefined && !got.has(name)) return mark(target, marking)
  for (const child of Object.values(node) as unknown[])
    if (typeof child === 'object' && child !== null) mark(child, marking)
}

/** The named schemas that a node leads to. */
function namesIn(node: object, document: OpenApiDocument, names: Set<string>): void {
  const name = refName(node as Schema)
  const target = name === undefined || names.has(name) ? undefined : document.components.schemas[name]
  if (name !== undefined) names.add(name)
  if (target) namesIn(target, document, names)
  for (const child of Object.values(node) as unknown[])
    if (typeof child === 'object' && child !== null) namesIn(child, document, names)
}
