// What other domains may ask of the inventory.
import type { InternalShape, Shape } from '../../contract/types.ts'
import type { MetadataChanges } from '../../platform/metadata.ts'
import type { Sql } from '../../platform/postgres/sql.ts'
import type { Buyer, Hold, Idempotency, Item, Sales } from './rules/inventory-state.ts'
import type { Labels } from './rules/labels.ts'

export { differs } from './projections/cache.ts'
export { availabilityAt, salesPhaseOf, seenByAll, versionAndPhase } from './seats-left.ts'
export type { SalesPhase, SeatsLeft } from './seats-left.ts'
export type { CountRead, Document, Documents, FamilyTruth } from './projections/cache.ts'
export type { Buyer, Hold, HoldState, Idempotency, Item, PricedItem, Sales } from './rules/inventory-state.ts'
export type { Labels } from './rules/labels.ts'

export interface ReserveInput {
  readonly eventId: string
  readonly buyer: Buyer
  /**
   * The account does not run the event: it may name this buyer if the organizer has granted it that, within the grant's
   * bound. Problems then: buyer_not_allowed, outstanding_seats_exceeded.
   */
  readonly asReseller?: boolean
  readonly selection: { readonly quantity: number } | { readonly items: readonly Item[] }
  /** As its buyer wrote it. Problems: promotion_not_found, promotion_used_up, promotion_not_for_these_tickets, … */
  readonly promotionCode?: string | undefined
  readonly labels?: Labels
  readonly idempotency: Idempotency | null
}

/**
 * A hold that was looked at, with what was left of its time by the clock of the database that keeps it: not above zero
 * once that has passed.
 */
export interface SeenHold extends Hold {
  readonly leftMs: number
}

export interface JoinInput {
  readonly eventId: string
  readonly buyer: Buyer
  /** As for ReserveInput. */
  readonly asReseller?: boolean
  readonly quantity: number
  /** Null: seats of any type will do. */
  readonly ticketTypeId: string | null
  readonly acceptFewer: boolean
  readonly metadata?: Readonly<Record<string, string>>
  readonly idempotency: Idempotency | null
}

/** A waitlist entry as the API shows it. */
export type WaitlistEntry = Shape<'WaitlistEntry'>
export type WaitlistEntryStatus = WaitlistEntry['status']

export interface WaitlistEntryFilter {
  readonly userId: string
  readonly eventId?: string | undefined
  readonly status?: WaitlistEntryStatus | undefined
  readonly buyerReference?: string | undefined
  /** `name=value` */
  readonly metadata?: string | undefined
  readonly beforeId?: string | undefined
  readonly limit: number
}

/**
 * Seats, over whatever lies between. Problems come as Problems: sold_out, sales_closed, limit_exceeded,
 * event_not_found, ticket_type_not_found, ticket_type_required, idempotency_key_reused, reservation_not_found,
 * reservation_expired, reservation_not_held, confirmation_in_progress, overloaded; of the waitlist also
 * waitlist_entry_not_found, already_waiting, seats_available, quantity_above_capacity, no_open_offer.
 */
