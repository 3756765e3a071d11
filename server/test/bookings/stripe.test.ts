import { expect } from 'chai'
import type { Charge, RefundInput } from '../../src/domains/bookings/payments/port.ts'
import { RefusedForGood } from '../../src/domains/bookings/payments/port.ts'
import { stripeAmountOf } from '../../src/domains/bookings/payments/stripe/amounts.ts'
import { createStripeClient, StripeFault } from '../../src/domains/bookings/payments/stripe/client.ts'
import { createStripe } from '../../src/domains/bookings/payments/stripe/provider.ts'
import { createStripeStore } from '../../src/domains/bookings/payments/stripe/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { openStripeStandIn, testSecretKey, type StripeStandIn, type Trouble } from './stripe-stand-in.ts'

describe('Stripe', () => {
  let databases: TestDatabases
  let stripe: StripeStandIn
  before(async () => {
    ;[databases, stripe] = await Promise.all([cloneDatabases(), openStripeStandIn()])
  })
  after(() => Promise.all([stripe.close(), databases.close()]))

  /** Long enough for every answer. */
  const patience = () => ({ signal: AbortSignal.timeout(5_000) })
  /** Long enough for the questions to arrive, short enough to wait out a silence. */
  const impatience = () => ({ signal: AbortSignal.timeout(800) })
  const outcomeOf = (promise: Promise<{ kind: string }>) =>
    promise.then(
      ({ kind }) => kind,
      () => 'silence',
    )
  const aCharge = (over: Partial<Charge> = {}): Charge => ({
    key: newId('pay'),
    token: 'pm_card_visa',
    amountMinor: 500,
    currency: 'EUR',
    ...over,
  })
  const aProvider = (secretKey = testSecretKey) =>
    createStripe({
      client: createStripeClient({ secretKey, apiBase: stripe.url }),
      store: createStripeStore(databases.bookings.pool),
    })

  async function captured(token = 'pm_card_visa') {
    const [provider, charge] = [aProvider(), aCharge({ token })]
    await provider.authorize(charge, patience())
    await provider.capture(charge, patience())
    return { provider, charge, input: { key: newId('ref'), chargeKey: charge.key, amountMinor: 500, currency: 'EUR' } }
  }

  it('is asked in two calls, each with a key of ours and the version that this code was written for', async () => {
    const charge = aCharge()
    await aProvider().authorize(charge, patience())
    const [create, confirm] = stripe.asked.slice(-2)
    expect(create).to.deep.include({
      path: '/v1/payment_intents',
      key: `${charge.key}_create`,
      version: '2026-10-28.endive',
    })
    expect(create!.fields).to.deep.equal({
      'amount': '500',
      'currency': 'eur',
      'capture_method': 'manual',
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
      'metadata[evently_key]': charge.key,
    })
    expect(confirm).to.deep.include({
      key: `${charge.key}_confirm`,
      fields: { payment_method: 'pm_card_visa', error_on_requires_action: 'true' },
    })
  })

  // Whatever goes wrong with whichever call: tried again there is one intent, confirmed once.
  const troubles: readonly Trouble[] = ['request-lost', 'answer-lost', 'silence', 'answer-withheld', 'busy']
  for (const call of ['create', 'confirm'] as const) {
    for (const trouble of troubles) {
      it(`charges once when ${trouble} befalls the ${call} call and another process asks all again`, async () => {
        const charge = aCharge()
        stripe.plan(call, trouble)
        expect(await outcomeOf(aProvider().authorize(charge, impatience()))).to.equal('silence')
        const isDone = call === 'confirm' && trouble.startsWith('answer')
        const other = aProvider()
        expect(await outcomeOf(other.lookup(charge.key, patience()))).to.equal(isDone ? 'authorized' : 'none')
        expect(await outcomeOf(other.authorize(charge, patience()))).to.equal('authorized')
        expect(stripe.intentOf(charge.key).confirmations).to.equal(1)
      })
    }
  }

  it('finds a charge that is made after everybody has given up waiting, and can take it back', async () => {
    const [provider, charge] = [aProvider(), aCharge()]
    stripe.plan('confirm', 'done-late')
    expect(await outcomeOf(provider.authorize(charge, impatience()))).to.equal('silence')
    expect(await outcomeOf(provider.lookup(charge.key, patience()))).to.equal('none')
    stripe.doLate()
    expect(await outcomeOf(provider.lookup(charge.key, patience()))).to.equal('authorized')
    await provider.void(charge, patience())
    expect(stripe.intentOf(charge.key).status).to.equal('canceled')
  })

  it('charges nothing when the confirmation comes late and the key has been closed meanwhile', async () => {
    const [provider, charge] = [aProvider(), aCharge()]
    stripe.plan('confirm', 'done-late')
    await outcomeOf(provider.authorize(charge, impatience()))
    await provider.void(charge, patience())
    stripe.doLate()
    expect(stripe.intentOf(charge.key)).to.include({ status: 'canceled', confirmations: 0 })
  })

  it('charges nothing when the key is closed while its intent is being made', async () => {
    const [provider, charge] = [aProvider(), aCharge()]
    stripe.plan('create', 'answer-withheld')
    await outcomeOf(provider.authorize(charge, impatience()))
    await provider.void(charge, patience())
    expect(await provider.authorize(charge, patience())).to.deep.equal({ kind: 'declined', reason: 'voided before' })
    expect(stripe.intentOf(charge.key).confirmations).to.equal(0)
  })

  it('confirms nothing when the key was closed between the making of its intent and the answer', async () => {
    const [provider, charge] = [aProvider(), aCharge()]
    stripe.plan('create', 'answered-late')
    const answer = provider.authorize(charge, { signal: AbortSignal.timeout(5_000) })
    await eventually(
      async () => stripe.waiting(),
      waiting => waiting === 1,
      { withinMs: 4_000 },
    )
    await provider.void(charge, patience())
    stripe.doLate()
    expect(await answer).to.deep.equal({ kind: 'declined', reason: 'voided before' })
    expect(stripe.intentOf(charge.key).confirmations).to.equal(0)
  })

  it('does not believe the repeated answer of a confirmation that another process has voided since', async () => {
    const [paused, other, charge] = [aProvider(), aProvider(), aCharge()]
    stripe.plan('confirm', 'request-lost')
    await outcomeOf(paused.authorize(charge, patience()))
    stripe.plan('read', 'answered-late')
    const answer = paused.authorize(charge, { signal: AbortSignal.timeout(5_000) })
    await eventually(
      async () => stripe.waiting(),
      waiting => waiting === 1,
      { withinMs: 4_000 },
    )
    expect(await outcomeOf(other.authorize(charge, patience()))).to.equal('authorized')
    await other.void(charge, patience())
    stripe.doLate()
    expect(await answer).to.deep.equal({ kind: 'declined', reason: 'voided before' })
  })

  it('is asked nothing more once the signal is aborted', async () => {
    const [charge, before] = [aCharge(), stripe.asked.length]
    expect(await outcomeOf(aProvider().authorize(charge, { signal: AbortSignal.abort() }))).to.equal('silence')
    expect(stripe.asked).to.have.length(before)
  })

  const declines: readonly [token: string, reason: string][] = [
    ['pm_card_chargeDeclined', 'generic decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient funds'],
    ['pm_card_chargeDeclinedStolenCard', 'card declined'],
    ['pm_card_authenticationRequired', "the bank asks the cardholder to prove who they are, which can't be done here"],
    ['pm_card_holderAsked', "the bank asks the cardholder to prove who they are, which can't be done here"],
    ['pm_nobody', 'unknown payment method'],
  ]
  for (const [token, reason] of declines) {
    it(`declines ${token}: ${reason}`, async () =>
      expect(await aProvider().authorize(aCharge({ token }), patience())).to.deep.equal({ kind: 'declined', reason }))
  }

  it('leaves nothing open of a charge that waited for its holder', async () => {
    const charge = aCharge({ token: 'pm_card_holderAsked' })
    await aProvider().authorize(charge, patience())
    expect(stripe.intentOf(charge.key).status).to.equal('canceled')
  })

  it('gives no outcome while the bank is at it', async () => {
    const charge = aCharge({ token: 'pm_card_slowBank' })
    expect(await outcomeOf(aProvider().authorize(charge, impatience()))).to.equal('silence')
    expect(await outcomeOf(aProvider().lookup(charge.key, patience()))).to.equal('silence')
  })

  for (const call of ['capture', 'cancel'] as const) {
    it(`is asked again under another key after a fault of its own has used one up: ${call}`, async () => {
      const [provider, charge] = [aProvider(), aCharge()]
      await provider.authorize(charge, patience())
      for (const trouble of ['fault', 'fault-after'] as const) {
        stripe.plan(call, trouble)
        const ask = () =>
          (call === 'capture' ? provider.capture(charge, patience()) : provider.void(charge, patience())).then(
            () => 'done',
            () => 'fault',
          )
        expect(await ask()).to.equal('fault')
        if (trouble === 'fault-after') expect(await ask()).to.equal('done')
      }
      expect(stripe.intentOf(charge.key).status).to.equal(call === 'capture' ? 'succeeded' : 'canceled')
    })
  }

  it('refuses for good to capture what has expired', async () => {
    const [provider, charge] = [aProvider(), aCharge()]
    await provider.authorize(charge, patience())
    stripe.bank.expire(stripe.intentOf(charge.key).id)
    expect(await provider.capture(charge, patience()).catch((error: unknown) => error)).to.be.instanceOf(RefusedForGood)
  })

  for (const trouble of ['answer-lost', 'answer-withheld', 'fault-after', 'request-lost', 'fault'] as const) {
    it(`refunds once when ${trouble} befalls the first call`, async () => {
      const { provider, charge, input } = await captured()
      stripe.plan('refund', trouble)
      expect(await outcomeOf(provider.refund(input, impatience()))).to.equal('silence')
      expect(await outcomeOf(aProvider().refund(input, patience()))).to.equal('refunded')
      expect(
        [...stripe.bank.refunds.values()].filter(({ intent }) => intent === stripe.intentOf(charge.key).id),
      ).to.have.length(1)
    })
  }

  describe('that gives a payment back in parts', () => {
    const partsOf = ({ key }: Pick<Charge, 'key'>) =>
      [...stripe.bank.refunds.values()]
        .filter(({ intent }) => intent === stripe.intentOf(key).id)
        .map(({ amount, metadata }) => `${amount} ${metadata['evently_key']}`)
    const part = (input: RefundInput, amountMinor: number) => ({ ...input, key: newId('ref'), amountMinor })

    it('is asked for each with its amount, under a key of its own', async () => {
      const { provider, charge, input } = await captured()
      const [first, second] = [part(input, 200), part(input, 300)]
      for (const each of [first, second, first, second])
        expect(await outcomeOf(provider.refund(each, patience()))).to.equal('refunded')
      const asked = stripe.calls('refund').slice(-2)
      expect(asked.map(({ key, fields }) => [key, fields['amount'], fields['metadata[evently_key]']])).to.deep.equal([
        [`${first.key}_0`, '200', first.key],
        [`${second.key}_0`, '300', second.key],
      ])
      expect(partsOf(charge)).to.deep.equal([`200 ${first.key}`, `300 ${second.key}`])
      expect(stripe.intentOf(charge.key).refunded).to.equal(500)
    })

    for (const trouble of ['answer-lost', 'answer-withheld', 'fault-after', 'request-lost', 'fault', 'busy'] as const)
      it(`gives a part back once when ${trouble} befalls its first call, and the other part beside it`, async () => {
        const { provider, charge, input } = await captured()
        const [first, second] = [part(input, 200), part(input, 200)]
        stripe.plan('refund', trouble)
        expect(await outcomeOf(provider.refund(first, impatience()))).to.equal('silence')
        for (const each of [second, first, first])
          expect(await outcomeOf(aProvider().refund(each, patience()))).to.equal('refunded')
        expect(partsOf(charge)).to.have.members([`200 ${first.key}`, `200 ${second.key}`])
      })

    it('finds a part whose answer was lost among more of them than Stripe lists at once', async () => {
      const { provider, charge, input } = await captured()
      const lost = part(input, 200)
      stripe.plan('refund', 'fault-after')
      expect(await outcomeOf(provider.refund(lost, patience()))).to.equal('silence')
      for (let n = 0; n < 250; n++)
        stripe.bank.createRefund({ payment_intent: stripe.intentOf(charge.key).id, amount: '1' })
      expect(await outcomeOf(provider.refund(lost, patience()))).to.equal('refunded')
      expect(stripe.intentOf(charge.key).refunded).to.equal(450)
    })

    it('says why a part fails, and pays it under another key once it can be paid', async () => {
      const { provider, charge, input } = await captured()
      const first = part(input, 450)
      const byHand = stripe.bank.createRefund({ payment_intent: stripe.intentOf(charge.key).id, amount: '100' })
      expect(await provider.refund(first, patience())).to.deep.equal({
        kind: 'failed',
        reason: 'Stripe has less left of this payment than is to go back',
      })
      stripe.bank.settleRefund(byHand.id, 'failed')
      expect(await outcomeOf(provider.refund(first, patience()))).to.equal('refunded')
      expect(
        stripe
          .calls('refund')
          .slice(-2)
          .map(({ key }) => key),
      ).to.deep.equal([`${first.key}_0`, `${first.key}_1`])
      expect(stripe.intentOf(charge.key).refunded).to.equal(450)
    })

    it('says of an amount that Stripe does not know which it knows', async () => {
      const { provider, input } = await captured()
      expect(await provider.refund({ ...part(input, 4_505), currency: 'KWD' }, patience())).to.deep.equal({
        kind: 'failed',
        reason: 'Stripe takes KWD in steps of 0.010 only',
      })
    })
  })

  it('says that a refund is on its way until it is there', async () => {
    const { provider, input } = await captured('pm_card_pendingRefund')
    for (let times = 0; times < 2; times++)
      expect(await outcomeOf(provider.refund(input, patience()))).to.equal('pending')
    stripe.bank.settleRefund([...stripe.bank.refunds.values()].at(-1)!.id, 'succeeded')
    expect(await outcomeOf(provider.refund(input, patience()))).to.equal('refunded')
  })

  it('refunds again what was refunded and came back', async () => {
    const { provider, input } = await captured('pm_card_pendingRefund')
    await provider.refund(input, patience())
    const first = [...stripe.bank.refunds.values()].at(-1)!
    stripe.bank.settleRefund(first.id, 'failed')
    expect(await provider.refund(input, patience())).to.deep.equal({ kind: 'failed', reason: 'lost or stolen card' })
    expect(await outcomeOf(provider.refund(input, patience()))).to.equal('pending')
    const second = [...stripe.bank.refunds.values()].at(-1)!
    expect(second.id).not.to.equal(first.id)
    stripe.bank.settleRefund(second.id, 'succeeded')
    expect(await outcomeOf(provider.refund(input, patience()))).to.equal('refunded')
  })

  it('refuses what a person has refunded by hand, and it is looked at what has gone back', async () => {
    const { provider, charge, input } = await captured()
    const { id } = stripe.intentOf(charge.key)
    stripe.bank.createRefund({ payment_intent: id })
    expect(await provider.refund(input, patience())).to.deep.equal({
      kind: 'failed',
      reason: 'charge already refunded',
    })
    const looks = await databases.bookings.knex('stripe_messages').where({ object_id: id }).pluck('object_type')
    expect(looks).to.deep.equal(['standing'])
  })

  it('says in its faults neither the secret key nor what it was answered', async () => {
    const secretKey = 'sk_test_that_nobody_may_read'
    const fault = await aProvider(secretKey)
      .authorize(aCharge(), patience())
      .catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(StripeFault)
    expect(
      JSON.stringify([fault, (fault as Error).message, (fault as Error).stack, Object.entries(fault as object)]),
    ).not.to.contain('nobody_may_read')
    expect(Object.keys(fault as object)).to.have.members(['status', 'code', 'declineCode', 'param', 'isRefusal'])
  })

  const amounts: readonly [amountMinor: number, currency: string, asked: number | RegExp][] = [
    [4_500, 'EUR', 4_500],
    [4_500, 'JPY', 4_500],
    [4_500, 'KWD', 4_500],
    [4_505, 'KWD', /steps of 0\.010/],
    [4_500, 'ISK', 450_000],
    [4_500, 'UGX', 450_000],
    [4_500, 'MGA', 45],
    [4_550, 'MGA', /whole units/],
    [4_500, 'LYD', /no LYD/],
  ]
  for (const [amountMinor, currency, expected] of amounts) {
    it(`takes ${amountMinor} of ${currency}'s minor units as ${String(expected)}`, async () => {
      const amount = stripeAmountOf({ amountMinor, currency })
      if (typeof expected === 'number') expect(amount).to.equal(expected)
      else
        expect(await aProvider().authorize(aCharge({ amountMinor, currency }), patience()))
          .to.have.property('reason')
          .that.matches(expected)
    })
  }
})
