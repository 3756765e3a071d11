// The feed as server-sent events (HTML Living Standard §9.2): what is there, then what comes, each message with the
// cursor after it as its id. A reader gets the next page once it has taken the one before: a slow one waits alone.
import { once } from 'node:events'
import type { Logger } from 'pino'
import type { StreamReader } from '../../../contract/types.ts'
import { hangUp, type Admission } from '../../../platform/http/admission.ts'
import type { FeedFilter, FeedPage } from './feed-queries.ts'
import type { FeedWatch } from './feed-watch.ts'
import type { Shown } from './present.ts'

export interface FeedStreamOptions {
  readonly read: (after: number, filter: FeedFilter, limit: number) => Promise<FeedPage>
  readonly watch: Pick<FeedWatch, 'next' | 'isClosed'>
  readonly shown: Shown
  /** The account still reads. */
  readonly note: (accountId: string) => Promise<void>
  readonly log: Logger
  readonly heartbeatMs?: number
  readonly streamMsMax?: number
  readonly blockedMsMax?: number
}

/** What a stream begins with: its first page, and whose it is. */
export interface FeedStreamStart {
  readonly first: FeedPage
  readonly admission: Pick<Admission, 'check' | 'refused'>
}

export type FeedStream = ReturnType<typeof createFeedStream>

export const streamPageMax = 100
/** How soon a client whose stream has ended connects again. */
const retryMs = 2_000

export function createFeedStream({
  read,
  watch,
  shown,
  note,
  log,
  heartbeatMs = 15_000,
  streamMsMax = 600_000,
  blockedMsMax = 30_000,
}: FeedStreamOptions) {
  /**
   * Sends this page and all that follow it, until one side ends it or its caller is refused; `onOver` is told then.
   */
  function open(reader: StreamReader, filter: FeedFilter, { first, admission }: FeedStreamStart, onOver: () => void) {
    const gone = new AbortController()
    reader.onClose(() => {
      gone.abort()
      onOver()
    })
    const over = AbortSignal.any([gone.signal, admission.refused])
    void send(reader, filter, { first, check: admission.check, over })
      .catch((error: unknown) => {
        if (!over.aborted) log.warn({ err: error }, 'a stream of the activity feed ends; its client goes on')
      })
      .finally(() => {
        if (admission.refused.aborted) hangUp(reader)
        else reader.end()
      })
  }

  async function send(
    reader: StreamReader,
    filter: FeedFilter,
    { first, check, over }: { first: FeedPage; check: Admission['check']; over: AbortSignal },
  ) {
    const endsAtMs = performance.now() + streamMsMax
    const mayGoOn = () => !over.aborted && !watch.isClosed() && performance.now() < endsAtMs
    reader.write(`retry: ${retryMs}\n\n`)
    for (let page = first; !page.isGone; page = await read(page.position, filter, streamPageMax)) {
      await check()
      reader.write(textOf(page))
      if (!(await isTaken(reader, over))) return reader.destroy()
      if (mayGoOn() && !page.hasMore) {
        await note(filter.accountId)
        await watch.next(filter.accountId, page.position, { timeoutMs: heartbeatMs, signal: over })
      }
      if (!mayGoOn()) return
    }
  }

  /** An event without data moves the position on, over messages that this reader doesn't want. */
  function textOf({ messages, position }: FeedPage): string {
    const events = messages.map(message => `id: ${shown.cursor(message.place)}\ndata: ${shown.json(message)}\n\n`)
    const isAtEnd = messages.at(-1)?.place === position
    return events.join('') + (isAtEnd ? '' : `id: ${shown.cursor(position)}\n\n`)
  }

  /** Whether the reader takes what it was sent, in time; also when it is over. */
  async function isTaken(reader: StreamReader, over: AbortSignal): Promise<boolean> {
    if (!reader.isBlocked() || over.aborted) return true
    const late = AbortSignal.timeout(blockedMsMax)
    const taken = new AbortController()
    reader.onceTaken(() => {
      taken.abort()
    })
    const any = AbortSignal.any([late, taken.signal, over])
    if (!any.aborted) await once(any, 'abort')
    return taken.signal.aborted || over.aborted
  }

  return { open }
}
