// What other domains may ask of the search.
import type { Shape } from '../../contract/types.ts'

/** The seats of one event as its inventory has them at `version`. */
export interface AvailabilityChange {
  readonly eventId: string
  readonly availableSeats: number
  readonly waitlistOpen: boolean
  readonly ticketTypes: readonly { readonly id: string; readonly available: number }[]
  readonly version: number
}

export interface SearchPort {
  /**
   * The event can be found as it is now, as soon as this resolves. An older version than the known one changes nothing.
   */
  index(event: Shape<'Event'>): Promise<void>
  /** The event is found no more; what is older than `version` and arrives later does not bring it back. */
  remove(eventId: string, version: number): Promise<void>
  /**
   * Brings the seats up to date; changes older than the known ones, and of events that aren't in the index, do nothing.
   */
  updateAvailability(changes: readonly AvailabilityChange[]): Promise<void>
}

/** A name without case, accents and punctuation: `MÜNCHEN` and `munchen` are the same. What the search filters by. */
export { foldedPhrase as foldedName } from './text/words.ts'
