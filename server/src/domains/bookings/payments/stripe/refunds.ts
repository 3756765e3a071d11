// Refunds at Stripe: they may take days, and may fail after they seemed done. Each try is a call of its own.
import type Stripe from 'stripe'
import type { Patience } from '../../../../platform/time-out.ts'
import { step } from '../../saga/recovery-steps.ts'
import type { RefundOutcome, RefundInput } from '../port.ts'
import { stripeAmountOf } from './amounts.ts'
import { keyOf, metadataOf, StripeFault, type StripeClient } from './client.ts'
import { standingType, type BookedRefund, type StripeStore } from './store.ts'

type StripeRefundFacts = Pick<Stripe.Refund, 'id' | 'status' | 'failure_reason'>

/** As many as Stripe lists at once. An organizer may give money back in any number of parts. */
const refundsPerPage = 100

const standingNotice = (key: string, objectId: string, tries: number) => ({
  id: `look_${key}_${tries}`,
  type: 'refund.refused',
  objectType: standingType,
  objectId,
})

export function createStripeRefunds({ client, store }: { readonly client: StripeClient; readonly store: StripeStore }) {
  /** What became of a try, written down. A failed one makes way for the next. */
  async function settle(
    { key }: RefundInput,
    { id, status, failure_reason: failure }: StripeRefundFacts,
    { tries }: BookedRefund,
  ): Promise<RefundOutcome> {
    if (status === 'failed' || status === 'canceled') {
      const reason = (failure ?? status).replaceAll('_', ' ')
      await store.nextTry(key, { refundId: id, status, reason, tries })
      return { kind: 'failed', reason }
    }
    await store.noteRefund(key, { refundId: id, status: status ?? 'pending', reason: null })
    return { kind: status === 'succeeded' ? 'refunded' : 'pending' }
  }

  /** A refund of ours that was made and whose answer never came: Stripe lists the refunds of an intent at once. */
  async function findLost(
    { key }: RefundInput,
    intentId: string,
    booked: BookedRefund,
    signal: AbortSignal,
  ): Promise<StripeRefundFacts | undefined> {
    if (booked.isNew) return undefined
    const isLost = (made: Stripe.Refund) =>
      keyOf(made) === key && made.id !== booked.refundId && made.status !== 'failed' && made.status !== 'canceled'
    for (let after: string | undefined; ; ) {
      const page = { payment_intent: intentId, limit: refundsPerPage, ...(after && { starting_after: after }) }
      const { data, has_more: hasMore } = await client(signal, stripe => stripe.refunds.list(page))
      const lost = data.find(isLost)
      if (lost || !hasMore) return lost
      after = data.at(-1)?.id
    }
  }

  async function make(
    input: RefundInput,
    intentId: string,
    amount: number,
    booked: BookedRefund,
    signal: AbortSignal,
  ): Promise<RefundOutcome> {
    const { key } = input
    try {
      const made = await step('stripe.refund', () =>
        client(signal, stripe =>
          stripe.refunds.create(
            { payment_intent: intentId, amount, metadata: metadataOf(key) },
            { idempotencyKey: `${key}_${booked.tries}` },
          ),
        ),
      )
      return await settle(input, made, booked)
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error
      // Perhaps a person has given it back at Stripe, or the bank has taken it: then ours gives way.
      if (error.isRefusal) await store.takeIn(standingNotice(key, intentId, booked.tries))
      const reason = reasonOf(error)
      // A repeat under the same key gets the same fault again, so the next try needs another; it first looks whether
      // this one was made after all.
      if (error.isRefusal || (error.status ?? 0) >= 500)
        await store.nextTry(key, { refundId: null, status: null, reason, tries: booked.tries })
      if (error.isRefusal) return { kind: 'failed', reason }
      throw error
    }
  }

  return async function refund(input: RefundInput, { signal }: Patience): Promise<RefundOutcome> {
    const amount = stripeAmountOf(input)
    const intentId = (await store.findIntent(input.chargeKey))?.intentId
    if (!intentId) return { kind: 'failed', reason: 'Stripe has no such charge' }
    if (typeof amount === 'string') return { kind: 'failed', reason: amount }
    const booked = await store.openRefund(input)
    const { refundId } = booked
    if (refundId && booked.status !== 'failed' && booked.status !== 'canceled') {
      return settle(input, await client(signal, stripe => stripe.refunds.retrieve(refundId)), booked)
    }
    if (booked.status === 'succeeded') return { kind: 'refunded' }
    const lost = await findLost(input, intentId, booked, signal)
    return lost ? settle(input, lost, booked) : make(input, intentId, amount, booked, signal)
  }
}

/** A person who has given back a part at Stripe has left too little; that has no code. */
function reasonOf({ code, declineCode, param }: StripeFault): string {
  if (code === undefined && param === 'amount') return 'Stripe has less left of this payment than is to go back'
  return (declineCode ?? code ?? 'refused').replaceAll('_', ' ')
}
