// What the contract says of the commands: their operations, words and query parameters.
import { operations } from '@evently/sdk'
import type { OperationDescription, OperationId, ParameterDescription } from '@evently/sdk'
import { UsageError } from './failures.ts'

export const summaryOf = (id: OperationId): string => operations[id].summary
/** Its lines are joined: a terminal breaks them where it ends. */
export const descriptionOf = (id: OperationId): string => operations[id].description.replace(/(?<!\n)\n(?!\n)/g, ' ')

const entries = Object.entries(operations) as readonly (readonly [OperationId, OperationDescription])[]

/** The operation that a command stands for; some commands stand for none. */
export function operationOfCommand(commandId: string): (OperationDescription & { id: OperationId }) | undefined {
  const found = entries.find(([, { cli }]) => cli === commandId.replaceAll(':', ' '))
  return found && { id: found[0], ...found[1] }
}

/** The operation of a request, and the parameters of its path; what is said in full goes before a parameter. */
export function operationOfRequest(
  method: string,
  pathname: string,
): { operation: OperationId | undefined; parameters: Readonly<Record<string, string>> } {
  const fitting = entries.flatMap(([operation, { method: own, path }]) => {
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

export function parameterOf(id: OperationId, name: string): ParameterDescription {
  const parameter = operations[id].parameters.find(one => one.name === name)
  if (!parameter) throw new Error(`${id} has no parameter ${name}`)
  return parameter
}

/** The text that somebody typed, as the type that the contract wants. */
export function typedParameter(
  { name, type, enum: choices }: ParameterDescription,
  text: string,
): string | number | boolean {
  if (type === 'integer' || type === 'number') {
    const value = Number(text)
    if (text.trim() === '' || !Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value)))
      throw wrong(name, text, `${type === 'integer' ? 'a whole' : 'a'} number`)
    return value
  }
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw wrong(name, text, 'true or false')
    return text === 'true'
  }
  if (choices && !choices.includes(text)) throw wrong(name, text, `one of ${choices.join(', ')}`)
  return text
}

const wrong = (name: string, text: string, wanted: string) => new UsageError(`${name}=${text} is not ${wanted}.`)
