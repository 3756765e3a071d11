// The bookings of an event that doesn't take place: cancelled and repaid, page by page.
import { LRUCache } from 'lru-cache'
import { newId } from '../../../platform/ids.ts'
import type { Booking } from '../booking.ts'
import { step } from '../saga/recovery-steps.ts'
import type { Saga } from '../saga/saga.ts'
import type { BookingsStore } from '../store.ts'

/** Bookings of a cancelled event that are written together, and fewer where an outside provider is asked to repay. */
const cancelledAtOnce = 50
const repaidAtOnce = 20
const cancelledEventsMax = 1_000

export function createEventCancelling({
  store,
  saga,
}: {
  readonly store: Pick<BookingsStore, 'list' | 'find' | 'findBegun' | 'beginCancel'>
  readonly saga: Saga
}) {
  /** Of events that are called off the last booking of the page before. */
  const cancelledTo = new LRUCache<string, string>({ max: cancelledEventsMax })

  /**
   * As BookingsPort.cancelBookingsOf. A page begins where the one before it ended: from the newest on, each would pass
   * over all that are cancelled. After the last one they are looked at once more from there, for who came meanwhile or
   * has failed; so does another process, or this one after a crash.
   */
  async function cancelBookingsOf(eventId: string, limit: number): Promise<boolean> {
    const beforeId = cancelledTo.get(eventId)
    const confirmed = await store.list({ eventId, status: 'confirmed', beforeId, limit })
    const isLast = confirmed.length < limit
    if (isLast) cancelledTo.delete(eventId)
    else cancelledTo.set(eventId, confirmed.at(-1)!.id)
    const isRepaidOutside = confirmed.some(({ payment }) => payment && payment.provider !== 'sandbox')
    const atOnce = isRepaidOutside ? repaidAtOnce : cancelledAtOnce
    for (let n = 0; n < confirmed.length; n += atOnce) await allOf(confirmed.slice(n, n + atOnce).map(cancelOfEvent))
    return !isLast || beforeId !== undefined
  }

  /** All that was paid and has not gone back goes back, whatever the policy. */
  async function cancelOfEvent(booking: Booking): Promise<void> {
    const isBegun = await step('cancel.begin', () => store.beginCancel(booking, newId('ref')))
    if (isBegun) {
      const begun = await store.findBegun(booking)
      if (begun) await saga.advance(begun)
      return
    }
    // Its buyer was faster, with all of it or with a part.
    const now = await store.find(booking.id)
    if (now?.status === 'confirmed' && now.fence > booking.fence) await cancelOfEvent(now)
  }

  return { cancelBookingsOf }
}

/** Waits for all of them, so that one that fails doesn't keep the others from their end. */
export async function allOf(runs: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(runs)
  const errors = settled.flatMap(run => (run.status === 'rejected' ? [run.reason as unknown] : []))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} bookings could not be settled`)
}
