-- Messages: what happened to one resource at one version, told to one account. Kept 30 days, in one partition a day that
-- is dropped as a whole.

create table messages (
  -- Its place in the order of appending, which is the order of committing: nobody who reads on from a place misses one.
  place bigint not null,
  id text not null,
  account_id text not null,
  type text not null,
  resource_type text not null,
  resource_id text not null,
  resource_version bigint not null,
  -- The event that it belongs to, whatever the resource is.
  event_id text not null,
  test boolean not null,
  -- Told before messages were delivered: it is in the feed alone.
  silent boolean not null default false,
  -- Ids, states and amounts of the resource; nothing personal.
  data jsonb not null,
  occurred_at timestamptz(3) not null,
  appended_at timestamptz(3) not null,
  constraint messages_pkey primary key (place, appended_at)
) partition by range (appended_at);
create index messages_of_account on messages (account_id, place);
create index messages_by_id on messages (id);

-- One row, the end of the order. Whoever appends moves it, and so is alone until it has committed.
create table message_end (
  single boolean not null default true,
  place bigint not null,
  constraint message_end_pkey primary key (single),
  constraint message_end_alone check (single)
);
insert into message_end (place) values (0);
