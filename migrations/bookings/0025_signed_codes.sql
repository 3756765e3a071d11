-- Signed codes name their ticket by its id, of whatever event. Ids grow with time: a new ticket goes to the index's end.
create index tickets_by_id on tickets (id);

-- The ticket's serial when it was scanned; null where it was scanned before there were serials.
alter table check_ins add column serial integer
  constraint check_ins_serial_counts check (serial > 0),
  add constraint check_ins_serial_of_ticket check (serial is null or ticket is not null);
