-- Facets over all events are counted once and then kept by the servers, in parts. Events are parted by the last letter
-- of their ids, and each part has a stamp, which changes with whatever the facets of one of its events are counted by.
-- Whoever keeps counts compares the stamps, in the transaction's own view, and counts again the parts that have changed.
create table facet_parts (
  part text collate "C" not null,
  stamp uuid not null,
  constraint facet_parts_pkey primary key (part)
);

-- The price ranges in which an event has an offer until its end: the n-th, as `priceSteps` counts them, is the bit n.
-- Null: some sale ends before the event does, so it depends on when it is asked.
create function offered_steps(event jsonb) returns smallint language sql immutable parallel safe as $$
  select case
    when bool_and(coalesce(cast(type ->> 'salesEndAt' as timestamptz) >= cast(event ->> 'endsAt' as timestamptz), true))
    then cast(bit_or(1 << width_bucket(
      cast(type ->> 'priceMinor' as bigint), array[0, 1, 2500, 5000, 10000, 20000]::bigint[])) as smallint)
  end
  from jsonb_array_elements(event -> 'ticketTypes') as type
$$;

alter table documents
  add column part text collate "C" generated always as (right(event_id, 1)) stored,
  add column price_steps smallint generated always as (offered_steps(event)) stored;

drop index documents_facets;
create index documents_facets on documents (part, ends_at)
  include (category, city, city_folded, month, price_from_minor, starts_at, event_id, currency, prices, offered_until,
    price_steps);

insert into facet_parts (part, stamp)
select part, gen_random_uuid() from (select distinct part from documents) as parts;

-- Triggers, so that the writes of a server of the release before are noticed too. Stamps are taken in the order of
-- their parts: two writers can't lock each other out.
create function note_inserted_documents() returns trigger language plpgsql as $$
begin
  insert into facet_parts (part, stamp)
  select part, gen_random_uuid() from (select distinct part from changed order by part) as parts
  on conflict (part) do update set stamp = excluded.stamp;
  return null;
end $$;

create function note_updated_documents() returns trigger language plpgsql as $$
begin
  insert into facet_parts (part, stamp)
  select part, gen_random_uuid() from (
    select distinct changed.part from changed join earlier on earlier.event_id = changed.event_id
    where (earlier.category, earlier.city, earlier.city_folded, earlier.month, earlier.currency, earlier.ends_at,
        earlier.prices, earlier.offered_until)
      is distinct from (changed.category, changed.city, changed.city_folded, changed.month, changed.currency,
        changed.ends_at, changed.prices, changed.offered_until)
    order by changed.part
  ) as parts
  on conflict (part) do update set stamp = excluded.stamp;
  return null;
end $$;

create function note_truncated_documents() returns trigger language plpgsql as $$
begin
  update facet_parts set stamp = gen_random_uuid();
  return null;
end $$;

create trigger documents_inserted after insert on documents referencing new table as changed
  for each statement execute function note_inserted_documents();
create trigger documents_updated after update on documents referencing old table as earlier new table as changed
  for each statement execute function note_updated_documents();
create trigger documents_deleted after delete on documents referencing old table as changed
  for each statement execute function note_inserted_documents();
create trigger documents_truncated after truncate on documents
  for each statement execute function note_truncated_documents();

-- Phrases that begin with the same two letters, shorter ones first: suggestions are read from it in their order.
create index phrases_begun on phrases (kind, left(folded, 2), length(folded), folded);
