-- Named buyers who are erased: what stood for them in bookings and in messages is taken away, the facts stay.
-- A column without a default: no table is rewritten. Only what has a named buyer is in this index.
alter table bookings add column buyer_erased_at timestamptz(3);

create index outbox_of_named_buyer on outbox (user_id) where jsonb_exists(payload, 'buyer');
