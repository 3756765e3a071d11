// All that Stripe has of what goes back of a payment: its refunds, whoever has made them, and its disputes.
import type Stripe from 'stripe'
import type { ProviderDispute, ProviderRefund, Standing } from '../port.ts'
import { minorAmountOf } from './amounts.ts'
import { keyOf, type StripeClient } from './client.ts'

const pageSize = 100
/** More refunds than this of one payment are not looked at: at Stripe's own limit of its API it takes no time. */
const refundsMax = 1_000

/** Oldest first. */
export async function standingOf(
  client: StripeClient,
  { intentId, signal }: { readonly intentId: string; readonly signal: () => AbortSignal },
): Promise<Standing> {
  const refunds: Stripe.Refund[] = []
  for (let hasMore = true; hasMore && refunds.length < refundsMax; ) {
    const last = refunds.at(-1)?.id
    const page = await client(signal(), stripe =>
      stripe.refunds.list({
        payment_intent: intentId,
        limit: pageSize,
        ...(last !== undefined && { starting_after: last }),
      }),
    )
    refunds.push(...page.data)
    hasMore = page.has_more
  }
  const disputes = await client(signal(), stripe => stripe.disputes.list({ payment_intent: intentId, limit: pageSize }))
  const oldestFirst = <Thing extends { readonly created: number }>(things: readonly Thing[]) =>
    things.toReversed().sort((one, other) => one.created - other.created)
  return { refunds: oldestFirst(refunds).map(refundOf), disputes: oldestFirst(disputes.data).map(disputeOf) }
}

const amountOf = ({ amount, currency }: { readonly amount: number; readonly currency: string }) =>
  minorAmountOf({ amount, currency: currency.toUpperCase() })

function refundOf(refund: Stripe.Refund): ProviderRefund {
  const isOver = refund.status === 'failed' || refund.status === 'canceled'
  const status = isOver ? 'failed' : refund.status === 'succeeded' ? 'succeeded' : 'pending'
  return { reference: refund.id, key: keyOf(refund), status, amountMinor: amountOf(refund) }
}

/** An inquiry that comes to nothing (`warning_closed`), or a dispute that was prevented, has taken nothing. */
const statuses: Readonly<Record<string, ProviderDispute['status']>> = {
  lost: 'lost',
  won: 'won',
  warning_closed: 'won',
  prevented: 'won',
}

const disputeOf = (dispute: Stripe.Dispute): ProviderDispute => ({
  reference: dispute.id,
  status: statuses[dispute.status] ?? 'open',
  amountMinor: amountOf(dispute),
})
