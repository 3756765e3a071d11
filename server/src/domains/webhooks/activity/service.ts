// The feed of an account's messages: a page after a position, waited for if its reader wants to, or as a stream.
//
// Only one transaction at a time appends messages (messages/append-statement.ts), so a place that can be read has no
// gap before it, and whoever goes on from a position misses nothing.
import type { Logger } from 'pino'
import type { RequestFacts, StreamBody } from '../../../contract/types.ts'
import type { Cursors } from '../../../platform/cursors.ts'
import { createAdmissions, hasExpired, type Admission } from '../../../platform/http/admission.ts'
import { createConnectionLimits } from '../../../platform/http/connection-limits.ts'
import { problem } from '../../../platform/problems.ts'
import { createTurns } from '../../../platform/turns.ts'
import type { AppendedSignal } from '../messages/appended.ts'
import { keptDays } from '../messages/partition-statements.ts'
import type { FeedFilter, FeedPage, FeedQueries } from './feed-queries.ts'
import { createFeedStream, streamPageMax } from './feed-stream.ts'
import { createFeedWatch } from './feed-watch.ts'
import { createShown } from './present.ts'
import type { Readers } from './readers.ts'

export interface ActivityOptions {
  readonly queries: FeedQueries
  readonly readers: Pick<Readers, 'note'>
  readonly appended: Pick<AppendedSignal, 'next'>
  readonly cursors: Cursors
  readonly log: Logger
  /** Streams, and requests that wait. */
  readonly waitingMax?: number
  readonly waitingPerAccountMax?: number
}

/** Where a reader begins: the first of these that is there. */
export interface FeedStart {
  readonly after: string | undefined
  readonly since: Date | undefined
  readonly from: 'beginning' | 'end'
}

export interface Wait extends Pick<RequestFacts, 'onGone' | 'admitAgain'> {
  readonly seconds: number
}

/** A page, and how long it was waited for. */
export interface WaitedPage {
  readonly page: FeedPage
  readonly waitedSeconds: number
}

export type Activity = ReturnType<typeof createActivity>

/** A page of the feed takes a few milliseconds; bookings want connections too. */
const readsAtOnceMax = 4

export function createActivity({
  queries,
  readers,
  appended,
  cursors,
  log,
  waitingMax = 2_000,
  waitingPerAccountMax = 20,
}: ActivityOptions) {
  const shown = createShown(cursors)
  const inTurn = createTurns(readsAtOnceMax)
  const watch = createFeedWatch({ changesAfter: queries.changesAfter, appended, log })
  const limits = createConnectionLimits({
    allMax: waitingMax,
    eachMax: waitingPerAccountMax,
    refusal: `At most ${waitingPerAccountMax} streams and waiting requests of one account may be open.`,
  })
  const read = (after: number, filter: FeedFilter, limit: number) => inTurn(() => queries.read(after, filter, limit))
  const admissions = createAdmissions()
  const streams = createFeedStream({ read, watch, shown, note: readers.note, log })

  /** The first page from there. Problems: invalid_cursor, activity_gone. */
  async function begin({ after, since, from }: FeedStart, filter: FeedFilter, limit: number): Promise<FeedPage> {
    if (after !== undefined) return keptOnly(await read(shown.place(after), filter, limit))
    if (since !== undefined) {
      const place = await inTurn(() => queries.before(since))
      if (place === undefined) throw gone()
      return keptOnly(await read(place, filter, limit))
    }
    if (from === 'end') return read(await inTurn(queries.last), filter, limit)
    return { ...(await read(0, filter, limit)), isGone: false }
  }

  /**
   * At most `limit` messages from there on. Where there is none, the first that come within the time to wait, as long
   * as the caller may have them. Problems: invalid_cursor, activity_gone, overloaded, rate_limited, token_invalid.
   */
  async function list(start: FeedStart, filter: FeedFilter, limit: number, wait: Wait): Promise<WaitedPage> {
    await readers.note(filter.accountId)
    const first = await begin(start, filter, limit)
    if (wait.seconds === 0 || !isIdle(first)) return { page: first, waitedSeconds: 0 }
    const startedMs = performance.now()
    const permit = limits.acquire(filter.accountId)
    permit.keep()
    const client = new AbortController()
    const takeBack = wait.onGone(() => {
      client.abort()
    })
    const admission = admissions.watch(wait.admitAgain)
    const signal = AbortSignal.any([client.signal, admission.refused])
    try {
      let page = first
      for (;;) {
        const leftMs = wait.seconds * 1_000 - (performance.now() - startedMs)
        if (!isIdle(page) || leftMs <= 0 || client.signal.aborted || watch.isClosed()) break
        await watch.next(filter.accountId, page.position, { timeoutMs: leftMs, signal })
        if (client.signal.aborted || (await isOver(admission))) break
        page = keptOnly(await read(page.position, filter, limit))
      }
      return { page, waitedSeconds: (performance.now() - startedMs) / 1_000 }
    } finally {
      takeBack()
      admission.end()
      permit.release()
    }
  }

  /** From there on as server-sent events. Problems: as `list`, and service_unavailable. */
  async function stream(
    start: FeedStart,
    filter: FeedFilter,
    admitAgain: RequestFacts['admitAgain'],
  ): Promise<StreamBody> {
    if (watch.isClosed()) throw problem('service_unavailable', 'This server is stopping.', { retryAfterSeconds: 1 })
    await readers.note(filter.accountId)
    const permit = limits.acquire(filter.accountId)
    try {
      const first = await begin(start, filter, streamPageMax)
      return reader => {
        permit.keep()
        const admission = admissions.watch(admitAgain)
        streams.open(reader, filter, { first, admission }, () => {
          admission.end()
          permit.release()
        })
      }
    } catch (error) {
      permit.release()
      throw error
    }
  }

  return { list, stream, shown, count: limits.count, endStreams: watch.close }
}

/** Whether the token's time is up: its reader renews it and goes on from this page. Problems: token_invalid. */
async function isOver(admission: Admission): Promise<boolean> {
  try {
    await admission.check()
    return false
  } catch (error) {
    if (hasExpired(error)) return true
    throw error
  }
}

const isIdle = ({ messages, hasMore }: FeedPage) => messages.length === 0 && !hasMore

function keptOnly(page: FeedPage): FeedPage {
  if (page.isGone) throw gone()
  return page
}

const gone = () =>
  problem(
    'activity_gone',
    `Messages are kept for ${keptDays} days, and those that follow this position are deleted. ` +
      'Begin with from=beginning to read all that is kept, or with from=end for what is to come.',
  )
