// Prices of the files, exactly: a number is taken by the digits that are written, never by what a computer makes of it.
import { amountMinorOf, amountOf, digitsOf } from '@evently/sdk'
import { limits } from '../import/limits.ts'
import { quoted } from './shape.ts'

/**
 * Minor units of a price: a text such as `45.00`, or a number by its text in the file (`45.1`, `4.5e1`). Throws an
 * Error that says what to write for what is not an exact amount of the currency.
 */
export function priceMinorOf(given: string | number, source: string | undefined, currency: string): number {
  if (typeof given === 'string') return amountMinorOf(given, currency)
  const written = source ?? String(given)
  const decimal = decimalOf(written)
  const digits = digitsOf(currency) ?? 0
  if (decimal === undefined)
    throw new Error(`${written} is not an amount: ${advice(exampleMinor(given, digits), currency)}`)
  const { whole, fraction } = decimal
  if (fraction.length > digits || whole.length > wholeDigitsMax)
    throw new Error(
      `${written} is not an exact amount of ${currency}, which has ${decimalsText(digits)}: ` +
        advice(exampleMinor(given, digits), currency),
    )
  return amountMinorOf(fraction === '' ? whole : `${whole}.${fraction}`, currency)
}

/** The same, within what a price may be. */
export function minorIn(given: string | number, source: string | undefined, currency: string): number {
  const minor = priceMinorOf(given, source, currency)
  if (minor > limits.priceMinor)
    throw new Error(`${quoted(given)} is more than a price may be, ${limits.priceMinor} minor units`)
  return minor
}

const wholeDigitsMax = 10
const exponentMax = 30
const decimalsText = (digits: number) => (digits === 0 ? 'no decimals' : `${digits} decimals`)
const advice = (minor: number, currency: string) => `write it in quotes, such as "${amountOf(minor, currency)}"`

/** Near what was meant, to show how it is written. */
function exampleMinor(given: number, digits: number): number {
  const minor = Math.round(given * 10 ** digits)
  return Number.isSafeInteger(minor) && minor >= 0 && minor <= 1e9 ? minor : 45 * 10 ** digits
}

/** The digits before and after the point, without zeros that say nothing; undefined for what is no decimal number. */
function decimalOf(text: string): { readonly whole: string; readonly fraction: string } | undefined {
  const [, whole = '', fraction = '', exponent = '0'] = /^\+?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const moved = Number(exponent)
  if (whole + fraction === '' || Math.abs(moved) > exponentMax) return undefined
  const digits = `${'0'.repeat(exponentMax)}${whole}${fraction}${'0'.repeat(exponentMax)}`
  const point = exponentMax + whole.length + moved
  return {
    whole: digits.slice(0, point).replace(/^0+(?=\d)/, ''),
    fraction: digits.slice(point).replace(/0+$/, ''),
  }
}
