// One message about an event becomes a mail to everybody who has booked it or waits for it: each person once.
import type { MailOutcome } from '../../../platform/mail-queue.ts'
import type { BookingRecords } from '../../bookings/port.ts'
import type { InventoryPort } from '../../inventory/port.ts'
import type { EventMail, MailsStore, Progress } from './store.ts'

export interface FanOutOptions {
  readonly store: Pick<MailsStore['eventMails'], 'begin' | 'addPage'>
  readonly records: () => Pick<BookingRecords, 'firstOfEachUser' | 'usersWhoBooked'>
  readonly inventory: () => Pick<InventoryPort, 'waitersOf'>
  /** A test takes fewer at a time. */
  readonly pageMax?: number
}

/** Goes on page by page from where whoever had it before has stopped, until all is queued or another has taken over. */
export function createFanOut({ store, records, inventory, pageMax = 500 }: FanOutOptions) {
  return async function fanOut(mail: EventMail): Promise<MailOutcome> {
    let at = await store.begin(mail)
    while (at) {
      const { resourceIds, following } = at.stage === 'bookings' ? await booked(mail, at) : await waiting(mail, at)
      const isOurs = await store.addPage(mail, resourceIds, following)
      at = isOurs ? following : undefined
    }
    return 'done'
  }

  async function booked(mail: EventMail, { after }: Progress): Promise<Page> {
    const { ids, next } = await records().firstOfEachUser(bookedAt(mail), { afterId: after, limit: pageMax })
    return {
      resourceIds: ids,
      following: next === undefined ? { stage: 'waitlist', after: '0' } : { stage: 'bookings', after: next },
    }
  }

  async function waiting(mail: EventMail, { after }: Progress): Promise<Page> {
    const waiters = await inventory().waitersOf(mail.eventId, { afterSeq: Number(after), limit: pageMax })
    const users = waiters.map(({ userId }) => userId)
    const told = users.length === 0 ? new Set<string>() : await records().usersWhoBooked(bookedAt(mail), users)
    return {
      resourceIds: waiters.filter(({ userId }) => !told.has(userId)).map(({ id }) => id),
      following: waiters.length === pageMax ? { stage: 'waitlist', after: String(waiters.at(-1)!.seq) } : undefined,
    }
  }
}

interface Page {
  readonly resourceIds: readonly string[]
  readonly following: Progress | undefined
}

const bookedAt = ({ type, eventId, occurredAt }: EventMail) => ({
  eventId,
  ...(type === 'event.cancelled' && { cancelledAt: occurredAt }),
})
