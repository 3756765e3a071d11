// The messages over /internal/*, for a process that doesn't make them.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import type { MessagesPort } from './port.ts'

export const createRemoteMessages = ({ call }: InternalClient): MessagesPort => ({
  noteChanges: ({ inventories, events }) =>
    call('webhooks.noteChanges', { body: { inventories: [...inventories], events } }),
})
