// Stripe as a payment provider: a PaymentIntent a payment, authorized first and captured later.
//
// Stripe finds nothing by an idempotency key, and forgets the key after a day. So a charge takes two calls: one makes
// the PaymentIntent, which charges nobody; its id is written down; only then is it confirmed, by its id. Whatever
// answer gets lost, there is either no id and nobody has been charged, or there is one and Stripe tells how it stands
// with it. To close a key is to cancel its PaymentIntent; where there is none yet, our own book refuses to write one
// down from then on.
import type Stripe from 'stripe'
import { step } from '../../saga/recovery-steps.ts'
import { RefusedForGood, type Authorization, type Charge, type ChargeState, type PaymentProvider } from '../port.ts'
import { stripeAmountOf } from './amounts.ts'
import { isRepeated, metadataOf, StripeFault, type StripeClient } from './client.ts'
import { createStripeRefunds } from './refunds.ts'
import type { BookedIntent, StripeStore } from './store.ts'

type Intent = Pick<Stripe.PaymentIntent, 'id' | 'status' | 'last_payment_error' | 'latest_charge' | 'metadata'>

export function createStripe({
  client,
  store,
}: {
  readonly client: StripeClient
  readonly store: StripeStore
}): PaymentProvider {
  async function fetchIntent(key: string, id: string, signal: AbortSignal): Promise<Intent> {
    const intent = await client(signal, stripe => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }))
    await store.noteIntent(id, key, intent.status)
    return intent
  }

  /**
   * How it stands with an intent. One that waits for its payer is canceled: there is no payer to send to their bank.
   */
  async function settle(key: string, intent: Intent, signal: AbortSignal): Promise<ChargeState> {
    if (intent.status !== 'requires_action') return stateOf(intent)
    await cancel(key, intent.id, 0, signal)
    return { kind: 'declined', reason: reasonOf('authentication_required') }
  }

  /** A PaymentIntent for the key, written down; undefined when the key has been closed. */
  async function make(
    { key }: Pick<Charge, 'key'>,
    amount: number,
    currency: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const made = await step('stripe.create-intent', () =>
      client(signal, stripe =>
        stripe.paymentIntents.create(
          {
            amount,
            currency: currency.toLowerCase(),
            capture_method: 'manual',
            automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
            metadata: metadataOf(key),
          },
          { idempotencyKey: `${key}_create` },
        ),
      ),
    )
    return store.attachIntent(key, made.id)
  }

  async function confirm({ key, token }: Charge, id: string, signal: AbortSignal): Promise<ChargeState> {
    try {
      const confirmed = await step('stripe.confirm-intent', () =>
        client(signal, stripe =>
          stripe.paymentIntents.confirm(
            id,
            { payment_method: token, error_on_requires_action: true },
            { idempotencyKey: `${key}_confirm` },
          ),
        ),
      )
      if (!isRepeated(confirmed)) {
        await store.noteIntent(id, key, confirmed.status)
        return await settle(key, confirmed, signal)
      }
    } catch (error) {
      if (!(error instanceof StripeFault) || !error.isRefusal) throw error
      const state = await settle(key, await fetchIntent(key, id, signal), signal)
      return state.kind === 'none' ? { kind: 'declined', reason: reasonOf(error.declineCode ?? error.code) } : state
    }
    return settle(key, await fetchIntent(key, id, signal), signal)
  }

  /** Cancels, or finds it canceled. Throws when it is too late for that. */
  async function cancel(key: string, id: string, faults: number, signal: AbortSignal) {
    const { status } = await move(key, id, signal, stripe =>
      stripe.paymentIntents.cancel(id, {}, { idempotencyKey: `${key}_cancel_${faults}` }),
    )
    if (status !== 'canceled') throw new Error(`Stripe can't cancel ${id} of ${key}: it is ${status}.`)
  }

  /**
   * A call that ends one state of an intent, so that a second one is refused: then it is looked up how the intent is.
   */
  async function move(
    key: string,
    id: string,
    signal: AbortSignal,
    work: (stripe: Stripe) => Promise<Intent>,
  ): Promise<{ status: Intent['status']; refusal?: StripeFault }> {
    try {
      const { status } = await client(signal, work)
      await store.noteIntent(id, key, status)
      return { status }
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error
      if (error.isRefusal) return { status: (await fetchIntent(key, id, signal)).status, refusal: error }
      // Stripe repeats this answer under this key, so the next call gets another.
      if ((error.status ?? 0) >= 500) await store.noteFault(key)
      throw error
    }
  }

  async function lookup(key: string, signal: AbortSignal): Promise<ChargeState> {
    const booked = await store.findIntent(key)
    if (!booked?.intentId) return { kind: booked?.isClosed ? 'voided' : 'none' }
    return settle(key, await fetchIntent(key, booked.intentId, signal), signal)
  }

  return {
    name: 'stripe',
    lookup: (key, { signal }) => lookup(key, signal),

    async authorize(charge, { signal }) {
      const amount = stripeAmountOf(charge)
      if (typeof amount === 'string') return { kind: 'declined', reason: amount }
      const booked = await store.openIntent(charge)
      if (booked.intentId) {
        const state = await lookup(charge.key, signal)
        if (state.kind !== 'none') return authorizationOf(state)
      }
      if (isShut(booked)) return authorizationOf({ kind: 'voided' })
      try {
        const id = booked.intentId ?? (await make(charge, amount, charge.currency, signal))
        return authorizationOf(id === undefined ? { kind: 'voided' } : await confirm(charge, id, signal))
      } catch (error) {
        if (error instanceof StripeFault && error.isRefusal) return { kind: 'declined', reason: reasonOf(error.code) }
        throw error
      }
    },

    async capture({ key }, { signal }) {
      const booked = await store.findIntent(key)
      if (!booked?.intentId)
        throw new RefusedForGood(`Stripe can't capture ${key}: nothing was ever authorized under it.`)
      const { intentId } = booked
      const { status, refusal } = await move(key, intentId, signal, stripe =>
        stripe.paymentIntents.capture(intentId, {}, { idempotencyKey: `${key}_capture_${booked.faults}` }),
      )
      if (status === 'succeeded') return
      const sentence =
        `Stripe can't capture ${intentId} of ${key}: ` + `it is ${status}${refusal?.code ? ` (${refusal.code})` : ''}.`
      throw status === 'canceled' || refusal ? new RefusedForGood(sentence) : new Error(sentence)
    },

    async void({ key }, { signal }) {
      const { intentId, faults } = await store.closeIntent(key)
      // Without one there is nothing to cancel: one that is being made at this moment will find the key closed, and
      // nobody confirms it.
      if (intentId) await cancel(key, intentId, faults, signal)
    },

    refund: createStripeRefunds({ client, store }),
  }
}

