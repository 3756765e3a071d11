-- How often a ticket has been given to another holder, counted from 1: a code of an earlier serial is void.
alter table tickets add column serial integer not null default 1 constraint tickets_serial_counts check (serial > 0);
