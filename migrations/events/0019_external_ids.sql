-- Callers' own ids of venues, unique within the account that made the venue, and of ticket types, unique within their
-- event. Columns without a default: no table is rewritten. No lane reads or writes them, and older servers leave them
-- alone. Nothing has one yet, so that both indexes are empty when they are made.
alter table venues add column external_id text;
create unique index venues_external_id_unique on venues (external_id, organizer_id) where external_id is not null;

alter table ticket_types add column external_id text;
create unique index ticket_types_external_id_unique on ticket_types (event_id, external_id)
  where external_id is not null;
