// Messages as the contract shows them, and the cursors that stand for places.
import type { Shape } from '../../../contract/types.ts'
import type { Cursors } from '../../../platform/cursors.ts'
import { bodyOf } from '../deliveries/body.ts'
import type { FeedMessage } from './feed-queries.ts'

/** The message as the feed and the endpoints have it. */
export const toWebhookMessage = ({ id, type, occurredAt, test, resource, data }: FeedMessage) =>
  ({
    id,
    type: type as Shape<'WebhookMessage'>['type'],
    occurredAt: occurredAt.toISOString(),
    test,
    resource: {
      type: resource.type as Shape<'WebhookResource'>['type'],
      id: resource.id,
      version: resource.version,
    },
    data,
  }) satisfies Shape<'WebhookMessage'>

export type Shown = ReturnType<typeof createShown>

/** One list for all filters: a cursor says how far the feed was read, whatever was looked for. */
const list = 'activity'

export const createShown = (cursors: Cursors) => ({
  /** The very text that endpoints get: whoever forwards the feed sends the same bytes. */
  json: (message: FeedMessage): string => bodyOf(message),
  cursor: (place: number) => cursors.encode(list, place),
  /** Problems: invalid_cursor. */
  place: (cursor: string) => cursors.decode<number>(list, cursor),
})
