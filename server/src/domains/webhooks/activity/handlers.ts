// The contract's operation of the feed: its shapes in, one call, its shapes out.
import { ok, type HandlersOf } from '../../../contract/types.ts'
import { wantsInsteadOfJson } from '../../../platform/http/accept.ts'
import { queryTime } from '../../../platform/http/query-time.ts'
import { toWebhookMessage } from './present.ts'
import type { Activity } from './service.ts'

export const activityHandlers = (activity: Activity): Pick<HandlersOf<'webhooks'>, 'webhooks.listActivity'> => ({
  'webhooks.listActivity': async ({ query, caller, accept, request }) => {
    const { after, since: given, from, types, resourceId, eventId, mode, wait, limit } = query
    const since = given === undefined ? undefined : queryTime(given, 'since')
    const filter = { accountId: caller.userId, test: mode === 'test', types, resourceId, eventId }
    if (wantsInsteadOfJson(accept, 'text/event-stream')) {
      const start = { after: request.lastEventId ?? after, since, from }
      return {
        status: 200,
        mediaType: 'text/event-stream',
        body: await activity.stream(start, filter, request.admitAgain),
      }
    }
    const { page, waitedSeconds } = await activity.list({ after, since, from }, filter, limit, {
      seconds: wait,
      onGone: request.onGone,
      admitAgain: request.admitAgain,
    })
    const { messages, position, hasMore } = page
    return ok(
      { data: messages.map(toWebhookMessage), hasMore, nextCursor: activity.shown.cursor(position) },
      { waitedSeconds },
    )
  },
})
