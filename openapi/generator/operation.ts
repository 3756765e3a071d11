// What follows from how an operation is described: its conditions, its rate limit, the problems it may answer with.
import type { Defaults, Entry, Operation } from './openapi.ts'
import type { Problems } from './problems.ts'

/** What an operation does or takes; `when` in problems.yaml and `x-evently-when` name these. */
export type Condition =
  | 'always'
  | 'body'
  | 'compared'
  | 'conditional'
  | 'etag'
  | 'etagRead'
  | 'idempotent'
  | 'ifMatch'
  | 'input'
  | 'limited'
  | 'restricted'
  | 'scope'
  | 'secured'
  | 'translated'
  | 'translatedOne'

export function conditionsOf({ operation, item, method }: Entry): Record<Condition, boolean> {
  const hasBody = operation.requestBody !== undefined
  const hasEtag = Boolean(operation['x-evently-etag'])
  return {
    always: true,
    body: hasBody,
    compared: Boolean(operation['x-evently-if-match'] ?? operation['x-evently-conditional']),
    conditional: Boolean(operation['x-evently-conditional']),
    etag: hasEtag,
    etagRead: hasEtag && method === 'get',
    idempotent: Boolean(operation['x-evently-idempotent']),
    ifMatch: Boolean(operation['x-evently-if-match']),
    input: hasBody || [...(item.parameters ?? []), ...(operation.parameters ?? [])].length > 0,
    // Guesses at the service token are limited everywhere.
    limited: operation['x-evently-rate-limit'] !== 'none' || takesServiceToken(operation),
    restricted: Boolean(operation['x-evently-role']) || isForSessionsOnly(operation),
    scope: scopeOf(operation) !== null,
    translated: Boolean(operation['x-evently-translated']),
    translatedOne: Boolean(operation['x-evently-translated']) && hasEtag,
    secured: (operation.security ?? []).some(way => Object.keys(way).length > 0),
  }
}

/** Whether a thing with this `when` belongs to the operation; an unknown word is an error. */
export function applies(when: string, entry: Entry): boolean {
  const conditions: Record<string, boolean> = conditionsOf(entry)
  const isMet = conditions[when]
  if (isMet === undefined) throw new Error(`no condition "${when}"; there are ${Object.keys(conditions).join(', ')}`)
  return isMet
}

/** The problem codes an operation may answer with: those it lists and those that follow from what it takes. */
export function problemCodesOf(entry: Entry, problems: Problems): string[] {
  const { operationId, 'x-evently-problems': listed = [] } = entry.operation
  const unknown = listed.find(code => !problems[code])
  if (unknown) throw new Error(`${operationId}: no problem code "${unknown}" in problems.yaml`)
  return Object.entries(problems)
    .filter(([code, { when }]) => listed.includes(code) || (when !== undefined && applies(when, entry)))
    .map(([code]) => code)
}

/** The class of rate limit: what the operation says itself, else the document's default for its method. */
export function rateLimitOf({ operation, method }: Entry, { rateLimit }: Defaults): string {
  return operation['x-evently-rate-limit'] ?? (method === 'get' ? rateLimit.get : rateLimit.other)
}

/** Whether a caller must say who it is. An empty way in `security` lets anybody in. */
export function authenticationOf({ security = [] }: Operation): 'none' | 'optional' | 'required' {
  if (security.length === 0) return 'none'
  return security.some(way => Object.keys(way).length === 0) ? 'optional' : 'required'
}

export function takesSession({ security = [] }: Operation): boolean {
  return security.some(way => way.session !== undefined)
}

/** Needs a signed-in user: an API key can't do it. */
const isForSessionsOnly = ({ security = [] }: Operation) =>
  security.some(way => way.session !== undefined) && security.every(way => way.apiKey === undefined)

export function takesServiceToken({ security = [] }: Operation): boolean {
  return security.some(way => way.service !== undefined)
}

/** The scope with which an API key may call the operation; null if none may. */
export function scopeOf({ security = [] }: Operation): string | null {
  return security.find(way => way.apiKey !== undefined)?.apiKey?.[0] ?? null
}
