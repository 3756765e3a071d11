// The SQL of the bookings, and how its rows read.
import type { Buyer } from '../inventory/port.ts'
import { isOwn, refundsAre, type Booking, type Dispute, type Refund } from './booking.ts'

/** Whole bookings: of the table, or of those that a subquery finds, whatever it takes to find them. */
export const bookingSqlOf = (bookings: string) => `
select b.id, b.user_id, b.reservation_id, b.expired_reservation_id, b.event_id, b.buyer, b.status, b.items, b.quantity,
  b.total_minor, b.currency, b.promotion_id, b.failure, b.kept_minor, b.external_id, b.metadata, b.test,
  b.created_at, b.due_at, b.confirmed_at, b.cancelled_at, b.fence, b.attempts,
  extract(epoch from clock_timestamp() - b.created_at) * 1000 as age_ms,
  case when p.id is not null
    then json_build_object('id', p.id, 'provider', p.provider, 'key', p.provider_key, 'token', p.token, 'status',
      p.status) end as payment,
  (select coalesce(json_agg(json_build_object('id', id, 'key', provider_key, 'status', status, 'amountMinor',
    amount_minor, 'askedMinor', asked_minor, 'origin', origin, 'note', note, 'tickets', tickets, 'reason', reason,
    'attempts', attempts, 'createdAt', created_at) order by created_at, id), '[]')
    from refunds where user_id = b.user_id and booking_id = b.id) as refunds,
  (select coalesce(json_agg(json_build_object('id', reference, 'status', status, 'amountMinor', amount_minor,
    'createdAt', created_at, 'closedAt', closed_at) order by created_at, reference), '[]')
    from disputes where user_id = b.user_id and booking_id = b.id) as disputes,
  (select coalesce(json_agg(json_build_object('id', id, 'ticketIds', ticket_ids, 'items', items) order by id), '[]')
    from booking_cancellations
    where user_id = b.user_id and booking_id = b.id and state = 'under_way') as cancellations,
  (select coalesce(json_agg(json_build_object('id', id, 'ticketTypeId', ticket_type_id, 'code', code, 'status', status,
      'serial', serial, 'holder', holder, 'answers', answers) order by id), '[]')
    from tickets where user_id = b.user_id and booking_id = b.id) as tickets
from ${bookings} b
left join payments p on p.user_id = b.user_id and p.booking_id = b.id`
export const bookingSql = bookingSqlOf('bookings')

// S0 of a batch, all or nothing: each booking unless its key or its reservation has one, its payment with the
// provider's key, and the caller's key. Two requests with one key at the same time: the second breaks
// idempotency_keys_pkey and writes nothing.
//
// It is planned once (Database.plannedOncePool), so it is written in a way that leaves no choice: a key is looked up by
// itself, and "in (…) is true" looks bookings up in a hash of theirs instead of joining them.
export const openSql = `
with given as (
  select *
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::integer[],
    $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
    $17::boolean[], $18::text[], $19::jsonb[], $20::text[])
    as given (id, user_id, reservation_id, event_id, buyer_reference, buyer, items, quantity, total_minor, currency,
      key, fingerprint, payment_id, provider, provider_key, token, test, external_id, metadata, promotion_id)
), booked as (
  insert into bookings (id, user_id, reservation_id, event_id, buyer_reference, buyer, status, items, quantity,
    total_minor, currency, test, external_id, metadata, promotion_id, lease_owner, lease_until, due_at)
  select id, user_id, reservation_id, event_id, buyer_reference, buyer, 'pending', items, quantity, total_minor,
    currency, test, external_id, metadata, promotion_id, $21, clock_timestamp() + make_interval(secs => $22),
    clock_timestamp() + make_interval(secs => $23)
  from given
  where (select true from idempotency_keys as used where used.caller = given.user_id and used.key = given.key) is null
  on conflict (user_id, reservation_id) where status <> 'failed' do nothing
  returning id, created_at
), paid as (
  insert into payments (id, user_id, booking_id, provider, provider_key, token, status, amount_minor, currency)
  select payment_id, user_id, id, provider, provider_key, token, 'requested', total_minor, currency
  from given where payment_id is not null and (id in (select id from booked)) is true
), keyed as (
  insert into idempotency_keys (caller, key, fingerprint, booking_id)
  select user_id, key, fingerprint, id from given where key is not null and (id in (select id from booked)) is true
)
select id, created_at from booked`

