// The SQL of an event's cancellation: whose turn it is, what is left of the event, and when nothing is.

/** Longer than a page mostly takes, and short enough for a crash to delay nobody's refund. */
const leaseSeconds = 10
/** Well within what one batch of a lane sees of the waitlist, so that the last to leave closes it. */
export const entriesPerPage = 25
export const holdsPerPage = 200

export const claimSql = `
  update event_cancellations set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
    -- An older server has begun it.
    seats_total = coalesce(seats_total, (select held_seats + sold_seats from inventory
      where inventory.event_id = event_cancellations.event_id))
  where event_id in (
    select event_id from event_cancellations where state = 'under_way' and lease_until <= clock_timestamp()
      and exists (select from inventory
        where inventory.event_id = event_cancellations.event_id and inventory.level <= $1)
    order by lease_until, event_id limit 1 for update skip locked)
  returning event_id`
export const entriesSql = `select id from waitlist_entries where event_id = $1 and state in ('waiting', 'offered')
  order by seq limit ${entriesPerPage}`
export const holdsSql = `select id from holds where event_id = $1 and state = 'held' and kind = 'reservation'
  order by id limit ${holdsPerPage}`
export const finishSql = `
  update event_cancellations set state = 'complete', finished_at = clock_timestamp()
  where event_id = $1 and state = 'under_way'
    and not exists (select from holds where holds.event_id = $1 and holds.state in ('held', 'confirming', 'sold'))
    and not exists (select from waitlist_entries
      where waitlist_entries.event_id = $1 and waitlist_entries.state in ('waiting', 'offered'))`
export const yieldSql = `update event_cancellations set lease_until = clock_timestamp() + make_interval(secs => $2)
  where event_id = $1 and state = 'under_way'`
