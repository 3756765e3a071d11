// Money as people read and type it on a terminal.
import { amountMinorOf, amountOf, digitsOf, EventlyError } from '@evently/sdk'
import { UsageError } from './failures.ts'

/** `45.00 EUR`. Of a code that is no currency nobody knows the decimals: `4500 EUX (minor units)`. */
export const moneyText = (minor: number, currency: string): string =>
  digitsOf(currency) === undefined ? `${minor} ${currency} (minor units)` : `${amountOf(minor, currency)} ${currency}`

/** What somebody typed as an amount, in minor units. UsageError that names the flag that is wrong. */
export function typedMinor(text: string, currency: string, flag: string): number {
  try {
    return amountMinorOf(text, currency)
  } catch (error) {
    if (!(error instanceof EventlyError)) throw error
    const wrong = digitsOf(currency) === undefined ? 'currency' : flag
    throw new UsageError(`--${wrong} ${error.message}`)
  }
}
