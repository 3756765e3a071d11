-- The holds of an event that are over, for its audit: no other index leads to them, and a sale never touches this one.
create index holds_ended on holds (event_id) where state in ('expired', 'released', 'returned');
