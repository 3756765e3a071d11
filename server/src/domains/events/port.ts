// What other domains may ask about events.
import type { Shape } from '../../contract/types.ts'

export interface EventSummary {
  readonly id: string
  readonly organizerId: string
  readonly status: 'draft' | 'published' | 'cancelled' | 'ended'
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Whether `startsAt` had passed when this was read, by the database's clock. */
  readonly hasBegun: boolean
  /** A test event, which is for its organizer's account alone. Never changes. */
  readonly test: boolean
}

export interface EventsPort {
  find(eventId: string): Promise<EventSummary | undefined>
  /** The event as the API shows it, in whatever state it is. */
  get(eventId: string): Promise<Shape<'Event'> | undefined>
  /** How many live events of an organizer are published and have not ended: somebody has to run them. */
  countOpen(organizerId: string): Promise<number>
  /** At most `limit` published events that have not ended and are no test events, by id, beginning after `afterId`. */
  published(afterId: string | undefined, limit: number): Promise<Shape<'Event'>[]>
}
