-- How many times the search has refused an event as it is, since it last changed: it is tried again later each time.
alter table search_outbox add column refusals integer not null default 0;
