-- Events in several languages, and events of a series. Additive: an older server leaves both empty; documents that it
-- writes are derived again by a newer one.
alter table documents add column translated_titles text[] collate "C", add column series_id text collate "C";
create index documents_translated_titles on documents using gin (translated_titles)
  where translated_titles is not null;
create index documents_series on documents (series_id, starts_at) where series_id is not null;

-- Documents of older rules are derived again in the background (0002). A statement finds those of its own rules alone by
-- the index, so a server of the release before reads the table for a while.
drop index documents_derived_before;
create index documents_derived_before on documents (event_id)
  where event is not null and not (lexemes @@ '''~v3'''::tsquery);
