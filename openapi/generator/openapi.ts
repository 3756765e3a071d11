// What an OpenAPI document consists of, as far as the generator looks into it. For `x-evently-…` see openapi/README.md.

export interface Reference {
  $ref: string
}

export interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  enum?: unknown[]
  default?: unknown
  additionalProperties?: boolean | Schema
  [keyword: string]: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  description?: string
  required?: boolean
  schema: Schema
  /** This query parameter takes the `nextCursor` of the page before: the operation is a list. */
  'x-evently-cursor'?: boolean
}

export interface Header {
  description: string
  schema: Schema
}

export interface Media {
  schema: Schema
  examples?: Record<string, unknown>
  /** The schema of one message of a stream; OpenAPI 3.1 has no word for it. */
  'x-evently-message'?: string
  /** The stream goes on after the id of the last message, sent as Last-Event-ID. */
  'x-evently-resumes'?: boolean
  /** The SDK's method for this media type, where it is not the operation's first. */
  'x-evently-sdk'?: string
}

export interface Response {
  description: string
  headers?: Record<string, Header | Reference>
  content?: Record<string, Media>
}

export interface SecurityWay {
  session?: string[]
  apiKey?: string[]
  service?: string[]
}

export interface Operation {
  operationId: string
  summary: string
  description: string
  tags?: string[]
  security?: SecurityWay[]
  parameters?: (Parameter | Reference)[]
  requestBody?: { required?: boolean; content: Record<string, Media> }
  responses: Record<string, Response | Reference>
  'x-evently-sdk'?: string | null
  'x-evently-sdk-one-argument'?: boolean
  'x-evently-cli'?: string | null
  'x-evently-role'?: string
  'x-evently-problems'?: string[]
  'x-evently-idempotent'?: boolean
  'x-evently-if-match'?: boolean
  'x-evently-conditional'?: boolean
  'x-evently-etag'?: boolean
  'x-evently-translated'?: boolean
  'x-evently-repeatable'?: boolean
  'x-evently-rate-limit'?: string
  'x-evently-rate-limit-account'?: string
  'x-evently-body-bytes-max'?: number
  'x-evently-raw-body'?: boolean
}

/** The methods of a path item, in the order in which documents list them. */
export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
export type Method = (typeof methods)[number]

export type PathItem = { parameters?: (Parameter | Reference)[] } & { [Each in Method]?: Operation }

/** What holds for an operation that says nothing itself. */
export interface Defaults {
  rateLimit: { get: string; other: string }
  bodyBytesMax: number
}

export interface OpenApiDocument {
  tags?: { name: string; description: string }[]
  paths: Record<string, PathItem>
  components: {
    schemas: Record<string, Schema>
    parameters?: Record<string, Parameter>
    headers?: Record<string, Header>
    responses?: Record<string, Response>
    [kind: string]: unknown
  }
  'x-evently-defaults'?: Defaults
  [field: string]: unknown
}

/** An operation with what stands around it in its document. */
export interface Entry {
  path: string
  method: Method
  item: PathItem
  operation: Operation
}

/** Every operation of a document. */
export function operationsOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap(method => {
      const operation = item[method]
      return operation ? [{ path, method, item, operation }] : []
    }),
  )
}

/** The answers that an operation has of its own, by status; what it shares with others are problems. */
export function ownResponses({ responses }: Operation): [status: string, response: Response][] {
  return Object.entries(responses).flatMap(([status, response]): [string, Response][] =>
    '$ref' in response ? [] : [[status, response]],
  )
}

/** The name at the end of a reference; undefined for anything else. */
export function refName(value: { $ref?: string } | undefined): string | undefined {
  return value?.$ref?.split('/').pop()
}

/** A schema, or the one it refers to. */
export function resolveSchema(document: OpenApiDocument, schema: Schema): Schema {
  const name = refName(schema)
  if (name === undefined) return schema
  const target = document.components.schemas[name]
  if (!target) throw new Error(`there is no schema ${name}`)
  return resolveSchema(document, target)
}

/** A parameter, or the one it refers to. */
export function resolveParameter(document: OpenApiDocument, parameter: Parameter | Reference): Parameter {
  if (!('$ref' in parameter)) return parameter
  const target = document.components.parameters?.[refName(parameter)!]
  if (!target) throw new Error(`there is no parameter ${parameter.$ref}`)
  return target
}

/** All parameters of an operation: those of its path and its own. */
export function parametersOf(document: OpenApiDocument, { item, operation }: Entry): Parameter[] {
  return [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(each => resolveParameter(document, each))
}
