// The SQL that makes mails of messages, in the transaction that appends them.
import type { MessageConsumer } from '../messages/append-statement.ts'
import { buyerMailTypes, changesTogetherSeconds, eventMailTypes, priorities, tellableChanges } from './rules.ts'

/**
 * Bindings: from which place (exclusive) to which, the types, and which changes are told. The messages were appended
 * since the transaction began, which "now" says: the partitions before that are not looked at. Of each fact the
 * organizer has a message of its own: the buyer's is the one for the account that is named in it.
 */
const queueSql = `
with told as materialized (
  select id, account_id, type, event_id, resource_id, data, test, occurred_at from messages
  where place > ?::bigint and place <= ?::bigint and appended_at >= now() - interval '1 second'
    and not silent and type = any(?::text[])
), to_buyers as (
  insert into mails (id, type, event_id, resource_id, changes, ticket_id, ticket_serial, test, priority)
  select id, type, event_id, coalesce(data ->> 'bookingId', resource_id), case type
      when 'booking.refunded' then array[data #>> '{refund,id}']
      when 'booking.tickets_cancelled' then array(select jsonb_array_elements_text(data -> 'ticketIds')) end,
    case type when 'ticket.transferred' then resource_id end,
    case type when 'ticket.transferred' then (data ->> 'serial')::integer end, test,
    case type when 'waitlist.offered' then ${priorities.offer} else ${priorities.own} end
  from told
  where account_id = data ->> 'userId' and type not in ('event.updated', 'event.cancelled')
    and (type <> 'waitlist.expired' or data ->> 'expiredReason' = 'offer_expired')
  on conflict (id) do nothing
), to_holders as (
  insert into mails (id, type, event_id, resource_id, ticket_id, ticket_serial, to_holder, test, priority)
  select id || '.holder', type, event_id, data ->> 'bookingId', resource_id, (data ->> 'serial')::integer, true, test,
    ${priorities.own}
  from told where account_id = data ->> 'userId' and type = 'ticket.transferred'
  on conflict (id) do nothing
), of_cancelled_events as (
  insert into event_mails (id, type, event_id, test, occurred_at)
  select min(id), type, event_id, bool_or(test), min(occurred_at) from told
  where type = 'event.cancelled'
  group by type, event_id
  on conflict do nothing
)
insert into event_mails (id, type, event_id, changes, test, occurred_at, due_at)
select min(id), type, event_id, array_agg(distinct change), bool_or(test), max(occurred_at),
  now() + interval '${changesTogetherSeconds} seconds'
from told cross join lateral jsonb_array_elements_text(data -> 'changed') as change
where type = 'event.updated' and change = any(?::text[])
group by type, event_id
on conflict (type, event_id) where stage is null do update
set changes = array(select distinct unnest(event_mails.changes || excluded.changes))`

/** Buyers get mails about what is their own; a change or the cancellation of an event becomes mails to many. */
export const queueMails: MessageConsumer = async (transaction, { after, to }) => {
  const types = [...buyerMailTypes, ...eventMailTypes]
  await transaction.raw(queueSql, [after, to, types, Object.keys(tellableChanges)])
}
