-- The inventory: who holds which seats of an event. One aggregate per event, guarded by inventory.version.
-- Every table is keyed by event_id first or carries it in its key, so that all of them can be distributed by it.

create table inventory (
  event_id text not null,
  organizer_id text not null,
  capacity integer not null,
  available_seats integer not null,
  pooled_seats integer not null default 0,
  held_seats integer not null default 0,
  sold_seats integer not null default 0,
  currency text not null,
  sales text not null default 'draft',
  ends_at timestamptz(3) not null,
  waitlist_open boolean not null default false,
  waitlist_seq bigint not null default 0,
  waitlist_order text not null default 'strict',
  waitlist_skip_max integer not null default 0,
  -- The version since which this order holds: offers made before it followed another.
  waitlist_order_version bigint not null default 1,
  version bigint not null default 1,
  constraint inventory_pkey primary key (event_id),
  constraint inventory_seats_not_negative check (least(available_seats, pooled_seats, held_seats, sold_seats) >= 0),
  constraint inventory_seats_add_up check (capacity = available_seats + pooled_seats + held_seats + sold_seats),
  constraint inventory_sales_known check (sales in ('draft', 'open', 'closed')),
  constraint inventory_waitlist_order_known check (waitlist_order in ('strict', 'skip'))
) with (fillfactor = 50);
create index inventory_with_line on inventory (event_id) where waitlist_open;

create table ticket_types (
  event_id text not null,
  id text not null,
  position integer not null,
  name text not null,
  price_minor bigint not null,
  -- Without a capacity of its own a ticket type may fill the whole event: its capacity then follows the event's.
  capacity integer not null,
  capacity_is_own boolean not null,
  max_per_user integer,
  sales_start_at timestamptz(3),
  sales_end_at timestamptz(3),
  -- The inventory's version since which these times hold.
  sales_version bigint not null default 1,
  available_seats integer not null,
  pooled_seats integer not null default 0,
  held_seats integer not null default 0,
  sold_seats integer not null default 0,
  constraint ticket_types_pkey primary key (event_id, id),
  constraint ticket_types_seats_not_negative check (least(available_seats, pooled_seats, held_seats, sold_seats) >= 0),
  constraint ticket_types_seats_add_up check (capacity = available_seats + pooled_seats + held_seats + sold_seats),
  constraint ticket_types_price_not_negative check (price_minor >= 0)
) with (fillfactor = 50);

create table holds (
  id text not null,
  event_id text not null,
  user_id text not null,
  buyer_reference text,
  buyer jsonb,
  kind text not null,
  state text not null,
  -- [{ "ticketTypeId", "quantity", "unitPriceMinor" }]: the price is the one at the time of holding.
  items jsonb not null,
  quantity integer not null,
  total_minor bigint not null,
  currency text not null,
  -- The booking whose confirmation owns the hold while it is confirming, and has bought it when it is sold.
  saga_id text,
  -- The place in line it was offered to.
  waitlist_entry_id text,
  idempotency_key text,
  idempotency_fingerprint text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  -- The id first, so that a reservation is found by it alone; the event_id with it, so that the table can be distributed.
  constraint holds_pkey primary key (id, event_id),
  constraint holds_kind_known check (kind in ('reservation', 'offer')),
  constraint holds_state_known check (state in ('held', 'confirming', 'sold', 'expired', 'released', 'returned')),
  constraint holds_quantity_positive check (quantity > 0),
  constraint holds_saga_known check ((state in ('confirming', 'sold', 'returned')) <= (saga_id is not null))
) with (fillfactor = 80);
-- One effect per caller and key, whatever the event.
create unique index holds_idempotency_key on holds (user_id, idempotency_key) where idempotency_key is not null;
create index holds_to_expire on holds (expires_at) where state = 'held';
create index holds_confirming on holds (changed_at) where state = 'confirming';
create index holds_of_buyer on holds (event_id, user_id, buyer_reference) where state in ('held', 'confirming', 'sold');

create table movements (
  event_id text not null,
  version bigint not null,
  line integer not null,
  -- A seat counts in its event and in its ticket type and mostly moves in both; what is pooled and what the capacity is may differ.
  scope text not null,
  ticket_type_id text,
  quantity integer not null,
  source text not null,
  target text not null,
  cause text not null,
  hold_id text,
  at timestamptz(3) not null,
  constraint movements_pkey primary key (event_id, version, line),
  constraint movements_scope_known check (scope in ('seat', 'event', 'ticket_type') and (scope = 'event') = (ticket_type_id is null)),
  constraint movements_quantity_positive check (quantity > 0),
  constraint movements_buckets_known check (source in ('outside', 'available', 'pooled', 'held', 'sold') and target in ('outside', 'available', 'pooled', 'held', 'sold') and source <> target)
);

create table waitlist_entries (
  event_id text not null,
  id text not null,
  seq bigint not null,
  user_id text not null,
  buyer_reference text,
  buyer jsonb,
  ticket_type_id text,
  quantity integer not null,
  accept_fewer boolean not null default false,
  state text not null,
  skipped integer not null default 0,
  -- The inventory's versions between which it waited: what came first can be proved from the ledger.
  joined_version bigint not null,
  served_version bigint,
  idempotency_key text,
  idempotency_fingerprint text,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  constraint waitlist_entries_pkey primary key (id, event_id),
  constraint waitlist_entries_seq_unique unique (event_id, seq),
  constraint waitlist_entries_quantity_positive check (quantity > 0),
  constraint waitlist_entries_state_known check (state in ('waiting', 'offered', 'converted', 'expired', 'declined', 'left'))
);
create index waitlist_entries_waiting on waitlist_entries (event_id, seq) where state = 'waiting';
create index waitlist_entries_waiting_for on waitlist_entries (event_id, coalesce(ticket_type_id, ''), seq) where state = 'waiting';
create index waitlist_entries_of_user on waitlist_entries (user_id, id);
create unique index waitlist_entries_idempotency_key on waitlist_entries (user_id, idempotency_key) where idempotency_key is not null;
create unique index waitlist_entries_one_active on waitlist_entries (event_id, user_id, coalesce(buyer_reference, '')) where state in ('waiting', 'offered');

-- Events that have been called off, and how far their ending has come: holds, line and bookings end one page after the other.
create table event_cancellations (
  event_id text not null,
  state text not null default 'under_way',
  started_at timestamptz(3) not null default clock_timestamp(),
  finished_at timestamptz(3),
  -- Whoever works on it keeps the others away until then; no more than a courtesy, as every step may be repeated.
  lease_until timestamptz(3) not null default clock_timestamp(),
  constraint event_cancellations_pkey primary key (event_id),
  constraint event_cancellations_state_known check (state in ('under_way', 'complete') and (state = 'complete') = (finished_at is not null))
);
create index event_cancellations_under_way on event_cancellations (lease_until) where state = 'under_way';
