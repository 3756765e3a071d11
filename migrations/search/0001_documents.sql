-- What can be found. Words are folded (case, accents) and split by the server, so nothing here depends on a locale.
create extension if not exists pg_trgm;
create extension if not exists cube;
create extension if not exists earthdistance;

create table documents (
  event_id text collate "C" not null,
  version bigint not null,
  -- A removed event stays as its id and version, everything else null: late news of it must not bring it back.
  event jsonb,
  -- Compared with phrases, so in their collation: with another the indexes would be of no use.
  title_folded text collate "C",
  venue_folded text collate "C",
  city text,
  city_folded text collate "C",
  category text collate "C",
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  -- The month on the venue's clock, as 2030-06.
  month text,
  price_from_minor bigint,
  -- A point on the globe, as earthdistance reckons. A column, because its functions can't be used in an index's expression:
  -- they don't name their schema.
  place cube,
  -- Title A; tags, category and venue B; city C; description D.
  lexemes tsvector,
  constraint documents_pkey primary key (event_id),
  constraint documents_whole_or_removed check (
    (event is null and ends_at is null and lexemes is null)
    or num_nulls(event, title_folded, venue_folded, city, city_folded, category, starts_at, ends_at, month, price_from_minor, lexemes) = 0
  )
);
create index documents_lexemes on documents using gin (lexemes);
create index documents_place on documents using gist (place);
create index documents_by_date on documents (starts_at, event_id);
create index documents_by_price on documents (price_from_minor, event_id);
create index documents_title on documents (title_folded, starts_at);
create index documents_venue on documents (venue_folded, starts_at);
create index documents_city on documents (city_folded, starts_at);
create index documents_category on documents (category, starts_at);
-- All that facets need, so that counting everything reads this instead of the wide rows.
create index documents_facets on documents (ends_at) include (category, city, city_folded, month, price_from_minor, starts_at, event_id);

-- Seats change often and documents have many indexes: apart, a sale costs one small row.
create table availability (
  event_id text collate "C" not null,
  -- The inventory's version, 0 until the inventory has spoken.
  version bigint not null,
  available_seats integer not null,
  waitlist_open boolean not null,
  -- Ticket type id → seats of it.
  ticket_types jsonb not null,
  constraint availability_pkey primary key (event_id)
) with (fillfactor = 70);

-- Every word of every document, to find the one that was meant. `near` holds the word with each one of its letters left
-- out in turn: two words that are one mistake apart have one of these in common.
create table words (
  word text collate "C" not null,
  near text[] not null,
  constraint words_pkey primary key (word)
);
create index words_near on words using gin (near);
create index words_similar on words using gin (word gin_trgm_ops);

-- What can be suggested: titles, venues, cities, categories, each once.
create table phrases (
  kind text not null,
  folded text collate "C" not null,
  text text collate "C" not null,
  lexemes tsvector not null,
  -- The end of the last event that it is about.
  live_until timestamptz(3) not null,
  constraint phrases_pkey primary key (kind, folded),
  constraint phrases_kind_known check (kind in ('event', 'venue', 'city', 'category'))
);
create index phrases_lexemes on phrases using gin (lexemes);
