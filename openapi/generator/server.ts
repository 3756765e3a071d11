// What the server gets from the contract: the facts of each operation that its binding enforces, the problem registry.
import { asScript } from './layout.ts'
import { operationsOf, type Defaults, type Entry, type OpenApiDocument } from './openapi.ts'
import { authenticationOf, problemCodesOf, scopeOf, takesServiceToken, takesSession } from './operation.ts'
import type { Problems } from './problems.ts'

export interface NamedDocument {
  readonly name: string
  readonly document: OpenApiDocument
  readonly defaults: Defaults
}

/** `operation-facts.ts`: what must be known of each operation at compile time and is not in its types. */
export function operationFacts(documents: readonly NamedDocument[], problems: Problems): string {
  const facts = documents.flatMap(({ name, document, defaults }) =>
    operationsOf(document).map(entry => [
      entry.operation.operationId,
      { document: name, ...factsOf(entry, defaults, problems) },
    ]),
  )
  return `export const operationFacts = ${asScript(Object.fromEntries(facts))} as const\n`
}

function factsOf(entry: Entry, defaults: Defaults, problems: Problems) {
  const { operation, method, path } = entry
  const isInternal = takesServiceToken(operation)
  return {
    method,
    path,
    summary: operation.summary,
    authentication: authenticationOf(operation),
    session: takesSession(operation),
    scope: scopeOf(operation),
    service: isInternal,
    role: operation['x-evently-role'] ?? null,
    idempotent: Boolean(operation['x-evently-idempotent']),
    ifMatch: Boolean(operation['x-evently-if-match']),
    conditional: Boolean(operation['x-evently-conditional']),
    etag: Boolean(operation['x-evently-etag']),
    translated: Boolean(operation['x-evently-translated']),
    // Between services: whether a call whose answer was lost may be sent again.
    ...(isInternal && { repeatable: ['get', 'delete'].includes(method) || Boolean(operation['x-evently-repeatable']) }),
    bodyBytesMax: operation['x-evently-body-bytes-max'] ?? defaults.bodyBytesMax,
    rawBody: Boolean(operation['x-evently-raw-body']),
    rateLimit: operation['x-evently-rate-limit'],
    rateLimitAccount: operation['x-evently-rate-limit-account'] ?? null,
    problems: problemCodesOf(entry, problems),
  }
}

/** `problem-registry.ts`. */
export function problemRegistry(problems: Problems): string {
  const registry = Object.entries(problems).map(
    ([code, { status, title, retryable, description, cause, fix, ...entry }]) => [
      code,
      { status, title, retryable, description, cause, fix, carries: entry.with },
    ],
  )
  return `export const problemRegistry = ${asScript(Object.fromEntries(registry))} as const

export type ProblemCode = keyof typeof problemRegistry
`
}
