// What the client needs to know of an operation to call it, read from its line in the generated table.
import { routes as table } from '../generated/routes.ts'
import type { Method, RateLimitClass } from './operation.ts'

export interface OperationRoute {
  /** Its method of the client, `events.create`; its id where there is none. */
  readonly name: string
  readonly method: Method
  /** With its parameters in braces. */
  readonly path: string
  /** A credential goes with it if there is one. */
  readonly takesCredential: boolean
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
  /** The media type that its method asks for, `~` where it follows a stream, else empty. */
  readonly kind: string
  /** What it answers with expires. */
  readonly isTimed: boolean
}

const methodNames: Readonly<Record<string, Method>> = { g: 'GET', o: 'POST', u: 'PUT', h: 'PATCH', d: 'DELETE' }

/** Of every method of the client, by its name. */
export const routes: ReadonlyMap<string, OperationRoute> = /* @__PURE__ */ readRoutes()

function readRoutes(): Map<string, OperationRoute> {
  const all = new Map<string, OperationRoute>()
  let resource = ''
  for (const line of table.trim().split('\n')) {
    if (line.includes(' ')) {
      const route = routeFrom(line.replace(/ (?=\S+$)/, ` ${resource}.`))
      all.set(route.name, route)
    } else resource = line
  }
  return all
}

/** Reads a line of the table; the name in it is a whole one. */
export function routeFrom(line: string): OperationRoute {
  const [marks, path, name, kind] = /(\w+) (\S+) ([\w.]+)=?(.*)/.exec(line)!.slice(1) as [
    string,
    string,
    string,
    string,
  ]
  const has = (mark: string) => marks.includes(mark)
  return {
    name,
    method: methodNames[marks[0]!]!,
    path: path.startsWith('/') ? path : `/api/v1/${path}`,
    takesCredential: has('a'),
    takesApiKey: has('k'),
    isIdempotent: has('i'),
    isRepeatable: has('r'),
    cursor: has('c') ? 'cursor' : has('f') ? 'after' : undefined,
    rateLimit: has('s') ? 'auth' : has('n') ? 'none' : has('g') ? 'read' : 'write',
    isTimed: has('t'),
    hasBody: has('b'),
    isPathInBody: has('p'),
    hasQuery: has('q'),
    kind,
  }
}
