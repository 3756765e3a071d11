// What the server gets from the contract: types of every operation, the facts its binding enforces, the registry of problems.
import openapiTS, { astToString } from 'openapi-typescript'
import { operationsOf, problemCodesOf, rateLimitOf } from './document.mjs'

export const GENERATED = '// Generated from openapi/ by `npm run generate`. Do not edit.\n'

/** TypeScript types of a document, in openapi-typescript's layout; only `contract/types.ts` knows that layout. */
export async function typesOf(document, { defaultNonNullable }) {
  const ast = await openapiTS(defaultNonNullable ? withDefaultsGiven(document) : structuredClone(document), { defaultNonNullable, alphabetize: false, emptyObjectsUnknown: true })
  return GENERATED + astToString(ast)
}

/** A parameter with a default is always there once the server has validated it. */
function withDefaultsGiven(document) {
  const copy = structuredClone(document)
  const parameters = [...Object.values(copy.components.parameters ?? {}), ...operationsOf(copy).flatMap(({ operation }) => operation.parameters ?? [])]
  for (const parameter of parameters) if (parameter.schema?.default !== undefined) parameter.required = true
  return copy
}

/** `operation-facts.ts`: what must be known of each operation at compile time and is not in its types. */
export function factsOf(documents, problems) {
  const lines = documents.flatMap(({ name, document }) => operationsOf(document).map(entry => {
    const { operation, method, path } = entry
    const security = operation.security ?? []
    const authentication = security.length === 0 ? 'none' : security.some(way => Object.keys(way).length === 0) ? 'optional' : 'required'
    const facts = {
      document: name, method, path, authentication,
      session: security.some(way => way.session), scope: security.find(way => way.apiKey)?.apiKey[0] ?? null, service: security.some(way => way.service),
      role: operation['x-evently-role'] ?? null,
      idempotent: Boolean(operation['x-evently-idempotent']), ifMatch: Boolean(operation['x-evently-if-match']), etag: Boolean(operation['x-evently-etag']),
      planned: Boolean(operation['x-evently-planned']),
      bodyBytesMax: operation['x-evently-body-bytes-max'] ?? 65_536, rawBody: Boolean(operation['x-evently-raw-body']),
      rateLimit: rateLimitOf(entry), rateLimitAccount: operation['x-evently-rate-limit-account'] ?? null,
      problems: problemCodesOf(entry, problems),
    }
    return `  '${operation.operationId}': ${JSON.stringify(facts)},`
  }))
  return `${GENERATED}\nexport const operationFacts = {\n${lines.join('\n')}\n} as const\n`
}

/** The registry of problem codes, for the server and the SDK alike. */
export function problemsModule(problems) {
  const lines = Object.entries(problems).map(([code, { status, title, retryable, description }]) => `  ${code}: ${JSON.stringify({ status, title, retryable, description })},`)
  return `${GENERATED}\nexport const problemRegistry = {\n${lines.join('\n')}\n} as const\n\nexport type ProblemCode = keyof typeof problemRegistry\n`
}
