// Messages of the feed, for people to read.
import type { WebhookMessage } from '@evently/sdk'
import { table } from '../table.ts'
import type { Columns } from '../table.ts'
import { timeText } from '../times.ts'

const messageColumns: Columns<WebhookMessage> = {
  WHEN: message => timeText(message.occurredAt),
  TYPE: message => message.type,
  RESOURCE: message => message.resource.id,
  VERSION: message => message.resource.version,
  ID: message => message.id,
}

export const activityView = ({ data }: { readonly data: readonly WebhookMessage[] }) =>
  data.length > 0 ? table(data, messageColumns) : ''

/** One message of many, on one line. */
export const messageLine = (message: WebhookMessage): string =>
  Object.values(messageColumns)
    .map(cell => String(cell(message)))
    .join('  ')
