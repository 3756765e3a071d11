// Money that goes back at the provider without our asking: what it says of a payment becomes refunds and disputes of
// the booking.
import { newId } from '../../../platform/ids.ts'
import { problem } from '../../../platform/problems.ts'
import type { Booking, Message } from '../booking.ts'
import type { PaymentProvider, Standing } from '../payments/port.ts'
import { step } from '../saga/recovery-steps.ts'
import type { Saga } from '../saga/saga.ts'
import type { BookingsStore } from '../store.ts'
import { followingOf, type Following } from './following-rules.ts'
import type { Note } from './following-store.ts'

export interface FollowingOptions {
  readonly store: Pick<BookingsStore, 'find' | 'ofPayment' | 'follow'>
  readonly saga: Saga
  readonly present: (booking: Booking) => object
}

/** What the provider has of a payment, all of it, and where that is written down in its book. */
export interface News {
  readonly provider: PaymentProvider['name']
  /** The payment's key. */
  readonly key: string
  readonly standing: Standing
  readonly note: Note
}

export type Follow = (news: News) => Promise<void>

/** How often somebody else may work on a booking between our look at it and our write. */
const racesMax = 10

export function createFollowing({ store, saga, present }: FollowingOptions): { readonly follow: Follow } {
  /** Problems: confirmation_in_progress while the booking is not confirmed yet, overloaded. Then it is told again. */
  async function follow({ provider, key, standing, note }: News): Promise<void> {
    for (let races = 0; races < racesMax; races++) {
      const booking = await store.ofPayment(key)
      if (booking?.payment?.provider !== provider) return
      if (booking.status === 'pending') throw problem('confirmation_in_progress', undefined, { retryAfterSeconds: 1 })
      const following = followingOf(booking, standing, new Date(booking.createdAt.getTime() + booking.ageMs))
      if (!following) return
      const messages = messagesOf(following)
      const followed = await step('follow.write', () => store.follow(booking, following, { messages, note }))
      if (followed === 'raced') continue
      const current = followed === 'followed' && following.goesOn ? await store.find(booking.id) : undefined
      if (current) await saga.advance(current)
      return
    }
    throw problem('overloaded', 'Others are working on this booking.', { retryAfterSeconds: 1 })
  }

  function messagesOf({ after, disputes, repaid }: Following): readonly Message[] {
    const shown = present(after)
    const messageOf = (type: Message['type'], more: object): Message => ({
      id: newId('msg'),
      type,
      payload: { ...shown, ...more },
    })
    return [
      ...disputes.map(({ id, status, amountMinor }) =>
        messageOf('booking.disputed', { dispute: { id, status, amountMinor } }),
      ),
      ...repaid.map(refund => messageOf('booking.refunded', present({ ...after, refund }))),
    ]
  }

  return { follow }
}