// S5 of a batch, all or nothing. Tickets name their booking by its place in the batch.
export const confirmSql = `
with given as (
  select *
  from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
    with ordinality as given (id, user_id, fence, confirmed_at, message_id, type, resource, payload, place)
), confirmed as (
  update bookings
  set status = 'confirmed', confirmed_at = given.confirmed_at, due_at = null, lease_until = null, lease_owner = null
  from given
  where bookings.id = given.id and bookings.user_id = given.user_id and bookings.status = 'pending'
    and bookings.fence = given.fence
  returning given.*
), captured as (
  update payments set status = 'captured', token = null, changed_at = clock_timestamp()
  from confirmed where payments.user_id = confirmed.user_id and payments.booking_id = confirmed.id
), issued as (
  insert into tickets (id, user_id, booking_id, ticket_type_id, code)
  select ticket.id, confirmed.user_id, confirmed.id, ticket.ticket_type_id, ticket.code
  from confirmed
  join unnest($9::integer[], $10::text[], $11::text[], $12::text[]) as ticket (place, id, ticket_type_id, code)
    using (place)
), queued as (
  insert into outbox (id, user_id, type, resource, payload, version)
  select message_id, user_id, type, resource, payload, fence from confirmed
)
select id from confirmed`

// Where money is owed ($6, the refund's id) the lease stays, and whoever has it goes on to repay.
export const failSql = `
with failed as (
  update bookings
  set status = 'failed', failure = $4, attempts = 0, due_at = case when $6::text is not null then due_at end,
    lease_until = case when $6::text is not null then lease_until end,
    lease_owner = case when $6::text is not null then lease_owner end
  where id = $1 and user_id = $2 and status = 'pending' and fence = $3
  returning id, total_minor, currency
), owed as (
  insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor, currency)
  select $6, $2, failed.id, payments.id, $6, 'pending', failed.total_minor, failed.currency
  from failed join payments on payments.user_id = $2 and payments.booking_id = failed.id where $6::text is not null
), settled as (
  update payments set status = $5, token = null, changed_at = clock_timestamp(),
    refunded_minor = case when $6::text is not null then amount_minor else refunded_minor end
  from failed
  where user_id = $2 and booking_id = failed.id
)
select id from failed`

// The hold has expired and another has taken its place: the booking is that one's from now on, and is still found by
// the first.
export const moveToHoldSql = `
update bookings set expired_reservation_id = reservation_id, reservation_id = $4
where id = $1 and user_id = $2 and fence = $3 and status = 'pending'`

// The way back from a sale whose capture was refused: written before the seats go, so that whoever goes on goes back
// too.
export const losePaymentSql = `
update payments set status = 'voided', token = null, changed_at = clock_timestamp() from bookings
where bookings.id = $1 and bookings.user_id = $2 and bookings.fence = $3 and bookings.status = 'pending'
  and payments.user_id = $2 and payments.booking_id = $1`

/** What a payment's refunds come to: those that have not succeeded are still owed, or under way. */
export const reservedSql = (payment: string) => `
  select coalesce(sum(amount_minor), 0)::bigint as minor from refunds
  where refunds.user_id = ${payment}.user_id and refunds.booking_id = ${payment}.booking_id
    and refunds.status <> 'cancelled'`

