// Bookings whose payment or refund goes on after the answer: how --wait sees the end of it.
import { isProblem } from '@evently/sdk'
import type { Booking, Evently } from '@evently/sdk'
import { CommandError, exit } from './failures.ts'
import { notOver, waited } from './waiting.ts'
import type { WaitFlags } from './waiting.ts'

export interface SettledBooking {
  readonly booking: Booking
  /** Undefined: it has ended as it should. To be thrown once the booking is shown. */
  readonly fault: CommandError | undefined
}

/** Neither its payment nor its refund is still under way. A refund that failed is tried again, unless it says so. */
export const isSettled = ({ status, refund }: Booking): boolean =>
  status !== 'pending' &&
  status !== 'cancelling' &&
  (refund === undefined || ['succeeded', 'needs_attention', 'cancelled'].includes(refund.status))

/** The booking once it is settled; as it is when the time is up. */
export async function settledBooking(evently: Evently, id: string, flags: WaitFlags): Promise<SettledBooking> {
  const { data: booking, isOver } = await waited(flags, { read: () => evently.bookings.get(id), isOver: isSettled })
  return { booking, fault: isOver ? faultOf(booking) : notOver('it was not settled', `evently bookings get ${id}`) }
}

/** A purchase whose outcome is not known yet: its booking, once it is. Any other fault is thrown on. */
export async function outcomeOf(
  evently: Evently,
  purchase: PromiseLike<Booking>,
  flags: WaitFlags,
): Promise<SettledBooking> {
  try {
    return { booking: await purchase, fault: undefined }
  } catch (error) {
    const isOpen = isProblem(error, 'payment_outcome_unknown', 'confirmation_in_progress')
    const id = isOpen ? error.problem.bookingId : undefined
    if (id === undefined || !flags.wait) throw error
    return settledBooking(evently, id, flags)
  }
}

function faultOf({ id, status, refund }: Booking): CommandError | undefined {
  if (status === 'failed') return new CommandError('booking_failed', `The booking ${id} has failed.`, exit.conflict)
  if (refund?.status !== 'needs_attention') return undefined
  const next = `Mend its cause, then: evently bookings retry-refund ${id}`
  return new CommandError('refund_failed', `The refund of ${id} needs attention. ${next}`, exit.partlyDone)
}
