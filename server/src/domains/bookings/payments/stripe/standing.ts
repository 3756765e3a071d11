// All that Stripe has of what goes back of a payment: its refunds, whoever has made them, and its disputes.
import type Stripe from 'stripe'
import type { ProviderDispute, ProviderRefund, Standing } from '../port.ts'
import { minorAmountOf } from './amounts.ts'
import { keyOf, type StripeClient } from './client.ts'

const pageSize = 100
/** More refunds of one payment than these are not looked at. */
const refundsMax = 1_000

/** Oldest first. */
export async function standingOf(
  client: StripeClient,
  {
    intent,
    signal,
  }: { readonly intent: Pick<Stripe.PaymentIntent, 'id' | 'amount' | 'currency'>; readonly signal: () => AbortSignal },
): Promise<Standing> {
  const refunds: Stripe.Refund[] = []
  for (let hasMore = true; hasMore && refunds.length < refundsMax; ) {
    const last = refunds.at(-1)?.id
    const page = await client(signal(), stripe =>
      stripe.refunds.list({
        payment_intent: intent.id,
        limit: pageSize,
        ...(last !== undefined && { starting_after: last }),
      }),
    )
    refunds.push(...page.data)
    hasMore = page.has_more
  }
  const disputes = await client(signal(), stripe =>
    stripe.disputes.list({ payment_intent: intent.id, limit: pageSize }),
  )
  const oldestFirst = <Thing extends { readonly created: number }>(things: readonly Thing[]) =>
    things.toReversed().sort((one, other) => one.created - other.created)
  // A bank may dispute in the payer's own currency: nobody says what that is in ours, so it counts as all of it.
  const inOurs = (dispute: Stripe.Dispute) => (dispute.currency === intent.currency ? dispute : intent)
  return {
    refunds: oldestFirst(refunds).map(refundOf),
    disputes: oldestFirst(disputes.data).map(dispute => disputeOf(dispute, amountOf(inOurs(dispute)))),
  }
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

const disputeOf = ({ id, status }: Stripe.Dispute, amountMinor: number): ProviderDispute => ({
  reference: id,
  status: statuses[status] ?? 'open',
  amountMinor,
})
