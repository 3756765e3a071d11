-- Callers' own words about reservations and waitlist entries. Columns without a default: no table is rewritten. A
-- reservation that has none is written as before; older servers leave them alone.
alter table holds add column external_id text;
alter table holds add column metadata jsonb;
alter table archived_holds add column external_id text;
alter table archived_holds add column metadata jsonb;
alter table waitlist_entries add column metadata jsonb;

-- For the erasure of an account: what it has said about its own.
create index holds_with_metadata on holds (user_id) where metadata is not null;
create index archived_holds_with_metadata on archived_holds (user_id) where metadata is not null;
create index waitlist_entries_with_metadata on waitlist_entries (user_id) where metadata is not null;
