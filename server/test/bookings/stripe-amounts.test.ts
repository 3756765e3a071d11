// What Stripe is asked for, in every currency that prices can be in: 45 of it are 45 of it there too.
import { expect } from 'chai'
import { currencies } from '../../src/contract/generated/codes.ts'
import { stripeAmountOf, stripeStepOf } from '../../src/domains/bookings/payments/stripe/amounts.ts'

// As Stripe lists them, not as we do: https://docs.stripe.com/currencies#zero-decimal
const zeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
/** Without decimals since, and still counted in hundredths: https://docs.stripe.com/currencies#special-cases */
const hundredthsKept = ['ISK', 'UGX']
const threeDecimal = ['BHD', 'JOD', 'KWD', 'OMR', 'TND']
/** ISO counts them in thousandths, and Stripe does not say how it does. */
const refused = ['IQD', 'LYD']

const stripeDigitsOf = (code: string) => (zeroDecimal.includes(code) ? 0 : threeDecimal.includes(code) ? 3 : 2)

describe("Stripe's amounts", () => {
  for (const [code, { digits }] of Object.entries(currencies.current)) {
    it(`45 ${code} are 45 ${code} at Stripe${refused.includes(code) ? ', which is not asked for it' : ''}`, () => {
      const amount = stripeAmountOf({ amountMinor: 45 * 10 ** digits, currency: code })
      if (refused.includes(code)) expect(amount).to.match(/takes no/)
      else expect(amount).to.equal(45 * 10 ** stripeDigitsOf(code))
    })
  }

  for (const [code, { digits }] of Object.entries(currencies.current))
    it(`are multiples of a step that Stripe takes, in ${code} too`, () => {
      const step = stripeStepOf(code)
      const taken = [1, 10, 100].filter(
        amountMinor => typeof stripeAmountOf({ amountMinor, currency: code }) === 'number',
      )
      expect(step, `${code} with ${digits} decimals`).to.equal(refused.includes(code) ? 1 : taken[0])
    })

  it('differ from our minor units where Stripe says that they do, and nowhere else', () => {
    const differing = Object.entries(currencies.current)
      .filter(([code, { digits }]) => !refused.includes(code) && digits !== stripeDigitsOf(code))
      .map(([code]) => code)
    expect(differing).to.have.members([...hundredthsKept, 'MGA'])
  })
})
