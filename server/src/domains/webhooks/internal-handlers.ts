// What other services ask of whoever makes messages: MessagesPort, as the internal document has it.
import { noContent, type HandlersOf } from '../../contract/types.ts'
import type { MessagesPort } from './port.ts'

export const webhooksInternalHandlers = ({ noteChanges }: MessagesPort): HandlersOf<'webhooks', 'internal'> => ({
  'webhooks.noteChanges': async ({ body }) => {
    await noteChanges(body)
    return noContent()
  },
})
