-- The promotion that made the price of a booking. A column without a default: no table is rewritten; older servers leave
-- it empty.
alter table bookings add column promotion_id text;
