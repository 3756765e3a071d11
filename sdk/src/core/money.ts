// Amounts of money as people write them, `45.00`, and as the API counts them, 4500 minor units. By ISO 4217's own
// table: what a JavaScript runtime knows of currencies differs from it, and from version to version. Whole numbers all
// the way, no rounding.
import { currencyDigits, withdrawnCurrencyDigits } from '../generated/currencies.ts'
import { EventlyError } from './errors.ts'

const digits: ReadonlyMap<string, number> = new Map(
  Object.entries({ ...currencyDigits, ...withdrawnCurrencyDigits } as Readonly<Record<string, number>>),
)

/**
 * How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. Undefined for a code that ISO 4217 does not have
 * as a currency. A withdrawn one (BGN) has still got its decimals: prices may be kept in it.
 */
export const digitsOf = (currency: string): number | undefined => digits.get(currency)

/** `45.00` for 4500 minor units of EUR. Throws EventlyError for a code that is no currency of ISO 4217. */
export function amountOf(amountMinor: number, currency: string): string {
  const decimals = knownDigitsOf(currency)
  const sign = amountMinor < 0 ? '-' : ''
  const text = String(Math.abs(amountMinor)).padStart(decimals + 1, '0')
  return decimals === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}

/**
 * 4500 for `45`, `45.0` or `45.00` of EUR. Throws EventlyError for a text that is no amount, or has more decimals than
 * the currency, and for a code that is no currency of ISO 4217.
 */
export function amountMinorOf(amount: string, currency: string): number {
  const decimals = knownDigitsOf(currency)
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(amount) ?? []
  if (whole === undefined || fraction.length > decimals) {
    const has = decimals === 0 ? 'no decimals' : `${decimals} decimals at most`
    throw new EventlyError(
      `${JSON.stringify(amount)} is not an amount of ${currency}, which has ${has}: ` +
        `write it like ${decimals === 0 ? '45' : amountOf(45 * 10 ** decimals, currency)}.`,
    )
  }
  return Number(whole + fraction.padEnd(decimals, '0'))
}

function knownDigitsOf(currency: string): number {
  const known = digitsOf(currency)
  if (known !== undefined) return known
  throw new EventlyError(
    `${JSON.stringify(currency)} is no currency of ISO 4217 that prices can be in: write a code like EUR.`,
  )
}
