-- Mails to buyers, made from messages: what is to be said, and where to, is looked up when a mail is sent. No row has
-- anything of a person.

create table mails (
  -- The message's; where one message is told to many, with the resource's behind it. The mail server sees it.
  id text not null,
  -- The type of the message that it was made from.
  type text not null,
  event_id text not null,
  -- The booking or the waitlist entry whose buyer it goes to.
  resource_id text not null,
  -- The names of what has changed, where it tells of a change.
  changes text[],
  test boolean not null,
  -- What can't wait goes first: 0 an offer, 1 somebody's own booking or waitlist entry, 2 what goes to many.
  priority smallint not null,
  created_at timestamptz(3) not null default now(),
  -- When it is to be sent (again). Whoever sends it moves this on first, so that another process takes over after a crash.
  due_at timestamptz(3) not null default now(),
  -- How many times somebody has begun to send it.
  attempts integer not null default 0,
  -- A mail server has it; what follows from that is still to be done.
  sent_at timestamptz(3),
  constraint mails_pkey primary key (id)
);
create index mails_due on mails (priority, due_at);

-- Messages about an event that become mails to many people: page by page, so that no transaction is long.
create table event_mails (
  -- The message's.
  id text not null,
  type text not null,
  event_id text not null,
  changes text[],
  test boolean not null,
  occurred_at timestamptz(3) not null,
  -- How far it has come: first the bookings of the event, then its waitlist. Null: it has not begun.
  stage text,
  after text not null default '',
  created_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  attempts integer not null default 0,
  constraint event_mails_pkey primary key (id),
  constraint event_mails_type_known check (type in ('event.updated', 'event.cancelled')),
  constraint event_mails_stage_known check (stage in ('bookings', 'waitlist'))
);
-- Changes that come one after the other are told together.
create unique index event_mails_one_to_begin on event_mails (type, event_id) where stage is null;
create index event_mails_due on event_mails (due_at);
