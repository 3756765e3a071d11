-- Callers' own words about bookings, from their reservations. Columns without a default: no table is rewritten. The
-- external id is a label to look for, not unique.
alter table bookings add column external_id text;
alter table bookings add column metadata jsonb;
create index bookings_of_event_by_external_id on bookings (event_id, external_id, id) where external_id is not null;
create index bookings_of_user_by_external_id on bookings (user_id, external_id, id) where external_id is not null;
create index bookings_with_metadata on bookings (user_id) where metadata is not null;
