-- What we know of Stripe's objects, by our own keys: Stripe finds nothing by an idempotency key, and its search lags behind.
-- The truth about money stays with Stripe: a status here is the one that was last fetched.

create table stripe_payments (
  -- The payment's provider_key; the key of each call to Stripe is made from it.
  key text not null,
  amount_minor bigint not null,
  currency text,
  -- Written down between making the PaymentIntent, which charges nobody, and confirming it.
  intent_id text,
  status text,
  -- From then on no PaymentIntent is written down, so none is ever confirmed, that wasn't before.
  closed_at timestamptz(3),
  -- How often Stripe has answered with a fault of its own: it repeats such an answer for ever under the same key.
  faults integer not null default 0,
  created_at timestamptz(3) not null default clock_timestamp(),
  changed_at timestamptz(3) not null default clock_timestamp(),
  constraint stripe_payments_pkey primary key (key)
) with (fillfactor = 80);

create table stripe_refunds (
  -- The refund's provider_key.
  key text not null,
  payment_key text not null,
  amount_minor bigint not null,
  -- The latest try: a refund that failed is followed by another one, under another of Stripe's keys.
  refund_id text,
  status text,
  reason text,
  tries integer not null default 0,
  created_at timestamptz(3) not null default clock_timestamp(),
  changed_at timestamptz(3) not null default clock_timestamp(),
  constraint stripe_refunds_pkey primary key (key)
);

-- Stripe's messages to us. They say what to look at, never what is: their payload isn't kept.
create table stripe_messages (
  id text not null,
  type text not null,
  -- "payment_intent", "refund", …
  object_type text not null,
  object_id text not null,
  received_at timestamptz(3) not null default clock_timestamp(),
  -- When it is to be handled (again); null once it is.
  due_at timestamptz(3),
  attempts integer not null default 0,
  handled_at timestamptz(3),
  constraint stripe_messages_pkey primary key (id),
  constraint stripe_messages_handled_or_due check ((handled_at is null) = (due_at is not null))
) with (fillfactor = 80);
create index stripe_messages_due on stripe_messages (due_at) where due_at is not null;
create index stripe_messages_handled on stripe_messages (handled_at) where handled_at is not null;
