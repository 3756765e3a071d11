// What the contract says of the commands: their operations, words and query parameters.
import { operations } from '@evently/sdk'
import type { OperationDescription, OperationId, ParameterDescription } from '@evently/sdk'
import { UsageError } from './failures.ts'
import { operationEntries } from './requested-operation.ts'

export const summaryOf = (id: OperationId): string => operations[id].summary
/** Its lines are joined: a terminal breaks them where it ends. A row of a table stays a line of its own. */
export const descriptionOf = (id: OperationId): string =>
  operations[id].description
    .split(/\n\n+/)
    .map(part => (part.startsWith('|') ? rowsOf(part) : part.replaceAll('\n', ' ')))
    .join('\n\n')

/** `tok_ok: succeeds` of each row of a Markdown table that has two columns. */
const rowsOf = (table: string) =>
  table
    .split('\n')
    .map(row => row.split('|').map(cell => cell.trim()))
    .filter(([, name, words]) => name !== '' && words !== '' && !/^-+$/.test(name ?? ''))
    .map(([, name, words]) => `${name}: ${words}`)
    .join('\n')

/** The operation that a command stands for; some commands stand for none. */
export function operationOfCommand(commandId: string): (OperationDescription & { id: OperationId }) | undefined {
  const found = operationEntries.find(([, { cli }]) => cli === commandId.replaceAll(':', ' '))
  return found && { id: found[0], ...found[1] }
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
