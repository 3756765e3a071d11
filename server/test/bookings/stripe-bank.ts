// What a stand-in for Stripe keeps: its PaymentIntents and refunds, their states, and the messages it would send of
// them.
import { randomBytes } from 'node:crypto'

export interface Refusal {
  readonly status: number
  readonly error: object
}
type Fields = Readonly<Record<string, string>>

export interface BankIntent {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly metadata: Readonly<Record<string, string>>
  status: 'requires_payment_method' | 'requires_action' | 'requires_capture' | 'processing' | 'succeeded' | 'canceled'
  paymentMethod: string | null
  fault: object | null
  refunded: number
  confirmations: number
}
export interface BankRefund {
  readonly id: string
  readonly amount: number
  readonly intent: string
  readonly metadata: Readonly<Record<string, string>>
  readonly currency: string
  /** Stripe's clock, in seconds. */
  readonly created: number
  status: 'pending' | 'succeeded' | 'failed'
  failure: string | null
}
export interface BankDispute {
  readonly id: string
  readonly intent: string
  readonly amount: number
  readonly currency: string
  readonly created: number
  status: 'needs_response' | 'won' | 'lost' | 'warning_closed'
}
export interface BankMessage {
  readonly id: string
  readonly type: string
  readonly object: object
}

export type Bank = ReturnType<typeof createBank>

/**
 * Stripe's own test payment methods (https://docs.stripe.com/testing), two whose holder must or may take a while, and
 * one that can be authorized and never captured.
 */
const declines: Readonly<Record<string, readonly [code: string, declineCode: string]>> = {
  pm_card_chargeDeclined: ['card_declined', 'generic_decline'],
  pm_card_chargeDeclinedInsufficientFunds: ['card_declined', 'insufficient_funds'],
  pm_card_chargeDeclinedStolenCard: ['card_declined', 'stolen_card'],
  pm_card_authenticationRequired: ['authentication_required', 'authentication_required'],
}
const good = [
  'pm_card_visa',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_card_holderAsked',
  'pm_card_slowBank',
  'pm_card_captureFails',
]

