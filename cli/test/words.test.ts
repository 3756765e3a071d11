// Money as people write it.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { minorOf, moneyText } from '../src/money.ts'

describe('money', () => {
  const amounts: [number, string, string][] = [
    [4500, 'EUR', '45.00 EUR'],
    [5, 'EUR', '0.05 EUR'],
    [0, 'USD', '0.00 USD'],
    [4500, 'JPY', '4500 JPY'],
    [1234, 'KWD', '1.234 KWD'],
  ]
  for (const [minor, currency, text] of amounts) {
    it(`${minor} is ${text}, and back`, () => {
      expect(moneyText(minor, currency)).to.equal(text)
      expect(minorOf(text.split(' ')[0] ?? '', currency)).to.equal(minor)
    })
  }
  for (const wrong of ['', '1,50', '-1', '1.', '.5', '1e3', '1.234', '٣']) {
    it(`${JSON.stringify(wrong)} is no amount of EUR`, () => expect(() => minorOf(wrong, 'EUR')).to.throw(UsageError))
  }
})
