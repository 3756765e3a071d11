// Amounts and minor units, for every currency that prices can be in.
import { expect } from 'chai'
import { EventlyError, amountMinorOf, amountOf, currencyDigits, digitsOf } from '../src/index.ts'

/** ISO 4217's currencies whose minor unit is not a hundredth. */
const otherDigits: Readonly<Record<number, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
}
const digitsByIso = (code: string) =>
  Number(Object.keys(otherDigits).find(digits => otherDigits[Number(digits)]!.includes(code)) ?? 2)
/** Those of which locale data say something else than ISO does. */
const otherwiseInLocales = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER'.split(' ')

describe('money', () => {
  const codes = Object.keys(currencyDigits)

  it('knows the 155 currencies of ISO 4217 that prices can be in', () => {
    expect(codes).to.have.length(155)
    expect(codes).to.include.members([...Object.values(otherDigits).flat(), ...otherwiseInLocales, 'XCG', 'ZWG'])
    expect(codes).not.to.include.members(['EUX'])
  })

  for (const code of codes) {
    it(`counts ${code} by the decimals that ISO 4217 gives it, there and back`, () => {
      const digits = digitsByIso(code)
      expect(digitsOf(code)).to.equal(digits)
      expect(amountMinorOf('4500', code)).to.equal(4500 * 10 ** digits)
      for (const minor of [0, 1, 9, 10, 99, 4500, 1_000_000_000])
        expect(amountMinorOf(amountOf(minor, code), code)).to.equal(minor)
      expect(() => amountMinorOf(`1.${'0'.repeat(digits + 1)}`, code)).to.throw(EventlyError, code)
    })
  }

  const amounts: [minor: number, currency: string, text: string][] = [
    [4500, 'EUR', '45.00'],
    [5, 'EUR', '0.05'],
    [0, 'USD', '0.00'],
    [4500, 'JPY', '4500'],
    [1234, 'KWD', '1.234'],
    [450_000, 'HUF', '4500.00'],
    [-5, 'EUR', '-0.05'],
    [4500, 'BGN', '45.00'],
  ]
  for (const [minor, currency, text] of amounts)
    it(`${minor} minor units of ${currency} are ${text}`, () => expect(amountOf(minor, currency)).to.equal(text))

  for (const wrong of ['', '1,50', '-1', '1.', '.5', '1e3', '1.234', '٣'])
    it(`${JSON.stringify(wrong)} is no amount of EUR`, () =>
      expect(() => amountMinorOf(wrong, 'EUR')).to.throw(EventlyError, 'write it like 45.00'))

  for (const none of ['EUX', 'XXX', 'XAU', 'CLF', 'eur', '', 'constructor', 'DEM']) {
    it(`${JSON.stringify(none)} is no currency that prices can be in`, () => {
      expect(digitsOf(none)).to.equal(undefined)
      expect(() => amountMinorOf('1', none)).to.throw(EventlyError, 'no currency of ISO 4217')
      expect(() => amountOf(1, none)).to.throw(EventlyError, 'no currency of ISO 4217')
    })
  }
})
