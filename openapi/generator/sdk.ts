// What the SDK gets from the contract: named shapes, problems, a description of every operation.
import { asScript, importType } from './layout.ts'
import { operationsOf, ownResponses, parametersOf, refName, resolveSchema } from './openapi.ts'
import type { Defaults, Entry, Media, OpenApiDocument, Parameter, Schema } from './openapi.ts'
import { authenticationOf, problemCodesOf, rateLimitOf, scopeOf, takesSession } from './operation.ts'
import { isProblemSchema, type Problems } from './problems.ts'

/** One operation: `facts` are what the SDK and the CLI see, the rest is for the generator. */
export interface SdkOperation {
  readonly id: string
  readonly facts: OperationFacts
  /** The answer of a success by its media types, the usual first. */
  readonly media: Readonly<Record<string, Media>>
  readonly body: { readonly schema: Schema; readonly isRequired: boolean } | undefined
  /** The parameters of its path and its body are one argument of its method. */
  readonly isOneArgument: boolean
  /** A POST that done twice is done once, without a key. */
  readonly isRepeatable: boolean
  /** Problems that so many operations have that no method names them. */
  readonly usualProblems: ReadonlySet<string>
}

export type OperationFacts = ReturnType<typeof factsOf>

export function sdkOperations(document: OpenApiDocument, problems: Problems): SdkOperation[] {
  const usualProblems = new Set(Object.keys(problems).filter(code => problems[code]!.usual))
  return operationsOf(document).map(entry => {
    const { operationId: id, requestBody } = entry.operation
    const schema = requestBody && Object.values(requestBody.content)[0]!.schema
    const isOneArgument = Boolean(entry.operation['x-evently-sdk-one-argument'])
    if (isOneArgument && !(schema && entry.path.split('{').length === 2))
      throw new Error(`${id}: x-evently-sdk-one-argument is for a body and a path with one parameter`)
    return {
      id,
      facts: factsOf(entry, document, problems),
      media: mediaOf(entry),
      body: schema && { schema, isRequired: Boolean(requestBody.required) },
      isOneArgument,
      isRepeatable: Boolean(entry.operation['x-evently-repeatable']),
      usualProblems,
    }
  })
}

function factsOf(entry: Entry, document: OpenApiDocument, problems: Problems) {
  const { operation, method, path } = entry
  const parameters = parametersOf(document, entry).filter(parameter => parameter.in !== 'header')
  return {
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description.trim(),
    sdk: operation['x-evently-sdk'] ?? null,
    cli: operation['x-evently-cli'] ?? null,
    authentication: authenticationOf(operation),
    session: takesSession(operation),
    scope: scopeOf(operation),
    role: operation['x-evently-role'] ?? null,
    idempotent: Boolean(operation['x-evently-idempotent']),
    ifMatch: Boolean(operation['x-evently-if-match']),
    paginated: parameters.find(parameter => parameter['x-evently-cursor'])?.name ?? false,
    hasBody: operation.requestBody !== undefined,
    oneArgument: Boolean(operation['x-evently-sdk-one-argument']),
    mediaTypes: Object.keys(mediaOf(entry)),
    parameters: parameters.map(parameter => parameterFacts(document, parameter)),
    problems: problemCodesOf(entry, problems),
  }
}

function mediaOf({ operation }: Entry): Record<string, Media> {
  const success = ownResponses(operation).find(([status]) => status.startsWith('2'))
  if (!success) throw new Error(`${operation.operationId}: it has no success`)
  return success[1].content ?? {}
}

function parameterFacts(
  document: OpenApiDocument,
  { name, in: place, description, required, schema: given }: Parameter,
) {
  const schema = resolveSchema(document, given)
  const items = schema.items && resolveSchema(document, schema.items)
  return {
    name,
    in: place,
    description: description ?? schema.description ?? '',
    type: [schema.type].flat()[0],
    enum: schema.enum ?? items?.enum,
    default: schema.default,
    required: Boolean(required),
  }
}

/** What expires while its reader looks at it: the SDK counts down. */
const timed: ReadonlySet<string> = new Set(['Reservation'])

/** `shapes.ts`: each schema of the contract that is no problem, as a type of its own name. */
export function shapesModule(document: OpenApiDocument, problems: Problems): string {
  const names = Object.keys(document.components.schemas).filter(name => !isProblemSchema(name, problems))
  const shapeOf = (name: string) => (timed.has(name) ? `Timed<Schemas['${name}']>` : `Schemas['${name}']`)
  return `${importType(['Timed'], '../core/timed.ts')}\
${importType(['components'], './types.ts')}
type Schemas = components['schemas']

${names.map(name => `export type ${name} = ${shapeOf(name)}\n`).join('')}`
}

