// The client's methods, one for each operation, made from the table of routes; their types are generated.
import type { Resources } from '../generated/resources.ts'
import type { Calls, OperationInput, RequestOptions } from './contract.ts'
import { routes } from './operation-route.ts'
import type { OperationRoute } from './operation-route.ts'

interface Branch {
  [name: string]: Branch | Method
}
type Method = (...given: unknown[]) => unknown

export function resourcesOf(calls: Calls): Resources {
  const root: Branch = {}
  for (const route of routes.values()) {
    const names = route.name.split('.')
    const last = names.pop()!
    const branch = names.reduce((at, name) => (at[name] ??= {}) as Branch, root)
    branch[last] = methodOf(calls, route)
  }
  return root as unknown as Resources
}

/** It takes the parameters of its path, then the body, the query and the options. */
function methodOf(calls: Calls, route: OperationRoute): Method {
  const { path, hasBody, isPathInBody, hasQuery, cursor, kind } = route
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  return (...given) => {
    if (isPathInBody) {
      const { [names[0]!]: named, ...body } = given.shift() as Record<string, unknown>
      given.unshift(named, body)
    }
    const input: OperationInput = {
      ...(names.length > 0 && { path: Object.fromEntries(names.map(name => [name, given.shift() as string])) }),
      ...(hasBody && { body: given.shift() }),
      ...(hasQuery && { query: given.shift() as OperationInput['query'] & object }),
    }
    const options = given[0] as RequestOptions | undefined
    if (kind === '~') return calls.follow(route, input, options)
    if (kind === 'text/event-stream') return calls.stream(route, input, options)
    if (kind !== '') return calls.request(route, input, { ...options, accept: kind })
    return cursor === undefined ? calls.request(route, input, options) : calls.list(route, input, options)
  }
}
