// Problem answers that several operations have stand once among the components, so that a change to one is seen once.
import { isDeepStrictEqual } from 'node:util'
import { operationsOf, ownResponses, refName } from './openapi.ts'
import type { OpenApiDocument, Operation, Response, Schema } from './openapi.ts'

const problem = 'application/problem+json'

export function shareProblemResponses(document: OpenApiDocument): void {
  const places = new Map<string, Operation[]>()
  const shared: Record<string, Response> = {}
  for (const { operation } of operationsOf(document)) {
    for (const [, response] of ownResponses(operation)) {
      const name = nameOf(response)
      if (name === undefined) continue
      places.set(name, [...(places.get(name) ?? []), operation])
      shared[name] ??= response
      if (!isDeepStrictEqual(shared[name], response)) throw new Error(`two different answers are named ${name}`)
    }
  }
  for (const [name, operations] of places) {
    if (operations.length === 1) delete shared[name]
    else for (const operation of operations) putReference(operation, name)
  }
  for (const [name, response] of Object.entries(shared)) titleUnion(response, name)
  document.components.responses = Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Generators of clients name a union's type by its title. */
function titleUnion({ content = {} }: Response, name: string): void {
  const media = content[problem]!
  if (media.schema['oneOf']) media.schema = { title: `${name}Problem`, ...media.schema }
}

function putReference(operation: Operation, name: string): void {
  for (const [status, response] of ownResponses(operation)) {
    if (nameOf(response) === name) operation.responses[status] = { $ref: `#/components/responses/${name}` }
  }
}

/** `RateLimited`, `OverloadedOrServiceUnavailable`; undefined for an answer that has more than problems. */
function nameOf({ content = {}, headers = {} }: Response): string | undefined {
  if (Object.keys(content).join() !== problem) return undefined
  const { schema } = content[problem]!
  const schemas = (schema['oneOf'] as Schema[] | undefined) ?? [schema]
  const codes = schemas.map(each => refName(each)!.replace(/Problem$/, ''))
  return `${codes.join('Or')}${'RateLimit' in headers ? '' : 'Uncounted'}`
}
