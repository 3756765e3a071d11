-- Bookings, their payments, refunds and tickets; every table is keyed by user_id or carries it in its key, so that all of
-- them can be distributed by it. Ids sort by the time of their making.

create table bookings (
  id text not null,
  user_id text not null,
  reservation_id text not null,
  event_id text not null,
  buyer_reference text,
  buyer jsonb,
  status text not null,
  -- [{ "ticketTypeId", "quantity", "unitPriceMinor" }], as they were held.
  items jsonb not null,
  quantity integer not null,
  total_minor bigint not null,
  currency text not null,
  -- Why it failed, as a problem: { "code", "detail", "extra" }.
  failure jsonb,
  -- Who works on it, until when, and the how-manieth they are: a write with an older number than this changes nothing.
  lease_owner text,
  lease_until timestamptz(3),
  fence bigint not null default 1,
  -- When the recovery job is to look at it; null when nothing is left to do.
  due_at timestamptz(3),
  attempts integer not null default 0,
  created_at timestamptz(3) not null default clock_timestamp(),
  confirmed_at timestamptz(3),
  cancelled_at timestamptz(3),
  -- The id first, so that a booking is found by it alone.
  constraint bookings_pkey primary key (id, user_id),
  constraint bookings_status_known check (status in ('pending', 'confirmed', 'cancelling', 'cancelled', 'failed')),
  constraint bookings_quantity_positive check (quantity > 0),
  constraint bookings_total_not_negative check (total_minor >= 0),
  constraint bookings_failure_known check ((status = 'failed') = (failure is not null)),
  constraint bookings_unsettled_due check (status not in ('pending', 'cancelling') or due_at is not null)
) with (fillfactor = 80);
-- A reservation is bought once; attempts that failed don't stand in the way of the next.
create unique index bookings_one_per_reservation on bookings (user_id, reservation_id) where status <> 'failed';
create index bookings_of_user on bookings (user_id, id);
create index bookings_of_event on bookings (event_id, id);
create index bookings_due on bookings (due_at) where due_at is not null;

create table payments (
  id text not null,
  user_id text not null,
  booking_id text not null,
  provider text not null,
  -- The provider's idempotency key, written down before the provider is asked.
  provider_key text not null,
  provider_reference text,
  -- Kept only until the payment is settled.
  token text,
  status text not null,
  amount_minor bigint not null,
  currency text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  changed_at timestamptz(3) not null default clock_timestamp(),
  constraint payments_pkey primary key (id, user_id),
  constraint payments_one_per_booking unique (user_id, booking_id),
  constraint payments_provider_key_unique unique (user_id, provider_key),
  constraint payments_status_known check (status in ('requested', 'authorized', 'captured', 'declined', 'voided', 'unknown', 'refunded')),
  constraint payments_amount_positive check (amount_minor > 0)
) with (fillfactor = 80);

create table refunds (
  id text not null,
  user_id text not null,
  booking_id text not null,
  payment_id text not null,
  provider_key text not null,
  status text not null,
  amount_minor bigint not null,
  currency text not null,
  reason text,
  created_at timestamptz(3) not null default clock_timestamp(),
  changed_at timestamptz(3) not null default clock_timestamp(),
  constraint refunds_pkey primary key (id, user_id),
  constraint refunds_one_per_booking unique (user_id, booking_id),
  constraint refunds_status_known check (status in ('pending', 'succeeded', 'failed')),
  constraint refunds_amount_positive check (amount_minor > 0)
);

create table tickets (
  id text not null,
  user_id text not null,
  booking_id text not null,
  ticket_type_id text not null,
  code text not null,
  status text not null default 'valid',
  constraint tickets_pkey primary key (user_id, booking_id, id),
  constraint tickets_code_unique unique (code, user_id),
  constraint tickets_status_known check (status in ('valid', 'cancelled'))
) with (fillfactor = 90);

-- Webhook messages that are to be sent, written with what they tell of.
create table outbox (
  id text not null,
  user_id text not null,
  type text not null,
  -- { "type", "id" } of what it tells of.
  resource jsonb not null,
  payload jsonb not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  constraint outbox_pkey primary key (id, user_id)
);

create table idempotency_keys (
  caller text not null,
  key text not null,
  fingerprint text not null,
  -- A confirmation's key leads to its booking, whose row is the answer; other operations keep theirs here.
  booking_id text,
  status integer,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  constraint idempotency_keys_pkey primary key (caller, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
