// The activity feed as what is forwarded.
import { ApiError, ConnectionError, isProblem } from '@evently/sdk'
import type { Evently, QueryOf, WebhookMessage } from '@evently/sdk'
import { exit } from '../exit-codes.ts'
import { CommandError } from '../failures.ts'
import { sleepFor, type Parcel } from './forwarder.ts'
import type { FeedMode, FeedStart } from './positions.ts'

export type FeedQuery = QueryOf<'webhooks.listActivity'>
export type FeedFilter = Pick<FeedQuery, 'types' | 'resourceId' | 'eventId'>

/**
 * The message as an endpoint gets it. The feed has the very text that is sent to endpoints, and JSON that was read and
 * written again by JavaScript is the same when JavaScript had written it: keys keep their order, numbers their digits.
 */
export const deliveryBody = (message: WebhookMessage): string => JSON.stringify(message)

export const parcelOf = (message: WebhookMessage, mode: FeedMode, cursor: string | undefined): Parcel => ({
  messageId: message.id,
  type: message.type,
  resource: message.resource,
  test: message.test,
  body: deliveryBody(message),
  source: mode,
  cursor,
})

/**
 * Asks the feed once from there, so that what is wrong with the credential or the place is said before anything begins;
 * answers the place itself, as a cursor where it is the end.
 */
export async function checkedStart(
  evently: Evently,
  { start, mode, signal }: { readonly start: FeedStart; readonly mode: FeedMode; readonly signal: AbortSignal },
): Promise<FeedStart> {
  const page = await withGoneSaid(() => evently.activity.list({ ...start, mode, limit: 1 }, { signal }))
  return start.from === 'end' && start.after === undefined ? { after: page.nextCursor } : start
}

export interface FollowedFeed {
  readonly mode: FeedMode
  readonly query: FeedQuery
  readonly signal: AbortSignal
}

/** Whatever comes, with the cursor after it, until the signal aborts; across lost connections and restarts. */
export function followFeed(evently: Evently, { mode, query, signal }: FollowedFeed) {
  const following = evently.activity.follow({ ...query, mode }, { signal })
  async function* messages(): AsyncGenerator<FollowedMessage, void, undefined> {
    for (;;) {
      try {
        for await (const message of following) yield { message, cursor: following.cursor }
      } catch (error) {
        // It was asked a moment ago, so it is there: only that the first connection failed, which `follow` gives up.
        if (!(error instanceof ConnectionError)) throw goneSaid(error)
        await sleepFor(reconnectMs, signal)
      }
    }
  }
  return { messages: messages(), cursor: () => following.cursor }
}

export interface FollowedMessage {
  readonly message: WebhookMessage
  readonly cursor: string | undefined
}

const reconnectMs = 500

/** All that there is from there on, page by page, and then no more. */
export async function* readFeed(
  evently: Evently,
  { mode, query, signal }: FollowedFeed,
): AsyncGenerator<Parcel, void, undefined> {
  let rest = query
  for (;;) {
    const page = await withGoneSaid(() => evently.activity.list({ ...rest, mode, limit: pageMax }, { signal }))
    const { data, hasMore, nextCursor } = page
    // Only the last one of a page has a position; those before it are repeated by whoever goes on.
    for (const [n, message] of data.entries())
      yield parcelOf(message, mode, n === data.length - 1 ? nextCursor : undefined)
    if (!hasMore) return
    rest = { ...rest, after: nextCursor }
  }
}

const pageMax = 100

async function withGoneSaid<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw goneSaid(error)
  }
}

const goneSaid = (error: unknown) =>
  error instanceof ApiError && isProblem(error, 'activity_gone')
    ? new CommandError(
        'activity_gone',
        'The messages from there on are older than 30 days and deleted. Begin with --since beginning or --since now.',
        exit.notFound,
      )
    : error
