-- Accounts that may name buyers at an event besides its organizer, each with a bound of the seats that it may have
-- outstanding there: held, offered or waited for, over all the buyers that it names. What is outstanding is added up
-- from holds and waitlist entries by their indexes (holds_open_of_buyer, waitlist_entries_one_active).
create table resellers (
  event_id text not null references inventory (event_id) on delete cascade,
  account_id text not null,
  seats_max integer not null,
  created_at timestamptz not null default now(),
  primary key (event_id, account_id),
  constraint resellers_seats_max_range check (seats_max between 1 and 10000)
);
-- An account that is erased loses its grants.
create index resellers_of_account on resellers (account_id);
