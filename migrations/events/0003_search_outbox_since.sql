-- Since when the search has not been told of an event: what is due moves with each attempt, this stays until one succeeds.
alter table search_outbox add column since timestamptz(3) not null default clock_timestamp();