/** Closed before any PaymentIntent was written down. */
const isShut = ({ isClosed, intentId }: BookedIntent) => isClosed && intentId === null

function stateOf({ id, status, last_payment_error: fault, latest_charge: charge }: Intent): ChargeState {
  switch (status) {
    case 'requires_capture':
      return { kind: 'authorized', reference: id }
    case 'succeeded':
      return { kind: charge && typeof charge === 'object' && charge.refunded ? 'refunded' : 'captured', reference: id }
    case 'canceled':
      return { kind: 'voided' }
    case 'requires_payment_method':
    case 'requires_confirmation':
      return fault ? { kind: 'declined', reason: reasonOf(fault.decline_code ?? fault.code) } : { kind: 'none' }
    default:
      throw new Error(`Stripe is still at ${id}: ${status}.`)
  }
}

function authorizationOf(state: ChargeState): Authorization {
  switch (state.kind) {
    case 'authorized':
    case 'declined':
      return state
    case 'captured':
      return { kind: 'authorized', reference: state.reference }
    case 'none':
      throw new Error('Stripe has confirmed nothing.')
    default:
      return { kind: 'declined', reason: `${state.kind} before` }
  }
}

/** Reasons that would help a thief are not shown. https://docs.stripe.com/declines/codes */
const kept = new Set([
  'fraudulent',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'restricted_card',
  'security_violation',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
])
const spoken: ReadonlyMap<string, string> = new Map(
  Object.entries({
    authentication_required: "the bank asks the cardholder to prove who they are, which can't be done here",
    resource_missing: 'unknown payment method',
  }),
)

function reasonOf(code: string | undefined): string {
  if (code === undefined || kept.has(code)) return 'card declined'
  return spoken.get(code) ?? code.replaceAll('_', ' ')
}
