-- How facts become messages, each once. Additive: an older server beside this one goes on writing to the outbox, with
-- more in its payload than a message says; the relay leaves that out.

alter table outbox
  -- The booking's fence as it was then. Null: written by an older server.
  add column version bigint,
  -- It is older than messages: the feed has it, nothing is delivered or mailed. What is there now is; what comes is not.
  add column silent boolean not null default true,
  -- Of one booking in the order of its commits: each of its writes locks its row first.
  add column place bigint;
alter table outbox alter column silent set default false;
create sequence outbox_place owned by outbox.place;
alter table outbox alter column place set default nextval('outbox_place');
create index outbox_in_order on outbox (place nulls first, id);
drop index outbox_of_named_buyer;

-- Up to which version of each event, and of its inventory, messages have been made; moved by compare and set in the
-- transaction that appends them. Null: none yet. What is left at that version says when an event is sold out.
create table relay_cursors (
  event_id text not null,
  event_version bigint,
  version bigint,
  available_seats bigint,
  type_seats bigint,
  constraint relay_cursors_pkey primary key (event_id),
  constraint relay_cursors_whole check (num_nulls(version, available_seats, type_seats) in (0, 3))
) with (fillfactor = 50);

-- When some process is to compare the cursors with the inventories next. One row.
create table relay_checks (
  single boolean not null default true,
  due_at timestamptz(3) not null default clock_timestamp(),
  constraint relay_checks_pkey primary key (single),
  constraint relay_checks_alone check (single)
);
insert into relay_checks default values;
