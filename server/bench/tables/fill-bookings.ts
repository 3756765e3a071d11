// Bookings with their payments, refunds and tickets, the provider's journals, and what is kept for a while.
import { idOf, type Numbers } from './numbers.ts'

/** Every so many bookings are paid through Stripe, the others in the sandbox. */
const stripeShare = 20
const providerSql = `case when b % ${stripeShare} = 0 then 'stripe' else 'sandbox' end`
const repaid = `fate in ('cancelled', 'cancelling')`
/** Of the refunds some have been refused, and a few of those given up. */
const refundSql = `case when fate = 'cancelling' then 'pending' when b % 500 = 87 then 'failed' when b % 1000 = 388
  then 'needs_attention' else 'succeeded' end`
const paymentSql = `case when fate = 'pending' then 'requested' when fate = 'failed' then 'declined'
  when fate = 'cancelled' and ${refundSql} = 'succeeded' then 'refunded' else 'captured' end`

export function bookingsStatements(numbers: Numbers): readonly string[] {
  const { rows } = numbers
  return [
    `create unlogged table bench_bookings as select * from (${rows}) as numbered where b is not null`,
    ...bought(numbers),
    ...journals,
    ...kept,
    'drop table bench_bookings',
  ]
}

const bought = ({ eventId, typeId, holdId, bookingId }: Numbers) => [
  `insert into bookings (id, user_id, reservation_id, event_id, buyer_reference, buyer, status, items, quantity,
    total_minor, currency, failure, due_at, created_at, confirmed_at, cancelled_at)
    select ${bookingId('n')}, user_id, ${holdId('n')}, ${eventId('e')}, reference,
      case when reference is not null then jsonb_build_object('reference', reference) end, fate,
      jsonb_build_array(jsonb_build_object('ticketTypeId', ${typeId('e', 'type')}, 'quantity', quantity,
        'unitPriceMinor', 2500)), quantity, quantity * 2500, 'EUR',
      case when fate = 'failed' then '{"code":"payment_declined","detail":"card declined","extra":{}}'::jsonb end,
      case when fate in ('pending', 'cancelling') or ${repaid} and ${refundSql} = 'failed' then at end, at,
      case when fate not in ('pending', 'failed') then at end,
      case when fate = 'cancelled' then at + interval '1 hour' end
    from bench_bookings order by n`,
  `insert into payments (id, user_id, booking_id, provider, provider_key, provider_reference, token, status,
    amount_minor, currency)
    select ${idOf('pay', 'n')}, user_id, ${bookingId('n')}, ${providerSql}, ${idOf('pay', 'n')}, null,
      case when fate = 'pending' then 'tok_ok' end, ${paymentSql}, quantity * 2500, 'EUR'
    from bench_bookings order by n`,
  `insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor, currency, attempts)
    select ${idOf('ref', 'n')}, user_id, ${bookingId('n')}, ${idOf('pay', 'n')}, ${idOf('ref', 'n')}, ${refundSql},
      quantity * 2500, 'EUR', case ${refundSql} when 'failed' then 5 when 'needs_attention' then 20 else 1 end
    from bench_bookings where ${repaid} order by n`,
  `insert into tickets (id, user_id, booking_id, ticket_type_id, code, status)
    select ${idOf('tic', 'n * 2 + seat')}, user_id, ${bookingId('n')}, ${typeId('e', 'type')}, md5(n || '-' || seat),
      case when ${repaid} then 'cancelled' else 'valid' end
    from bench_bookings, generate_series(1, quantity) as seat where fate not in ('pending', 'failed') order by n`,
  `insert into outbox (id, user_id, type, resource, payload, created_at)
    select ${idOf('msg', 'n')}, user_id, 'booking.confirmed',
      jsonb_build_object('type', 'booking', 'id', ${bookingId('n')}), jsonb_build_object('id', ${bookingId('n')}), at
    from bench_bookings where fate not in ('pending', 'failed') order by n`,
  `insert into idempotency_keys (caller, key, fingerprint, booking_id, created_at)
  select user_id, 'confirm-' || n, 'f', ${bookingId('n')}, at from bench_bookings order by n`,
]

const journals = [
  `insert into sandbox_charges (key, reference, token, status, amount_minor, currency, refund_key)
    select ${idOf('pay', 'n')}, ${idOf('chg', 'n')}, 'tok_ok', ${paymentSql}, quantity * 2500, 'EUR',
      case when ${paymentSql} = 'refunded' then ${idOf('ref', 'n')} end
    from bench_bookings where ${providerSql} = 'sandbox' and fate <> 'pending' order by n`,
  `insert into stripe_payments (key, amount_minor, currency, intent_id, status)
    select ${idOf('pay', 'n')}, quantity * 2500, 'EUR', 'pi_' || n,
      case when fate = 'failed' then 'requires_payment_method' else 'succeeded' end
    from bench_bookings where ${providerSql} = 'stripe' and fate <> 'pending' order by n`,
  `insert into stripe_refunds (key, payment_key, amount_minor, refund_id, status)
    select ${idOf('ref', 'n')}, ${idOf('pay', 'n')}, quantity * 2500, 're_' || n, 'succeeded'
    from bench_bookings where ${providerSql} = 'stripe' and ${repaid} and ${refundSql} = 'succeeded' order by n`,
]

const kept = [
  `insert into stripe_messages (id, type, object_type, object_id, received_at, due_at, handled_at)
    select 'evt_' || n, 'payment_intent.succeeded', 'payment_intent', 'pi_' || n,
      now() - interval '40 days' + interval '1 minute' * n, case when n % 50 = 0 then now() end,
      case when n % 50 > 0 then now() - interval '40 days' + interval '1 minute' * n end
    from generate_series(1, 50000) as n`,
]
