-- The sandbox's own book: what the built-in payment provider has been asked and has done. It stands for a book in
-- somebody else's house: it is never joined with ours, and knows its charges by their key alone.

create table sandbox_charges (
  key text not null,
  reference text not null,
  token text,
  status text not null,
  reason text,
  amount_minor bigint not null,
  currency text,
  refund_key text,
  created_at timestamptz(3) not null default clock_timestamp(),
  changed_at timestamptz(3) not null default clock_timestamp(),
  constraint sandbox_charges_pkey primary key (key),
  constraint sandbox_charges_status_known check (status in ('authorized', 'captured', 'declined', 'voided', 'refunded'))
) with (fillfactor = 80);