const idOf = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`

/** Throws errors that are Refusals. */
export function createBank() {
  const intents = new Map<string, BankIntent>()
  const refunds = new Map<string, BankRefund>()
  const disputes = new Map<string, BankDispute>()
  let seconds = 1_800_000_000
  const messages: BankMessage[] = []

  const tell = (type: string, object: object) => {
    messages.push({ id: idOf('evt'), type, object: JSON.parse(JSON.stringify(object)) as object })
  }
  const refuse = (status: number, error: object): never => {
    throw Object.assign(new Error(`refused with ${status}`), { status, error } satisfies Refusal)
  }
  const invalid = (code: string, message: string, more: object = {}) =>
    refuse(400, { type: 'invalid_request_error', code, message, ...more })

  const isDisputed = (intent: string) => [...disputes.values()].some(dispute => dispute.intent === intent)

  function intentOf(id: string): BankIntent {
    return (
      intents.get(id) ??
      refuse(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'intent',
        message: `No such payment_intent: '${id}'`,
      })
    )
  }
  const unexpected = (intent: BankIntent) =>
    invalid('payment_intent_unexpected_state', `This PaymentIntent has a status of ${intent.status}.`, {
      payment_intent: shapeOf(intent),
    })

  function move(intent: BankIntent, status: BankIntent['status'], type: string) {
    intent.status = status
    tell(type, shapeOf(intent))
    return shapeOf(intent)
  }

  function confirm(intent: BankIntent, { payment_method: method = '', error_on_requires_action: mayNotAsk }: Fields) {
    if (intent.status !== 'requires_payment_method') return unexpected(intent)
    if (!good.includes(method) && !declines[method])
      return invalid('resource_missing', `No such PaymentMethod: '${method}'`, { param: 'payment_method' })
    intent.confirmations++
    intent.paymentMethod = method
    const decline = declines[method]
    if (decline && (method !== 'pm_card_authenticationRequired' || mayNotAsk === 'true')) {
      const [code, decline_code] = decline
      intent.fault = { type: 'card_error', code, decline_code, message: 'Your card was declined.' }
      tell('payment_intent.payment_failed', shapeOf(intent))
      return refuse(402, { ...intent.fault, payment_intent: shapeOf(intent) })
    }
    if (method === 'pm_card_slowBank') return move(intent, 'processing', 'payment_intent.processing')
    if (decline || method === 'pm_card_holderAsked')
      return move(intent, 'requires_action', 'payment_intent.requires_action')
    return move(intent, 'requires_capture', 'payment_intent.amount_capturable_updated')
  }

  return {
    intents,
    refunds,
    messages,

    createIntent({ amount = '', currency = '', capture_method: captureMethod, ...rest }: Fields) {
      if (!/^[1-9]\d*$/.test(amount))
        return invalid('parameter_invalid_integer', 'Invalid integer', { param: 'amount' })
      if (!/^[a-z]{3}$/.test(currency))
        return invalid('invalid_currency', `Invalid currency: ${currency}`, { param: 'currency' })
      if (captureMethod !== 'manual') return invalid('parameter_missing', 'This stand-in knows manual capture only.')
      const intent: BankIntent = {
        id: idOf('pi'),
        amount: Number(amount),
        currency,
        metadata: metadataIn(rest),
        status: 'requires_payment_method',
        paymentMethod: null,
        fault: null,
        refunded: 0,
        confirmations: 0,
      }
      intents.set(intent.id, intent)
      tell('payment_intent.created', shapeOf(intent))
      return shapeOf(intent)
    },

    getIntent: (id: string) => shapeOf(intentOf(id)),
    confirmIntent: (id: string, fields: Fields) => confirm(intentOf(id), fields),

    captureIntent(id: string) {
      const intent = intentOf(id)
      if (intent.paymentMethod === 'pm_card_captureFails')
        return invalid('charge_expired_for_capture', 'The charge can no longer be captured.')
      return intent.status === 'requires_capture'
        ? move(intent, 'succeeded', 'payment_intent.succeeded')
        : unexpected(intent)
    },

    cancelIntent(id: string) {
      const intent = intentOf(id)
      return ['succeeded', 'canceled', 'processing'].includes(intent.status)
        ? unexpected(intent)
        : move(intent, 'canceled', 'payment_intent.canceled')
    },

    createRefund({ payment_intent: id = '', amount, ...rest }: Fields) {
      const intent = intentOf(id)
      if (intent.status !== 'succeeded')
        return invalid('charge_not_captured', 'This PaymentIntent does not have a successful charge to refund.')
      const wanted = amount === undefined ? intent.amount - intent.refunded : Number(amount)
      if ([...disputes.values()].some(dispute => dispute.intent === id && dispute.status !== 'won'))
        return invalid('charge_disputed', 'Charge has been charged back.')
      const left = intent.amount - intent.refunded
      if (left === 0) return invalid('charge_already_refunded', 'Charge has already been refunded.')
      // Without a code, as Stripe answers it.
      if (wanted > left)
        return refuse(400, {
          type: 'invalid_request_error',
          param: 'amount',
          message: `Refund amount (${wanted}) is greater than unrefunded amount on charge (${left})`,
        })
      const refund: BankRefund = {
        id: idOf('re'),
        amount: wanted,
        currency: intent.currency,
        created: ++seconds,
        intent: id,
        metadata: metadataIn(rest),
        status: intent.paymentMethod === 'pm_card_pendingRefund' ? 'pending' : 'succeeded',
        failure: null,
      }
      intent.refunded += wanted
      refunds.set(refund.id, refund)
      tell('refund.created', refundShapeOf(refund))
      tell('charge.refunded', chargeShapeOf(intent, isDisputed(id)))
      return refundShapeOf(refund)
    },

    getRefund: (id: string) =>
      refundShapeOf(
        refunds.get(id) ??
          refuse(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such refund: '${id}'` }),
      ),
    /** Newest first, a page at a time. */
    listRefunds({ payment_intent: id = '', limit = '10', starting_after: after }: Fields) {
      const all = [...refunds.values()].filter(refund => refund.intent === id).toReversed()
      const from = after === undefined ? 0 : all.findIndex(refund => refund.id === after) + 1
      const to = from + Number(limit)
      return {
        object: 'list',
        has_more: to < all.length,
        url: '/v1/refunds',
        data: all.slice(from, to).map(refundShapeOf),
      }
    },

    getCharge(id: string) {
      const intent = intentOf(id.replace('ch_', 'pi_'))
      return chargeShapeOf(intent, isDisputed(intent.id))
    },
    getDispute: (id: string) =>
      disputeShapeOf(
        disputes.get(id) ?? refuse(404, { type: 'invalid_request_error', code: 'resource_missing', message: id }),
      ),
    listDisputes: (intent: string) => ({
      object: 'list',
      has_more: false,
      url: '/v1/disputes',
      data: [...disputes.values()]
        .filter(dispute => dispute.intent === intent)
        .map(disputeShapeOf)
        .reverse(),
    }),

    /** What the payer's bank does. */
    openDispute(intentId: string, { amount = intentOf(intentId).amount, currency = intentOf(intentId).currency } = {}) {
      const id = idOf('dp')
      const dispute: BankDispute = {
        id,
        intent: intentId,
        amount,
        currency,
        created: ++seconds,
        status: 'needs_response',
      }
      disputes.set(id, dispute)
      tell('charge.dispute.created', disputeShapeOf(dispute))
      return id
    },
    closeDispute(id: string, status: BankDispute['status']) {
      const dispute = disputes.get(id)!
      dispute.status = status
      tell('charge.dispute.closed', disputeShapeOf(dispute))
    },

    /** What the card's bank does with a refund, later on. */
    settleRefund(id: string, status: 'succeeded' | 'failed') {
      const refund = refunds.get(id)!
      if (status === 'failed' && refund.status !== 'failed') intentOf(refund.intent).refunded -= refund.amount
      Object.assign(refund, { status, failure: status === 'failed' ? 'lost_or_stolen_card' : null })
      tell(status === 'failed' ? 'refund.failed' : 'refund.updated', refundShapeOf(refund))
    },

    /** What Stripe does with an authorization that is seven days old. */
    expire(id: string) {
      move(intentOf(id), 'canceled', 'payment_intent.canceled')
    },
  }
}

