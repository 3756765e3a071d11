// An example message of each type: those of the contract.
import { readDocument } from '../../../contract/document.ts'
import type { SentMessage } from '../deliveries/body.ts'

export type Example = Pick<SentMessage, 'type' | 'resource' | 'data'>

let read: ReadonlyMap<string, Example> | undefined

/** The examples by the types of their messages: read when the first is asked for, once for all servers of a process. */
export const examplesByType = (): ReadonlyMap<string, Example> => (read ??= readExamples())

function readExamples(): ReadonlyMap<string, Example> {
  const { webhooks = {} } = readDocument('evently')
  return new Map(
    Object.entries(webhooks).map(([type, { post }]) => {
      const { examples = {} } = post.requestBody!.content['application/json']!
      const { resource, data } = Object.values(examples)[0]!.value as Example
      return [type, { type, resource, data }]
    }),
  )
}
