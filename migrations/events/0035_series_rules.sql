-- What a series was made by. Those made before have none that is known: their events say the rest. Additive: older
-- servers leave the table alone, and what they make is found by its events.
create table series (
  id text not null,
  organizer_id text not null,
  -- Null where nobody has kept it.
  rrule text,
  exdates text[] not null default '{}',
  timezone text not null,
  -- When the first event began on the clock of the zone, as the rule was read.
  local_starts_at timestamp(3),
  created_at timestamptz(3) not null default now(),
  constraint series_pkey primary key (id)
);
create index series_of_organizer on series (organizer_id, id);

insert into series (id, organizer_id, timezone, created_at)
select distinct on (series_id) series_id, organizer_id, timezone, created_at from events
where series_id is not null order by series_id, starts_at, id;
