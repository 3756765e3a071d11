// Which payment provider a booking is paid by: chosen when it is opened and kept with its payment. From then on only
// that provider is asked about it, whatever the server's own provider is by then.
import type { Booking, Payment } from '../booking.ts'
import type { PaymentProvider } from './port.ts'

export interface Providers {
  /** The provider of a new booking: the sandbox for one of a test event, else the server's own. */
  forNew(booking: { readonly test: boolean }): PaymentProvider
  /** The provider that a payment was requested from. Throws when this server has no access to it. */
  of(payment: Pick<Payment, 'provider'>): PaymentProvider
  /** The smallest amount that can go back of a booking's payment, in minor units; 1 where nobody knows. */
  stepOf(booking: Pick<Booking, 'payment' | 'currency'>): number
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
    stepOf: ({ payment, currency }) => (payment && known.get(payment.provider)?.stepMinor(currency)) ?? 1,
    of({ provider: name }) {
      const provider = known.get(name)
      if (!provider) throw new Error(`A payment was requested from ${name}, which this server has no access to.`)
      return provider
    },
  }
}
