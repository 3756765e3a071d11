// Stripe's messages: taken in once, answered at once, and handled by asking Stripe how it stands.
//
// Messages come twice, late and in any order, so none is believed: each only says which object to fetch. What is found
// there wakes the booking's saga, which looks for itself, or opens a refund again that failed after it had succeeded.
// Where money goes back without our asking, all that Stripe has of the payment is looked at and counted.
import type { Logger } from 'pino'
import type Stripe from 'stripe'
import type { RawRequest } from '../../../../contract/types.ts'
import { problem } from '../../../../platform/problems.ts'
import type { Follow } from '../../refunds/following.ts'
import { step } from '../../saga/recovery-steps.ts'
import { minorAmountOf } from './amounts.ts'
import { keyOf, StripeFault, type StripeClient } from './client.ts'
import { lookNote } from './look-statements.ts'
import { isRecent, noticeIn, signedAt } from './message.ts'
import { standingOf } from './standing.ts'
import { standingType, type StripeMessage, type StripeStore } from './store.ts'

export interface InboxOptions {
  readonly client: StripeClient
  readonly store: StripeStore
  readonly webhookSecret: string
  readonly timeoutMs: number
  /** Lets the saga of the booking that has this payment, or this refund, look again. */
  readonly wake: (key: string) => Promise<void>
  /** A refund that had succeeded has failed: it is owed again. */
  readonly reopenRefund: (key: string, reason: string) => Promise<void>
  /** Counts what has gone back of a payment without our asking. */
  readonly follow: Follow
  readonly log: Logger
}

export type Inbox = ReturnType<typeof createInbox>

/** More than this many at once are left to the job. */
const handledAtOnceMax = 20
const handledPerTurn = 20
const keptDays = 30
const forgottenPerTurn = 1_000

/** The id of the PaymentIntent that a charge, a refund or a dispute is of. */
function intentIn(
  object: { readonly payment_intent: string | Stripe.PaymentIntent | null } | undefined,
): string | undefined {
  const intent = object?.payment_intent
  return typeof intent === 'string' ? intent : intent?.id
}

export function createInbox({
  client,
  store,
  webhookSecret,
  timeoutMs,
  wake,
  reopenRefund,
  follow,
  log,
}: InboxOptions) {
  const running = new Set<Promise<void>>()

  /**
   * Problems: signature_invalid. Resolves once the message is written down; it is handled after that. One that is about
   * nothing is let go.
   */
  async function receive({ body, header }: RawRequest, content: unknown) {
    const seconds = await signedAt({ body, header: header('stripe-signature') ?? '', secret: webhookSecret })
    if (seconds === undefined) throw problem('signature_invalid')
    if (!isRecent(seconds, await store.now()))
      throw problem('signature_invalid', 'The message is signed for a time more than five minutes away from now.')
    const notice = noticeIn(content)
    const message = notice && (await store.takeIn(notice))
    if (!message || running.size >= handledAtOnceMax) return
    const run = attempt(message).finally(() => {
      running.delete(run)
    })
    running.add(run)
  }

  async function attempt(message: StripeMessage) {
    try {
      await handle(message)
      await store.markHandled(message.id)
    } catch (error) {
      log.warn(
        { err: error, message: message.id, type: message.type, object: message.objectId, attempts: message.attempts },
        'a message from Stripe could not be handled; it will be tried again',
      )
    }
  }

  async function handle({ id, type, objectType, objectId }: StripeMessage) {
    if (objectType === 'dispute')
      log.error({ message: id, type, dispute: objectId }, 'a payment is disputed: a person must look at it at Stripe')
    switch (objectType) {
      case 'payment_intent':
        return onIntent(await fetched(stripe => stripe.paymentIntents.retrieve(objectId)))
      case 'charge':
        return onCharge(await fetched(stripe => stripe.charges.retrieve(objectId)))
      case 'refund':
        return onRefund(await fetched(stripe => stripe.refunds.retrieve(objectId)))
      case 'dispute':
        return lookAt(intentIn(await fetched(stripe => stripe.disputes.retrieve(objectId))))
      case standingType:
        return lookAt(objectId)
    }
  }

  /** The object as it is now; undefined when Stripe has none for us under this id. */
  async function fetched<Found>(fetch: (stripe: Stripe) => Promise<Found>): Promise<Found | undefined> {
    try {
      return await client(AbortSignal.timeout(Math.round(timeoutMs)), fetch)
    } catch (error) {
      if (error instanceof StripeFault && error.status === 404) return undefined
      throw error
    }
  }

  async function onIntent(intent: Stripe.PaymentIntent | undefined) {
    const key = intent && keyOf(intent)
    if (!key) return
    await store.noteIntent(intent.id, key, intent.status)
    await wake(key)
  }

  async function onCharge(charge: Stripe.Charge | undefined) {
    const intentId = intentIn(charge)
    if (!charge || !intentId) return
    const intent = await fetched(stripe => stripe.paymentIntents.retrieve(intentId))
    const key = intent && keyOf(intent)
    if (!key) return
    const { amount_refunded: amount = 0, currency = '' } = charge
    const isKnown = minorAmountOf({ amount, currency: currency.toUpperCase() }) === (await store.repaidMinor(key))
    // Before the saga looks: it would ask for a refund whose place money has taken that went back at Stripe.
    if (!isKnown || charge.disputed) await look(key, intentId)
    await onIntent(intent)
  }

  /** What has gone back of the payment with this intent, if it is one of ours. */
  async function lookAt(intentId: string | undefined) {
    const intent = intentId ? await fetched(stripe => stripe.paymentIntents.retrieve(intentId)) : undefined
    const key = intent && keyOf(intent)
    if (key) await look(key, intent.id)
  }

  async function look(key: string, intentId: string) {
    const number = await store.beginLook(key, intentId)
    if (number === undefined) return
    const signal = () => AbortSignal.timeout(Math.round(timeoutMs))
    const standing = await step('stripe.look', () => standingOf(client, { intentId, signal }))
    await follow({ provider: 'stripe', key, standing, note: lookNote(key, number) })
  }

  async function onRefund(refund: Stripe.Refund | undefined) {
    if (!refund) return
    const key = keyOf(refund)
    const booked = key === undefined ? undefined : await store.findRefund(key)
    // No news: a failure that is known is tried again in its own time.
    if (booked?.refundId === refund.id && booked.status === refund.status) return
    // Of an earlier try, whose place another has taken, only what it comes to is looked at.
    const isLatest = booked !== undefined && (booked.refundId === null || booked.refundId === refund.id)
    if (key !== undefined && isLatest) await onOwnRefund(key, refund)
    await lookAt(intentIn(refund))
  }

  async function onOwnRefund(key: string, refund: Stripe.Refund) {
    if (refund.status === 'failed' || refund.status === 'canceled')
      await reopenRefund(key, (refund.failure_reason ?? refund.status).replaceAll('_', ' '))
    await wake(key)
  }

  return {
    receive,

    /** Handles what is due; true when there may be more. */
    async work(): Promise<boolean> {
      const due = await store.takeDue(handledPerTurn)
      await Promise.all(due.map(attempt))
      return due.length === handledPerTurn
    },

    forget: () => store.forgetHandled({ days: keptDays, limit: forgottenPerTurn }),

    /** Resolves when what was begun at once has ended. */
    close: async () => {
      await Promise.allSettled(running)
    },
  }
}
