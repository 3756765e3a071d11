// From the contract's source files to one complete document: bundled, with problems and shared headers written out.
import { bundle, createConfig } from '@redocly/openapi-core'
import { addStandardKeywords } from './combinations.ts'
import { operationsOf, ownResponses, refName, resolveSchema } from './openapi.ts'
import type { Entry, Header, OpenApiDocument, Parameter, Reference, Response, Schema } from './openapi.ts'
import { applies, problemCodesOf, rateLimitOf } from './operation.ts'
import { problemResponse, problemSchemas, type Problems, type ProblemSchemas } from './problems.ts'
import { shareProblemResponses } from './shared-responses.ts'
import { readYaml, sourcePath } from './source.ts'
import { addWords } from './words.ts'

/** Goes by itself to the operations that meet the condition. */
interface Shared {
  readonly 'x-evently-when'?: string
}
type SharedHeader = Shared & Header & { readonly 'x-evently-on'?: 'success'; readonly 'x-evently-with'?: string }
type SharedResponse = Shared & Response & { readonly 'x-evently-status': number }

/** What the documents have in common, beyond what they refer to themselves. */
export interface SharedParts {
  readonly problems: Problems
  readonly problemSchemas: ProblemSchemas
  readonly parameters: Readonly<Record<string, Shared & Parameter>>
  readonly headers: Readonly<Record<string, SharedHeader>>
  readonly responses: Readonly<Record<string, SharedResponse>>
}

export async function readSharedParts(problems: Problems, schemas: ProblemSchemas): Promise<SharedParts> {
  const [parameters, headers, responses] = await Promise.all([
    readYaml<SharedParts['parameters']>('parameters.yaml'),
    readYaml<SharedParts['headers']>('headers.yaml'),
    readYaml<SharedParts['responses']>('responses.yaml'),
  ])
  return { problems, problemSchemas: schemas, parameters, headers, responses }
}

/** Writes out everything in one of the contract's documents, which is what `readBundle` has read. */
export function completed(document: OpenApiDocument, shared: SharedParts): OpenApiDocument {
  flattenAllOf(document)
  dropUnused(document)
  for (const entry of operationsOf(document)) writeOut(entry, document, shared)
  for (const item of Object.values(document.paths)) delete item.parameters
  shareProblemResponses(document)
  closeRequestSchemas(document)
  addWords(document)
  addStandardKeywords(document)
  const { components } = document
  const ofProblems = problemSchemas(shared.problems, shared.problemSchemas)
  components.schemas = sortedByName({ ...components.schemas, ...ofProblems })
  if (components.parameters) components.parameters = sortedByName(components.parameters)
  if (components.headers) components.headers = sortedByName(components.headers)
  const { 'x-evently-defaults': _, ...published } = document
  return published as OpenApiDocument
}

/**
 * One of the contract's documents (`evently.yaml`, `internal.yaml`) in one piece, without the operations that are not
 * built and without what they alone refer to.
 */
export async function readBundle(name: string): Promise<OpenApiDocument> {
  const planned = await readYaml<string[]>('planned.yaml')
  const notBuilt = { property: 'operationId', value: planned, applyTo: 'Operation' } as const
  const config = await createConfig({ decorators: { 'filter-out': notBuilt } })
  const result = await bundle({ ref: sourcePath(name), config, removeUnusedComponents: true })
  const faults = result.problems.filter(({ severity }) => severity === 'error')
  const lines = faults.map(({ message, location }) => `${name}: ${message} (${location[0]?.pointer ?? ''})`)
  if (lines.length > 0) throw new Error(lines.join('\n'))
  const document = result.bundle.parsed as OpenApiDocument
  document.components.schemas ??= {}
  const tagged = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags ?? []))
  document.tags = document.tags?.filter(({ name }) => tagged.has(name))
  return document
}

/** Gives an operation what follows from its description: parameters, headers, problems, limits. */
function writeOut(entry: Entry, document: OpenApiDocument, shared: SharedParts): void {
  const { operation, item } = entry
  operation['x-evently-rate-limit'] = rateLimitOf(entry, document['x-evently-defaults']!)

  const own = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
  const parameters = [...own, ...sharedParameters(entry, document, shared)]
  if (parameters.length > 0) operation.parameters = parameters
  const codes = problemCodesOf(entry, shared.problems)

  const headersOf = (answer: Answer) => sharedHeaders(answer, entry, document, shared)
  for (const response of Object.values(shared.responses)) {
    const { 'x-evently-when': when, 'x-evently-status': status, ...rest } = response
    if (when !== undefined && applies(when, entry)) operation.responses[status] = { ...rest }
  }
  for (const [status, response] of ownResponses(operation)) {
    response.headers = { ...headersOf({ isSuccess: status.startsWith('2') }), ...response.headers }
  }
  for (const [status, group] of codesByStatus(codes, shared.problems)) {
    const members = group.flatMap(code => shared.problems[code]!.with)
    const made = problemResponse(group, shared.problems, headersOf({ isSuccess: false, members }))
    const present = ownResponses(operation).find(([each]) => each === String(status))
    operation.responses[status] = merged(present?.[1], made)
  }
}

