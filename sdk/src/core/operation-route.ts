// What the client needs to know of an operation to call it, read from its line in the generated table.
import type { OperationId } from '../generated/operations.ts'
import { routes } from '../generated/routes.ts'
import type { Method, RateLimitClass } from './operation.ts'

export interface OperationRoute {
  readonly id: OperationId
  readonly method: Method
  /** With its parameters in braces. */
  readonly path: string
  readonly authentication: 'none' | 'optional' | 'required'
  /** An API key may call it. */
  readonly takesApiKey: boolean
  readonly isIdempotent: boolean
  /** A POST that done twice is done once, without a key. */
  readonly isRepeatable: boolean
  /** Of a list: the query parameter that takes `nextCursor`. */
  readonly cursor: 'cursor' | 'after' | undefined
  readonly rateLimit: RateLimitClass
  readonly hasBody: boolean
  /** Its method takes what its path names within the body. */
  readonly isPathInBody: boolean
  readonly hasQuery: boolean
  /** Its methods: their names, and after `=` the media type to ask for, or `~` where a stream is followed. */
  readonly methods: readonly string[]
  /** What it answers with expires. */
  readonly isTimed: boolean
}

const methodNames: Readonly<Record<string, Method>> = { g: 'GET', o: 'POST', u: 'PUT', h: 'PATCH', d: 'DELETE' }

/** Of every operation, by its id. */
export const allRoutes: ReadonlyMap<string, OperationRoute> = /* @__PURE__ */ readRoutes()

/** Throws TypeError for an id that no operation has. */
export function routeOf(id: OperationId): OperationRoute {
  const route = allRoutes.get(id)
  if (!route) throw new TypeError(`There is no operation ${JSON.stringify(id)}.`)
  return route
}

function readRoutes(): Map<string, OperationRoute> {
  const all = new Map<string, OperationRoute>()
  let group = ''
  for (const line of routes.split('\n')) {
    const [marks = '', path, name, ...methods] = line.split(' ')
    const has = (mark: string) => marks.includes(mark)
    const id = `${group}.${name}` as OperationId
    if (path === undefined) group = marks
    else
      all.set(id, {
        id,
        method: methodNames[marks[0]!]!,
        path: path.startsWith('/') ? path : `/api/v1/${path}`,
        authentication: has('A') ? 'required' : has('a') ? 'optional' : 'none',
        takesApiKey: has('k'),
        isIdempotent: has('i'),
        isRepeatable: has('r'),
        cursor: has('c') ? 'cursor' : has('f') ? 'after' : undefined,
        rateLimit: has('s') ? 'auth' : has('n') ? 'none' : has('g') ? 'read' : 'write',
        isTimed: has('t'),
        hasBody: has('b'),
        isPathInBody: has('p'),
        hasQuery: has('q'),
        methods: methods.map(method => (method.startsWith('.') ? group + method : method)),
      })
  }
  return all
}