export interface InventoryPort {
  /** Sets seats aside for `holdSeconds`. `replayed`: this key has been answered before with this hold. */
  reserve(input: ReserveInput): Promise<{ readonly hold: Hold; readonly replayed: boolean }>
  /** `lately`: as it was up to 100 ms ago will do, to be shown and never to be decided on. */
  hold(id: string, options?: { readonly lately?: boolean }): Promise<SeenHold | undefined>
  /** Gives a held hold back before it is bought. */
  release(hold: Pick<Hold, 'id' | 'eventId'>): Promise<Hold>
  /** held → confirming, owned by this saga; no expiry can strike until it commits or declines. */
  beginConfirm(hold: Pick<Hold, 'id' | 'eventId'>, bookingId: string): Promise<Hold>
  /**
   * Another hold in the place of one that has expired, confirming and owned by this saga: the same items for the same
   * buyer, from what the public could have. Once per saga. Problems: reservation_not_found, reservation_not_held,
   * sold_out, sales_closed, limit_exceeded, ticket_type_not_found.
   */
  reacquireHold(hold: Pick<Hold, 'id' | 'eventId' | 'buyer'>, bookingId: string): Promise<Hold>
  /** confirming → sold: the point of no return. */
  commit(hold: Pick<Hold, 'id' | 'eventId'>, bookingId: string): Promise<Hold>
  /** confirming → held while time is left, else released. */
  decline(hold: Pick<Hold, 'id' | 'eventId'>, bookingId: string): Promise<Hold>
  /**
   * Some of a sold hold's seats go back, each ticket type once in the items; once for each return, however often it is
   * asked. With the last of them the hold is returned.
   */
  returnSeats(hold: Pick<Hold, 'id' | 'eventId'>, bookingId: string, seats: ReturnedSeats): Promise<Hold>
  /** sold → returned: what is left of it. */
  cancel(hold: Pick<Hold, 'id' | 'eventId'>, bookingId: string): Promise<Hold>
  /**
   * A place at the end of the waitlist, as it was when it was taken. `replayed`: this key has been answered before with
   * it.
   */
  join(input: JoinInput): Promise<{ readonly entry: WaitlistEntry; readonly replayed: boolean }>
  /**
   * Fewer seats than before, or fewer accepted, at the same place; other words about it. Problems: entry_not_waiting,
   * wish_raised, validation_failed.
   */
  changeEntry(entry: Pick<WaitlistEntry, 'id' | 'eventId'>, change: EntryChange): Promise<WaitlistEntry>
  /** Out of the waitlist, and an open offer goes back; a place that has ended stays as it is. */
  leave(entry: Pick<WaitlistEntry, 'id' | 'eventId'>): Promise<WaitlistEntry>
  /** The offer becomes a reservation to confirm, at the price that a promotion gives it. Problems as for `reserve`. */
  acceptOffer(entry: Pick<WaitlistEntry, 'id' | 'eventId'>, options?: AcceptOptions): Promise<Hold>
  /** The offer goes to the next in the waitlist. */
  declineOffer(entry: Pick<WaitlistEntry, 'id' | 'eventId'>): Promise<WaitlistEntry>
  waitlistEntry(id: string): Promise<WaitlistEntry | undefined>
  /** A caller's places in all waitlists, newest first. */
  waitlistEntriesOf(filter: WaitlistEntryFilter): Promise<readonly WaitlistEntry[]>
  /** The mail that tells of the entry's offer is sent. The first time counts; others change nothing. */
  noteNotified(entry: Pick<WaitlistEntry, 'id' | 'eventId'>): Promise<void>
  /**
   * A page of the users' entries that wait or have an offer, in the order of the waitlist; of an event that was
   * cancelled those that did so then, whatever has become of them since. Named buyers are left out.
   */
  waitersOf(eventId: string, page: WaitersPage): Promise<readonly Waiter[]>
  /**
   * Serves whoever in the waitlist can be served now: after a change that InventorySetup made and the lane has not
   * seen.
   */
  advance(eventId: string): Promise<void>
}

/** A part of a bought hold that is to go back; the id makes it the same one however often it is asked for. */
export interface ReturnedSeats {
  readonly returnId: string
  readonly items: readonly Item[]
}

export interface WaitersPage {
  /** Where the page before ended; 0 for the first. */
  readonly afterSeq: number
  readonly limit: number
}

/** A user's waitlist entry. */
export interface Waiter {
  readonly id: string
  readonly seq: number
  readonly userId: string
}

export interface AcceptOptions {
  readonly promotionCode?: string | undefined
}

export interface EntryChange {
  readonly quantity?: number | undefined
  readonly acceptFewer?: boolean | undefined
  /** Null removes a name; all others stay. */
  readonly metadata?: MetadataChanges | undefined
}

/** What the bookings ask of it: all but what the events alone do, who live in the inventory's own process. */
export type SeatsPort = Omit<InventoryPort, 'advance'>

export type InventoryChanges = InternalShape<'InventoryChanges'>
export type EntryStep = InternalShape<'EntryStep'>
export type ReservationStep = InternalShape<'ReservationStep'>

/** What messages tell of inventories; times are ISO 8601. Everything may be asked again. */
export interface InventoryChangesPort {
  /**
   * Of each event what its next versions have changed: whole versions, about `rowsMax` rows at most. An event that is a
   * draft, or isn't there, is left out.
   */
  changesAfter(events: readonly KnownVersion[], rowsMax: number): Promise<readonly InventoryChanges[]>
  /** Which reservations began and ended in these versions, of each event in the order of its ledger. */
  reservationSteps(pages: readonly ReservationPage[]): Promise<readonly ReservationStep[]>
  /** The versions of all inventories but drafts', summed up by what the events' ids end in. */
  versionSums(): Promise<readonly { readonly group: string; readonly sum: number }[]>
  /** The version of every inventory but drafts' in at most 64 of these groups. */
  versionsIn(groups: readonly string[]): Promise<readonly { readonly eventId: string; readonly version: number }[]>
}

export interface KnownVersion {
  readonly eventId: string
  /** Undefined: none is known, and changes begin where the event's messages do. */
  readonly after?: number | undefined
  /** What was left then. Without it no versions are summed up. */
  readonly availableSeats?: number | undefined
  readonly typeSeats?: number | undefined
}

