// Where the buyers of a strike pay: what a server needs for it, with what they pay, and how the provider's own book
// compares with ours at rest.
import type { BankIntent } from '../../test/bookings/stripe-bank.ts'
import { stripeSettings } from '../../test/bookings/stripe-server.ts'
import { openStripeStandIn } from '../../test/bookings/stripe-stand-in.ts'
import type { TestDatabases } from '../../test/support/databases.ts'

export const providers = ['sandbox', 'stripe'] as const
export type Provider = (typeof providers)[number]

export interface Till {
  /** What the environment of a server must say, to be paid here. */
  readonly environment: Readonly<Record<string, string>>
  /** The means of payment, in turn; most of them succeed. */
  readonly tokens: readonly string[]
  /** The connection to the provider is bad for what the n-th buyer is about to ask. */
  disturb(n: number): void
  /** The connection is good again, and the provider has forgotten what it was to get wrong. */
  calm(): void
  /**
   * A sentence for each payment of which the provider's book says something else than ours, and for each charge of
   * nobody's.
   */
  differences(databases: Pick<TestDatabases, 'bookings'>): Promise<readonly string[]>
  close(): Promise<void>
}

export const openTill = (provider: Provider): Promise<Till> =>
  provider === 'sandbox' ? openSandboxTill() : openStripeTill()

interface SandboxRow {
  readonly key: string
  readonly status: string | null
  readonly repaid: number | null
  readonly charge: string | null
  readonly chargeRepaid: number | null
}

const openSandboxTill = async (): Promise<Till> => ({
  environment: {},
  tokens: [
    'tok_ok',
    'tok_ok',
    'tok_declined',
    'tok_timeout',
    'tok_ok',
    'tok_late_success',
    'tok_ok',
    'tok_capture_refused',
  ],
  disturb() {},
  calm() {},
  async differences({ bookings }) {
    const { rows } = await bookings.pool.query<SandboxRow>(`
      select coalesce(p.provider_key, c.key) as key, p.status, p.refunded_minor::integer as repaid,
        c.status as charge, c.refunded_minor::integer as "chargeRepaid"
      from payments p full join sandbox_charges c on c.key = p.provider_key
      where coalesce(p.status, '') not in ('declined', 'voided') and (p.status is distinct from c.status
          or p.refunded_minor is distinct from c.refunded_minor)
        or p.status in ('declined', 'voided') and coalesce(c.status, 'voided') not in ('declined', 'voided')`)
    return rows.map(
      ({ key, status, repaid, charge, chargeRepaid }) =>
        `${key} is ${status ?? 'no payment of ours'}, the sandbox says ${charge ?? 'nothing'}` +
        (repaid === chargeRepaid ? '' : `; ${repaid ?? 0} of it are to go back, and ${chargeRepaid ?? 0} have`),
    )
  },
  close: async () => {},
})

interface PaymentRow {
  readonly key: string
  readonly status: string
  /** What was paid and has not gone back. */
  readonly kept: number
}

async function openStripeTill(): Promise<Till> {
  const stripe = await openStripeStandIn()
  const { bank } = stripe
  const keyOf = ({ metadata }: { readonly metadata: Readonly<Record<string, string>> }) => metadata['evently_key'] ?? ''

  function differenceOf({ key, status, kept: ours }: PaymentRow, intents: readonly BankIntent[]): string | undefined {
    const charged = intents.filter(intent => intent.status === 'succeeded')
    const open = intents.filter(intent => intent.status === 'requires_capture' || intent.status === 'processing')
    const kept = charged.reduce((sum, intent) => sum + intent.amount - intent.refunded, 0)
    const should = {
      charged: status === 'captured' || status === 'refunded' ? 1 : 0,
      kept: status === 'captured' ? ours : 0,
    }
    if (
      intents.some(({ confirmations }) => confirmations > 1) ||
      intents.filter(({ confirmations }) => confirmations > 0).length > 1
    )
      return `${key} was confirmed twice at Stripe`
    if (open.length === 0 && charged.length === should.charged && kept === should.kept) return undefined
    return `${key} is ${status}, Stripe has ${charged.length} charges over ${kept} and ${open.length} that are open`
  }

  return {
    environment: stripeSettings(stripe.url),
    tokens: [
      'pm_card_visa',
      'pm_card_visa',
      'pm_card_chargeDeclined',
      'pm_card_visa',
      'pm_card_holderAsked',
      'pm_card_visa',
      'pm_card_captureFails',
    ],
    disturb(n) {
      if (n % 5 === 3) stripe.plan('confirm', 'silence')
      if (n % 5 === 4) stripe.plan('confirm', 'answer-lost')
      if (n % 11 === 7) stripe.plan('refund', 'answer-lost')
    },
    calm: () => {
      stripe.calm()
    },
    async differences({ bookings }) {
      const { rows } = await bookings.pool.query<PaymentRow>(
        'select provider_key as key, status, (amount_minor - refunded_minor)::integer as kept from payments',
      )
      const byKey = new Map<string, BankIntent[]>()
      for (const intent of bank.intents.values())
        byKey.set(keyOf(intent), [...(byKey.get(keyOf(intent)) ?? []), intent])
      const ours = new Set(rows.map(({ key }) => key))
      const orphans = [...bank.intents.values()].filter(intent => !ours.has(keyOf(intent)) && intent.confirmations > 0)
      return [
        ...rows.flatMap(row => differenceOf(row, byKey.get(row.key) ?? []) ?? []),
        ...orphans.map(intent => `${keyOf(intent)} is no payment of ours, Stripe says ${intent.status}`),
      ]
    },
    close: () => stripe.close(),
  }
}
