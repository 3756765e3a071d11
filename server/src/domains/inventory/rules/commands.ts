// What can be asked of an event's seats and its waitlist, and what can be answered.
import type { Buyer, Hold, Idempotency, Item, Movement, WaitlistEntry } from './inventory-state.ts'
import type { Labels } from './labels.ts'

/** Seats for one buyer: of the event's only ticket type, or of the types named, all or none. */
export interface Reserve {
  readonly kind: 'reserve'
  readonly holdId: string
  readonly buyer: Buyer
  /** The account names this buyer by a grant, which must be there and bounds it; not by running the event. */
  readonly asReseller?: boolean
  readonly selection: { readonly quantity: number } | { readonly items: readonly Item[] }
  /** As its buyer wrote it. */
  readonly promotionCode?: string
  readonly labels?: Labels
  readonly idempotency: Idempotency | null
  readonly cause: 'reserve' | 'update_availability'
  readonly expectedVersion?: number
}
/** The `userId` of seats that another service takes for itself: no account, and no reservation that anybody has. */
export const serviceBuyer = 'service'

/** A hold given back before it is bought, by its buyer or by the service that took it. */
export interface Release {
  readonly kind: 'release'
  readonly holdId: string
  readonly cause: 'release' | 'update_availability'
}
/** A hold whose time has passed: its seats go back. */
export interface Expire {
  readonly kind: 'expire'
  readonly holdId: string
}
/** A confirmation takes the hold for itself, so that no expiry can strike while it pays. */
export interface BeginConfirm {
  readonly kind: 'begin_confirm'
  readonly holdId: string
  readonly bookingId: string
}
/**
 * A purchase that a crash has kept past its hold's end: the same seats at the same price, in a new hold of the
 * confirmation's own.
 */
export interface ReacquireHold {
  readonly kind: 'reacquire'
  readonly holdId: string
  readonly expiredId: string
  readonly buyer: Buyer
  readonly bookingId: string
}
/** The point of no return: the seats are sold. */
export interface Commit {
  readonly kind: 'commit'
  readonly holdId: string
  readonly bookingId: string
}
/** The confirmation gives up: back to held while time is left, else released. */
export interface Decline {
  readonly kind: 'decline'
  readonly holdId: string
  readonly bookingId: string
}
/** A bought hold is returned, with its booking's cancellation. */
export interface Cancel {
  readonly kind: 'cancel'
  readonly holdId: string
  readonly bookingId: string
}
/**
 * Some of a bought hold's seats go back, once for each `returnId`. With the last of them the hold is returned. Each
 * ticket type stands only once in the items.
 */
export interface ReturnSeats {
  readonly kind: 'return_seats'
  readonly holdId: string
  readonly bookingId: string
  readonly returnId: string
  readonly items: readonly Item[]
}
/** A place at the end of the waitlist, for what can't be had now. */
export interface Join {
  readonly kind: 'join'
  readonly entryId: string
  readonly buyer: Buyer
  /** As for Reserve. */
  readonly asReseller?: boolean
  readonly quantity: number
  readonly ticketTypeId: string | null
  readonly acceptFewer: boolean
  readonly metadata?: Readonly<Record<string, string>>
  readonly idempotency: Idempotency | null
}
/** Less than before, for the same waitlist entry: fewer seats, or fewer than asked for when there are no more. */
export interface ChangeEntry {
  readonly kind: 'change_entry'
  readonly entryId: string
  readonly quantity?: number
  readonly acceptFewer?: boolean
}
/** Out of the waitlist, by the one who stands in it or by the organizer; an open offer goes back with it. */
export interface Leave {
  readonly kind: 'leave'
  readonly entryId: string
}
/** The offer becomes a reservation to confirm. */
export interface AcceptOffer {
  readonly kind: 'accept_offer'
  readonly entryId: string
  /** As for Reserve. */
  readonly promotionCode?: string
}
export interface DeclineOffer {
  readonly kind: 'decline_offer'
  readonly entryId: string
}
/** Nothing of its own: whoever can be served now is served. Needed where more wait than one batch looks at. */
export interface Advance {
  readonly kind: 'advance'
}
/** The clock of a test event goes on: all of its deadlines come nearer by so many seconds. */
export interface AdvanceClock {
  readonly kind: 'advance_clock'
  readonly seconds: number
}
/** Seats come or go: of the event, or of one of its ticket types; null: the type has no capacity of its own. */
export interface ChangeCapacity {
  readonly kind: 'change_capacity'
  readonly ticketTypeId: string | null
  readonly capacity: number | null
}
export type Command =
  | Reserve
  | Release
  | Expire
  | BeginConfirm
  | ReacquireHold
  | Commit
  | Decline
  | Cancel
  | ReturnSeats
  | Join
  | ChangeEntry
  | Leave
  | AcceptOffer
  | DeclineOffer
  | Advance
  | AdvanceClock
  | ChangeCapacity

