-- Test events: an organizer's account tries things out with them, and nobody else sees them. Whether an event is one is
-- said when it is made, and never changes. The lanes look at the inventory's row alone, so it says it too.
-- Constant defaults: no table is rewritten. Older servers go on making live events; to a test event they don't write, as
-- its inventory has a level that they don't know.
alter table events add column test boolean not null default false;

alter table inventory
  add column test boolean not null default false,
  add constraint inventory_test_capacity_small check (not test or capacity <= 1000);
