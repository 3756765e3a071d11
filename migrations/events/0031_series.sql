-- Events that are copies of one by a rule, and the local times that events are meant to have. Additive: older servers
-- leave both alone; what they make or move is looked at again by the next newer one.

alter table events add column series_id text;
create index events_of_series on events (series_id, starts_at, id) where series_id is not null;

-- The times of an event on the clock of its zone, and by which edition of the tz database they were worked out. They
-- hold as long as the event has these very instants in this zone; otherwise an older server has moved it since.
create table event_local_times (
  event_id text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  timezone text not null,
  local_starts_at timestamp(3) not null,
  local_ends_at timestamp(3) not null,
  -- Such as 2026b. An edition never replaces what a later one has worked out.
  edition text not null,
  constraint event_local_times_pkey primary key (event_id)
);
