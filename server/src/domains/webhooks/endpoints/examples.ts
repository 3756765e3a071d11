// An example message of each type: those of the contract.
import { readDocument } from '../../../contract/document.ts'
import type { SentMessage } from '../deliveries/body.ts'

export type Example = Pick<SentMessage, 'type' | 'resource' | 'data'>

/** The examples by the types of their messages. */
export function readExamples(): ReadonlyMap<string, Example> {
  const { webhooks = {} } = readDocument('evently')
  return new Map(
    Object.entries(webhooks).map(([type, { post }]) => {
      const { examples = {} } = post.requestBody!.content['application/json']!
      const { resource, data } = Object.values(examples)[0]!.value as Example
      return [type, { type, resource, data }]
    }),
  )
}
