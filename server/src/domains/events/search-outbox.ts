// Tells the search what has become of an event: at once where it can, from the outbox where it couldn't.
import type { Logger } from 'pino'
import { Problem } from '../../platform/problems.ts'
import { within } from '../../platform/time-out.ts'
import type { SearchPort } from '../search/port.ts'
import { toIndexedEvent } from './present.ts'
import { statusAt } from './rules.ts'
import type { SearchNotice } from './search-outbox-store.ts'
import type { EventsStore } from './store.ts'

export interface SearchNoticesOptions {
  readonly store: EventsStore
  readonly search: () => SearchPort
  readonly log: Logger
  readonly timeoutMs?: number
}

export type SearchNotices = ReturnType<typeof createSearchNotices>

/**
 * When a remembered notice is due: later than the attempt that follows its write at once, so that the two don't meet.
 */
export const noticeDue = { dueInSeconds: 5 } as const
const noticesPerTurnMax = 20
/** When an event that the search has refused is due again: twice as late each time. */
const refusedDue = { firstSeconds: 10, secondsMax: 3_600 } as const

export function createSearchNotices({ store, search, log, timeoutMs = 2_000 }: SearchNoticesOptions) {
  return { tell, retry }

  /**
   * Best effort, after the commit that remembered the notice: a search that fails or hangs is logged and never fails
   * the write.
   */
  async function tell(notice: SearchNotice): Promise<void> {
    try {
      await deliver(notice)
    } catch (error) {
      log.warn(
        { err: error, eventId: notice.eventId },
        'the search could not be told of an event; it will be tried again',
      )
    }
  }

  /** Tells a batch of what is due; true when there may be more. Throws if one of them failed: it is due again later. */
  async function retry(): Promise<boolean> {
    const notices = await store.takeSearchNotices(noticesPerTurnMax, noticeDue)
    const deliveries = await Promise.allSettled(notices.map(deliver))
    const failed = deliveries.find(each => each.status === 'rejected')
    if (failed) throw failed.reason
    return notices.length === noticesPerTurnMax
  }

  async function deliver({ eventId, version }: SearchNotice) {
    const event = await store.find(eventId)
    // What is read now may be newer than the notice, and is then what the search should know.
    const toldVersion = Math.max(version, event?.version ?? 0)
    if (event?.test) return store.forgetForSearch({ eventId, version: toldVersion }) // nobody ever finds it
    const isFound = event !== undefined && statusAt(event, event.now) === 'published'
    try {
      await within(
        timeoutMs,
        () => (isFound ? search().index(toIndexedEvent(event)) : search().remove(eventId, toldVersion)),
        `The search did not answer within ${timeoutMs} ms.`,
      )
      await store.forgetForSearch({ eventId, version: toldVersion })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'document_refused') throw error
      await store.postponeForSearch({ eventId, version: toldVersion }, refusedDue)
      log.warn(
        { err: error, eventId },
        'the search does not take an event as it is; it is tried again, later each time',
      )
    }
  }
}
