-- Named buyers who are erased: what stood for them in holds and places in line is taken away, the seats stay as they are.
-- Columns without a default: no table is rewritten. Only what has a named buyer is in these indexes.
alter table holds add column buyer_erased_at timestamptz(3);
alter table waitlist_entries add column buyer_erased_at timestamptz(3);

create index holds_of_named_buyer on holds (user_id, buyer_reference)
  where buyer_reference is not null and buyer_erased_at is null;