export type Refusal =
  | {
      readonly code:
        | 'event_not_found'
        | 'event_not_test'
        | 'reservation_not_found'
        | 'reservation_expired'
        | 'reservation_not_held'
        | 'confirmation_in_progress'
        | 'idempotency_key_reused'
        | 'ticket_type_required'
        | 'buyer_not_allowed'
        | 'promotion_not_found'
        | 'promotion_used_up'
        | 'promotion_not_for_these_tickets'
    }
  | { readonly code: 'promotion_buyer_limit_reached'; readonly limit: number }
  | {
      readonly code:
        | 'waitlist_entry_not_found'
        | 'already_waiting'
        | 'no_open_offer'
        | 'quantity_above_capacity'
        | 'entry_not_waiting'
        | 'wish_raised'
    }
  | { readonly code: 'seats_available'; readonly available: number }
  | { readonly code: 'sold_out'; readonly ticketTypeId: string; readonly available: number; readonly kept: number }
  | { readonly code: 'sales_closed'; readonly ticketTypeId?: string; readonly salesStartAt?: string }
  | { readonly code: 'ticket_type_not_found'; readonly ticketTypeId: string }
  | { readonly code: 'limit_exceeded'; readonly ticketTypeId?: string; readonly limit: number }
  | {
      readonly code: 'hold_limit_reached'
      readonly heldReservations: number
      readonly heldSeats: number
      readonly holdsPerBuyerMax: number
      readonly holdSeatsPerBuyerMax: number
      readonly heldUntil?: string
    }
  | {
      readonly code: 'outstanding_seats_exceeded'
      readonly outstandingSeats: number
      readonly seatsMax: number
      /** How many more seats would do. */
      readonly seatsLeft: number
    }
  | { readonly code: 'version_conflict'; readonly currentVersion: number }
  | { readonly code: 'capacity_below_taken'; readonly minimumCapacity: number }

/** What a command is about and leaves behind: its hold, its entry, or neither. */
export interface Result {
  readonly hold?: Hold
  readonly entry?: WaitlistEntry
  /** What it has given back of a bought hold. */
  readonly seatsReturn?: SeatsReturn
}
/** A part of a bought hold that has gone back. */
export interface SeatsReturn {
  readonly id: string
  readonly holdId: string
  readonly items: readonly Item[]
}
/**
 * `granted` changes something; `replayed` is the answer of a command that has been carried out before and changes
 * nothing.
 */
export type Decision =
  | {
      readonly kind: 'granted'
      readonly result: Result
      readonly movements: readonly Movement[]
      /** What else changes, where a command is about more than one hold. */
      readonly others?: readonly Result[]
    }
  | { readonly kind: 'replayed'; readonly result: Result }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** How long holds live, in seconds: a reservation's and an offer's. */
export interface Terms {
  readonly holdSeconds: number
  readonly offerSeconds: number
}

export const refuse = (refusal: Refusal): Decision => ({ kind: 'refused', refusal })
