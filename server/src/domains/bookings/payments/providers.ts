// Which payment provider a booking is paid by: chosen when it is opened and kept with its payment. From then on only
// that provider is asked about it, whatever the server's own provider is by then.
import type { Payment } from '../booking.ts'
import type { PaymentProvider } from './port.ts'
import { stripeStepOf } from './stripe/amounts.ts'

export interface Providers {
  /** The provider of a new booking: the sandbox for one of a test event, else the server's own. */
  forNew(booking: { readonly test: boolean }): PaymentProvider
  /** The provider that a payment was requested from. Throws when this server has no access to it. */
  of(payment: Pick<Payment, 'provider'>): PaymentProvider
}

/** `own`: what live bookings are paid by; the sandbox, unless another is set up. */
export function createProviders({
  sandbox,
  own = sandbox,
}: {
  readonly sandbox: PaymentProvider
  readonly own?: PaymentProvider | undefined
}): Providers {
  const known = new Map([sandbox, own].map(provider => [provider.name, provider]))
  return {
    forNew: ({ test }) => (test ? sandbox : own),
    of({ provider: name }) {
      const provider = known.get(name)
      if (!provider) throw new Error(`A payment was requested from ${name}, which this server has no access to.`)
      return provider
    },
  }
}

/** A payment's provider takes and gives back multiples of so many minor units. */
export const amountStepOf = (payment: Pick<Payment, 'provider'> | null, currency: string): number =>
  payment?.provider === 'stripe' ? stripeStepOf(currency) : 1
