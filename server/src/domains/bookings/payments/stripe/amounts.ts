// Our minor units (ISO 4217) in Stripe's: mostly the same. https://docs.stripe.com/currencies#special-cases

/** Stripe knows no smaller unit of these than ISO's hundredfold. */
const hundredthsUnknown = new Set(['MGA'])
/** ISO has no minor unit of these any more, Stripe still counts two decimals, which must be 00. */
const hundredthsKept = new Set(['ISK', 'UGX'])
/** Three decimals, of which Stripe takes two. */
const thousandths = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])
/**
 * Three or four decimals in ISO, and none that Stripe says how to count: a guess could charge a tenth or ten times as
 * much.
 */
const uncounted = new Set(['IQD', 'LYD', 'CLF', 'UYW'])

/** How many of our minor units there are in the smallest amount that Stripe takes; it takes multiples of it alone. */
export const stripeStepOf = (currency: string): number =>
  hundredthsUnknown.has(currency) ? 100 : thousandths.has(currency) ? 10 : 1

/** Stripe's amount in our minor units, rounded to whole ones. */
export function minorAmountOf({ amount, currency }: { readonly amount: number; readonly currency: string }): number {
  if (hundredthsKept.has(currency)) return Math.round(amount / 100)
  return hundredthsUnknown.has(currency) ? amount * 100 : amount
}

/** The amount as Stripe counts it, or in words why Stripe can't be asked for it. */
export function stripeAmountOf({
  amountMinor,
  currency,
}: {
  readonly amountMinor: number
  readonly currency: string
}): number | string {
  if (uncounted.has(currency)) return `Stripe takes no ${currency}`
  if (hundredthsKept.has(currency)) return amountMinor * 100
  if (amountMinor % stripeStepOf(currency) !== 0)
    return `Stripe takes ${currency} in ${hundredthsUnknown.has(currency) ? 'whole units' : 'steps of 0.010'} only`
  return hundredthsUnknown.has(currency) ? amountMinor / 100 : amountMinor
}
