-- Whose endpoints want to hear of reservations: asked for at every turn of the relay.
create index webhook_endpoints_of_reservations on webhook_endpoints (account_id)
  where disabled_at is null and types && '{reservation.created,reservation.expired,reservation.released}';
