// The built-in payment provider: no money, deterministic test tokens, and a book of its own, kept as strictly as a real one.
import type pg from 'pg'
import { inBatches } from '../../../platform/batches.ts'
import { newId } from '../../../platform/ids.ts'
import { step } from '../saga/recovery-steps.ts'
import { RefusedForGood, type Authorization, type Charge, type ChargeState, type PaymentProvider } from './port.ts'

interface ChargeRow { reference: string; token: string | null; status: Exclude<ChargeState['kind'], 'none'>; reason: string | null }

/** The tokens that decline, with the reason given; a token that isn't known is declined too. */
const authorizing = new Set(['tok_ok', 'tok_slow', 'tok_late_success', 'tok_answer_lost', 'tok_capture_refused', 'tok_refund_fails', 'tok_refund_fails_once'])
const reasons: ReadonlyMap<string, string> = new Map([['tok_declined', 'card declined']])

export interface SandboxOptions {
  /** How long `tok_slow` takes to answer: less than whoever asks is going to wait. */
  readonly slowMs: number
}

/**
 * `tok_ok` succeeds, `tok_declined` is declined, `tok_slow` succeeds after `slowMs`, `tok_timeout` never answers and never
 * charges, `tok_late_success` charges but answers too late, `tok_answer_lost` charges and the connection breaks before the
 * answer, `tok_capture_refused` can be authorized but not captured, `tok_refund_fails` can be charged but not refunded,
 * `tok_refund_fails_once` not at the first try.
 */
export function createSandbox(pool: Pick<pg.Pool, 'query'>, { slowMs }: SandboxOptions = { slowMs: 1_000 }): PaymentProvider {
  async function find(key: string): Promise<ChargeRow | undefined> {
    const { rows: [row] } = await pool.query<ChargeRow>({
      name: 'sandbox-find', text: 'select reference, token, status, reason from sandbox_charges where key = $1', values: [key],
    })
    return row
  }

  /** The first entry under a key stands; a repeated one finds it. */
  async function enter(key: string, { token, amountMinor, currency }: Omit<Charge, 'key'>): Promise<ChargeRow> {
    const [status, reason] = authorizing.has(token) ? ['authorized' as const, null] : ['declined' as const, reasons.get(token) ?? 'unknown token']
    const row: ChargeRow = { reference: newId('chg'), token, status, reason }
    return await enterInBatches({ key, amountMinor, currency, ...row }) ? row : (await find(key))!
  }

  const enterInBatches = inBatches(async (entries: readonly (ChargeRow & Omit<Charge, 'token'>)[]) => {
    const { rows } = await pool.query<{ reference: string }>({
      name: 'sandbox-enter',
      text: `insert into sandbox_charges (key, reference, token, status, reason, amount_minor, currency)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[]) on conflict (key) do nothing returning reference`,
      values: [entries.map(e => e.key), entries.map(e => e.reference), entries.map(e => e.token), entries.map(e => e.status), entries.map(e => e.reason), entries.map(e => e.amountMinor), entries.map(e => e.currency)],
    })
    const entered = new Set(rows.map(({ reference }) => reference))
    return entries.map(({ reference }) => entered.has(reference))
  }, { name: 'sandbox-enter' })

  const captureInBatches = inBatches(async (keys: readonly string[]) => {
    const { rows } = await pool.query<{ key: string }>({
      name: 'sandbox-capture',
      text: `update sandbox_charges set status = 'captured', changed_at = clock_timestamp() from unnest($1::text[]) as given (key)
        where sandbox_charges.key = given.key and status = 'authorized' and token is distinct from 'tok_capture_refused' returning sandbox_charges.key`,
      values: [keys],
    })
    const captured = new Set(rows.map(({ key }) => key))
    return keys.map(key => captured.has(key))
  }, { name: 'sandbox-capture' })

  /** Notes a refund's key on its charge; whether nobody had before. */
  async function isFirstTry(chargeKey: string, refundKey: string): Promise<boolean> {
    const { rowCount } = await pool.query(`update sandbox_charges set refund_key = $2 where key = $1 and status = 'captured' and refund_key is null`, [chargeKey, refundKey])
    return rowCount === 1
  }

  return {
    name: 'sandbox',

    async authorize({ key, ...charge }, signal) {
      if (charge.token === 'tok_timeout') return silence(signal)
      const row = await step('sandbox.authorize', () => enter(key, charge))
      switch (charge.token) {
        case 'tok_late_success': return silence(signal)
        case 'tok_answer_lost': throw new Error('The connection to the sandbox broke.')
        case 'tok_slow': await Promise.race([new Promise(resolve => { setTimeout(resolve, slowMs) }), silence(signal)]); return authorizationOf(row)
        default: return authorizationOf(row)
      }
    },

    async capture({ key }) {
      if (await step('sandbox.capture', () => captureInBatches(key))) return
      const row = await find(key)
      if (row?.status !== 'captured' && row?.status !== 'refunded') throw new RefusedForGood(`the bank refuses to hand over what is ${row?.status ?? 'unknown to it'}`)
    },

    async void({ key }) {
      await step('sandbox.void', () => pool.query({
        name: 'sandbox-void',
        text: `insert into sandbox_charges (key, reference, status, amount_minor) values ($1, $2, 'voided', 0)
          on conflict (key) do update set status = 'voided', changed_at = clock_timestamp() where sandbox_charges.status = 'authorized'`,
        values: [key, newId('chg')],
      }))
      const row = await find(key)
      if (row?.status === 'captured') throw new Error(`The sandbox can't void ${key}: it is captured.`)
    },

    async refund({ key, chargeKey }) {
      const row = await find(chargeKey)
      if (row?.token === 'tok_refund_fails') return { kind: 'failed', reason: 'the bank refuses refunds' }
      if (row?.status === 'refunded') return { kind: 'refunded' }
      if (row?.token === 'tok_refund_fails_once' && await isFirstTry(chargeKey, key)) return { kind: 'failed', reason: 'the bank refuses refunds just now' }
      const { rowCount } = await step('sandbox.refund', () => pool.query(
        `update sandbox_charges set status = 'refunded', refund_key = $2, changed_at = clock_timestamp() where key = $1 and status = 'captured'`, [chargeKey, key]))
      return rowCount === 1 ? { kind: 'refunded' } : { kind: 'failed', reason: `the charge is ${row?.status ?? 'unknown'}` }
    },

    async lookup(key): Promise<ChargeState> {
      const row = await find(key)
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

/** Says nothing until whoever asked gives up. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
