// Prices as spreadsheets have them: `45.00`, `45,00`, `1.234,50`, `€ 45`, `45.00 EUR`. What may be read in two ways is
// refused, with both of them.
import { amountMinorOf, amountOf, digitsOf } from '@evently/sdk'
import { fault, shown, textIn } from './cells.ts'
import { limits } from './limits.ts'

export interface Price {
  readonly priceMinor: number
  readonly currency: string
}

/** Which currencies a sign may stand for. */
const signs: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP', 'EGP', 'FKP', 'GIP', 'LBP', 'SHP', 'SSP', 'SYP'],
  '$': ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'BRL', 'JMD', 'FJD', 'NAD'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  '₩': ['KRW', 'KPW'],
  '₺': ['TRY'],
  '₴': ['UAH'],
  '₪': ['ILS'],
  'zł': ['PLN'],
  'Kč': ['CZK'],
  'kr': ['SEK', 'NOK', 'DKK', 'ISK'],
  'Ft': ['HUF'],
  'Fr.': ['CHF'],
}

export function currencyOf(value: unknown): string | undefined {
  const text = textIn(value)?.toUpperCase()
  if (text === undefined) return undefined
  if (!/^[A-Z]{3}$/.test(text) || digitsOf(text) === undefined)
    throw fault(`must be the code of a currency such as EUR, not ${shown(text)}`)
  return text
}

/** `currency` is what the row's own column says. Undefined for what is empty: the event is free. */
export function priceOf(value: unknown, currency: string | undefined): Price | undefined {
  const text = textIn(value)
  if (text === undefined) return undefined
  const { amount, unit } = parted(text)
  const known = currencyOfUnit(unit, currency, text)
  if (/^(free|gratis)$/i.test(amount)) return { priceMinor: 0, currency: known ?? 'EUR' }
  if (known === undefined) throw fault(`${shown(text)} has no currency: give it in the column currency`)
  const number = plainNumber(amount, known)
  if (number === undefined) throw fault(`must be an amount such as 45.00, not ${shown(text)}`)
  const priceMinor = minorOf(number, known)
  if (priceMinor > limits.priceMinor)
    throw fault(`must be ${amountOf(limits.priceMinor, known)} ${known} at most, not ${shown(text)}`)
  return { priceMinor, currency: known }
}

function minorOf(amount: string, currency: string): number {
  try {
    return amountMinorOf(amount, currency)
  } catch (error) {
    throw fault(`can't be read: ${(error as Error).message.replace(/\.$/, '')}`)
  }
}

/** `€ 45,00` → `45,00` and `€`. */
function parted(text: string): { amount: string; unit: string | undefined } {
  const [, before, amount, after] = /^([^\d\s-]{1,3})?\s*(-?\d[\d.,'’\s]*?)\s*([^\d\s.,'’]\D{0,2})?$/u.exec(text) ?? []
  if (amount === undefined || (before !== undefined && after !== undefined)) return { amount: text, unit: undefined }
  return { amount, unit: before ?? after?.trim() }
}

function currencyOfUnit(unit: string | undefined, currency: string | undefined, text: string): string | undefined {
  if (unit === undefined) return currency
  const candidates =
    signs[unit] ?? signs[unit.toLowerCase()] ?? (digitsOf(unit.toUpperCase()) === undefined ? [] : [unit.toUpperCase()])
  if (candidates.length === 0) throw fault(`${shown(text)} names no currency that is known: write a code like EUR`)
  if (currency !== undefined && !candidates.includes(currency))
    throw fault(`${shown(text)} is not in ${currency}, which the column currency says`)
  if (currency === undefined && candidates.length > 1)
    throw fault(
      `${shown(text)} may be in ${candidates.slice(0, 3).join(', ')} or others: say which in the column currency`,
    )
  return currency ?? candidates[0]
}

/**
 * With a point for the decimals and nothing between thousands. Undefined for what is no number. A single separator with
 * three digits behind it may be either, unless the currency has no decimals at all or the digits before it are many.
 */
function plainNumber(amount: string, currency: string): string | undefined {
  const text = amount.replaceAll(/[\s\u00a0\u202f'’]/g, "'")
  if (/^\d+$/.test(text)) return text
  if (/^\d{1,3}('\d{3})+([.,]\d{1,2})?$/.test(text)) return text.replaceAll("'", '').replace(',', '.')
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(text)) return text.replaceAll(',', '')
  if (/^\d{1,3}([.,]\d{3}){2,}$/.test(text)) return text.replaceAll(/[.,]/g, '')
  const [, whole = '', separator, decimals = ''] = /^(\d+)([.,])(\d+)$/.exec(text) ?? []
  if (separator === undefined) return undefined
  if (decimals.length === 3 && whole.length <= 3 && whole !== '0') {
    const digits = digitsOf(currency) ?? 0
    if (digits === 0) return whole + decimals
    const instead =
      digits === 2
        ? `write ${whole}${decimals}.00 or ${whole}.${decimals.slice(0, 2)}`
        : `say it in the column priceMinor, as ${whole}${decimals}${'0'.repeat(digits)} or ${whole}${decimals}`
    throw fault(`${shown(amount)} may be ${whole}${decimals} or ${whole}.${decimals}: ${instead}`)
  }
  return `${whole}.${decimals}`
}
