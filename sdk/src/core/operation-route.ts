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

/** Throws TypeError for an id that no operation has. */
export function routeOf(id: OperationId): OperationRoute {
  if (!Object.hasOwn(routes, id)) throw new TypeError(`There is no operation ${JSON.stringify(id)}.`)
  const [method, path, marks = '', ...methods] = routes[id].split(' ')
  const one = <Value>(values: Readonly<Record<string, Value>>) =>
    Object.entries(values).find(([mark]) => marks.includes(mark))?.[1]
  return {
    id,
    method: method as Method,
    path: path!,
    authentication: one({ A: 'required', a: 'optional' } as const) ?? 'none',
    takesApiKey: marks.includes('k'),
    isIdempotent: marks.includes('i'),
    cursor: one({ c: 'cursor', f: 'after' } as const),
    rateLimit: one({ r: 'read', w: 'write', s: 'auth' } as const) ?? 'none',
    isTimed: marks.includes('t'),
    hasBody: marks.includes('b'),
    isPathInBody: marks.includes('p'),
    hasQuery: marks.includes('q'),
    methods: methods.map(name => (name === '.' ? id : name)),
  }
}
