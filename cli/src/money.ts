// Money as people read it on a terminal.
import { amountOf, digitsOf } from '@evently/sdk'

/** `45.00 EUR`. Of a code that is no currency nobody knows the decimals: `4500 EUX (minor units)`. */
export const moneyText = (minor: number, currency: string): string =>
  digitsOf(currency) === undefined ? `${minor} ${currency} (minor units)` : `${amountOf(minor, currency)} ${currency}`
