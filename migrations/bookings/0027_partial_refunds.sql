-- Tickets of a booking are cancelled one by one, and a payment is repaid in parts. Additive: a server of the release
-- before knows one refund a booking, and leaves alone what it doesn't know of.

alter table payments
  -- What its refunds come to, whether or not they have succeeded yet: reserved in the transaction that makes each.
  add column refunded_minor bigint not null default 0,
  add constraint payments_never_repaid_twice check (refunded_minor between 0 and amount_minor);
update payments set refunded_minor = refunds.amount_minor from refunds
where refunds.user_id = payments.user_id and refunds.booking_id = payments.booking_id;

alter table refunds drop constraint refunds_one_per_booking;
create index refunds_of_booking on refunds (user_id, booking_id);
alter table refunds
  -- 'cancellation': of the booking or of some of its tickets. 'organizer': made by hand.
  add column origin text not null default 'cancellation',
  -- Why the organizer has made it. `reason` is what the provider said of a try that failed.
  add column note text,
  -- [{ "id", "amountMinor" }]: what of it is for which ticket; null: nobody has said.
  add column tickets jsonb,
  add constraint refunds_origin_known check (origin in ('cancellation', 'organizer'));

-- Some tickets of a booking, on their way back: its seats go back once under this id. The booking's run does it.
create table booking_cancellations (
  id text not null,
  user_id text not null,
  booking_id text not null,
  ticket_ids text[] not null,
  -- [{ "ticketTypeId", "quantity" }], each type once.
  items jsonb not null,
  state text not null default 'under_way',
  created_at timestamptz(3) not null default clock_timestamp(),
  ended_at timestamptz(3),
  constraint booking_cancellations_pkey primary key (user_id, booking_id, id),
  constraint booking_cancellations_state_known
    check (state in ('under_way', 'complete') and (state = 'complete') = (ended_at is not null))
);

-- A ticket that is `cancelling` lets nobody in any more; its seat is on its way back.
alter table tickets drop constraint tickets_status_known;
alter table tickets add constraint tickets_status_known check (status in ('valid', 'cancelling', 'cancelled'));

-- Bookings that have been repaid without being cancelled: what lists of refunds look for beside the undone ones.
alter table bookings add column repaid_in_part boolean not null default false;
create index bookings_repaid_of_event on bookings (event_id, id)
  where status in ('cancelling', 'cancelled', 'failed') or repaid_in_part;

-- The sandbox's own book of refunds: each once under its key, and all of a charge never more than was captured.
create table sandbox_refunds (
  key text not null,
  charge_key text not null,
  amount_minor bigint not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  constraint sandbox_refunds_pkey primary key (key)
);
create index sandbox_refunds_of_charge on sandbox_refunds (charge_key);
alter table sandbox_charges
  add column refunded_minor bigint not null default 0,
  add constraint sandbox_charges_never_repaid_twice check (refunded_minor between 0 and amount_minor);
update sandbox_charges set refunded_minor = amount_minor where status = 'refunded';
insert into sandbox_refunds (key, charge_key, amount_minor)
select refund_key, key, amount_minor from sandbox_charges where status = 'refunded' and refund_key is not null
on conflict do nothing;

-- Of a cancelled booking what its policy has left with the organizer: with its refunds it is what was paid.
alter table bookings add column kept_minor bigint not null default 0
  constraint bookings_kept_not_negative check (kept_minor >= 0);
