// Every statement on the sandbox's book: a charge a key, as a bank would keep it.
import type pg from 'pg'
import { inBatches } from '../../../platform/batches.ts'
import { newId } from '../../../platform/ids.ts'
import { arrayLiteral } from '../../../platform/postgres/array-literal.ts'
import type { Charge, ChargeState } from './port.ts'
import { sandboxNews } from './sandbox-tokens.ts'

export interface ChargeRow {
  reference: string
  token: string | null
  status: Exclude<ChargeState['kind'], 'none'>
  reason: string | null
  /** The key of a refund of all of it. */
  refundKey?: string | null
}
interface NewSandboxRefund {
  readonly chargeKey: string
  readonly refundKey: string
  readonly amountMinor: number
}
export type NewCharge = ChargeRow & Omit<Charge, 'token'>

export function createSandboxStore(pool: Pick<pg.Pool, 'query'>) {
  const find = inBatches(
    async (keys: readonly string[]) => {
      const { rows } = await pool.query<ChargeRow & { key: string }>({
        name: 'sandbox-find',
        text: `select sandbox_charges.key, reference, token, status, reason, refund_key as "refundKey"
          from unnest($1::text[]) as given (key) join sandbox_charges on sandbox_charges.key = given.key`,
        values: [keys],
      })
      const found = new Map(rows.map(({ key, ...row }) => [key, row]))
      return keys.map((key): ChargeRow | undefined => found.get(key))
    },
    { name: 'sandbox-find' },
  )

  /** Whether it has been entered: the first entry under a key stands. */
  const enter = inBatches(
    async (entries: readonly NewCharge[]) => {
      const { rows } = await pool.query<{ reference: string }>({
        name: 'sandbox-enter',
        text: `insert into sandbox_charges (key, reference, token, status, reason, amount_minor, currency)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
        on conflict (key) do nothing returning reference`,
        values: [
          arrayLiteral(entries, ({ key }) => key),
          arrayLiteral(entries, ({ reference }) => reference),
          arrayLiteral(entries, ({ token }) => token),
          arrayLiteral(entries, ({ status }) => status),
          arrayLiteral(entries, ({ reason }) => reason),
          arrayLiteral(entries, ({ amountMinor }) => amountMinor),
          arrayLiteral(entries, ({ currency }) => currency),
        ],
      })
      const entered = new Set(rows.map(({ reference }) => reference))
      return entries.map(({ reference }) => entered.has(reference))
    },
    { name: 'sandbox-enter' },
  )

  /** Whether it was there to be captured. */
  const capture = inBatches(
    async (keys: readonly string[]) => {
      const { rows } = await pool.query<{ key: string }>({
        name: 'sandbox-capture',
        text: `
        with captured as (
          update sandbox_charges set status = 'captured', changed_at = clock_timestamp()
            from unnest($1::text[]) as given (key)
          where sandbox_charges.key = given.key and status = 'authorized'
            and token is distinct from 'tok_capture_refused'
          returning sandbox_charges.key, token
        ), news as (
          insert into sandbox_news (charge_key, steps)
          select key, string_to_array(steps, ' ')
          from captured join unnest($2::text[], $3::text[]) as told (token, steps) using (token)
        )
        select key from captured`,
        values: [
          arrayLiteral(keys, key => key),
          Object.keys(sandboxNews),
          Object.values(sandboxNews).map(steps => steps.join(' ')),
        ],
      })
      const captured = new Set(rows.map(({ key }) => key))
      return keys.map(key => captured.has(key))
    },
    { name: 'sandbox-capture' },
  )

  /** Notes a refund's key on its charge; whether nobody had before. */
  async function noteFirstTry(chargeKey: string, refundKey: string): Promise<boolean> {
    const { rowCount } = await pool.query(
      `update sandbox_charges set refund_key = $2 where key = $1 and status = 'captured' and refund_key is null`,
      [chargeKey, refundKey],
    )
    return rowCount === 1
  }

  /** Whether it is repaid, now or before: as much of a charge as was captured, and once under a key. */
  const refundInBatches = inBatches(
    async (refunds: readonly NewSandboxRefund[]) => {
      const { rows } = await pool.query<{ key: string }>({
        name: 'sandbox-refund',
        text: `
        with given as (
          select distinct on (key) * from unnest($1::text[], $2::text[], $3::bigint[])
            as given (charge_key, key, amount_minor)
        ), known as (
          select given.key from given join sandbox_refunds on sandbox_refunds.key = given.key
        ), fresh as (
          select * from given where key not in (select key from known)
        ), charged as (
          update sandbox_charges as charge set refunded_minor = charge.refunded_minor + asked.minor,
            status = case when charge.refunded_minor + asked.minor = charge.amount_minor then 'refunded'
              else charge.status end,
            refund_key = asked.key, changed_at = clock_timestamp()
          from (select charge_key, sum(amount_minor) as minor, max(key) as key from fresh group by charge_key) as asked
          where charge.key = asked.charge_key and charge.status = 'captured'
            and charge.refunded_minor + asked.minor <= charge.amount_minor
          returning charge.key
        ), entered as (
          insert into sandbox_refunds (key, charge_key, amount_minor)
          select fresh.key, charge_key, amount_minor from fresh join charged on charged.key = fresh.charge_key
          returning key
        )
        select key from known union all select key from entered`,
        values: [
          refunds.map(({ chargeKey }) => chargeKey),
          refunds.map(({ refundKey }) => refundKey),
          refunds.map(({ amountMinor }) => amountMinor),
        ],
      })
      const repaid = new Set(rows.map(({ key }) => key))
      return refunds.map(({ refundKey }) => repaid.has(refundKey))
    },
    { name: 'sandbox-refund' },
  )
  /** Closes the key, unless its charge is captured. */
  async function close(key: string): Promise<void> {
    await pool.query({
      name: 'sandbox-void',
      text: `insert into sandbox_charges (key, reference, status, amount_minor) values ($1, $2, 'voided', 0)
        on conflict (key) do update set status = 'voided', changed_at = clock_timestamp()
        where sandbox_charges.status = 'authorized'`,
      values: [key, newId('chg')],
    })
  }

  return { find, enter, capture, noteFirstTry, refund: refundInBatches, close }
}