// Tickets are void at once; seats and all money that has not gone back yet follow. Of those who begin with one booking
// the first has done so, as the refund's id says. Rows are locked in the order of their ids: two processes may begin
// with the same ones. What has been repaid is as it was read with the fence: whoever repays raises it.
export const beginCancelSql = `
with given as (
  select distinct on (id) id, user_id, refund_id, fence
  from unnest($1::text[], $2::text[], $3::text[], $7::bigint[])
    with ordinality as given (id, user_id, refund_id, fence, place)
  order by id, place
), locked as (
  select given.id, given.user_id, given.refund_id
  from given join bookings on bookings.id = given.id and bookings.user_id = given.user_id
  where status = 'confirmed' and bookings.fence = given.fence order by bookings.id for update of bookings
), cancelling as (
  update bookings set status = 'cancelling', fence = fence + 1, lease_owner = $4, attempts = 0,
    lease_until = clock_timestamp() + make_interval(secs => $5), due_at = clock_timestamp() + make_interval(secs => $6)
  from locked where bookings.id = locked.id and bookings.user_id = locked.user_id and status = 'confirmed'
  returning locked.*, currency
), voided as (
  update tickets set status = 'cancelled' from cancelling
  where tickets.user_id = cancelling.user_id and tickets.booking_id = cancelling.id
), owed as (
  insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor, currency)
  select refund_id, cancelling.user_id, cancelling.id, payments.id, refund_id, 'pending',
    payments.amount_minor - repaid.minor, cancelling.currency
  from cancelling join payments on payments.user_id = cancelling.user_id and payments.booking_id = cancelling.id
  cross join lateral (${reservedSql('payments')}) as repaid
  where payments.amount_minor > repaid.minor
), reserved as (
  update payments set refunded_minor = payments.amount_minor from cancelling
  where payments.user_id = cancelling.user_id and payments.booking_id = cancelling.id
)
select refund_id as "refundId" from cancelling`

// The end of cancellations, or of one more try to refund: what each refund came to, and when to try again, if at all.
// Without a cancelled_at the booking stays as it is: it has failed, and its money is owed; or only some of its tickets
// were cancelled, or some of its money given back. Refunds, cancellations and messages name their booking by its place
// in the batch; messages are queued in the order in which they are given.
export const cancelSql = `
with given as (
  select *
  from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::double precision[], $6::boolean[],
    $7::jsonb[])
    with ordinality as given (id, user_id, fence, cancelled_at, retry_seconds, is_repaid, resource, place)
), cancelled as (
  update bookings
  set status = case when given.cancelled_at is null then status else 'cancelled' end,
    cancelled_at = coalesce(bookings.cancelled_at, given.cancelled_at),
    due_at = clock_timestamp() + make_interval(secs => given.retry_seconds),
    attempts = attempts + 1, lease_until = null, lease_owner = null
  from given
  where bookings.id = given.id and bookings.user_id = given.user_id
    and status = any(case when given.cancelled_at is null then '{failed,confirmed}'::text[]
      else '{cancelling,cancelled}' end)
    and bookings.fence = given.fence
  returning given.*
), returned as (
  update refunds set status = tried.status, reason = tried.reason, attempts = refunds.attempts + 1,
    changed_at = clock_timestamp()
  from cancelled
  join unnest($8::integer[], $9::text[], $10::text[], $11::text[]) as tried (place, id, status, reason) using (place)
  where refunds.user_id = cancelled.user_id and refunds.booking_id = cancelled.id and refunds.id = tried.id
), ended as (
  update booking_cancellations as part set state = 'complete', ended_at = clock_timestamp()
  from cancelled join unnest($12::integer[], $13::text[]) as given_back (place, id) using (place)
  where part.user_id = cancelled.user_id and part.booking_id = cancelled.id and part.id = given_back.id
    and part.state = 'under_way'
  returning part.user_id, part.booking_id, part.ticket_ids
), voided as (
  update tickets set status = 'cancelled' from ended cross join lateral unnest(ticket_ids) as ticket (id)
  where tickets.user_id = ended.user_id and tickets.booking_id = ended.booking_id and tickets.id = ticket.id
), repaid as (
  update payments set status = 'refunded', changed_at = clock_timestamp() from cancelled
  where is_repaid and payments.user_id = cancelled.user_id and payments.booking_id = cancelled.id
), queued as (
  insert into outbox (id, user_id, type, resource, payload, version)
  select message.id, user_id, message.type, resource, message.payload, fence
  from cancelled
  join unnest($14::integer[], $15::text[], $16::text[], $17::jsonb[])
    with ordinality as message (place, id, type, payload, n) using (place)
  order by n
)
select id from cancelled`

