// What other domains may ask about events.
import type { InternalShape, Shape } from '../../contract/types.ts'

export interface CancellationPolicy {
  readonly untilMinutesBefore: number
  readonly refundPercent: number
}

export interface EventSummary {
  readonly id: string
  readonly organizerId: string
  readonly status: 'draft' | 'published' | 'cancelled' | 'ended'
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Until `startsAt`, in milliseconds, when this was read, by the database's clock; below zero once it has begun. */
  readonly startsInMs: number
  /** Until when buyers may cancel, and how much of a ticket's price goes back; null: until it begins, and all of it. */
  readonly cancellationPolicy: CancellationPolicy | null
  /** Whether `startsAt` had passed when this was read, by the database's clock. */
  readonly hasBegun: boolean
  /** A test event, which is for its organizer's account alone. Never changes. */
  readonly test: boolean
}

/** What has happened to an event: `data` is its message's. Times are ISO 8601. */
export type EventFact = InternalShape<'EventFact'>
export type EventFactType = EventFact['type']
/** What never changes of an event. */
export type FactsOfEvent = InternalShape<'FactsOfEvent'>

export interface EventsPort {
  find(eventId: string): Promise<EventSummary | undefined>
  /** The event as the API shows it, in whatever state it is. */
  get(eventId: string): Promise<Shape<'Event'> | undefined>
  /** How many live events of an organizer are published and have not ended: somebody has to run them. */
  countOpen(organizerId: string): Promise<number>
  /** At most `limit` published events that have not ended and are no test events, by id, beginning after `afterId`. */
  published(afterId: string | undefined, limit: number): Promise<Shape<'Event'>[]>
  /** Of at most 1,000 events whose they are; one that isn't there is left out. */
  factsOf(eventIds: readonly string[]): Promise<readonly FactsOfEvent[]>
  /** What has happened to events and is to become messages: at most `limit`, of one event in the order of versions. */
  facts(limit: number): Promise<readonly EventFact[]>
  /** Their messages are made. */
  forgetFacts(places: readonly number[]): Promise<void>
}
