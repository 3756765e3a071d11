-- Parts of bought holds that have gone back: `returned` of each of a hold's items is what its returns come to. An event
-- that has one has a level that older servers don't know, so that none of them decides without it.
create table hold_returns (
  event_id text not null,
  -- The booking's cancellation of these tickets: the same return again changes nothing.
  return_id text not null,
  hold_id text not null,
  -- [{ "ticketTypeId", "quantity" }]
  items jsonb not null,
  version bigint not null,
  returned_at timestamptz(3) not null,
  constraint hold_returns_pkey primary key (event_id, return_id)
);
create index hold_returns_of_hold on hold_returns (event_id, hold_id);
