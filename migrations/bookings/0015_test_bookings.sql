-- Bookings of test events, which are paid by the sandbox. The column has a constant default: no table is rewritten.
alter table bookings add column test boolean not null default false;