export interface ReservationPage {
  readonly eventId: string
  readonly after: number
  readonly upTo: number
  /** Undefined: everybody's. */
  readonly accounts?: readonly string[] | undefined
}

/** By language tags. */
export type TicketTypeTranslations = Readonly<Record<string, { readonly name?: string; readonly description?: string }>>

export interface NewTicketType {
  readonly id: string
  readonly name: string
  /** What it is, and both texts in other languages: null where nobody has said. */
  readonly description?: string | null
  readonly translations?: TicketTypeTranslations | null
  readonly priceMinor: number
  /** Null: bounded by the event alone. */
  readonly capacity: number | null
  readonly maxPerUser: number | null
  readonly salesStartAt: Date | null
  readonly salesEndAt: Date | null
  /** The organizer's own id of it. */
  readonly externalId: string | null
  /** Only who has an access code sees it and gets its seats. */
  readonly hidden: boolean
}

export type TicketTypeEdit = Partial<Omit<NewTicketType, 'id' | 'capacity'>>

/** What one buyer may hold of an event at a time, and how long a waitlist entry may claim pooled seats. */
export interface InventoryBounds {
  readonly holdsPerBuyerMax: number
  readonly holdSeatsPerBuyerMax: number
  readonly claimSecondsMax: number
}

export interface NewInventory extends InventoryBounds {
  readonly eventId: string
  readonly organizerId: string
  /** A test event: only this organizer's account gets its seats. */
  readonly test: boolean
  readonly capacity: number
  readonly currency: string
  readonly endsAt: Date
  readonly sales: Sales
  readonly waitlistPolicy: { readonly order: 'strict' | 'skip'; readonly skipMax: number }
  readonly ticketTypes: readonly NewTicketType[]
}

export interface CapacityChange {
  readonly ticketTypeId: string | null
  readonly capacity: number | null
}

/** What a test event's clock has brought about, in numbers. */
export interface ClockEffects {
  readonly reservationsExpired: number
  readonly offersExpired: number
  readonly offersMade: number
  /** Of those who waited, whose waiting has ended with the event or its sales. */
  readonly waitlistEntriesExpired: number
}

export type InventoryChange = Partial<Pick<NewInventory, 'sales' | 'endsAt' | 'waitlistPolicy' | keyof InventoryBounds>>

/**
 * What only the events domain may ask, inside its own transaction: both domains share the events database by design, so
 * an event and its inventory begin and end together. Each change moves the inventory's version, so that every lane
 * notices.
 */
export interface InventorySetup {
  open(sql: Sql, ...inventories: readonly NewInventory[]): Promise<void>
  change(sql: Sql, eventId: string, change: InventoryChange): Promise<void>
  /**
   * One more ticket type, behind the others. Its seats go to the waitlist first, if somebody waits: `advance` after it.
   */
  addTicketType(sql: Sql, eventId: string, type: NewTicketType): Promise<void>
  /** What is named changes; the capacity by `changeCapacity`, as it moves seats. */
  changeTicketType(sql: Sql, eventId: string, ticketTypeId: string, change: TicketTypeEdit): Promise<void>
  /**
   * The seats of the event, or of one of its ticket types (null: as many as the event has); new ones serve the waitlist
   * in the same write. `committed` is to be called once the transaction is. Problems: ticket_type_not_found,
   * capacity_below_taken.
   */
  changeCapacity(sql: Sql, eventId: string, change: CapacityChange): Promise<{ committed(): void }>
  /**
   * A test event's deadlines come nearer by so many seconds, but for the times that its events row has. What is due by
   * then has ended, and who can be served has been. `committed` as above; it resolves when everybody sees it. Problems:
   * event_not_test.
   */
  advanceClock(
    sql: Sql,
    eventId: string,
    seconds: number,
  ): Promise<{ readonly effects: ClockEffects; committed(): Promise<void> }>
  /**
   * False, and nothing has changed, while any of its seats is held or sold, somebody waits for it, or it is the only
   * one.
   */
  removeTicketType(sql: Sql, eventId: string, ticketTypeId: string): Promise<boolean>
  /** All ticket types of the event, in the order in which they are shown from now on. */
  orderTicketTypes(sql: Sql, eventId: string, ticketTypeIds: readonly string[]): Promise<void>
  /** Sales end for good; a job then ends the holds, the waitlist and the bookings. */
  cancel(sql: Sql, eventId: string): Promise<void>
  /** Removes the inventory of a draft, which has never had a hold. */
  remove(sql: Sql, eventId: string): Promise<void>
}
