// Events and ticket types as they are kept.
import type { Translations } from '../../contract/translations.ts'
import type { Metadata } from '../../platform/metadata.ts'
import type { NewTicketType } from '../inventory/port.ts'
import type { Question } from './rules/questions.ts'
import type { Bounds, StoredStatus } from './rules.ts'
import type { VenueRecord } from './venues/store.ts'

/** An event with its venue and its inventory, read at one moment: `now`, by the database's clock. */
export interface EventRecord {
  readonly id: string
  readonly organizerId: string
  readonly title: string
  readonly description: string | null
  /** Of title and description, and both in others: null where nobody has said. */
  readonly language: string | null
  readonly translations: Translations | null
  readonly category: string
  readonly tags: readonly string[]
  readonly status: StoredStatus
  readonly venue: VenueRecord
  readonly startsAt: Date
  readonly endsAt: Date
  readonly timezone: string
  readonly imageUrl: string | null
  readonly websiteUrl: string | null
  readonly externalId: string | null
  /** What it is one of by a rule, if it is. */
  readonly seriesId: string | null
  /** What the holder of each ticket is asked. */
  readonly questions: readonly Question[]
  /** For who runs it alone. */
  readonly metadata: Metadata
  /** Its organizer's account tries things out with it, and nobody else sees it. */
  readonly test: boolean
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly inventory: {
    readonly capacity: number
    readonly availableSeats: number
    readonly currency: string
    readonly waitlistOpen: boolean
    readonly waitlistPolicy: { readonly order: 'strict' | 'skip'; readonly skipMax: number }
    readonly bounds: Bounds
    readonly version: number
    readonly ticketTypes: readonly TicketTypeRecord[]
  }
  readonly now: Date
}
export interface TicketTypeRecord extends NewTicketType {
  readonly available: number
}
