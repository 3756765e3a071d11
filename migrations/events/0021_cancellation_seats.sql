-- How far the cancellation of an event has come. Additive: an older server leaves it empty, and whoever goes on with the
-- cancellation fills it in with what is left.

-- Seats that were held or sold when the event was cancelled; the counters say how many of them still are.
alter table event_cancellations add column seats_total integer,
  add constraint event_cancellations_seats_not_negative check (seats_total >= 0);

-- What has been given back since is in the ledger.
update event_cancellations set seats_total = held_seats + sold_seats + (
  select coalesce(sum(quantity), 0) from movements
  where movements.event_id = event_cancellations.event_id and movements.at >= event_cancellations.started_at
    and scope in ('seat', 'event') and source in ('held', 'sold') and target in ('available', 'pooled'))
from inventory where inventory.event_id = event_cancellations.event_id;
