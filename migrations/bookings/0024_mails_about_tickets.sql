-- A mail about one ticket of a booking, as it was at a serial: to its buyer, or to who comes with it.
alter table mails
  add column ticket_id text,
  add column ticket_serial integer,
  add column to_holder boolean not null default false,
  add constraint mails_ticket_whole check ((ticket_id is null) = (ticket_serial is null)),
  add constraint mails_to_holder_of_ticket check (not to_holder or ticket_id is not null);
