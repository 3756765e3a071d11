-- What one buyer may hold of an event at a time, how long a place in line may claim pooled seats, and what a server must know to write.
-- All of them have constant defaults, which PostgreSQL adds without rewriting the table; older servers go on writing rows with them.

alter table inventory
  add column holds_per_buyer_max integer not null default 3,
  add column hold_seats_per_buyer_max integer not null default 20,
  add column claim_seconds_max integer not null default 600,
  -- A server writes to an inventory only up to the level that it knows; a later one raises it with what an older one must not ignore.
  add column level integer not null default 1,
  add constraint inventory_holds_per_buyer_max_range check (holds_per_buyer_max between 1 and 10000),
  add constraint inventory_hold_seats_per_buyer_max_range check (hold_seats_per_buyer_max between 1 and 10000),
  -- A day at most: a claim that outlasts it keeps the seats from everybody, which is what its end is there to prevent.
  add constraint inventory_claim_seconds_max_range check (claim_seconds_max between 1 and 86400),
  add constraint inventory_level_positive check (level >= 1);
