// The next useful step after an answer, as a sentence for people.
import type { Booking, Event, Reservation, WaitlistEntry } from '@evently/sdk'

export function stepsAfterMaking({ id, status }: Event): string[] {
  if (status === 'draft') return [`It is a draft. Put it on sale: evently events publish ${id}`]
  return stepsAfterPublishing({ id })
}

export const stepsAfterPublishing = ({ id }: Pick<Event, 'id'>): string[] => [
  `Watch it sell: evently events watch ${id}`,
  `See who comes: evently events attendees ${id}`,
]

export const stepsAfterReserving = ({ id, totalMinor }: Reservation): string[] => [
  `Confirm it before it expires: evently bookings confirm --reservation ${id}` +
    (totalMinor > 0 ? ' --token <token>' : ''),
]

export function stepsAfterBooking({ id, refund, status }: Booking): string[] {
  if (refund && refund.status !== 'succeeded' && refund.status !== 'cancelled')
    return [`See how far the refund is: evently bookings get ${id}`]
  return status === 'confirmed' ? [`Change your mind: evently bookings cancel ${id}`] : []
}

export function stepsAfterWaiting({ id, status }: WaitlistEntry): string[] {
  if (status === 'waiting') return [`See whether it is your turn: evently waitlist get ${id}`]
  if (status === 'offered') return [`Take the seats: evently waitlist accept ${id}`]
  return []
}
