// The seats beside an indexed event. The index has all there are, with the times of the sales: whether they can be had
// is asked with each search, so nothing has to be written when sales begin or end.
import type { Shape } from '../../contract/types.ts'
import { availabilityAt } from '../inventory/port.ts'

export interface IndexedSeats {
  readonly availableSeats: number
  readonly waitlistOpen: boolean
  /** Of each ticket type by its id, as far as the index has heard of it. */
  readonly availableOf: ReadonlyMap<string, number>
}

/** The event as it was indexed, with its seats as they can be had at `now`. */
export function eventAt(
  event: Shape<'Event'>,
  { availableSeats, waitlistOpen, availableOf }: IndexedSeats,
  now: Date,
): Shape<'Event'> {
  const seats = {
    eventId: event.id,
    availableSeats,
    waitlistOpen,
    ticketTypes: event.ticketTypes.map(type => ({ ...type, available: availableOf.get(type.id) ?? type.available })),
    version: event.version,
    endsAt: event.endsAt,
  }
  const { availability } = availabilityAt(seats, now)
  return {
    ...event,
    test: false, // no test event is in the index; documents of earlier releases don't say it
    availableSeats: availability.availableSeats,
    waitlistOpen,
    ticketTypes: event.ticketTypes.map((type, n) => {
      const { available, sales } = availability.ticketTypes[n]!
      return { ...type, available, sales }
    }),
  }
}
