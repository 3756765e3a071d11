// Every statement on what the sandbox has to tell without being asked.
import type pg from 'pg'
import type { Note } from '../refunds/following-store.ts'

export interface SandboxNews {
  readonly key: string
  /** `refund`: half of it has been given back. `dispute`: it is disputed. `lose`: and that is lost. */
  readonly steps: readonly ('refund' | 'dispute' | 'lose')[]
}

export interface ToldCharge {
  readonly amountMinor: number
  readonly refunds: readonly { readonly key: string; readonly amountMinor: number }[]
}

/** What the sandbox calls a refund that nobody has asked it for. */
export const theirRefundKey = (chargeKey: string) => `refund_${chargeKey}`

/** Told again after this long, where it could not be told. */
const againSeconds = 10

const refundsSql = `
with entered as (
  insert into sandbox_refunds (key, charge_key, amount_minor)
  select given.key, $1, given.amount_minor from unnest($2::text[], $3::bigint[]) as given (key, amount_minor)
  on conflict (key) do nothing returning amount_minor
)
update sandbox_charges set refunded_minor = refunded_minor + repaid.minor, changed_at = clock_timestamp(),
  status = case when refunded_minor + repaid.minor = amount_minor then 'refunded' else status end
from (select coalesce(sum(amount_minor), 0)::bigint as minor from entered) as repaid
where key = $1 and repaid.minor > 0`

/** Enters into the sandbox's book what has gone back without our asking, once. */
export const sandboxNote =
  (chargeKey: string): Note =>
  async (client, theirs) => {
    const counted = theirs.filter(({ status }) => status === 'succeeded')
    await client.query(refundsSql, [
      chargeKey,
      counted.map(({ key }) => key),
      counted.map(({ amountMinor }) => amountMinor),
    ])
    return true
  }

export function createSandboxNewsStore(pool: Pick<pg.Pool, 'query'>) {
  return {
    /** Takes at most `limit` that are due; each is due again later unless it is told. */
    async takeDue(limit: number): Promise<readonly SandboxNews[]> {
      const { rows } = await pool.query<SandboxNews>({
        name: 'sandbox-take-news',
        text: `update sandbox_news set due_at = clock_timestamp() + interval '${againSeconds} seconds'
          where charge_key in (select charge_key from sandbox_news where due_at <= clock_timestamp() order by due_at
            limit $1 for update skip locked) returning charge_key as key, steps`,
        values: [limit],
      })
      return rows
    },

    async find(key: string): Promise<ToldCharge | undefined> {
      const {
        rows: [row],
      } = await pool.query<ToldCharge>(
        `select amount_minor as "amountMinor", (
          select coalesce(json_agg(json_build_object('key', key, 'amountMinor', amount_minor) order by created_at),
            '[]')
          from sandbox_refunds where charge_key = sandbox_charges.key) as refunds
        from sandbox_charges where key = $1`,
        [key],
      )
      return row
    },

    /** The first step has been told: the next one follows; after the last the row goes. */
    async told(key: string, steps: SandboxNews['steps']): Promise<void> {
      if (steps.length > 1)
        await pool.query(
          'update sandbox_news set steps = $3, due_at = clock_timestamp() where charge_key = $1 and steps = $2',
          [key, steps, steps.slice(1)],
        )
      else await pool.query('delete from sandbox_news where charge_key = $1 and steps = $2', [key, steps])
    },
  }
}
