// The lines of the ledger: which seats moved, and why; and which uses of promotions were taken and given back.

export const buckets = ['available', 'pooled', 'held', 'sold'] as const
export type Bucket = (typeof buckets)[number]
/** `outside` is the other side of the ledger where seats come into being or cease to be. */
export type LedgerSide = Bucket | 'outside'

/** Why seats moved. */
export type Cause =
  | 'opened'
  | 'capacity_changed'
  | 'reserve'
  | 'reacquire'
  | 'release'
  | 'expire'
  | 'commit'
  | 'decline'
  | 'cancel'
  | 'return_seats'
  | 'offer'
  | 'offer_declined'
  | 'offer_expired'
  | 'pool_closed'
  | 'update_availability'
  /** What an event's folded history comes to; no command has it. */
  | 'carried_forward'

/**
 * Seats that go from one bucket to another: a line of the ledger. A seat counts in its event and in its ticket type,
 * and mostly moves in both; `scope` says where it moves, as the two may differ in what is pooled and in capacity.
 */
export interface Movement {
  readonly scope: 'seat' | 'event' | 'ticket_type'
  readonly ticketTypeId: string | null
  readonly quantity: number
  readonly from: LedgerSide
  readonly to: LedgerSide
  readonly cause: Cause
  readonly holdId: string | null
}

/** A hold takes a use of a promotion, or gives it back because it has ended unsold. */
export interface PromotionUse {
  readonly promotionId: string
  readonly holdId: string
  readonly change: 1 | -1
  /** Of the use that was the last: how many there can be. */
  readonly lastOf: number | null
}
