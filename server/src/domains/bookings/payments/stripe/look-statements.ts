// What a look at Stripe has found, written into the book of its objects in the transaction that counts it.
import type { Refund } from '../../booking.ts'
import type { Note } from '../../refunds/following-store.ts'

/** Unless a look that began later has been written down. */
const seenSql = 'update stripe_payments set seen_look = $2 where key = $1 and seen_look < $2'

const theirsSql = `
insert into stripe_refunds (key, payment_key, amount_minor, refund_id, status)
select given.reference, $1, given.amount_minor, given.reference, given.status
from unnest($2::text[], $3::bigint[], $4::text[]) as given (reference, amount_minor, status)
on conflict (key) do update set amount_minor = excluded.amount_minor, status = excluded.status,
  changed_at = clock_timestamp()`

/** Refunds that began at Stripe, and disputes that were lost there, by their own ids. */
export const lookNote =
  (paymentKey: string, look: number): Note =>
  async (client, theirs) => {
    const seen = await client.query(seenSql, [paymentKey, look])
    if (seen.rowCount !== 1) return false
    const statusOf = ({ status }: Refund) => (status === 'cancelled' ? 'failed' : status)
    await client.query(theirsSql, [
      paymentKey,
      theirs.map(({ key }) => key),
      theirs.map(({ amountMinor }) => amountMinor),
      theirs.map(statusOf),
    ])
    return true
  }
