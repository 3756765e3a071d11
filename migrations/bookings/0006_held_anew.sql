-- A booking that a crash kept past its hold's end gets its seats in another hold. `reservation_id` is the one whose seats it
-- has; this is the one that its buyer confirmed, by which they will ask for it.
alter table bookings add column expired_reservation_id text;
create index bookings_of_expired_reservation on bookings (user_id, expired_reservation_id) where expired_reservation_id is not null;
