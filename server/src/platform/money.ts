// Money as people write it.
import { digitsOf } from '../contract/codes.ts'

/**
 * `45.00` of 4500 EUR, `4500` of 4500 JPY: with as many decimals as ISO 4217 gives the currency. Minor units as they
 * are for a code that is none, kept from when the form was enough.
 */
export function decimalOf(amountMinor: number, currency: string): string {
  const decimals = digitsOf(currency) ?? 0
  const digits = String(amountMinor).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `45.00 EUR`. */
export const moneyOf = (amountMinor: number, currency: string) => `${decimalOf(amountMinor, currency)} ${currency}`
