-- What is on sale: venues, events, and the answers that are kept under idempotency keys.
-- An event's seats, prices and line stand in the inventory (0002), which begins and ends with it.

create table venues (
  id text not null,
  organizer_id text not null,
  name text not null,
  address text,
  city text not null,
  country text not null,
  lat double precision,
  lon double precision,
  timezone text not null,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint venues_pkey primary key (id),
  constraint venues_location_whole check ((lat is null) = (lon is null))
);
create index venues_by_name on venues (name, id);
create index venues_in_city on venues (lower(city));

create table events (
  id text not null,
  organizer_id text not null,
  venue_id text not null,
  title text not null,
  description text,
  category text not null,
  tags text[] not null,
  status text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  timezone text not null,
  external_id text,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint events_pkey primary key (id),
  constraint events_venue foreign key (venue_id) references venues (id),
  constraint events_external_id_unique unique (organizer_id, external_id),
  -- `ended` is no state of its own: a published event has ended once ends_at has passed.
  constraint events_status_known check (status in ('draft', 'published', 'cancelled')),
  constraint events_end_after_start check (ends_at > starts_at)
);
create index events_at_venue on events (venue_id);
create index events_published_by_start on events (starts_at, id) where status = 'published';
-- Past events come first by their start: this one leads past them where they are many.
create index events_published_by_end on events (ends_at) where status = 'published';
create index events_published_by_creation on events (created_at, id) where status = 'published';
create index events_of_organizer on events (organizer_id, created_at, id);

-- Events that the search has not been told about yet, written with each change and taken away when it knows.
create table search_outbox (
  event_id text not null,
  version bigint not null,
  due_at timestamptz(3) not null,
  constraint search_outbox_pkey primary key (event_id)
);
create index search_outbox_due on search_outbox (due_at);

-- One effect per caller and key; the answer is written in the effect's own transaction.
create table idempotency_keys (
  caller text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  constraint idempotency_keys_pkey primary key (caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