/** `problems.ts`: the registry, with the names of the members that each code carries: at times, or always. */
export function sdkProblemsModule(problems: Problems): string {
  const registry = Object.entries(problems).map(
    ([code, { status, title, retryable, description, with: all, always }]) => {
      const carries = all.filter(name => !always.includes(name))
      return [code, { status, title, retryable, description, carries, always }]
    },
  )
  return `export const problemRegistry = ${asScript(Object.fromEntries(registry))} as const

export type ProblemCode = keyof typeof problemRegistry
`
}

/** `operations.ts`: what the contract says of each operation. */
export function operationsModule(operations: readonly SdkOperation[]): string {
  const facts = Object.fromEntries(operations.map(({ id, facts: each }) => [id, each]))
  return `${importType(['OperationDescription'], '../core/operation.ts')}
export type OperationId =
${operations.map(({ id }) => `  | '${id}'`).join('\n')}

/** What the contract says of each operation. */
export const operations: Readonly<Record<OperationId, OperationDescription>> = ${asScript(facts)}
`
}

/** `routes.ts`: what the client itself needs of each operation, as short as can be: it is in every bundle. */
export function routesModule(
  operations: readonly SdkOperation[],
  documented: Record<string, string>,
  namesOf: (operation: SdkOperation) => readonly string[],
): string {
  const resources = new Map<string, string[]>()
  for (const each of operations)
    for (const method of namesOf(each)) {
      const [, resource = '', name = ''] = /^([\w.]+)\.(\w+.*)$/.exec(method)!
      const line = `${routeOf(each, documented[each.id]!)} ${name}`
      resources.set(resource, [...(resources.get(resource) ?? []), line])
    }
  const lines = [...resources].flatMap(([resource, methods]) => [resource, ...methods])
  return `/**
 * A line for each method of the client, below its resource. First its marks: \`g\` GET, \`o\` POST, \`u\` PUT, \`h\`
 * PATCH, \`d\` DELETE; \`a\` takes a credential, \`k\` takes an API key, \`i\` an Idempotency-Key;
 * \`r\`: twice is once without one; \`c\` is a list with \`cursor\`, \`f\` one with \`after\`; \`s\` is counted as an
 * attempt to sign in, \`n\` is not counted, all else is counted as a read or a write; \`t\`: what it answers with
 * expires; \`b\` takes a body, \`p\` with what its path names in it, \`q\` a query. Then its path (without a slash:
 * below \`/api/v1/\`) and its name, with the media type to ask for, or \`~\` where a stream is followed.
 */
export const routes = \`
${lines.join('\n')}\`
`
}

/** `operation-ids.ts`: by what ids operations go. */
export function operationIdsModule(
  operations: readonly SdkOperation[],
  documented: Record<string, string>,
  namesOf: (operation: SdkOperation) => readonly string[],
): string {
  const lines = operations.map(each => {
    const methods = namesOf(each).map(name => name.replace(/[=~].*/, ''))
    return [each.id, ...(methods.length > 0 ? methods : [routeOf(each, documented[each.id]!)])].join(' ')
  })
  return `/**
 * A line for each operation: its id and its methods of the client, or what the table of routes would say of it.
 */
export const operationIds = \`
${lines.join('\n')}\`
`
}

const marks = {
  method: { GET: 'g', POST: 'o', PUT: 'u', PATCH: 'h', DELETE: 'd' },
  authentication: { none: '', optional: 'a', required: 'a' },
  paginated: { cursor: 'c', after: 'f' },
  rateLimit: { auth: 's', none: 'n', read: '', write: '' },
} as const

function routeOf({ id, facts, media, isOneArgument, isRepeatable }: SdkOperation, rateLimit: string): string {
  const isTimed = timed.has(refName(Object.values(media)[0]?.schema) ?? '')
  const { method, path, authentication, scope, idempotent, paginated, hasBody, parameters } = facts
  if (rateLimit === (method === 'GET' ? 'write' : 'read')) throw new Error(`${id}: a ${method} is no ${rateLimit}`)
  const letters = [
    marks.method[method as keyof typeof marks.method],
    marks.authentication[authentication],
    scope === null ? '' : 'k',
    idempotent ? 'i' : '',
    isRepeatable ? 'r' : '',
    paginated ? marks.paginated[paginated as keyof typeof marks.paginated] : '',
    marks.rateLimit[rateLimit as keyof typeof marks.rateLimit],
    isTimed ? 't' : '',
    hasBody ? 'b' : '',
    isOneArgument ? 'p' : '',
    parameters.some(parameter => parameter.in === 'query') ? 'q' : '',
  ]
  return `${letters.join('')} ${path.replace(/^\/api\/v1\//, '')}`
}

/** The class of rate limit of each operation, by its id. */
export const rateLimitsOf = (document: OpenApiDocument, defaults: Defaults): Record<string, string> =>
  Object.fromEntries(operationsOf(document).map(entry => [entry.operation.operationId, rateLimitOf(entry, defaults)]))

/** The name of the type of a media's JSON: the schema's own where it has one. */
export const resultName = (id: string, media: Media | undefined) => refName(media?.schema) ?? `ResultOf<'${id}'>`
