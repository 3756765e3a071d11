// Money between people and the API: `45.00 EUR` and 4500 minor units. Whole numbers all the way, no rounding.
import { UsageError } from './failures.ts'

/** `45.00 EUR` */
export function moneyText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(minor).padStart(decimals + 1, '0')
  if (decimals === 0) return `${digits} ${currency}`
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)} ${currency}`
}

/** 4500 of `45`, `45.0` or `45.00`, for a currency of two decimals. */
export function minorOf(amount: string, currency: string): number {
  const decimals = decimalsOf(currency)
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(amount) ?? []
  if (whole === undefined || fraction.length > decimals) {
    throw new UsageError(
      `${JSON.stringify(amount)} is not an amount of ${currency}: ` +
        `write it like ${moneyText(4500, currency).split(' ')[0]}.`,
    )
  }
  return Number(whole + fraction.padEnd(decimals, '0'))
}

function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new UsageError(`${JSON.stringify(currency)} is not a currency: write its ISO 4217 code, like EUR.`)
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
