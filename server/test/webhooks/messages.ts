// Messages in the feed as a test wants them, without the facts they would follow from.
import { newId } from '../../src/platform/ids.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import type { TestDatabases } from '../support/databases.ts'

const appendMessages = createAppend([])

/** A booking of an event has been confirmed. */
export function aMessage(accountId: string, over: Partial<NewMessage> = {}): NewMessage {
  const bookingId = newId('bkg')
  return {
    id: newId('msg'),
    accountId,
    type: 'booking.confirmed',
    resource: { type: 'booking', id: bookingId, version: 1 },
    eventId: newId('evt'),
    test: false,
    data: { id: bookingId, status: 'confirmed' },
    occurredAt: new Date(),
    ...over,
  }
}

export type Append = (messages: readonly NewMessage[]) => Promise<void>

/** In a transaction of their own, as the relay appends them. */
export const appendTo =
  ({ bookings }: Pick<TestDatabases, 'bookings'>): Append =>
  async messages => {
    await bookings.knex.transaction(async transaction => {
      await appendMessages(transaction, messages)
    })
  }