/** The shared parameters that an operation takes, as references to the document's components. */
function sharedParameters(entry: Entry, document: OpenApiDocument, shared: SharedParts): Reference[] {
  return Object.entries(shared.parameters).flatMap(([name, { 'x-evently-when': when, ...parameter }]) => {
    if (when === undefined || !applies(when, entry)) return []
    document.components.parameters = { ...document.components.parameters, [name]: parameter }
    return [{ $ref: `#/components/parameters/${name}` }]
  })
}

interface Answer {
  readonly isSuccess: boolean
  /** What its problems carry. */
  readonly members?: readonly string[]
}

/** The shared headers of an answer, as references to the document's components. */
function sharedHeaders(answer: Answer, entry: Entry, document: OpenApiDocument, shared: SharedParts) {
  const { isSuccess, members = [] } = answer
  const references: Record<string, Reference> = {}
  for (const [name, header] of Object.entries(shared.headers)) {
    const { 'x-evently-when': when, 'x-evently-on': on, 'x-evently-with': member, ...rest } = header
    const isCalledFor = when === undefined ? member !== undefined && members.includes(member) : applies(when, entry)
    if (!isCalledFor || (on === 'success' && !isSuccess)) continue
    document.components.headers = { ...document.components.headers, [name]: rest }
    references[name] = { $ref: `#/components/headers/${name}` }
  }
  return references
}

function codesByStatus(codes: readonly string[], problems: Problems): [number, string[]][] {
  const groups = new Map<number, string[]>()
  for (const code of codes) {
    const { status } = problems[code]!
    groups.set(status, [...(groups.get(status) ?? []), code])
  }
  return [...groups].sort(([a], [b]) => a - b)
}

/** An operation may have an answer of its own beside a status's problems, in another media type (readiness: 503). */
function merged(own: Response | undefined, made: Response): Response {
  if (!own) return made
  return { ...own, headers: { ...own.headers, ...made.headers }, content: { ...own.content, ...made.content } }
}

/** `allOf: [A, B]` becomes one object with the properties of both, so that it can be closed and read at a glance. */
function flattenAllOf(document: OpenApiDocument): void {
  const flatten = (schema: Schema): Schema => {
    const { allOf, ...own } = schema
    if (!allOf) return schema
    const parts = [...allOf.map(part => flatten(resolveSchema(document, part))), own]
    return {
      type: 'object',
      ...own,
      required: [...new Set(parts.flatMap(part => part.required ?? []))],
      properties: Object.assign({}, ...parts.map(part => part.properties ?? {})) as Record<string, Schema>,
    }
  }
  replaceSchemas(document, schema => (Array.isArray(schema.allOf) ? flatten(schema) : schema))
}

/** A schema that was only a part of others is in them now. */
function dropUnused({ components, ...rest }: OpenApiDocument): void {
  const referred = new Set<string>()
  const collect = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    const name = refName(node as Schema)
    if (name !== undefined && !referred.has(name)) {
      referred.add(name)
      collect(components.schemas[name])
    }
    for (const child of Object.values(node)) collect(child)
  }
  collect({ ...rest, components: { ...components, schemas: {} } })
  components.schemas = Object.fromEntries(Object.entries(components.schemas).filter(([name]) => referred.has(name)))
}

/** What a client sends is closed: unknown properties are refused. What it receives is open to additions. */
function closeRequestSchemas(document: OpenApiDocument): void {
  const seen = new Set<object>()
  const close = (node: unknown): void => {
    if (node === null || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    const schema = node as Schema
    if (schema.$ref) return close(document.components.schemas[refName(schema)!])
    if (schema.type === 'object' && schema.properties) schema.additionalProperties ??= false
    for (const [key, value] of Object.entries(schema)) if (!isExample(key)) close(value)
  }
  for (const { operation } of operationsOf(document)) {
    for (const media of Object.values(operation.requestBody?.content ?? {})) close(media.schema)
  }
}

const isExample = (key: string) => key === 'examples' || key === 'example' || key === 'default'

/** Puts what `replace` makes of each object of a document in its place, the outer ones first. */
function replaceSchemas(node: object, replace: (schema: Schema) => Schema): void {
  const members = node as Record<string, unknown>
  for (const [key, child] of Object.entries(members)) {
    if (child === null || typeof child !== 'object') continue
    const replaced = Array.isArray(child) ? child : replace(child as Schema)
    members[key] = replaced
    replaceSchemas(replaced, replace)
  }
}

function sortedByName<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
