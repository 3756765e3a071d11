// The bookings' part of the proof: sold holds, bookings, payments, refunds, the provider's journal and what was asked with a key, each against the other.
import { withSnapshot } from '../../platform/connections.ts'
import type { Database } from '../../platform/sql.ts'
import type { BookingsCheck, SoldHold } from './port.ts'

export interface BookingsAudit {
  /** One event's; undefined: all. */
  readonly eventId: string | undefined
  /** Read from the inventory just before: the two databases are seen at two moments. */
  readonly sold: readonly SoldHold[]
  /** Which provider's book is compared: the sandbox's own, or what we have last seen at Stripe. */
  readonly journal: keyof typeof JOURNALS
}

/** What changed this shortly ago may have done so between the two moments. */
const BETWEEN_SECONDS = 10
const VIOLATIONS_MAX = 100

interface Row { detail: string; event_id: string | null; hold_id: string | null; booking_id: string | null }

/** $1 event or null, $2 ids of sold holds, $3 their events. Each selects detail, event_id, hold_id, booking_id. */
const RECENT = (column: string) => `${column} > clock_timestamp() - interval '${BETWEEN_SECONDS} seconds'`
const HOLDS = 'select * from unnest($2::text[], $3::text[]) as sold (id, event_id)'

/** A sold hold has a booking that is confirmed, or on its way there or back. */
const SOLD_WITHOUT_BOOKING = `
select 'the hold is sold, but ' || coalesce('its booking is ' || max(b.status), 'nobody has booked it') as detail, sold.event_id, sold.id as hold_id, max(b.id) as booking_id
from (${HOLDS}) as sold left join bookings b on b.reservation_id = sold.id and b.event_id = sold.event_id
where $1::text is null or sold.event_id = $1
group by sold.id, sold.event_id
having not coalesce(bool_or(b.status in ('pending', 'confirmed', 'cancelling') or ${RECENT('b.cancelled_at')}), false) or count(*) filter (where b.status = 'confirmed') > 1`

const BOOKED_WITHOUT_HOLD = `
select 'the booking is confirmed, but its hold is not sold' as detail, b.event_id, b.reservation_id as hold_id, b.id as booking_id
from bookings b left join (${HOLDS}) as sold on sold.id = b.reservation_id
where ($1::text is null or b.event_id = $1) and b.status = 'confirmed' and sold.id is null and not ${RECENT('b.confirmed_at')}`

const SETTLED = `select b.event_id, b.reservation_id as hold_id, b.id as booking_id, b.status, b.total_minor,
    p.status as payment, p.amount_minor as paid, p.provider, p.provider_key, r.status as refund, r.amount_minor as repaid
  from bookings b
  left join payments p on p.user_id = b.user_id and p.booking_id = b.id
  left join refunds r on r.user_id = b.user_id and r.booking_id = b.id
  where ($1::text is null or b.event_id = $1) and b.status in ('confirmed', 'cancelled', 'failed')`

const PAYMENTS = `
select 'the booking over ' || total_minor || ' is ' || status || ', its payment ' || coalesce(payment || ' over ' || paid, 'missing')
  || ', its refund ' || coalesce(refund || ' over ' || repaid, 'missing') as detail, event_id, hold_id, booking_id
from (${SETTLED}) as settled
where not coalesce(case
  when total_minor = 0 then payment is null and refund is null
  when paid is distinct from total_minor then false
  when status = 'confirmed' then payment = 'captured' and refund is null
  when status = 'failed' and refund is null then payment in ('declined', 'voided', 'refunded')
  else repaid = total_minor and payment = case when refund = 'succeeded' then 'refunded' else 'captured' end
end, false)`

/** Each with key, status and amount_minor. */
const JOURNALS = {
  sandbox: 'sandbox_charges',
  stripe: `(select s.key, s.amount_minor, case
      when s.status = 'succeeded' then case when exists (select from stripe_refunds r where r.payment_key = s.key and r.status = 'succeeded') then 'refunded' else 'captured' end
      when s.status = 'requires_capture' then 'authorized'
      when s.status = 'canceled' or s.closed_at is not null then 'voided'
      else 'declined' end as status
    from stripe_payments s)`,
} as const

