-- How long a place in line may claim seats that it can't use yet, and what happens to each place.
-- Additive: an older server beside this one goes on as it did, and starts no clock.

alter table ticket_types
  -- Since when this type has had seats that are kept for the line and that the public can't have; null while it has none.
  add column pooled_since timestamptz(3),
  -- The line has been served since the claims on them have ended: the clock alone changes nothing more.
  add column claims_ended boolean not null default false;

-- The clock of every pool that stands begins now.
update ticket_types set pooled_since = clock_timestamp() from inventory
where inventory.event_id = ticket_types.event_id and inventory.waitlist_open
  and least(inventory.available_seats + inventory.pooled_seats, ticket_types.available_seats + ticket_types.pooled_seats) > least(inventory.available_seats, ticket_types.available_seats);

-- Pools whose claims are still to end, the oldest first.
create index ticket_types_claims_to_end on ticket_types (pooled_since, event_id) where pooled_since is not null and not claims_ended;

-- Who waits for how many at least: the first whom given seats fit is found in a line of any length.
create index waitlist_entries_waiting_for_seats on waitlist_entries
  (event_id, coalesce(ticket_type_id, ''), (case when accept_fewer then 1 else quantity end), seq) where state = 'waiting';

-- What happened to a place in line, step by step, in the order of the inventory's versions. Only ever added to.
create table waitlist_steps (
  event_id text not null,
  version bigint not null,
  line integer not null,
  entry_id text not null,
  -- The offer that the step is about; of a claim that has ended, the offer that was made past it.
  hold_id text,
  state text not null,
  -- The wish as it is after the step.
  quantity integer not null,
  accept_fewer boolean not null,
  -- Until when the offer can be accepted, or the reservation that it became be confirmed.
  expires_at timestamptz(3),
  at timestamptz(3) not null,
  constraint waitlist_steps_pkey primary key (event_id, version, line),
  constraint waitlist_steps_state_known check (state in ('joined', 'changed', 'claim_ended', 'offered', 'converted', 'expired', 'declined', 'left')),
  constraint waitlist_steps_quantity_positive check (quantity > 0)
);
create index waitlist_steps_of_entry on waitlist_steps (event_id, entry_id, version, line);
