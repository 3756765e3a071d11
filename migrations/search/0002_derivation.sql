-- Documents hold tokens that are derived from their words: joined words, stems, parts of words. A token of its own says
-- with which rules. Documents of older rules are derived again in the background; this index holds these alone, so it
-- is empty but for a while. An older process beside newer ones writes documents without the token: they come in here.
create index documents_derived_before on documents (event_id)
  where event is not null and not (lexemes @@ '''~v2'''::tsquery);

-- What hits are ranked by: all lexemes but the description's.
alter table documents add column headline tsvector;

-- What is read for thousands of hits stays in the row; the event, which is read for those of a page, makes room.
alter table documents
  alter column lexemes set storage main,
  alter column headline set storage main;
