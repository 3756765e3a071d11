-- Prices are searched for by ticket type, and in one currency. Made of the event itself, so that a server of the
-- release before, which does not know these columns, fills them too.
create function offered_prices(event jsonb) returns bigint[] language sql immutable parallel safe as $$
  select array(
    select cast(type ->> 'priceMinor' as bigint)
    from jsonb_array_elements(event -> 'ticketTypes') with ordinality as types (type, place) order by place)
$$;
-- Until when each of them is on offer: the end of its sale, else of the event. Times are RFC 3339 in UTC, so that the
-- session's settings change nothing.
create function offered_until(event jsonb) returns timestamptz[] language sql immutable parallel safe as $$
  select array(
    select cast(coalesce(type ->> 'salesEndAt', event ->> 'endsAt') as timestamptz)
    from jsonb_array_elements(event -> 'ticketTypes') with ordinality as types (type, place) order by place)
$$;

alter table documents
  add column currency text collate "C" generated always as (event -> 'ticketTypes' -> 0 ->> 'currency') stored,
  add column prices bigint[] generated always as (offered_prices(event)) stored,
  add column offered_until timestamptz[] generated always as (offered_until(event)) stored;

drop index documents_facets;
create index documents_facets on documents (ends_at)
  include (category, city, city_folded, month, price_from_minor, starts_at, event_id, currency, prices, offered_until);
