import { createSandbox } from '../../src/domains/bookings/payments/sandbox.ts'
import { createStripeClient } from '../../src/domains/bookings/payments/stripe/client.ts'
import { createStripe } from '../../src/domains/bookings/payments/stripe/provider.ts'
import { createStripeStore } from '../../src/domains/bookings/payments/stripe/store.ts'
import { cloneDatabases } from '../support/databases.ts'
import { describeProvider } from './provider-expectations.ts'
import { openStripeStandIn, testSecretKey } from './stripe-stand-in.ts'

describeProvider('the sandbox', async () => {
  const databases = await cloneDatabases()
  return {
    provider: createSandbox(databases.bookings.pool),
    tokens: { ok: 'tok_ok', declined: 'tok_declined', nonsense: 'tok_nobody_knows' },
    late: () => 'tok_late_success',
    lost: () => 'tok_timeout',
    close: () => databases.close(),
  }
})

describeProvider('Stripe', async () => {
  const databases = await cloneDatabases()
  const stripe = await openStripeStandIn()
  const arranged = (trouble: 'answer-withheld' | 'silence') => () => {
    stripe.plan('confirm', trouble)
    return 'pm_card_visa'
  }
  return {
    provider: createStripe({
      client: createStripeClient({ secretKey: testSecretKey, apiBase: stripe.url }),
      store: createStripeStore(databases.bookings.pool),
    }),
    tokens: { ok: 'pm_card_visa', declined: 'pm_card_chargeDeclined', nonsense: 'pm_nobody_knows' },
    late: arranged('answer-withheld'),
    lost: arranged('silence'),
    async close() {
      await stripe.close()
      await databases.close()
    },
  }
})
