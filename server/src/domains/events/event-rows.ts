// A row of an event with its venue and its inventory, and the event that it is.
import type { Translations } from '../../contract/translations.ts'
import type { Metadata } from '../../platform/metadata.ts'
import type { Question } from './rules/questions.ts'
import type { StoredStatus } from './rules.ts'
import type { EventRecord, TicketTypeRecord } from './records.ts'
import { venueOf, type VenueRow } from './venues/store.ts'

export interface EventRow extends VenueRow {
  id: string
  organizer_id: string
  title: string
  description: string | null
  language: string | null
  translations: Translations | null
  category: string
  tags: string[]
  status: StoredStatus
  starts_at: Date
  ends_at: Date
  timezone: string
  image_url: string | null
  website_url: string | null
  external_id: string | null
  series_id: string | null
  questions: Question[]
  metadata: Metadata
  test: boolean
  version: number
  created_at: Date
  updated_at: Date
  capacity: number
  available_seats: number
  currency: string
  waitlist_open: boolean
  waitlist_order: 'strict' | 'skip'
  waitlist_skip_max: number
  holds_per_buyer_max: number
  hold_seats_per_buyer_max: number
  claim_seconds_max: number
  inventory_version: number
  ticket_types:
    | (Omit<TicketTypeRecord, 'salesStartAt' | 'salesEndAt'> & {
        salesStartAt: string | null
        salesEndAt: string | null
      })[]
    | null
  now: Date
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text))

export const eventOf = (row: EventRow): EventRecord => ({
  id: row.id,
  organizerId: row.organizer_id,
  title: row.title,
  description: row.description,
  language: row.language,
  translations: row.translations,
  category: row.category,
  tags: row.tags,
  status: row.status,
  venue: venueOf(row),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  timezone: row.timezone,
  imageUrl: row.image_url,
  websiteUrl: row.website_url,
  externalId: row.external_id,
  seriesId: row.series_id,
  questions: row.questions,
  metadata: row.metadata,
  test: row.test,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  inventory: {
    capacity: row.capacity,
    availableSeats: row.available_seats,
    currency: row.currency,
    waitlistOpen: row.waitlist_open,
    version: row.inventory_version,
    waitlistPolicy: { order: row.waitlist_order, skipMax: row.waitlist_skip_max },
    bounds: {
      holdsPerBuyerMax: row.holds_per_buyer_max,
      holdSeatsPerBuyerMax: row.hold_seats_per_buyer_max,
      claimSecondsMax: row.claim_seconds_max,
    },
    ticketTypes: (row.ticket_types ?? []).map(type => ({
      ...type,
      salesStartAt: dateOf(type.salesStartAt),
      salesEndAt: dateOf(type.salesEndAt),
    })),
  },
  now: row.now,
})
