// Money as people write it, for tables.

/** `45.00` of 4500 EUR, `4500` of 4500 JPY: with as many decimals as the currency has. */
export function decimalOf(amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(amountMinor).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** The one place that says how many decimals a currency has. */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
