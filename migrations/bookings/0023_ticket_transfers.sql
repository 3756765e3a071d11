-- The transfers of tickets: each gave a ticket another holder and another code. A ticket's serial is 1 and one more with
-- each of them.
create table ticket_transfers (
  user_id text not null,
  booking_id text not null,
  ticket_id text not null,
  -- The ticket's from then on.
  serial integer not null,
  -- Void since; the door knows it.
  former_code text not null,
  -- Null: nobody was named, or who it was has been erased.
  from_holder jsonb,
  to_holder jsonb,
  by_organizer boolean not null,
  transferred_at timestamptz(3) not null,
  constraint ticket_transfers_pkey primary key (user_id, booking_id, ticket_id, serial),
  constraint ticket_transfers_code_unique unique (former_code, user_id),
  constraint ticket_transfers_serial_counts check (serial > 1)
);
