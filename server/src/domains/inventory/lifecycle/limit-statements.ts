// The SQL by which a limit per buyer that is lowered reaches those who wait: nobody is offered more than they may have.
// What somebody asks for is lowered with the limit, at the same place; who may have nothing more waits no longer.

import { seatsLeftSql } from '../lane/read-statement.ts'

/** Seats of the type that the buyer of an entry holds or has bought. */
const takenSql = `(
  select coalesce(sum(${seatsLeftSql}), 0) as seats
  from (
    select items from holds where ofBuyer and holds.state in ('held', 'confirming')
    union all select items from holds where ofBuyer and holds.state = 'sold'
  ) as taking cross join lateral jsonb_array_elements(items) as item where item ->> 'ticketTypeId' = :ticketTypeId
)`.replaceAll(
  'ofBuyer',
  `holds.event_id = entry.event_id and holds.user_id = entry.user_id
      and coalesce(holds.buyer_reference, '') = coalesce(entry.buyer_reference, '')`,
)

/**
 * Bindings: eventId, version (the inventory's new one), ticketTypeId, limit; the type has the limit already. What one
 * buyer may hold at a time is no such limit: a claim stays for as many as it was made for. Who takes any type is bound
 * by what they have of this one, and by the limits of all types together, as when they join.
 */
export const lowerToLimitSql = `
  with rooms as (
    select entry.id, entry.seq, entry.quantity, case when entry.ticket_type_id is null
      then least(case when taken.seats > 0 then cast(:limit as integer) - taken.seats end, limits.of_all)
      else cast(:limit as integer) - taken.seats end as room
    from waitlist_entries as entry cross join lateral ${takenSql} as taken
    cross join (
      select case when bool_and(max_per_user is not null) then sum(max_per_user) end as of_all from ticket_types
      where event_id = :eventId and not hidden and (sales_end_at is null or sales_end_at > clock_timestamp())
    ) as limits
    where entry.event_id = :eventId and entry.state = 'waiting'
      and coalesce(entry.ticket_type_id, :ticketTypeId) = :ticketTypeId
      and (entry.ticket_type_id is not null or not (select hidden from ticket_types
        where event_id = :eventId and id = :ticketTypeId))
  ),
  lowered as (
    update waitlist_entries as entry
    set quantity = case when room > 0 then room else entry.quantity end,
      state = case when room > 0 then 'waiting' else 'expired' end,
      expired_reason = case when room > 0 then null else 'limit_lowered' end,
      served_version = case when room > 0 then served_version else cast(:version as bigint) end,
      changed_at = clock_timestamp()
    from rooms
    where entry.event_id = :eventId and entry.id = rooms.id and room < rooms.quantity
    returning entry.id, entry.seq, entry.state, entry.quantity, entry.accept_fewer
  )
  insert into waitlist_steps (event_id, version, line, entry_id, state, quantity, accept_fewer, at)
  select :eventId, :version, row_number() over (order by seq), id,
    case state when 'waiting' then 'changed' else state end, quantity, accept_fewer, clock_timestamp()
  from lowered`
