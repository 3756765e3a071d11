-- Work that one process at a time may do: its name, who does it, and until when unless it is renewed. The fence grows
-- with each holder, so one that was paused can't be taken for its successor.
create table leases (
  name text primary key,
  fence bigint not null check (fence > 0),
  holder text not null,
  expires_at timestamptz not null
);
