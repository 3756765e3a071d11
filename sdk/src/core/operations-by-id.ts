// Operations by their ids, for who calls one by its id or is told of requests: who does neither needn't load it.
import { operationIds } from '../generated/operation-ids.ts'
import type { OperationId } from '../generated/operations.ts'
import type { OperationRoute } from './operation-route.ts'
import type { Shared } from './shared.ts'

const lines = operationIds.trim().split('\n')

/** Throws TypeError for an id that no operation has. */
export function routeOf({ routes, routeFrom }: Shared, id: OperationId): OperationRoute {
  const line = lines.find(each => each.startsWith(`${id} `))
  if (line === undefined) throw new TypeError(`There is no operation ${JSON.stringify(id)}.`)
  const [, method = '', path] = line.split(' ')
  return routes.get(method) ?? routeFrom(`${method} ${path} ${id}`)
}

/** `name`: of its route. */
export function idOf(name: string): OperationId {
  const line = lines.find(each => each.split(' ').indexOf(name) > 0) ?? name // without a method it is named by its id
  return line.split(' ')[0] as OperationId
}
