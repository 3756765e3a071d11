-- People who are erased: an account by its owner, a buyer by the account that named them.

alter table users
  -- The account is gone. Its row stays without anything of the person: other processes must still hear that its sessions
  -- and keys have ended, and bookings keep its id.
  add column erased_at timestamptz(3);

-- What the events and the bookings have still to be told. Each row is told until both have done it, and once more when
-- nothing from before can be under way any more.
create table erasures (
  id text not null,
  user_id text not null,
  -- The buyer, as the account names them; null: the account itself, with every buyer that it has named.
  buyer_reference text,
  -- Makes what stands in a reference's place: without it nobody finds the reference again. It goes with the row.
  salt text not null,
  requested_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  attempts integer not null default 0,
  constraint erasures_pkey primary key (id)
);
create unique index erasures_one_of_person on erasures (user_id, coalesce(buyer_reference, ''));
create index erasures_due on erasures (due_at);
