-- The feed of messages: of one account, live and test apart; of one event and of one resource; from a time on.
drop index messages_of_account;
create index messages_in_feed on messages (account_id, test, place);
create index messages_of_event on messages (account_id, event_id, place);
create index messages_of_resource on messages (resource_id, place);
create index messages_by_time on messages (appended_at, place);

-- Who has read the feed, and when last, to within an hour: for them messages about reservations are made.
create table activity_readers (
  account_id text not null,
  used_at timestamptz(3) not null,
  constraint activity_readers_pkey primary key (account_id)
);
