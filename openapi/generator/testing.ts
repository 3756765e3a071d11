// What the SDK's server for tests gets from the contract: schemas without their words, parameters, bodies, and an
// example of each answer.
import { asScript, importType } from './layout.ts'
import { operationsOf, ownResponses, parametersOf } from './openapi.ts'
import type { Entry, Media, OpenApiDocument, Schema } from './openapi.ts'

/** `contract.ts`: by operation and by name of a schema. */
export function testingModule(document: OpenApiDocument): string {
  const operations = Object.fromEntries(
    operationsOf(document).map(entry => [entry.operation.operationId, operationOf(document, entry)]),
  )
  const schemas = Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [name, bare(schema)]),
  )
  return `${importType(['TestingContract'], '../description.ts')}
export const contract: TestingContract = ${asScript({ operations, schemas })}
`
}

function operationOf(document: OpenApiDocument, entry: Entry) {
  const { requestBody } = entry.operation
  const successes = ownResponses(entry.operation).filter(([each]) => each.startsWith('2'))
  const [status, success] = successes[0]!
  const others = successes.slice(1).map(([each]) => Number(each))
  const body = requestBody && Object.values(requestBody.content)[0]!.schema
  const parameters = parametersOf(document, entry).filter(parameter => parameter.in !== 'header')
  const [mediaType, media] = Object.entries(success.content ?? {})[0] ?? []
  return {
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ name, in: place, required, schema }) => ({
        name,
        in: place,
        ...(required && { required }),
        schema: bare(schema),
      })),
    }),
    ...(body && { body: { schema: bare(body), ...(requestBody.required && { required: true }) } }),
    answer: {
      status: Number(status),
      ...(others.length > 0 && { otherStatuses: others }),
      ...(media && { mediaType, schema: bare(media.schema), example: exampleOf(media) }),
    },
  }
}

function exampleOf({ examples = {} }: Media): unknown {
  const [first] = Object.values(examples) as { readonly value: unknown }[]
  return first?.value
}

const words = new Set(['description', 'examples', 'example', 'discriminator'])
const isKept = (keyword: string) =>
  !words.has(keyword) && (keyword === 'x-evently-says' || !keyword.startsWith('x-evently-'))

/** A schema without what only people read, besides what says in words what it allows. */
function bare(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => isKept(keyword))
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, bareValue(keyword, value)]))
}

/** By their keyword: schemas, lists of schemas, schemas by name, and plain values. */
function bareValue(keyword: string, value: unknown): unknown {
  if (keyword === 'properties' || keyword === 'dependentSchemas')
    return Object.fromEntries(Object.entries(value as Record<string, Schema>).map(([name, each]) => [name, bare(each)]))
  if (['allOf', 'anyOf', 'oneOf'].includes(keyword)) return (value as Schema[]).map(bare)
  if (['items', 'not', 'if', 'then', 'else', 'additionalProperties'].includes(keyword) && typeof value === 'object')
    return bare(value as Schema)
  return value
}
