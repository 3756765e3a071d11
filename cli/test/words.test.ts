// Money as people read it.
import { expect } from 'chai'
import { moneyText } from '../src/money.ts'

describe('money', () => {
  const amounts: [minor: number, currency: string, text: string][] = [
    [4500, 'EUR', '45.00 EUR'],
    [450_000, 'HUF', '4500.00 HUF'],
    [4500, 'JPY', '4500 JPY'],
    [4500, 'BGN', '45.00 BGN'], // withdrawn: prices from before are still shown
    [4500, 'EUX', '4500 EUX (minor units)'], // no currency: kept from when the form was enough
  ]
  for (const [minor, currency, text] of amounts)
    it(`${minor} minor units of ${currency} are shown as ${text}`, () =>
      expect(moneyText(minor, currency)).to.equal(text))
})