const metadataIn = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1]
      return key === undefined ? [] : [[key, value]]
    }),
  )

const shapeOf = ({ id, amount, currency, metadata, status, paymentMethod, fault, refunded }: BankIntent) => ({
  id,
  object: 'payment_intent',
  amount,
  currency,
  metadata,
  status,
  payment_method: paymentMethod,
  last_payment_error: fault,
  capture_method: 'manual',
  livemode: false,
  client_secret: `${id}_secret_stand_in`,
  amount_capturable: status === 'requires_capture' ? amount : 0,
  amount_received: status === 'succeeded' ? amount : 0,
  latest_charge:
    status === 'succeeded' || status === 'requires_capture'
      ? {
          id: id.replace('pi_', 'ch_'),
          object: 'charge',
          payment_intent: id,
          refunded: refunded === amount,
          amount_refunded: refunded,
        }
      : null,
})

const chargeShapeOf = ({ id, amount, currency, refunded }: BankIntent, disputed: boolean) => ({
  id: id.replace('pi_', 'ch_'),
  object: 'charge',
  amount,
  currency,
  payment_intent: id,
  refunded: refunded === amount,
  amount_refunded: refunded,
  disputed,
})

const disputeShapeOf = ({ id, intent, amount, currency, created, status }: BankDispute) => ({
  id,
  object: 'dispute',
  amount,
  currency,
  created,
  charge: intent.replace('pi_', 'ch_'),
  payment_intent: intent,
  status,
})

const refundShapeOf = ({ id, amount, currency, created, intent, metadata, status, failure }: BankRefund) => ({
  id,
  object: 'refund',
  amount,
  currency,
  created,
  charge: intent.replace('pi_', 'ch_'),
  payment_intent: intent,
  metadata,
  status,
  ...(failure !== null && { failure_reason: failure }),
})
