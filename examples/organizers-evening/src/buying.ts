// How somebody buys: seats are set aside, then paid for with the sandbox's money.
import type { Booking, HolderToSet, Reservation, ReserveBody } from '@evently/sdk'
import type { Person } from './people.ts'

/** `holders`: who comes with each ticket, in the order of the tickets. */
type Purchase = ReserveBody & { readonly holders?: HolderToSet[] }

/** Answers the booking as its buyer is shown it: each ticket with its signed code. */
export async function buy(person: Person, { holders, ...seats }: Purchase): Promise<Booking> {
  return pay(person, await person.evently.bookings.reserve(seats), holders)
}

/** The same of seats that are set aside already. */
export async function pay(
  { evently }: Person,
  { id: reservationId, totalMinor }: Reservation,
  holders?: HolderToSet[],
): Promise<Booking> {
  const { id } = await evently.bookings.confirm({
    reservationId,
    ...(totalMinor > 0 && { payment: { token: 'tok_ok' } }),
    ...(holders && { holders }),
  })
  return evently.bookings.get(id)
}
