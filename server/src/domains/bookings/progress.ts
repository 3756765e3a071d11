// What is written of a booking's progress: how it opens, is confirmed and ends.
import type { Hold, Idempotency } from '../inventory/port.ts'
import type { Message, Payment, Refund, Ticket } from './booking.ts'

export interface Opening {
  readonly id: string
  readonly hold: Hold
  readonly payment: Payment | null
  /** Of a test event. */
  readonly test: boolean
  readonly idempotency: Idempotency | undefined
}

/** How a cancellation, or one more try to refund, has ended. */
export interface Ending {
  /** Null: the booking stays as it is, failed or confirmed. */
  readonly cancelledAt: Date | null
  /** Those that have been asked for once more. */
  readonly refunds: readonly Pick<Refund, 'id' | 'status' | 'reason'>[]
  /** All that was paid has gone back. */
  readonly isRepaid: boolean
  /** Cancellations of some tickets whose seats are back. */
  readonly cancellationIds: readonly string[]
  readonly messages: readonly Message[]
  /** When the refund is to be tried again; undefined: it is not. */
  readonly retryDelayMs: number | undefined
}

export interface Confirmation {
  readonly confirmedAt: Date
  readonly tickets: readonly Ticket[]
  readonly message: Message
}