/** A refund whose answer was lost may be in the journal already. Payments of another provider aren't this journal's. */
const journalOf = (journal: keyof typeof JOURNALS) => `
select 'our payment is ' || payment || ' over ' || paid || ', the journal says ' || coalesce(c.status || ' over ' || c.amount_minor, 'nothing') as detail, event_id, hold_id, booking_id
from (${SETTLED}) as settled left join ${JOURNALS[journal]} c on c.key = provider_key
where payment is not null and provider = '${journal}' and not coalesce(case payment
  when 'captured' then c.amount_minor = paid and (c.status = 'captured' or (c.status = 'refunded' and refund in ('pending', 'failed', 'needs_attention')))
  when 'refunded' then c.amount_minor = paid and c.status = 'refunded'
  else c.key is null or c.status in ('declined', 'voided')
end, false)`

const orphansOf = (journal: keyof typeof JOURNALS) => `
select 'the journal has a charge that is ' || c.status || ', under a key that no payment has: ' || c.key as detail, null::text as event_id, null::text as hold_id, null::text as booking_id
from ${JOURNALS[journal]} c left join payments p on p.provider_key = c.key
where $1::text is null and p.id is null and c.status in ('authorized', 'captured', 'refunded')`

/** A confirmation's key leads to its booking, every other one keeps the answer itself. Which event's a lost effect was nobody knows. */
const KEYS_WITHOUT_EFFECT = `
select 'the key ' || k.key || ' of ' || k.caller || case when k.booking_id is null then ' keeps no answer' else ' leads to a booking that is not there' end as detail,
  null::text as event_id, null::text as hold_id, k.booking_id
from idempotency_keys k left join bookings b on b.id = k.booking_id and b.user_id = k.caller
where $1::text is null and case when k.booking_id is null then k.answer is null else b.id is null end`

const ALL_SOLD = `select count(*)::int as checked from (${HOLDS}) as sold where $1::text is null or event_id = $1`
const countOf = (what: string) => `select count(*)::int as checked from bookings where ($1::text is null or event_id = $1) and ${what} and coalesce(cardinality($2::text[]), cardinality($3::text[]), 0) >= 0`
const ALL_SETTLED = countOf(`status in ('confirmed', 'cancelled', 'failed')`)

const ALL_KEYS = `select count(*)::int as checked from idempotency_keys where $1::text is null and coalesce(cardinality($2::text[]), cardinality($3::text[]), 0) >= 0`

const checksOf = (journal: keyof typeof JOURNALS) => [
  { name: 'sold-holds-have-bookings', count: ALL_SOLD, violations: SOLD_WITHOUT_BOOKING },
  { name: 'bookings-have-sold-holds', count: countOf(`status = 'confirmed'`), violations: BOOKED_WITHOUT_HOLD },
  { name: 'payments-match-bookings', count: ALL_SETTLED, violations: PAYMENTS },
  { name: 'journal-matches-payments', count: ALL_SETTLED, violations: `${journalOf(journal)} union all ${orphansOf(journal)}` },
  { name: 'keys-lead-to-their-effect', count: ALL_KEYS, violations: KEYS_WITHOUT_EFFECT },
]

/** Bookings under way are left out: what they are at is finished or undone by the recovery job. */
export function auditBookings({ pool }: Pick<Database, 'pool'>, { eventId, sold, journal }: BookingsAudit): Promise<readonly BookingsCheck[]> {
  const given = [eventId ?? null, sold.map(({ id }) => id), sold.map(hold => hold.eventId)]
  return withSnapshot(pool, async client => {
    const checks: BookingsCheck[] = []
    for (const { name, count, violations } of checksOf(journal)) {
      // A statement that doesn't read all it is given must name it all the same: its type would be unknown.
      const { rows: [counted] } = await client.query<{ checked: number }>(count, given)
      const { rows } = await client.query<Row>(`select * from (${violations}) as violation where coalesce(cardinality($2::text[]), cardinality($3::text[]), 0) >= 0 limit ${VIOLATIONS_MAX}`, given)
      checks.push({ name, checked: counted!.checked, violations: rows.map(violationOf) })
    }
    return checks
  })
}

const violationOf = ({ detail, event_id, hold_id, booking_id }: Row) =>
  ({ detail, ...(event_id && { eventId: event_id }), ...(hold_id && { holdId: hold_id }), ...(booking_id && { bookingId: booking_id }) })
