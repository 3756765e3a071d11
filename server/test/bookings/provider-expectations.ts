// What every payment provider must do: one suite for the sandbox, for Stripe, and for whatever comes.
import { expect } from 'chai'
import type { PaymentProvider } from '../../src/domains/bookings/payments/port.ts'
import { newId } from '../../src/platform/ids.ts'

export interface OpenProvider {
  readonly provider: PaymentProvider
  readonly tokens: { readonly ok: string; readonly declined: string; readonly nonsense: string }
  /** A token, and what is arranged so that the next authorization with it is charged, but never answered. */
  readonly late: () => string
  /** … and so that it is neither charged nor answered. */
  readonly lost: () => string
  close(): Promise<void>
}

/** Long enough for every answer. */
const patience = () => ({ signal: AbortSignal.timeout(5_000) })
/** Long enough for the questions to arrive, short enough to wait out a silence. */
const impatience = () => ({ signal: AbortSignal.timeout(1_000) })

export function describeProvider(name: string, open: () => Promise<OpenProvider>) {
  describe(`${name}, as every payment provider,`, () => {
    let opened: OpenProvider
    before(async () => {
      opened = await open()
    })
    after(() => opened.close())

    const aCharge = (token = opened.tokens.ok) => ({ key: newId('pay'), token, amountMinor: 500, currency: 'EUR' })
    const kindOf = async (key: string) => (await opened.provider.lookup(key, patience())).kind
    const aRefund = (chargeKey: string) => ({ key: newId('ref'), chargeKey, amountMinor: 500, currency: 'EUR' })

    async function authorized() {
      const charge = aCharge()
      expect((await opened.provider.authorize(charge, patience())).kind).to.equal('authorized')
      return charge
    }

    async function captured() {
      const charge = await authorized()
      await opened.provider.capture(charge, patience())
      return charge
    }

    it('authorizes a means of payment that is good, and says so again', async () => {
      const charge = await authorized()
      expect(await opened.provider.lookup(charge.key, patience())).to.deep.equal(
        await opened.provider.authorize(charge, patience()),
      )
    })

    it('declines one that is not, with a reason, and says so again', async () => {
      for (const token of [opened.tokens.declined, opened.tokens.nonsense]) {
        const charge = aCharge(token)
        const answer = await opened.provider.authorize(charge, patience())
        expect(answer).to.include({ kind: 'declined' })
        expect(answer).to.have.property('reason').that.matches(/\w/)
        expect(await opened.provider.authorize(charge, patience())).to.deep.equal(answer)
      }
    })

    it('has nothing under a key that it was never asked', async () =>
      expect(await kindOf(newId('pay'))).to.equal('none'))

    it('knows what it has declined', async () => {
      const charge = aCharge(opened.tokens.declined)
      await opened.provider.authorize(charge, patience())
      expect(await kindOf(charge.key)).to.equal('declined')
    })

    it('captures what is authorized, once, however often it is asked', async () => {
      const charge = await captured()
      await opened.provider.capture(charge, patience())
      expect(await kindOf(charge.key)).to.equal('captured')
    })

    it('captures nothing that is not authorized', async () => {
      const voided = await authorized()
      await opened.provider.void(voided, patience())
      for (const { key } of [aCharge(), voided]) {
        expect(
          await opened.provider.capture({ key }, patience()).then(
            () => 'captured',
            () => 'refused',
          ),
        ).to.equal('refused')
      }
    })

    it('charges nothing under a key that was closed, whether it had been asked before or not', async () => {
      for (const charge of [await authorized(), aCharge()]) {
        for (let times = 0; times < 2; times++) await opened.provider.void(charge, patience())
        expect(await kindOf(charge.key)).to.equal('voided')
        expect((await opened.provider.authorize(charge, patience())).kind).to.equal('declined')
        expect(await kindOf(charge.key)).to.equal('voided')
      }
    })

    it('closes no key whose charge is captured', async () => {
      const charge = await captured()
      expect(
        await opened.provider.void(charge, patience()).then(
          () => 'closed',
          () => 'refused',
        ),
      ).to.equal('refused')
      expect(await kindOf(charge.key)).to.equal('captured')
    })

    it('gives back what is captured, once, however often it is asked', async () => {
      const charge = await captured()
      const input = aRefund(charge.key)
      for (let times = 0; times < 2; times++)
        expect(await opened.provider.refund(input, patience())).to.deep.equal({ kind: 'refunded' })
      expect(await kindOf(charge.key)).to.equal('refunded')
    })

    it('gives nothing back of what was never captured', async () => {
      for (const { key } of [await authorized(), aCharge()])
        expect((await opened.provider.refund(aRefund(key), patience())).kind).to.equal('failed')
    })

    it('finds a charge whose answer never came, and charges it no second time', async () => {
      const charge = aCharge(opened.late())
      expect(
        await opened.provider.authorize(charge, impatience()).then(
          () => 'answered',
          () => 'silent',
        ),
      ).to.equal('silent')
      expect(await kindOf(charge.key)).to.equal('authorized')
      await opened.provider.capture(charge, patience())
      expect(await kindOf(charge.key)).to.equal('captured')
    })

    it('finds no charge where the question never arrived, and can close the key', async () => {
      const charge = aCharge(opened.lost())
      expect(
        await opened.provider.authorize(charge, impatience()).then(
          () => 'answered',
          () => 'silent',
        ),
      ).to.equal('silent')
      expect(await kindOf(charge.key)).to.equal('none')
      await opened.provider.void(charge, patience())
      expect(await kindOf(charge.key)).to.equal('voided')
    })

    it('charges once when it is asked by many at the same time', async () => {
      const charge = aCharge()
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, () => opened.provider.authorize(charge, patience())),
      )
      const references = answers.flatMap(answer =>
        answer.status === 'fulfilled' && answer.value.kind === 'authorized' ? [answer.value.reference] : [],
      )
      expect(new Set(references).size).to.equal(1)
    })
  })
}
