-- What messages tell of events and inventories. Additive: an older server beside this one goes on as it did; what it
-- changes of an event is not told.

-- What has happened to events, written with it; it goes once the messages are made. Of one event the places are in the
-- order of its versions: each of its changes locks its row first.
create table event_facts (
  place bigint not null generated always as identity,
  event_id text not null,
  version bigint not null,
  type text not null,
  -- The event as it was at this version: ids, states, amounts and times.
  data jsonb not null,
  at timestamptz(3) not null default clock_timestamp(),
  constraint event_facts_pkey primary key (place)
);

-- From which version on messages tell of an inventory that had sold before there were messages, and what was left then:
-- of the event, and of all its ticket types together.
create table message_starts (
  event_id text not null,
  version bigint not null,
  available_seats integer not null,
  type_seats bigint not null,
  constraint message_starts_pkey primary key (event_id)
);
insert into message_starts (event_id, version, available_seats, type_seats)
select event_id, version, available_seats,
  (select coalesce(sum(available_seats), 0) from ticket_types where ticket_types.event_id = inventory.event_id)
from inventory where sales <> 'draft';

-- The inventory's version by which the event was called off: from then on nobody is told of seats that come back. Null:
-- it was called off before there were messages, or by an older server.
alter table event_cancellations add column version bigint;
