// What the bookings ask of a payment provider. Every call may be repeated with its key and then changes nothing more.
import type { Patience } from '../../../platform/time-out.ts'

export interface Charge {
  /** The provider's idempotency key: made and stored before the provider is first asked. */
  readonly key: string
  /** The provider's token for the means of payment. */
  readonly token: string
  readonly amountMinor: number
  readonly currency: string
}

export interface RefundInput {
  readonly key: string
  /** The key of the charge that is given back. */
  readonly chargeKey: string
  readonly amountMinor: number
  readonly currency: string
}

export type Authorization =
  | { readonly kind: 'authorized'; readonly reference: string }
  | { readonly kind: 'declined'; readonly reason: string }

/** `none`: the provider has no charge under this key, at least not yet. */
export type ChargeState =
  | Authorization
  | { readonly kind: 'captured' | 'refunded'; readonly reference: string }
  | { readonly kind: 'voided' | 'none' }

/** `pending`: the provider is at it, which may take days; ask again. */
export type RefundOutcome =
  | { readonly kind: 'refunded' | 'pending' }
  | { readonly kind: 'failed'; readonly reason: string }

/** A refund that the provider has. */
export interface ProviderRefund {
  /** The provider's own id. */
  readonly reference: string
  /** The key that it was asked for with; undefined where a person has made it there. */
  readonly key?: string | undefined
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly amountMinor: number
}

/** The payer's bank takes money back. `open`: it is not decided yet. `lost`: by us, so the money is gone. */
export interface ProviderDispute {
  readonly reference: string
  readonly status: 'open' | 'won' | 'lost'
  readonly amountMinor: number
}

/** All refunds and disputes that the provider has of a charge, oldest first. */
export interface Standing {
  readonly refunds: readonly ProviderRefund[]
  readonly disputes: readonly ProviderDispute[]
}

/** The provider has said no, and will say so however often it is asked: a person has to look at it. */
export class RefusedForGood extends Error {}

/**
 * A call that rejects, or is aborted because it took too long, has an unknown outcome: it may have happened. `lookup`
 * tells, sooner or later.
 */
export interface PaymentProvider {
  readonly name: 'sandbox' | 'stripe'
  authorize(charge: Charge, patience: Patience): Promise<Authorization>
  /** Rejects with RefusedForGood when this money can never be had. */
  capture(charge: Pick<Charge, 'key'>, patience: Patience): Promise<void>
  /**
   * Gives back what was authorized, and closes the key: once this resolves nothing can be charged under it any more.
   */
  void(charge: Pick<Charge, 'key'>, patience: Patience): Promise<void>
  refund(input: RefundInput, patience: Patience): Promise<RefundOutcome>
  lookup(key: string, patience: Patience): Promise<ChargeState>
}
