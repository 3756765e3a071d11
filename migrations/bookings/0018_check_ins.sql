-- The door. A ticket's first admission that the server has accepted stands; every scan is kept with what was said of it.

alter table tickets
  add column admitted_scan text,
  -- By the scanner's clock, but never later than the server's.
  add column admitted_at timestamptz(3),
  add column admitted_device text,
  add constraint tickets_admission_whole check ((admitted_scan is null) = (admitted_at is null));

create table check_ins (
  event_id text not null,
  -- The scanner's own: a repeat gets what was said before.
  scan_id text not null,
  -- Of the code that was scanned, as a digest: whatever was held before a scanner is kept nowhere.
  fingerprint text not null,
  verdict text not null,
  -- { "id", "ticketTypeId", "bookingId" } of the event's ticket with this code.
  ticket jsonb,
  ticket_id text generated always as (ticket ->> 'id') stored,
  -- { "scanId", "at", "device" } of the admission that stood when this scan came.
  admission jsonb,
  conflict boolean not null,
  device text,
  scanned_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  constraint check_ins_pkey primary key (event_id, scan_id),
  constraint check_ins_verdict_known
    check (verdict in ('admitted', 'already_admitted', 'void', 'wrong_event', 'unknown')),
  constraint check_ins_not_ahead check (scanned_at <= recorded_at),
  constraint check_ins_conflict_of_admitted check (not conflict or verdict = 'already_admitted'),
  constraint check_ins_ticket_known
    check ((verdict in ('admitted', 'already_admitted', 'void')) = (ticket is not null)),
  constraint check_ins_admission_known check ((verdict = 'already_admitted') = (admission is not null))
);
-- Newest first.
create index check_ins_of_event on check_ins (event_id, recorded_at, scan_id);
create index check_ins_conflicts on check_ins (event_id, recorded_at, scan_id) where conflict;
-- Whatever the scanners' order, one scan has admitted a ticket.
create unique index check_ins_one_admission on check_ins (event_id, ticket_id) where verdict = 'admitted';
create index check_ins_of_ticket on check_ins (event_id, ticket_id, recorded_at, scan_id) where ticket_id is not null;
