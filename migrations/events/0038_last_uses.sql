-- The last use of a promotion is told of (promotion.used_up), so the ledger of uses says which it was, in the write
-- that has taken it. Additive: a column without a default, and an index of rows that have it.

-- Of the use that was the last: how many there could be.
alter table promotion_uses add column last_of integer;
alter table promotion_uses add constraint promotion_uses_last_taken check (last_of is null or change = 1);
create index promotion_uses_last on promotion_uses (event_id, version, line) where last_of is not null;
