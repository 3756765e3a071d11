// Who has booked, for who runs the event: a named buyer as the booking has them, a user as the users have them now.
// Nothing is kept here: a user who takes another name, or goes, has done so everywhere.
import { isAway } from '../../../platform/unreachable.ts'
import type { UsersPort } from '../../users/port.ts'
import type { Booking } from '../booking.ts'

/** What is told of a buyer. A user whose account is gone has nothing to tell. */
export interface BuyerProfile {
  readonly reference?: string | undefined
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/** Null: the users can't be read at the moment. */
export type BuyerOf = (booking: Pick<Booking, 'buyer'>) => BuyerProfile | null

export type Buyers = ReturnType<typeof createBuyers>

export function createBuyers({ users }: { readonly users: () => Pick<UsersPort, 'profilesOf'> }) {
  return { of, ofNoneMissing }

  /** The buyers of at most `profilesMax` bookings. Users who can't be read are null; named buyers are always there. */
  async function of(bookings: readonly Pick<Booking, 'buyer'>[]): Promise<BuyerOf> {
    return ofNoneMissing(bookings).catch((error: unknown) => {
      if (isAway(error)) return booking => booking.buyer.named ?? null
      throw error
    })
  }

  /** The same where a buyer may not be missing. Problems: service_unavailable. */
  async function ofNoneMissing(bookings: readonly Pick<Booking, 'buyer'>[]): Promise<BuyerOf> {
    const ids = new Set(bookings.flatMap(({ buyer }) => (buyer.named ? [] : [buyer.userId])))
    const profiles = ids.size === 0 ? [] : await users().profilesOf([...ids])
    const profileOf = new Map(profiles.map(({ id, name, email }) => [id, { name, email }]))
    return ({ buyer: { userId, named } }) => named ?? profileOf.get(userId) ?? {}
  }
}
