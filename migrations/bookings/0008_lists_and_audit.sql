-- What lists look for among many: the few bookings that came to nothing, and those of one named buyer. A sale writes to none
-- of these indexes, but for the last where a box office names its buyer.
create index bookings_undone_of_event on bookings (event_id, id) where status in ('cancelling', 'cancelled', 'failed');
create index bookings_undone_of_user on bookings (user_id, id) where status in ('cancelling', 'cancelled', 'failed');
create index bookings_of_named_buyer on bookings (buyer_reference, user_id, id) where buyer_reference is not null;

-- The audit asks of each payment whether Stripe has repaid it.
create index stripe_refunds_of_payment on stripe_refunds (payment_key);