// A person asks for a failed refund once more: its count starts from zero.
export const claimRefundSql = `
update bookings set fence = fence + 1, attempts = 0, lease_owner = $3,
  lease_until = clock_timestamp() + make_interval(secs => $4), due_at = clock_timestamp() + make_interval(secs => $5)
where id = $1 and user_id = $2 and status in ('confirmed', 'cancelled', 'failed')
  and (lease_until is null or lease_until <= clock_timestamp())
  and exists (select from refunds r
    where r.user_id = $2 and r.booking_id = $1 and r.status in ('failed', 'needs_attention'))
returning fence`

// $5: whether a lease of our own counts as free, because nobody here is at work on it.
export const claimSql = `
update bookings set fence = fence + 1, lease_owner = $3, lease_until = clock_timestamp() + make_interval(secs => $4)
where id = $1 and user_id = $2 and status in ('pending', 'cancelling')
  and (lease_until is null or lease_until <= clock_timestamp() or ($5::boolean and lease_owner = $3))
returning fence`

export const claimDueSql = `
update bookings set fence = fence + 1, lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3)
where (id, user_id) in (
  select id, user_id from bookings
  where due_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())
  order by due_at limit $1 for update skip locked)
returning id, user_id, fence`

export const renewSql = `
update bookings set lease_until = clock_timestamp() + make_interval(secs => $4)
where id = $1 and user_id = $2 and fence = $3`

// A failed booking is left alone, unless its money is still owed; a confirmed one, unless some of it goes back.
export const releaseSql = `
update bookings
set lease_until = null, lease_owner = null, attempts = attempts + 1,
  due_at = clock_timestamp() + make_interval(secs => $4)
where id = $1 and user_id = $2 and fence = $3
  and (status in ('pending', 'cancelling', 'cancelled') or status in ('confirmed', 'failed') and due_at is not null)`

// The provider has news of the payment or the refund with this key: the recovery job is to look at their booking now. A
// key is the id of its payment or refund. A refund that is given up, so that nothing is due any more, is taken up
// again.
export const wakeSql = `
update bookings set due_at = clock_timestamp() where (id, user_id) in (
    select booking_id, user_id from payments where id = $1 and provider_key = $1
    union all select booking_id, user_id from refunds where id = $1 and provider_key = $1)
  and (due_at is not null or exists (select from refunds r
    where r.user_id = bookings.user_id and r.booking_id = bookings.id
      and r.status not in ('succeeded', 'cancelled') and r.origin in ('cancellation', 'organizer')))`

// A refund that had succeeded has failed after all: the money is owed again. Whoever is at work on the booking has read
// it as it was before, so they are superseded. The booking's row is locked first, as whoever begins with it does.
export const reopenRefundSql = `
with come_back as (
  select user_id, booking_id from refunds where id = $1 and provider_key = $1 and status = 'succeeded'
), taken as (
  update bookings set fence = fence + 1, lease_owner = null, lease_until = null, due_at = clock_timestamp(),
    attempts = 0
  from come_back where bookings.id = come_back.booking_id and bookings.user_id = come_back.user_id
  returning bookings.id, bookings.user_id
), reopened as (
  update refunds set status = 'failed', reason = $2, changed_at = clock_timestamp()
  from taken where refunds.user_id = taken.user_id and refunds.booking_id = taken.id and refunds.id = $1
)
update payments set status = 'captured', changed_at = clock_timestamp()
from taken where payments.user_id = taken.user_id and payments.booking_id = taken.id`

