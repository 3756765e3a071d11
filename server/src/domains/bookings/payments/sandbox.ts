// The built-in payment provider: no money, deterministic test tokens, and a book of its own, kept as strictly as a real
// one.
import type pg from 'pg'
import { newId } from '../../../platform/ids.ts'
import type { Patience } from '../../../platform/time-out.ts'
import { step } from '../saga/recovery-steps.ts'
import { RefusedForGood, type Authorization, type Charge, type ChargeState, type PaymentProvider } from './port.ts'
import { createSandboxStore, type ChargeRow } from './sandbox-store.ts'
import { declineOf } from './sandbox-tokens.ts'

export interface SandboxOptions {
  /** How long `tok_slow` takes to answer: less than whoever asks is going to wait. */
  readonly slowMs: number
}

/** What each token does: sandbox-tokens.ts. `tok_slow` takes `slowMs`; a token that isn't known is declined. */
export function createSandbox(
  pool: Pick<pg.Pool, 'query'>,
  { slowMs }: SandboxOptions = { slowMs: 1_000 },
): PaymentProvider {
  const book = createSandboxStore(pool)

  /** The first entry under a key stands; a repeated one finds it. */
  async function enter(key: string, { token, amountMinor, currency }: Omit<Charge, 'key'>): Promise<ChargeRow> {
    const reason = declineOf(token) ?? null
    const row: ChargeRow = {
      reference: newId('chg'),
      token,
      status: reason === null ? 'authorized' : 'declined',
      reason,
    }
    return (await book.enter({ key, amountMinor, currency, ...row })) ? row : (await book.find(key))!
  }

  return {
    name: 'sandbox',

    async authorize({ key, ...charge }, patience) {
      if (charge.token === 'tok_timeout') return silence(patience)
      const row = await step('sandbox.authorize', () => enter(key, charge))
      switch (charge.token) {
        case 'tok_late_success':
          return silence(patience)
        case 'tok_answer_lost':
          throw new Error('The connection to the sandbox broke.')
        case 'tok_slow':
          await Promise.race([
            new Promise(resolve => {
              setTimeout(resolve, slowMs)
            }),
            silence(patience),
          ])
          return authorizationOf(row)
        default:
          return authorizationOf(row)
      }
    },

    async capture({ key }) {
      if (await step('sandbox.capture', () => book.capture(key))) return
      const row = await book.find(key)
      if (row?.status !== 'captured' && row?.status !== 'refunded')
        throw new RefusedForGood(`the bank refuses to hand over what is ${row?.status ?? 'unknown to it'}`)
    },

    async void({ key }) {
      await step('sandbox.void', () => book.close(key))
      const row = await book.find(key)
      if (row?.status === 'captured') throw new Error(`The sandbox can't void ${key}: it is captured.`)
    },

    async refund({ key, chargeKey, amountMinor }) {
      const row = await book.find(chargeKey)
      if (row?.token === 'tok_refund_fails') return { kind: 'failed', reason: 'the bank refuses refunds' }
      if (row?.status === 'refunded' && row.refundKey === key) return { kind: 'refunded' }
      if (row?.token === 'tok_refund_fails_once' && (await book.noteFirstTry(chargeKey, key)))
        return { kind: 'failed', reason: 'the bank refuses refunds just now' }
      const isRefunded = await step('sandbox.refund', () => book.refund({ chargeKey, refundKey: key, amountMinor }))
      return isRefunded ? { kind: 'refunded' } : { kind: 'failed', reason: refusalOf(row) }
    },

    async lookup(key): Promise<ChargeState> {
      const row = await book.find(key)
      if (!row) return { kind: 'none' }
      if (row.status === 'declined') return { kind: 'declined', reason: row.reason ?? '' }
      return row.status === 'voided' ? { kind: 'voided' } : { kind: row.status, reference: row.reference }
    },
  }
}

function authorizationOf({ status, reference, reason }: ChargeRow): Authorization {
  if (status === 'declined') return { kind: 'declined', reason: reason ?? '' }
  return status === 'voided' ? { kind: 'declined', reason: 'voided before' } : { kind: 'authorized', reference }
}

const refusalOf = (row: ChargeRow | undefined) =>
  row?.status === 'captured' ? 'more than is left of the charge' : `the charge is ${row?.status ?? 'unknown'}`

/** Says nothing until whoever asked gives up. */
function silence({ signal }: Patience): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
