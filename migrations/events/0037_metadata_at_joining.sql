-- What an entry's metadata was when it joined, once that has changed: a repeated request is answered as the first was.
-- Null while it is as it was. Additive: older servers leave it alone.
alter table waitlist_entries add column metadata_at_joining jsonb;
create index waitlist_entries_with_metadata_at_joining on waitlist_entries (user_id)
  where metadata_at_joining is not null;
