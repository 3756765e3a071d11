// Which operation of the contract a request is one of.
import { operations } from '@evently/sdk'
import type { OperationDescription, OperationId } from '@evently/sdk'

export const operationEntries = Object.entries(operations) as readonly (readonly [OperationId, OperationDescription])[]

/** The operation of a request, and the parameters of its path; what is said in full goes before a parameter. */
export function operationOfRequest(
  method: string,
  pathname: string,
): { operation: OperationId | undefined; parameters: Readonly<Record<string, string>> } {
  const fitting = operationEntries.flatMap(([operation, { method: own, path }]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
    const found = own === method ? pattern.exec(pathname) : null
    return found ? [{ operation, names, values: found.slice(1) }] : []
  })
  const [found] = fitting.sort((one, other) => one.names.length - other.names.length)
  if (found === undefined) return { operation: undefined, parameters: {} }
  const parameters = Object.fromEntries(found.names.map((name, n) => [name, decodeURIComponent(found.values[n] ?? '')]))
  return { operation: found.operation, parameters }
}
