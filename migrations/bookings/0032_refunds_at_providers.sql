-- Money that goes back without our asking: refunds that a person makes at the provider, and disputes that a bank opens
-- there. Additive: a server of the release before takes such refunds for its own, and asks for none that has succeeded.

alter table refunds drop constraint refunds_origin_known;
alter table refunds add constraint refunds_origin_known
  check (origin in ('cancellation', 'organizer', 'provider', 'dispute'));
-- 'cancelled': it counts no more. One made at the provider has failed there, or has taken the place of ours.
alter table refunds drop constraint refunds_status_known;
alter table refunds add constraint refunds_status_known
  check (status in ('pending', 'succeeded', 'failed', 'needs_attention', 'cancelled'));
-- What it was made over, where money that went back at the provider has taken the place of some of it, or of all.
alter table refunds add column asked_minor bigint;
-- Under way at the provider without our asking: nobody tries them again, so their bookings are not due.
create index refunds_under_way_at_providers on refunds (booking_id) where status = 'pending' and origin = 'provider';

create table disputes (
  -- The provider's own id.
  reference text not null,
  user_id text not null,
  booking_id text not null,
  status text not null,
  amount_minor bigint not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  closed_at timestamptz(3),
  constraint disputes_pkey primary key (user_id, booking_id, reference),
  constraint disputes_status_known
    check (status in ('open', 'won', 'lost') and (status = 'open') = (closed_at is null)),
  constraint disputes_amount_not_negative check (amount_minor >= 0)
);

-- Looks at what has gone back of a payment at Stripe are numbered as they begin: one that began earlier changes nothing
-- once a later one has been written down.
alter table stripe_payments
  add column looks integer not null default 0,
  add column seen_look integer not null default 0;

-- What the sandbox has to tell of a charge without being asked, step by step; the row goes when all is told.
create table sandbox_news (
  charge_key text not null,
  -- 'refund', 'dispute', 'lose': the first is the next.
  steps text[] not null,
  due_at timestamptz(3) not null default clock_timestamp(),
  constraint sandbox_news_pkey primary key (charge_key)
);
create index sandbox_news_due on sandbox_news (due_at);