/** Beyond this a backlog is only said to be long: counting it must not add to it. */
export const backlogMax = 10_000
/** The recovery job looks every few seconds: what is due for longer than this is nobody's. */
const overdueSeconds = 30

export interface Backlog {
  readonly pending: number
  readonly cancelling: number
  readonly overdue: number
  readonly refundsFailed: number
  readonly messages: number
  readonly messageSeconds: number
}

export const backlogSql = `
with unsettled as (select status, due_at from bookings where due_at is not null limit ${backlogMax})
select
  (select count(*)::int from unsettled where status = 'pending') as pending,
  (select count(*)::int from unsettled where status = 'cancelling') as cancelling,
  (select count(*)::int from unsettled
    where due_at < clock_timestamp() - interval '${overdueSeconds} seconds') as overdue,
  (select count(*)::int
    from (select from refunds where status in ('failed', 'needs_attention')
      limit ${backlogMax}) as failed) as "refundsFailed",
  (select count(*)::int from (select from outbox limit ${backlogMax}) as waiting) as messages,
  coalesce((select greatest(extract(epoch from clock_timestamp() - created_at), 0)::double precision from outbox
    order by id limit 1), 0) as "messageSeconds"`

export interface BookingRow {
  id: string
  user_id: string
  reservation_id: string
  expired_reservation_id: string | null
  event_id: string
  buyer: Buyer['named'] | null
  status: Booking['status']
  items: Booking['items']
  quantity: number
  total_minor: number
  currency: string
  promotion_id: string | null
  failure: Booking['failure']
  kept_minor: number
  external_id: string | null
  metadata: Booking['metadata']
  test: boolean
  created_at: Date
  due_at: Date | null
  confirmed_at: Date | null
  cancelled_at: Date | null
  fence: number
  attempts: number
  age_ms: string
  payment: Booking['payment']
  refunds: readonly (Omit<Refund, 'nextAttemptAt' | 'createdAt'> & { readonly createdAt: string })[]
  disputes: readonly {
    readonly id: string
    readonly status: Dispute['status']
    readonly amountMinor: number
    readonly createdAt: string
    readonly closedAt: string | null
  }[]
  cancellations: Booking['cancellations']
  tickets: Booking['tickets']
}

const isTriedAgain = (refund: Pick<Refund, 'status' | 'origin'>) =>
  isOwn(refund) && (refund.status === 'pending' || refund.status === 'failed')

export const bookingOf = (row: BookingRow): Booking => ({
  id: row.id,
  reservationId: row.reservation_id,
  expiredReservationId: row.expired_reservation_id,
  eventId: row.event_id,
  buyer: row.buyer ? { userId: row.user_id, named: row.buyer } : { userId: row.user_id },
  status: row.status,
  items: row.items,
  quantity: row.quantity,
  totalMinor: row.total_minor,
  currency: row.currency,
  promotionId: row.promotion_id,
  failure: row.failure,
  keptMinor: row.kept_minor,
  externalId: row.external_id,
  metadata: row.metadata,
  test: row.test,
  payment: row.payment,
  ...refundsAre(
    row.refunds.map(refund => ({
      ...refund,
      createdAt: new Date(refund.createdAt),
      nextAttemptAt: isTriedAgain(refund) && row.status !== 'cancelling' ? row.due_at : null,
    })),
  ),
  disputes: row.disputes.map(dispute => ({
    ...dispute,
    createdAt: new Date(dispute.createdAt),
    closedAt: dispute.closedAt === null ? null : new Date(dispute.closedAt),
  })),
  cancellations: row.cancellations,
  tickets: row.tickets,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  cancelledAt: row.cancelled_at,
  fence: row.fence,
  attempts: row.attempts,
  ageMs: Number(row.age_ms),
})
